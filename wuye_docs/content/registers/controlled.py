"""Registers of what the manual itself controls: documents, flows, what is obsolete, and when each is reviewed again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wuye_docs.content.registers.register import (
    Column,
    Kind,
    Name,
    Register,
    Tone,
    Value,
    as_day,
    people,
    person_name,
)
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.registers.standing import act_text
from wuye_docs.control import IssueState
from wuye_docs.diagnostics import Message
from wuye_docs.model import Document, Flow, Form, Status
from wuye_docs.references import Kind as TargetKind
from wuye_docs.references import Target

NUMBER = Message("文件编号", "number")
TITLE = Message("文件名称", "title")
REVISION = Message("版次", "revision")
STATUS = Message("状态", "status")
OWNER = Message("归口", "owner")

DUE_STEPS = (30, 60, 90)
"""Days ahead that a review calendar tells apart."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document with its place in the list and how it stands."""

    place: int
    record: Document
    state: IssueState


def document_register(
    sources: RegisterSources, documents: Iterable[Document] | None = None
) -> Register[DocumentEntry]:
    """The master list of controlled documents (ISO 9001:2015 7.5.3.2): what is not obsolete."""
    levels = sources.manual.settings.levels
    chosen = sources.documents if documents is None else documents
    # Those in force and on their way; the obsolete have a list of their own, and stand here only if asked for.
    entries = tuple(
        DocumentEntry(place, one, sources.state(one))
        for place, one in enumerate(
            (
                one
                for one in chosen
                if documents is not None or sources.state(one).status is not Status.OBSOLETE
            ),
            1,
        )
    )

    def level(one: DocumentEntry) -> Value:
        known = levels.get(one.record.level)
        return known.name if known else one.record.level

    columns: tuple[Column[DocumentEntry], ...] = (
        Column("place", Message("序号", "no."), 3, lambda one: one.place),
        Column("number", NUMBER, 8, lambda one: sources.numbered(one.record), 16),
        Column("title", TITLE, 17, lambda one: one.record.title, 34),
        Column("level", Message("层级", "level"), 6, level),
        Column("revision", REVISION, 3, lambda one: one.state.revision, 8),
        Column("status", STATUS, 6, lambda one: sources.status_text(one.record), 12),
        Column("issued", Message("发布日期", "issued"), 6, lambda one: as_day(one.state.issued), kind=Kind.DATE),
        Column("effective", Message("实施日期", "effective"), 6, lambda one: as_day(one.state.effective), 14, Kind.DATE),
        Column("owner", OWNER, 7, lambda one: person_name(one.record.owner, sources.references), 16),
        Column("approved", Message("批准", "approved by"), 8, lambda one: act_text(one.state.approved)),
        Column("distribution", Message("发放范围", "distribution"), 20, lambda one: people(one.record.distribution, sources.references)),
        Column("next-review", Message("下次复审", "next review"), 6, lambda one: as_day(one.state.next_review), kind=Kind.DUE),
    )  # fmt: skip
    return Register(
        "documents",
        Message("受控文件清单", "master list of documents"),
        Message(
            "全部受控文件的现行版次 (ISO 9001:2015 7.5.3.2)",
            "current revision of every document (ISO 9001:2015 7.5.3.2)",
        ),
        columns,
        entries,
    )


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A flow with how it stands."""

    record: Flow
    state: IssueState


def flow_register(sources: RegisterSources) -> Register[FlowEntry]:
    """Every flow chart with the document that it belongs to."""
    manual = sources.manual

    def owner(one: FlowEntry) -> Value:
        document = manual.documents.get(one.record.document)
        if document is None:
            return one.record.document
        return Name(f"《{document.title}》", Target(TargetKind.DOCUMENT, document.number))

    columns: tuple[Column[FlowEntry], ...] = (
        Column("number", Message("编号", "number"), 7, lambda one: sources.numbered(one.record), 14),
        Column("title", Message("名称", "title"), 16, lambda one: one.record.title, 26),
        Column("document", Message("所属文件", "document"), 16, owner, 28),
        Column("lanes", Message("参与岗位", "lanes"), 24, lambda one: "、".join(dict.fromkeys(one.record.lanes)), 32),
        Column("steps", Message("步骤", "steps"), 3, lambda one: sum(bool(step.ordinal) for step in one.record.steps.values())),
        Column("revision", REVISION, 3, lambda one: one.state.revision),
        Column("status", STATUS, 6, lambda one: sources.status_text(one.record)),
    )  # fmt: skip
    return Register(
        "flows",
        Message("流程清单", "list of flows"),
        Message("全部流程图及所属文件", "every flow chart and the document that it belongs to"),
        columns,
        tuple(
            FlowEntry(one, state)
            for one in sources.flows
            if (state := sources.state(one)).status is not Status.OBSOLETE
        ),
        table_class="flows",
    )


@dataclass(frozen=True, slots=True)
class ObsoleteEntry:
    """Something that must not be worked by any more."""

    number: Name
    title: str
    revision: str
    ended: str
    reason: str
    successor: tuple[Name, ...] = ()


def obsolete_register(sources: RegisterSources) -> Register[ObsoleteEntry]:
    """What is obsolete, and the numbers that are spent (ISO 9001:2015 7.5.3.2 d): kept from unintended use."""
    manual = sources.manual
    entries: dict[str, ObsoleteEntry] = {}
    heirs: dict[str, list[Name]] = {}
    for document in manual.documents.values():
        for old in document.supersedes:
            heirs.setdefault(old, []).append(sources.numbered(document))
    for record in manual.controlled():
        state = sources.state(record)
        if state.status is not Status.OBSOLETE:
            continue
        known = manual.controlled_by(state.successor) if state.successor else None
        successor = (sources.numbered(known),) if known else tuple(heirs.get(record.number, ()))
        reason = "由新文件代替" if successor else "作废"
        entries[record.number] = ObsoleteEntry(
            sources.numbered(record),
            record.title,
            state.revision,
            sources.ended.get(record.number, ""),
            state.reason or reason,
            successor,
        )
    for number, state in sources.issues.items():
        if manual.controlled_by(number) is None and state.status is Status.OBSOLETE:
            known = manual.controlled_by(state.successor) if state.successor else None
            entries[number] = ObsoleteEntry(
                Name(number),
                state.title,
                state.revision,
                sources.ended.get(number, ""),
                state.reason or "作废",
                (sources.numbered(known),) if known else tuple(heirs.get(number, ())),
            )
    for number, reason in manual.settings.numbering.retired.items():
        entries.setdefault(
            number, ObsoleteEntry(Name(number), "", "", "", reason, tuple(heirs.get(number, ())))
        )
    for number, names in heirs.items():
        entries.setdefault(number, ObsoleteEntry(Name(number), "", "", "", "由新文件代替", tuple(names)))
    columns: tuple[Column[ObsoleteEntry], ...] = (
        Column("number", NUMBER, 8, lambda one: one.number),
        Column("title", TITLE, 18, lambda one: one.title),
        Column("revision", REVISION, 3, lambda one: one.revision),
        Column("ended", Message("作废日期", "obsolete since"), 6, lambda one: as_day(one.ended), kind=Kind.DATE),
        Column("reason", Message("原因", "reason"), 22, lambda one: one.reason),
        Column("successor", Message("代替文件", "replaced by"), 9, lambda one: one.successor),
        Column("disposal", Message("处置（销毁 / 保留）", "disposal"), 9, lambda _: None, kind=Kind.BLANK),
        Column("signature", Message("经办人、日期", "by, date"), 10, lambda _: None, kind=Kind.BLANK),
    )  # fmt: skip
    return Register(
        "obsolete",
        Message("作废文件清单", "obsolete documents"),
        Message(
            "作废的文件和不再使用的编号 (ISO 9001:2015 7.5.3.2 d)",
            "obsolete documents and spent numbers (ISO 9001:2015 7.5.3.2 d)",
        ),
        columns,
        tuple(entries[number] for number in sorted(entries)),
        notes=("需要保留的作废文件加盖“作废保留”章，与现行文件分开存放。",),
    )


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """When a document is to be reviewed."""

    record: Document | Form
    state: IssueState
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days_left is not None and self.days_left < 0


def review_calendar(sources: RegisterSources) -> Register[ReviewEntry]:
    """Documents in the order in which they are due for review (ISO 9001:2015 7.5.2 c, 7.5.3); first what is overdue."""
    dated: list[ReviewEntry] = []
    for record in sources.documents:
        state = sources.state(record)
        if state.next_review and state.status is not Status.OBSOLETE:
            dated.append(ReviewEntry(record, state, sources.days_left(state.next_review)))
    dated.sort(key=lambda one: (one.state.next_review, one.record.number))

    def owner(one: ReviewEntry) -> Value:
        return person_name(one.record.owner, sources.references)

    columns: list[Column[Any]] = [
        Column("number", NUMBER, 8, lambda one: sources.numbered(one.record), 16),
        Column("title", TITLE, 19, lambda one: one.record.title, 34),
        Column("revision", REVISION, 3, lambda one: one.state.revision, 8),
        Column("effective", Message("实施日期", "effective"), 6, lambda one: as_day(one.state.effective), kind=Kind.DATE),
        Column("every", Message("周期（月）", "months"), 5, lambda one: one.record.review_every),
        Column("next-review", Message("应评审日期", "due"), 6, lambda one: as_day(one.state.next_review), 14, Kind.DUE),
        Column("owner", OWNER, 8, owner, 16),
        Column("result", Message("评审结论（继续有效 / 修订 / 作废）", "result"), 14, lambda _: None, kind=Kind.BLANK),
        Column("signature", Message("评审人、日期", "by, date"), 9, lambda _: None, kind=Kind.BLANK),
    ]  # fmt: skip
    if sources.today:
        columns.insert(6, Column("state", Message("期限", "time left"), 7, due_text))
    return Register(
        "reviews",
        Message("文件评审计划", "review calendar"),
        Message(
            "下一次评审的日期, 按先后 (ISO 9001:2015 7.5.2 c)",
            "next reviews, the earliest first (ISO 9001:2015 7.5.2 c)",
        ),
        tuple(columns),
        tuple(dated),
        tone=_due_tone,
    )


def due_text(one: ReviewEntry) -> str:
    """`逾期 12 天`, `30 天内` …; empty where it is far off."""
    if one.days_left is None:
        return ""
    if one.days_left < 0:
        return f"逾期 {-one.days_left} 天"
    step = next((step for step in DUE_STEPS if one.days_left <= step), None)
    return f"{step} 天内" if step else f"{one.days_left} 天后"


def _due_tone(one: ReviewEntry) -> Tone:
    if one.is_overdue:
        return Tone.OVERDUE
    return Tone.SOON if one.days_left is not None and one.days_left <= DUE_STEPS[0] else Tone.PLAIN
