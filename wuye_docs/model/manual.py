"""The whole of the sources, read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wuye_docs.diagnostics import Span
from wuye_docs.model.document import Document
from wuye_docs.model.flow import Flow
from wuye_docs.model.form import Form
from wuye_docs.model.organization import Department, Party, Role
from wuye_docs.model.record import Record
from wuye_docs.model.settings import Settings
from wuye_docs.model.vocabulary import ClauseTable, Parameter, Standard, Term


@dataclass(frozen=True, slots=True)
class Manual:
    """Every record of the sources. Of two records with one number or name the first read stands here."""

    settings: Settings = field(default_factory=Settings)
    departments: Mapping[str, Department] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    parties: Mapping[str, Party] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    standards: Mapping[str, Standard] = field(default_factory=dict)
    clause_tables: tuple[ClauseTable, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    repeated: tuple[tuple[str, Span, Span], ...] = ()
    """(number or name, place that was kept, place that was not) of everything declared twice."""

    def controlled(self) -> Iterator[Document | Flow | Form]:
        """Documents, flows and forms: everything that has a number."""
        yield from self.documents.values()
        yield from self.flows.values()
        yield from self.forms.values()

    def controlled_by(self, number: str) -> Document | Flow | Form | None:
        """The document, flow or form of that number, or None."""
        return self.documents.get(number) or self.flows.get(number) or self.forms.get(number)

    def forms_of(self, number: str) -> tuple[Form, ...]:
        """The forms that belong to a document: those whose number begins with the document's."""
        prefix = number + self.settings.numbering.form_suffix
        return tuple(form for form in self.forms.values() if form.number.startswith(prefix))

    def flows_of(self, number: str) -> tuple[Flow, ...]:
        """The flows that belong to a document."""
        return tuple(flow for flow in self.flows.values() if flow.document == number)

    def named(self, name: str) -> Record | None:
        """The department, role or party of that registered name, or None."""
        return self.roles.get(name) or self.departments.get(name) or self.parties.get(name)
