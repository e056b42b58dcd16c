"""What an auditor asks for clause by clause: the documents that answer it, who approved them, the flows and the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wuye_docs.content.registers.register import Column, Name, Register, Tone
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.registers.standing import act_text
from wuye_docs.content.tables import cited_by
from wuye_docs.diagnostics import Message
from wuye_docs.model import Clause, Document, Form
from wuye_docs.references import Kind, Relation, Target


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One document's answer to one clause, or why the clause does not apply, or that nothing answers it."""

    clause: str
    title: str
    asked: tuple[str, ...]
    """Documented information that the clause asks for."""
    document: Document | None
    flows: tuple[Name, ...] = ()
    forms: tuple[Form, ...] = ()
    excluded: str = ""
    """Why the clause does not apply."""
    is_group: bool = False
    """Whether only the clauses below it are answered."""


def evidence_registers(sources: RegisterSources) -> list[Register[EvidenceEntry]]:
    """One list for each standard of the clause tables."""
    found = []
    for table in sources.manual.clause_tables:
        entries: list[EvidenceEntry] = []
        for number, clause in table.clauses.items():
            target = Target(Kind.CLAUSE, f"{table.standard}/{number}")
            is_group = any(other.startswith(f"{number}.") for other in table.clauses)
            entries += _of_clause(
                sources, number, clause, target, table.exclusions.get(number, ""), is_group=is_group
            )
        found.append(_register(sources, table.standard, tuple(entries)))
    return found


def _of_clause(
    sources: RegisterSources, number: str, clause: Clause, target: Target, excluded: str, *, is_group: bool
) -> Iterator[EvidenceEntry]:
    if excluded:
        yield EvidenceEntry(number, clause.title, clause.evidence, None, excluded=excluded)
        return
    answering = dict.fromkeys(
        one.source.key for one in sources.references.used_by(target, (Relation.ANSWERS,))
    )
    documents = [sources.manual.documents[one] for one in answering if one in sources.manual.documents]
    if not documents:
        yield EvidenceEntry(number, clause.title, clause.evidence, None, is_group=is_group)
    for document in documents:
        flows = tuple(
            Name(f"{flow.number} {flow.title}", Target(Kind.FLOW, flow.number))
            for flow in sources.manual.flows_of(document.number)
        )
        yield EvidenceEntry(
            number, clause.title, clause.evidence, document, flows, tuple(_records(sources, document))
        )


def _records(sources: RegisterSources, document: Document) -> list[Form]:
    """The forms whose records show that the document is followed: its own, and those its text and flows use."""
    used = {target.key for target in cited_by(document, sources.references) if target.kind is Kind.FORM}
    used |= {form.number for form in sources.manual.forms_of(document.number)}
    return [sources.manual.forms[number] for number in sorted(used)]


def _register(
    sources: RegisterSources, standard: str, entries: tuple[EvidenceEntry, ...]
) -> Register[EvidenceEntry]:
    def document(one: EvidenceEntry) -> Name | str:
        if one.excluded:
            return f"不适用：{one.excluded}"
        if one.document is None:
            return "见下级条款" if one.is_group else "无对应文件"
        number = sources.numbered(one.document)
        return Name(f"{number.text}《{one.document.title}》", number.target)

    def state(one: EvidenceEntry) -> str:
        return sources.status_text(one.document) if one.document else ""

    def revision(one: EvidenceEntry) -> str:
        return sources.state(one.document).revision if one.document else ""

    def approved(one: EvidenceEntry) -> str:
        return act_text(sources.state(one.document).approved) if one.document else ""

    def forms(one: EvidenceEntry) -> tuple[Name, ...]:
        return tuple(
            Name(f"{form.number} {form.title}", Target(Kind.FORM, form.number)) for form in one.forms
        )

    columns: tuple[Column[EvidenceEntry], ...] = (
        Column("clause", Message("条款", "clause"), 4, lambda one: one.clause),
        Column("title", Message("要求", "requirement"), 9, lambda one: one.title),
        Column("asked", Message("标准要求的成文信息", "documented information asked for"), 9, lambda one: "；".join(one.asked)),
        Column("document", Message("对应文件", "document"), 15, document),
        Column("revision", Message("版次", "revision"), 3, revision),
        Column("status", Message("状态", "status"), 5, state),
        Column("approved", Message("批准", "approved by"), 7, approved),
        Column("flows", Message("流程", "flows"), 13, lambda one: one.flows),
        Column("records", Message("记录", "records"), 30, forms),
    )  # fmt: skip
    return Register(
        "evidence",
        Message("条款证据清单", "clause evidence list"),
        Message(
            "每个标准条款对应的文件、批准、流程和记录",
            "documents, approvals, flows and records for each clause of the standard",
        ),
        columns,
        entries,
        tone=lambda one: (
            Tone.FADED if one.excluded else Tone.PLAIN if one.document or one.is_group else Tone.OVERDUE
        ),
        table_class="evidence",
        subject=standard,
    )
