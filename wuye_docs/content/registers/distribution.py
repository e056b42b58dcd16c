"""Who was given which copy of what, and what came back (ISO 9001:2015 7.5.3.2 a)."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes

from wuye_docs.content.registers.controlled import NUMBER, REVISION, TITLE
from wuye_docs.content.registers.register import (
    Column,
    Kind,
    Name,
    Register,
    Tone,
    Value,
    as_day,
    person_name,
    register_table,
)
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.registers.standing import Copy
from wuye_docs.diagnostics import Message
from wuye_docs.model import Document, Status
from wuye_docs.references import ReferenceGraph


@dataclass(frozen=True, slots=True)
class DistributionEntry:
    """A copy that was given out, or one that still has to be."""

    number: Name
    title: str
    revision: str
    """Of the copy; for one still to be given, of the document."""
    current: str
    """Revision of the document now."""
    copy: Copy | None
    holder: str
    """As the document's front matter or the ledger names the holder."""
    copy_number: str
    """Of the copy; for one still to be given, its place in the document's distribution."""

    @property
    def is_outdated(self) -> bool:
        """Whether the holder still has a copy of a revision that is not the present one."""
        return bool(self.copy and not self.copy.recalled and self.revision != self.current)


def distribution_register(
    sources: RegisterSources, only: Document | None = None
) -> Register[DistributionEntry]:
    """Every copy of the ledger, and what front matter's distribution asks for and the ledger does not have yet."""
    manual = sources.manual
    entries: list[DistributionEntry] = []
    given: set[tuple[str, str]] = set()
    for copy in sources.copies:
        record = manual.controlled_by(copy.number)
        if only is not None and copy.number != only.number:
            continue
        current = sources.state(record).revision if record else ""
        given.add((copy.number, copy.holder))
        entries.append(
            DistributionEntry(
                sources.numbered(record) if record else Name(copy.number),
                record.title if record else "",
                copy.revision,
                current,
                copy,
                copy.holder,
                copy.copy,
            )
        )
    for document in sources.documents if only is None else (only,):
        issue = sources.state(document)
        if issue.status is Status.OBSOLETE:
            continue
        entries += [
            DistributionEntry(
                sources.numbered(document),
                document.title,
                issue.revision,
                issue.revision,
                None,
                holder,
                f"{place:02d}",
            )
            for place, holder in enumerate(document.distribution, 1)
            if (document.number, holder) not in given
        ]
    entries.sort(key=lambda one: (one.number.text, one.copy_number, one.copy is None))

    def of_copy(field: str) -> Value:
        return field or None

    def state(one: DistributionEntry) -> Value:
        if one.copy is None:
            return "待发放"
        if one.copy.recalled:
            return "已回收"
        return f"应回收（现行 {one.current}）" if one.is_outdated else "在用"

    columns: tuple[Column[DistributionEntry], ...] = (
        Column("number", NUMBER, 8, lambda one: one.number),
        Column("title", TITLE, 15, lambda one: one.title),
        Column("revision", REVISION, 3, lambda one: one.revision),
        Column("copy", Message("分发号", "copy"), 4, lambda one: one.copy_number, 12),
        Column("holder", Message("发放部门或岗位", "holder"), 8, lambda one: person_name(one.holder, sources.references), 36),
        Column("medium", Message("介质", "medium"), 3, lambda one: of_copy(one.copy.medium) if one.copy else None, 12, Kind.BLANK),
        Column("issued", Message("发放日期", "issued"), 6, lambda one: as_day(one.copy.issued) if one.copy else None, 18, Kind.BLANK),
        Column("received", Message("领用签字", "received by"), 6, lambda one: of_copy(one.copy.received_by) if one.copy else None, 22, Kind.BLANK),
        Column("recalled", Message("回收日期", "recalled"), 6, lambda one: as_day(one.copy.recalled) if one.copy else None, kind=Kind.BLANK),
        Column("returned", Message("回收签字", "recalled by"), 6, lambda one: of_copy(one.copy.recalled_by) if one.copy else None, kind=Kind.BLANK),
        Column("state", Message("状态", "state"), 7, state),
        Column("remark", Message("备注", "remark"), 7, lambda one: one.copy.remark if one.copy else None, kind=Kind.BLANK),
    )  # fmt: skip
    return Register(
        "distribution",
        Message("文件发放回收登记表", "distribution and recall"),
        Message(
            "编号发放的副本及回收情况 (ISO 9001:2015 7.5.3.2 a)",
            "numbered copies given out and called back (ISO 9001:2015 7.5.3.2 a)",
        ),
        columns,
        tuple(entries),
        tone=lambda one: Tone.OVERDUE if one.is_outdated else Tone.FADED if one.copy and one.copy.recalled else Tone.PLAIN,
        table_class="distribution",
    )  # fmt: skip


def distribution_table(document: Document, references: ReferenceGraph) -> nodes.table:
    """Who receives a document, as a table inside it."""
    return register_table(distribution_register(RegisterSources(references, (document,)), document))
