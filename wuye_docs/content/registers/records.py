"""The list of forms with how long each record is kept, by whom, and what becomes of it then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docutils import nodes

from wuye_docs.content.registers.controlled import OWNER, REVISION, STATUS
from wuye_docs.content.registers.register import Column, Name, Register, Value, person_name, register_table
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.tables import cited_by
from wuye_docs.control import IssueState
from wuye_docs.diagnostics import Message
from wuye_docs.model import Document, Form, Status
from wuye_docs.references import Kind, ReferenceGraph, Target


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form with how it stands."""

    record: Form
    state: IssueState
    document: Document | None
    """The document that it belongs to."""


def form_register(sources: RegisterSources, forms: Iterable[Form] | None = None) -> Register[FormEntry]:
    """Forms with retention, keeper and disposal of their records (ISO 9001:2015 7.5.3.2 d)."""
    manual, references = sources.manual, sources.references
    suffix = manual.settings.numbering.form_suffix
    chosen = (
        [one for one in sources.forms if sources.state(one).status is not Status.OBSOLETE]
        if forms is None
        else forms
    )
    entries = tuple(
        FormEntry(one, sources.state(one), manual.documents.get(one.number.rpartition(suffix)[0]))
        for one in chosen
    )

    def owner(one: FormEntry) -> Value:
        return (
            Name(f"《{one.document.title}》", Target(Kind.DOCUMENT, one.document.number))
            if one.document
            else ""
        )

    def kept(one: FormEntry) -> Value:
        return one.record.retention.text if one.record.retention else ""

    def keeper(one: FormEntry) -> Value:
        return person_name(one.record.retention.keeper, references) if one.record.retention else ""

    def disposal(one: FormEntry) -> Value:
        return one.record.retention.disposal if one.record.retention else ""

    columns: tuple[Column[FormEntry], ...] = (
        Column("number", Message("编号", "number"), 9, lambda one: sources.numbered(one.record), 17),
        Column("title", Message("名称", "title"), 16, lambda one: one.record.title, 25),
        Column("kind", Message("类别", "kind"), 4, lambda one: one.record.kind.label, 9),
        Column("revision", REVISION, 3, lambda one: one.state.revision, 7),
        Column("status", STATUS, 6, lambda one: sources.status_text(one.record)),
        Column("document", Message("所属文件", "document"), 15, owner),
        Column("owner", OWNER, 7, lambda one: person_name(one.record.owner, references)),
        Column("kept", Message("保存期限", "kept for"), 6, kept, 9),
        Column("keeper", Message("保管", "keeper"), 8, keeper, 13),
        Column("disposal", Message("到期处置", "disposal"), 14, disposal, 20),
    )  # fmt: skip
    return Register(
        "forms",
        Message("记录清单", "list of forms and records"),
        Message(
            "记录表的现行版次、保存期限和到期处置 (ISO 9001:2015 7.5.3.2 d)",
            "forms with retention and disposal of their records (ISO 9001:2015 7.5.3.2 d)",
        ),
        columns,
        entries,
        table_class="forms",
    )


def form_list(references: ReferenceGraph, forms: Iterable[Form]) -> nodes.table:
    """Some forms with retention and keeper, as a table in a document or on a page."""
    return register_table(form_register(RegisterSources(references, ()), forms))


def record_list(document: Document, references: ReferenceGraph) -> nodes.Element:
    """The forms that a document's text and flows use, with retention and keeper."""
    used = {target.key for target in cited_by(document, references) if target.kind is Kind.FORM}
    forms = [references.manual.forms[number] for number in sorted(used)]
    return form_list(references, forms) if forms else nodes.paragraph("", "无。")
