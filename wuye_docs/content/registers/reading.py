"""Who must know which document: lists by post to be signed, and sheets for one document.

A post reads what is handed out to it or to its department, what its flows follow, and what says what it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wuye_docs.content.registers.controlled import NUMBER, REVISION, TITLE
from wuye_docs.content.registers.register import Column, Kind, Name, Register, Tone, as_day
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.registers.standing import Reading
from wuye_docs.diagnostics import Message
from wuye_docs.model import Document, Role, Status
from wuye_docs.references import Kind as TargetKind
from wuye_docs.references import Relation, Target

REASONS = ("岗位说明书", "发放", "流程", "职责")
"""Why a post reads a document, the strongest first: its own job description, handed out, a step of its flows, named in it."""
BLANK_LINES = 16
"""Lines of a sheet for one document, when the number of people is not known."""


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A document that a post must know."""

    post: Role
    document: Document
    revision: str
    reasons: tuple[str, ...]
    reading: Reading | None
    """The last confirmation of this revision in the ledger."""
    name: str = ""


def required_reading(sources: RegisterSources) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For every post the numbers of the documents that it must know, each with the reasons."""
    manual, references = sources.manual, sources.references
    found: dict[str, dict[str, set[str]]] = {post: {} for post in manual.roles}

    def add(post: str, number: str, reason: str) -> None:
        if post in found and number in manual.documents:
            found[post].setdefault(number, set()).add(reason)

    members: dict[str, list[str]] = {}
    for post, role in manual.roles.items():
        named = references.names.person(role.department) if role.department else None
        if named:
            members.setdefault(named.target.key, []).append(post)
        if role.job:
            add(post, role.job, "岗位说明书")
    for document in sources.documents:
        for holder in document.distribution:
            named = references.names.person(holder)
            if named is None:
                continue
            if named.target.kind is TargetKind.ROLE:
                add(named.target.key, document.number, "发放")
            for post in members.get(named.target.key, ()):
                add(post, document.number, "发放")
        for flow in manual.flows_of(document.number):
            for lane in dict.fromkeys(flow.lanes):
                named = references.names.person(lane)
                if named:
                    add(named.target.key, document.number, "流程")
        if document.post:
            continue
        for reference in references.uses(Target(TargetKind.DOCUMENT, document.number), (Relation.MENTION,)):
            if reference.target.kind is TargetKind.ROLE:
                add(reference.target.key, document.number, "职责")
    return {
        post: {
            number: tuple(reason for reason in REASONS if reason in reasons)
            for number, reasons in by_number.items()
        }
        for post, by_number in found.items()
    }


def reading_list(sources: RegisterSources, post: str = "") -> Register[ReadingEntry]:
    """What each post must have read and understood, or one post alone; with columns to sign."""
    manual = sources.manual
    read = {(one.post, one.number, one.revision): one for one in sources.readings}
    required = required_reading(sources)
    order = {document.number: place for place, document in enumerate(sources.documents)}
    entries = []
    for name, role in manual.roles.items():
        if post and name != post:
            continue
        for number in sorted(required[name], key=lambda one: order.get(one, len(order))):
            document = manual.documents[number]
            state = sources.state(document)
            if state.status is not Status.OBSOLETE:
                known = read.get((name, number, state.revision))
                entries.append(ReadingEntry(role, document, state.revision, required[name][number], known))
    columns: list[Column[ReadingEntry]] = [
        Column("number", NUMBER, 8, lambda one: sources.numbered(one.document)),
        Column("title", TITLE, 20, lambda one: one.document.title),
        Column("revision", REVISION, 3, lambda one: one.revision),
        Column("reason", Message("依据", "why"), 9, lambda one: "、".join(one.reasons)),
        Column("reader", Message("阅读人签名", "signature"), 10, lambda one: one.reading.name if one.reading else None, kind=Kind.BLANK),
        Column("day", Message("日期", "date"), 7, lambda one: as_day(one.reading.day) if one.reading else None, kind=Kind.BLANK),
        Column("remark", Message("备注", "remark"), 8, lambda _: None, kind=Kind.BLANK),
    ]  # fmt: skip
    if not post:
        columns.insert(0, Column("post", Message("岗位", "post"), 9, lambda one: Name(one.post.name, Target(TargetKind.ROLE, one.post.name), mention=True)))  # fmt: skip
    return Register(
        "reading",
        Message("岗位应知文件清单", "read and understood"),
        Message(
            "各岗位应阅读并理解的文件, 供签字确认 (ISO 9001:2015 7.3)",
            "documents that each post must have read and understood, to be signed (ISO 9001:2015 7.3)",
        ),
        tuple(columns),
        tuple(entries),
        tone=lambda one: Tone.FADED if one.reading else Tone.PLAIN,
        table_class="reading",
        subject=post,
        notes=("签名表示本人已阅读并理解上列版次的文件，知道与本岗位有关的要求。",) if post else (),
    )


@dataclass(frozen=True, slots=True)
class SignatureEntry:
    """A line on a sheet for one document."""

    place: int
    post: str
    reading: Reading | None = None


def signature_sheet(sources: RegisterSources, document: Document) -> Register[SignatureEntry]:
    """A sheet on which everybody who must know a document signs: a line for each person, as far as they are counted."""
    state = sources.state(document)
    confirmed: dict[str, list[Reading]] = {}
    for one in sources.readings:
        if (one.number, one.revision) == (document.number, state.revision):
            confirmed.setdefault(one.post, []).append(one)
    lines: list[tuple[str, Reading | None]] = []
    for post, by_number in required_reading(sources).items():
        reasons = by_number.get(document.number, ())
        if not set(reasons) - {"职责"}:
            continue
        known = confirmed.get(post, [])
        people = max(sources.manual.roles[post].headcount or 1, len(known))
        lines += [(post, known[index] if index < len(known) else None) for index in range(people)]
    lines += [("", None)] * max(0, BLANK_LINES - len(lines))
    columns: tuple[Column[SignatureEntry], ...] = (
        Column("place", Message("序号", "no."), 3, lambda one: one.place),
        Column("post", Message("岗位", "post"), 10, lambda one: one.post or None, kind=Kind.BLANK),
        Column("reader", Message("姓名（签名）", "signature"), 12, lambda one: one.reading.name if one.reading else None, kind=Kind.BLANK),
        Column("day", Message("日期", "date"), 8, lambda one: as_day(one.reading.day) if one.reading else None, kind=Kind.BLANK),
        Column("remark", Message("备注", "remark"), 12, lambda _: None, kind=Kind.BLANK),
    )  # fmt: skip
    return Register(
        "signatures",
        Message("文件阅读签收表", "signature sheet"),
        Message("一份文件的阅读签收 (ISO 9001:2015 7.3)", "who has read one document (ISO 9001:2015 7.3)"),
        columns,
        tuple(SignatureEntry(place, *line) for place, line in enumerate(lines, 1)),
        table_class="reading",
        subject=f"{document.number} {document.title} {state.revision}",
        notes=("签名表示本人已阅读并理解本版次文件，知道与本岗位有关的要求。",),
    )
