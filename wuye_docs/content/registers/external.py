"""External documents: laws, regulations and standards, with edition, state, and who cites them."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.content.registers.register import Column, Name, Register, Tone
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.diagnostics import Message
from wuye_docs.model import Standard
from wuye_docs.model.vocabulary import StandardStatus
from wuye_docs.references import Kind, Target

_STATUS = {
    StandardStatus.CURRENT: "现行",
    StandardStatus.SUPERSEDED: "被代替",
    StandardStatus.WITHDRAWN: "废止",
    StandardStatus.UPCOMING: "即将实施",
}


@dataclass(frozen=True, slots=True)
class ExternalEntry:
    """An external document with the documents that cite it."""

    number: str
    record: Standard
    cited_by: tuple[Name, ...]
    row_id: str = ""


def external_register(sources: RegisterSources, row_ids: tuple[str, ...] = ()) -> Register[ExternalEntry]:
    """External documents with edition and state (ISO 9001:2015 7.5.3.2); `row_ids` in the order of the sources."""
    manual = sources.manual
    entries = []
    for index, (number, record) in enumerate(manual.standards.items()):
        citing = {
            one.source.key.partition("#")[0]
            for one in sources.references.used_by(Target(Kind.STANDARD, number))
            if one.source.kind in (Kind.DOCUMENT, Kind.SECTION)
        }
        names = tuple(
            sources.numbered(manual.documents[one]) for one in sorted(citing) if one in manual.documents
        )
        entries.append(ExternalEntry(number, record, names, row_ids[index] if index < len(row_ids) else ""))
    columns: tuple[Column[ExternalEntry], ...] = (
        Column("number", Message("编号", "number"), 11, lambda one: one.number, 24),
        Column("title", Message("名称", "title"), 20, lambda one: one.record.title, 36),
        Column("kind", Message("类别", "kind"), 6, lambda one: one.record.kind, 13),
        Column("edition", Message("版本", "edition"), 7, lambda one: one.record.edition, 17),
        Column("status", Message("状态", "status"), 4, lambda one: _STATUS[one.record.status], 10),
        Column("cited-by", Message("引用的文件", "cited by"), 22, lambda one: one.cited_by),
        Column("note", Message("说明", "remark"), 16, lambda one: one.record.note),
    )  # fmt: skip
    return Register(
        "external",
        Message("外部文件清单", "external documents"),
        Message(
            "法律、法规、标准的版本和状态 (ISO 9001:2015 7.5.3.2)",
            "laws, regulations and standards with edition and state (ISO 9001:2015 7.5.3.2)",
        ),
        columns,
        tuple(entries),
        tone=lambda one: (
            Tone.OVERDUE
            if one.record.status in (StandardStatus.SUPERSEDED, StandardStatus.WITHDRAWN)
            else Tone.PLAIN
        ),
        row_id=lambda one: one.row_id,
        table_class="standards",
    )
