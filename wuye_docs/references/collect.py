"""Walk the whole manual and note every place where one thing names another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wuye_docs.diagnostics import Span
from wuye_docs.model import Document, FieldType, Flow, Form, Manual, Mark, Section, place_of
from wuye_docs.model.markup import canonical_directive, canonical_role
from wuye_docs.references.expressions import expressions_in, parameters_named
from wuye_docs.references.names import Names
from wuye_docs.references.target import PEOPLE, Kind, Naming, Reference, Relation, Target, Unresolved

# What inline roles and directives name, by canonical name.
NAMED_BY_ROLE = {
    "doc": Kind.DOCUMENT,
    "form": Kind.FORM,
    "flow": Kind.FLOW,
    "role": Kind.ROLE,
    "clause": Kind.SECTION,
}
SHOWN_BY_DIRECTIVE = {"flow": Kind.FLOW, "steps": Kind.FLOW, "form": Kind.FORM}
NAMED_BY_DIRECTIVE = {"flow-matrix": Kind.FLOW, "document-map": Kind.DOCUMENT}
OUTPUT = (Kind.DOCUMENT, Kind.FORM, Kind.FLOW)


class Collector:
    """Gathers references and what could not be resolved."""

    def __init__(self, manual: Manual, names: Names) -> None:
        self.manual = manual
        self.names = names
        self.references: list[Reference] = []
        self.unresolved: list[Unresolved] = []

    def collect(self) -> None:
        """Walk everything, in the order of the sources."""
        self.organization()
        for document in self.manual.documents.values():
            self.document(document)
        for flow in self.manual.flows.values():
            self.flow(flow)
        for form in self.manual.forms.values():
            self.form(form)
        for name, term in self.manual.terms.items():
            self.plain_text(Target(Kind.TERM, name), term.definition, term.span)
        for table in self.manual.clause_tables:
            source = Target(Kind.MANUAL, "clauses")
            self.standard(Relation.STANDARD, source, table.standard, table.at("standard"))
        manual = Target(Kind.MANUAL, self.manual.settings.number)
        for standard in self.manual.settings.standards:
            self.standard(Relation.STANDARD, manual, standard, self.manual.settings.at("standards"))

    def organization(self) -> None:
        for name, department in self.manual.departments.items():
            source = Target(Kind.DEPARTMENT, name)
            self.person(Relation.REPORTS_TO, source, department.reports_to, department.span)
            self.person(Relation.HEAD, source, department.head, department.span, (Kind.ROLE,))
        for name, role in self.manual.roles.items():
            source = Target(Kind.ROLE, name)
            self.person(Relation.DEPARTMENT, source, role.department, role.span, (Kind.DEPARTMENT,))
            self.person(Relation.REPORTS_TO, source, role.reports_to, role.span, (Kind.ROLE, Kind.DEPARTMENT))

    def document(self, document: Document) -> None:
        source = Target(Kind.DOCUMENT, document.number)
        for relation, name in (
            (Relation.OWNER, document.owner), (Relation.DRAFTER, document.drafter),
            (Relation.REVIEWER, document.reviewer), (Relation.APPROVER, document.approver),
        ):  # fmt: skip
            self.person(relation, source, name, document.span)
        for name in document.distribution:
            self.person(Relation.DISTRIBUTION, source, name, document.span)
        for entry in document.history:
            self.person(Relation.AUTHOR, source, entry.by, entry.span)
        for number in document.supersedes:
            # What was replaced is often gone from the sources: a retired number is known too.
            if number not in self.manual.settings.numbering.retired:
                self.number(
                    Relation.SUPERSEDES, source, number, place_of(number, document.span), (Kind.DOCUMENT,)
                )
        for clause in document.clauses:
            self.clause(source, clause, place_of(clause, document.span))
        if document.post:
            self.add(Relation.DESCRIBES, source, Target(Kind.ROLE, document.post), document.at("post"))
        for section in document.body.sections:
            self.section(document, source, section)

    def section(self, document: Document, source: Target, section: Section) -> None:
        for prose in section.prose:
            inside_titles: list[tuple[int, int]] = []
            for start, end, title, named in self.names.titles_in(prose.text):
                inside_titles.append((start, end))
                span = prose.span(start, end)
                if named:
                    self.add(Relation.TITLE, source, named.target, span, named.naming, section.number)
                else:
                    self.unresolved.append(
                        Unresolved(Relation.TITLE, source, title, span, (*OUTPUT, Kind.STANDARD))
                    )
            for start, end, target in self.names.numbers_in(prose.text):
                if any(first <= start < last for first, last in inside_titles):
                    continue
                span = prose.span(start, end)
                if target:
                    self.add(Relation.NUMBER, source, target, span, Naming.REGISTERED, section.number)
                else:
                    self.unresolved.append(
                        Unresolved(Relation.NUMBER, source, prose.text[start:end], span, OUTPUT)
                    )
            for found in self.names.mentions(prose.text):
                if not any(first <= found.start < last for first, last in inside_titles):
                    span = prose.span(found.start, found.end)
                    self.add(
                        Relation.MENTION, source, found.named.target, span, found.named.naming, section.number
                    )
        for mark in section.marks:
            self.mark(document, source, section, mark)

    def mark(self, document: Document, source: Target, section: Section, mark: Mark) -> None:
        kind, _, name = mark.kind.partition(":")
        if kind == "parameter":
            self.expression(source, mark.content, mark.span, section.number)
        elif kind == "directive" and (wanted := SHOWN_BY_DIRECTIVE.get(canonical_directive(name) or "")):
            self.number(Relation.SHOWS, source, mark.content, mark.span, (wanted,), section.number)
        elif (
            kind == "directive"
            and mark.content
            and (wanted := NAMED_BY_DIRECTIVE.get(canonical_directive(name) or ""))
        ):
            # A series may stand in place of a number.
            if mark.content not in [one.prefix for one in self.manual.settings.numbering.series]:
                self.number(Relation.MARKUP, source, mark.content, mark.span, (wanted,), section.number)
        elif kind == "role" and (wanted := NAMED_BY_ROLE.get(canonical_role(name) or "")):
            if wanted is Kind.SECTION:
                self.section_reference(document, source, section, mark)
            elif wanted is Kind.ROLE:
                self.person(Relation.MARKUP, source, mark.content, mark.span, PEOPLE, section.number)
            else:
                self.number(Relation.MARKUP, source, mark.content, mark.span, (wanted,), section.number)
        elif kind == "link":
            self.link(document, source, section, mark)

    def link(self, document: Document, source: Target, section: Section, mark: Mark) -> None:
        """`[words](#label)` and `[words](SYWIKF16.md)` name as `{clause}` and `{doc}` do; addresses name nothing."""
        path, _, label = mark.content.partition("#")
        if not path and label:
            self.section_reference(document, source, section, Mark(mark.kind, label, mark.span))
        elif path.endswith(".md") and not _ADDRESS.match(path):
            number = path.rpartition("/")[2].removesuffix(".md")
            if label:
                self.section_reference(
                    document, source, section, Mark(mark.kind, f"{number} {label}", mark.span)
                )
            else:
                self.number(Relation.MARKUP, source, number, mark.span, (Kind.DOCUMENT,), section.number)

    def section_reference(self, document: Document, source: Target, section: Section, mark: Mark) -> None:
        """`{clause}`label`` in this document, `{clause}`NUMBER label`` in another."""
        number, _, label = mark.content.rpartition(" ")
        aimed = self.manual.documents.get(number.strip() or document.number)
        if aimed and label in aimed.body.labels():
            self.add(
                Relation.MARKUP,
                source,
                Target(Kind.SECTION, f"{aimed.number}#{label}"),
                mark.span,
                section=section.number,
            )
            if aimed is not document:
                self.add(
                    Relation.MARKUP,
                    source,
                    Target(Kind.DOCUMENT, aimed.number),
                    mark.span,
                    section=section.number,
                )
        else:
            self.unresolved.append(
                Unresolved(Relation.MARKUP, source, mark.content, mark.span, (Kind.SECTION,))
            )

    def flow(self, flow: Flow) -> None:
        source = Target(Kind.FLOW, flow.number)
        if flow.document:
            self.number(
                Relation.BELONGS, source, flow.document, place_of(flow.document, flow.span), (Kind.DOCUMENT,)
            )
        for lane in flow.lanes:
            self.person(Relation.LANE, source, lane, flow.span)
        for name, step in flow.steps.items():
            part = Target(Kind.STEP, f"{flow.number}/{name}")
            # A lane that the flow declares was looked up there; one that it does not is FLW009's matter.
            named = self.names.person(step.lane)
            if named and step.lane in flow.lanes:
                self.add(Relation.LANE, part, named.target, place_of(step.lane, step.span), named.naming)
            for number in step.forms:
                self.number(Relation.FILLS, part, number, place_of(number, step.span), (Kind.FORM,))
            for number in step.documents:
                self.number(Relation.FOLLOWS, part, number, place_of(number, step.span), (Kind.DOCUMENT,))
            if step.within:
                self.parameter(Relation.WITHIN, part, step.within, place_of(step.within, step.span))
            self.plain_text(part, step.text, step.span)
            self.plain_text(part, step.note, step.span)
        self.plain_text(source, flow.note, flow.span)

    def form(self, form: Form) -> None:
        source = Target(Kind.FORM, form.number)
        owner = form.number.rpartition(self.manual.settings.numbering.form_suffix)[0]
        if owner in self.manual.documents:
            self.add(Relation.BELONGS, source, Target(Kind.DOCUMENT, owner), form.span)
        self.person(Relation.OWNER, source, form.owner, form.span)
        if form.retention:
            self.person(Relation.KEEPER, source, form.retention.keeper, form.retention.span)
        for field in form.fields:
            if field.type is FieldType.SIGNATURE and field.by:
                self.person(Relation.SIGNATURE, source, field.by, field.span)
            self.plain_text(source, field.note, field.span)
        self.plain_text(source, form.note, form.span)

    def plain_text(self, source: Target, text: str, place: Span) -> None:
        """Titles, numbers, parameters and mentions in a string of a YAML file."""
        if not text:
            return
        for start, end, expression in expressions_in(text):
            self.expression(source, expression, part_of(text, start, end, place), "")
        inside = []
        for start, end, title, named in self.names.titles_in(text):
            inside.append((start, end))
            span = part_of(text, start, end, place)
            if named:
                self.add(Relation.TITLE, source, named.target, span, named.naming)
            else:
                self.unresolved.append(
                    Unresolved(Relation.TITLE, source, title, span, (*OUTPUT, Kind.STANDARD))
                )
        for start, end, target in self.names.numbers_in(text):
            if any(first <= start < last for first, last in inside):
                continue
            span = part_of(text, start, end, place)
            if target:
                self.add(Relation.NUMBER, source, target, span)
            else:
                self.unresolved.append(Unresolved(Relation.NUMBER, source, text[start:end], span, OUTPUT))
        for found in self.names.mentions(text):
            if not any(first <= found.start < last for first, last in inside):
                self.add(
                    Relation.MENTION,
                    source,
                    found.named.target,
                    part_of(text, found.start, found.end, place),
                    found.named.naming,
                )

    def expression(self, source: Target, expression: str, span: Span, section: str) -> None:
        names = parameters_named(expression)
        if names is None:
            self.unresolved.append(
                Unresolved(Relation.PARAMETER, source, expression, span, (Kind.PARAMETER,))
            )
            return
        for name, start in names:
            part = span
            if start is not None and span.line == span.end_line:
                column = span.column + start
                part = span._replace(column=column, end_column=column + len(name))
            self.parameter(Relation.PARAMETER, source, name, part, section)

    def parameter(self, relation: Relation, source: Target, name: str, span: Span, section: str = "") -> None:
        if name in self.manual.parameters:
            self.add(relation, source, Target(Kind.PARAMETER, name), span, section=section)
        else:
            self.unresolved.append(Unresolved(relation, source, name, span, (Kind.PARAMETER,)))

    def person(
        self,
        relation: Relation,
        source: Target,
        name: str,
        otherwise: Span,
        wanted: tuple[Kind, ...] = PEOPLE,
        section: str = "",
    ) -> None:
        if not name:
            return
        span = place_of(name, otherwise)
        named = self.names.person(name)
        if named and named.target.kind in wanted:
            self.add(relation, source, named.target, span, named.naming, section)
        else:
            self.unresolved.append(Unresolved(relation, source, name, span, wanted))

    def number(
        self,
        relation: Relation,
        source: Target,
        number: str,
        span: Span,
        wanted: tuple[Kind, ...],
        section: str = "",
    ) -> None:
        target = self.names.numbered(number)
        if target and target.kind in wanted:
            self.add(relation, source, target, span, section=section)
        else:
            self.unresolved.append(Unresolved(relation, source, number, span, wanted))

    def clause(self, source: Target, written: str, span: Span) -> None:
        """`8.2.1` of the first clause table, or `STANDARD 8.2.1` where there are several."""
        standard, _, number = written.rpartition(" ")
        for table in self.manual.clause_tables:
            if (not standard or table.standard == standard) and number in table.clauses:
                self.add(Relation.ANSWERS, source, Target(Kind.CLAUSE, f"{table.standard}/{number}"), span)
                return
        self.unresolved.append(Unresolved(Relation.ANSWERS, source, written, span, (Kind.CLAUSE,)))

    def standard(self, relation: Relation, source: Target, name: str, otherwise: Span) -> None:
        named = self.names.title(name)
        span = place_of(name, otherwise)
        if named and named.target.kind is Kind.STANDARD:
            self.add(relation, source, named.target, span)
        elif name:
            self.unresolved.append(Unresolved(relation, source, name, span, (Kind.STANDARD,)))

    def add(
        self,
        relation: Relation,
        source: Target,
        target: Target,
        span: Span,
        naming: Naming = Naming.REGISTERED,
        section: str = "",
    ) -> None:
        self.references.append(Reference(relation, source, target, span, naming, section))


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNPLACED = re.compile(r"[\n\\]")


def part_of(text: str, start: int, end: int, otherwise: Span) -> Span:
    """The place of `text[start:end]` for a string of a YAML file; the whole string's place if it spans lines."""
    place = place_of(text, otherwise)
    width = place.end_column - place.column
    if place.line != place.end_line or _UNPLACED.search(text) or width not in (len(text), len(text) + 2):
        return place
    column = place.column + start + (1 if width == len(text) + 2 else 0)
    return Span(place.path, place.line, column, place.line, column + end - start)


def sources_of(references: Iterable[Reference]) -> list[Target]:
    """The distinct sources of references, in their order."""
    return list(dict.fromkeys(reference.source for reference in references))
