"""From the sources to resolved trees: read, give ids, fill in, refer, number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from docutils import nodes

from wuye_docs.content import tables
from wuye_docs.content.block_ids import assign_block_ids, assign_section_ids, section_id
from wuye_docs.content.book import Book, ControlBlock, ResolvedDocument
from wuye_docs.content.digest import Digest, digest_of
from wuye_docs.content.document_relations import relations_of
from wuye_docs.content.expressions import Expressions, names_in
from wuye_docs.content.footnotes import number_footnotes
from wuye_docs.content.markdown_tree import MarkdownReader
from wuye_docs.content.nodes import (
    explicit_reference,
    expression,
    flow_figure,
    form_sheet,
    generated,
    organization_chart,
    parameter_value,
    relation_map,
)
from wuye_docs.content.references_in_text import link_prose, resolve_explicit
from wuye_docs.content.registers.controlled import document_register
from wuye_docs.content.registers.distribution import distribution_table
from wuye_docs.content.registers.external import external_register
from wuye_docs.content.registers.records import form_register, record_list
from wuye_docs.content.registers.register import register_table
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.relation_maps import map_figures
from wuye_docs.content.responsibility import flow_matrices, flow_matrix, role_matrix
from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document, Form, Level, Manual, Numbering
from wuye_docs.model.dates import months_later
from wuye_docs.model.markup import canonical_directive
from wuye_docs.model.numbering import number_clauses
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram


def make_book(
    references: ReferenceGraph,
    charts: Mapping[str, Diagram],
    read: Callable[[str], bytes],
    documents: Mapping[str, ResolvedDocument] | None = None,
) -> Book:
    """The whole manual resolved, in the order of the bound manual; `documents` are those resolved already."""
    resolver = Resolver(references)
    known = documents or {}
    resolved = {
        document.number: known.get(document.number) or resolver.document(document)
        for document in bound_order(references.manual)
    }
    return Book(references.manual, references, resolved, charts, read)


def bound_order(manual: Manual) -> list[Document]:
    """The documents as the bound manual has them: by level, by series of manual.yaml, by number."""
    levels = list(manual.settings.levels)
    prefixes = [series.prefix for series in manual.settings.numbering.series]

    def place(document: Document) -> tuple[int, int, str]:
        level = levels.index(document.level) if document.level in levels else len(levels)
        series = next(
            (index for index, prefix in enumerate(prefixes) if document.number.startswith(prefix)),
            len(prefixes),
        )
        return level, series, document.number

    return sorted(manual.documents.values(), key=place)


class Resolver:
    """Resolves the documents of one manual."""

    def __init__(self, references: ReferenceGraph) -> None:
        self.references = references
        self.manual = references.manual
        self.expressions = Expressions(self.manual.parameters)
        self.reader = MarkdownReader()

    @cached_property
    def register_sources(self) -> RegisterSources:
        """What the registers inside documents are made from; they do not depend on the day."""
        return RegisterSources(self.references, bound_order(self.manual))

    @cached_property
    def clause_ids(self) -> dict[str, str]:
        """The section id of every labelled clause, by `NUMBER#label`."""
        return {
            f"{document.number}#{label}": section_id(document.number, (str(label),))
            for document in self.manual.documents.values()
            for label in document.body.labels()
        }

    def shown_relations(self, record: Document) -> str:
        """The hash of what the maps in a document show of the texts of others; empty for a document without maps."""
        marks = (mark.kind.partition(":")[2] for one in record.body.sections for mark in one.marks)
        if not any(canonical_directive(name) in ("process-map", "document-map") for name in marks):
            return ""
        return digest_of(relations_of(self.references).weights)

    def document(self, record: Document) -> ResolvedDocument:
        """The resolved tree of one document. Never raises for a faulty source: what names nothing stays as its words."""
        return _Resolving(self, record).resolve()


class _Resolving:
    """One document on its way."""

    def __init__(self, resolver: Resolver, record: Document) -> None:
        self.resolver = resolver
        self.record = record
        self.manual = resolver.manual
        self.references = resolver.references
        self.number = str(record.number)
        self.shown_flows: list[str] = []
        self.shown_forms: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.level = self.manual.settings.levels.get(record.level) or Level()

    def resolve(self) -> ResolvedDocument:
        tree = self.resolver.reader.read(self.record.span.path, self.record.text)
        assign_section_ids(tree, self.number)
        assign_block_ids(tree, self.number)
        self.evaluate(tree)
        self.refer(tree)
        self.generate(tree)
        self.attach_forms(tree)
        link_prose(tree, self.references.names, self.number)
        self.number_sections(tree)
        number_footnotes(tree, self.number)
        self.number_captions(tree)
        assign_block_ids(tree, self.number)
        _strip(tree)
        control = control_block(self.record, self.manual)
        return ResolvedDocument(
            self.record, control, tree, self.digest(tree, control), tuple(self.diagnostics)
        )

    def evaluate(self, tree: nodes.document) -> None:
        for placeholder in list(tree.findall(expression)):
            source = placeholder["source"]
            try:
                text = self.resolver.expressions.text(source)
            except LookupError as fault:
                text = f"〔未定义：{source}〕"
                self.report(
                    placeholder, f"无法求值 `{source}`: {fault}", f"cannot evaluate `{source}`: {fault}"
                )
            placeholder.parent.replace(placeholder, parameter_value("", text, names=list(names_in(source))))

    def refer(self, tree: nodes.document) -> None:
        names, clauses = self.references.names, self.resolver.clause_ids
        for placeholder in list(tree.findall(explicit_reference)):
            placeholder.parent.replace(
                placeholder, resolve_explicit(placeholder, self.manual, names, self.number, clauses)
            )

    def generate(self, tree: nodes.document) -> None:
        for placeholder in list(tree.findall(generated)):
            made = self.make(placeholder["name"], placeholder["argument"])
            for one in made:
                one.line = placeholder.line
            if made and not made[0]["ids"]:
                made[0]["ids"] = list(placeholder["ids"])
            placeholder.parent.replace(placeholder, list(made))

    def make(self, name: str, argument: str) -> list[nodes.Element]:
        """What a generating directive stands for."""
        references, expressions, manual = self.references, self.resolver.expressions, self.manual
        match name:
            case "flow" | "steps":
                flow = manual.flows.get(argument)
                if flow is None:
                    return [missing("流程", argument)]
                steps: list[nodes.Element] = [tables.step_table(flow, references, expressions, self.number)]
                if name == "steps":
                    return steps
                self.shown_flows.append(argument)
                figure = flow_figure("", nodes.caption("", flow.title), number=argument)
                return [figure, *steps]
            case "form":
                if argument not in manual.forms:
                    return [missing("记录表", argument)]
                self.shown_forms.append(argument)
                return [form_sheet("", number=argument)]
            case "related":
                return [tables.related_documents(self.record, references)]
            case "records":
                return [record_list(self.record, references)]
            case "register":
                return [register_table(document_register(self.resolver.register_sources))]
            case "forms":
                return [register_table(form_register(self.resolver.register_sources))]
            case "clause-matrix":
                return tables.clause_matrix(references)
            case "role-matrix":
                return [role_matrix(references, argument)]
            case "flow-matrix":
                if argument in manual.flows:
                    return [flow_matrix(manual.flows[argument], references, expressions)]
                return list(flow_matrices(references, argument)) or [missing("流程", argument)]
            case "history":
                return [tables.revision_history(self.record, references)]
            case "distribution":
                return [distribution_table(self.record, references)]
            case "terms":
                return [tables.term_table(manual, expressions)]
            case "standards":
                return [register_table(external_register(self.resolver.register_sources))]
            case "parameters":
                return [tables.parameter_table(manual, argument)]
            case "departments":
                return [tables.department_table(references)]
            case "posts":
                return [tables.post_table(references)]
            case "parties":
                return [tables.party_table(references)]
            case "process-map":
                return map_figures(references, "process", argument) or [missing("系列", argument)]
            case "document-map":
                wanted = argument or self.number
                return map_figures(references, "document", wanted) or [missing("文件", wanted)]
            case "organization":
                return [organization_chart("", nodes.caption("", "组织结构图"))]
        return []

    def attach_forms(self, tree: nodes.document) -> None:
        """The document's own forms that its text does not show, as an annex."""
        if not self.level.attach_forms:
            return
        left = [form for form in self.own_forms() if form.number not in self.shown_forms]
        if not left:
            return
        title = "记录表格"
        annex = nodes.section("", nodes.title("", title), classes=["annex"], number="附录A")
        annex["ids"] = [section_id(self.number, ("附录", title))]
        for form in left:
            annex += form_sheet("", number=form.number)
            self.shown_forms.append(form.number)
        tree += annex

    def own_forms(self) -> list[Form]:
        return sorted(self.manual.forms_of(self.number), key=lambda form: form.number)

    def number_sections(self, tree: nodes.document) -> None:
        sections = [one for one in tree.findall(nodes.section) if "annex" not in one["classes"]]
        numbering = self.level.numbering if self.level.name else Numbering.DECIMAL
        for section, number in zip(
            sections, number_clauses((_depth(one) for one in sections), numbering), strict=True
        ):
            section["number"] = number

    def number_captions(self, tree: nodes.document) -> None:
        figures = [
            one
            for one in tree.findall(_is_figure)
            if any(isinstance(child, nodes.caption) for child in one.children)
        ]
        for index, figure in enumerate(figures, 1):
            caption = next(child for child in figure.children if isinstance(child, nodes.caption))
            caption["number"] = str(index)
        titled = [
            one
            for one in tree.findall(nodes.table)
            if one.children and isinstance(one.children[0], nodes.title)
        ]
        for index, table in enumerate(titled, 1):
            table.children[0]["number"] = str(index)  # type: ignore[index]

    def digest(self, tree: nodes.document, control: ControlBlock) -> str:
        digest = Digest().add(control).add(tree)
        digest.add(self.record.history).add(self.record.distribution)
        for number in self.shown_flows:
            digest.add(self.manual.flows[number])
        for number in self.shown_forms:
            digest.add(self.manual.forms[number])
        if any(True for _ in tree.findall(organization_chart)):
            digest.add(self.manual.departments).add(self.manual.roles)
        digest.add(self.manual.settings.style).add(self.manual.settings.company)
        return digest.hex()

    def report(self, node: nodes.Node, zh: str, en: str) -> None:
        line = _line_of(node)
        span = Span(self.record.span.path, line, 1, line, 1)
        self.diagnostics.append(Diagnostic("PAR001", Severity.ERROR, span, Message(zh, en)))


def control_block(record: Document, manual: Manual) -> ControlBlock:
    """What identifies a document; empty strings where nothing is settled yet."""
    level = manual.settings.levels.get(record.level)
    return ControlBlock(
        company=manual.settings.company.name,
        manual_title=manual.settings.title,
        number=tables.display_number(record, manual),
        title=record.title,
        level=level.name if level else record.level,
        revision=record.revision,
        status=record.status.label,
        issued=record.issued,
        effective=record.effective,
        owner=record.owner,
        drafter=record.drafter,
        reviewer=record.reviewer,
        approver=record.approver,
        next_review=months_later(record.effective, record.review_every),
        standards=tuple(manual.settings.standards),
    )


def missing(kind: str, name: str) -> nodes.paragraph:
    """What stands in the place of something that the manual does not have."""
    return nodes.paragraph("", f"〔未找到{kind}：{name}〕")


def resolved_flows(resolved: Iterable[ResolvedDocument]) -> set[str]:
    """The numbers of the flows that documents draw."""
    return {figure["number"] for one in resolved for figure in one.tree.findall(flow_figure)}


def _is_figure(node: nodes.Node) -> bool:
    return isinstance(node, nodes.figure | flow_figure | organization_chart | relation_map)


def _depth(section: nodes.Element) -> int:
    depth, outer = 0, section
    while isinstance(outer, nodes.section):
        depth += 1
        outer = outer.parent
    return depth


def _line_of(node: nodes.Node) -> int:
    """The source line of a node or of the nearest block around it; 1 if none is known."""
    outer: nodes.Node | None = node
    while outer is not None:
        if outer.line:
            return int(outer.line)
        outer = outer.parent
    return 1


def _strip(tree: nodes.document) -> None:
    """Take off what only parsing needed, so that a tree can be kept and sent to another process."""
    tree.reporter = None  # type: ignore[assignment]
    tree.settings = None  # type: ignore[assignment]
    tree.transformer = None  # type: ignore[assignment]
    tree.parse_messages, tree.transform_messages = [], []
    for node in tree.findall(nodes.Element):
        node.rawsource = ""
        node.source = None
        node.attributes.pop("source", None)
        for name in ("dupnames", "names"):
            if not node.get(name):
                node.attributes.pop(name, None)
                node.attributes[name] = []
    tree.current_source = tree.current_line = None


__all__ = ["Resolver", "bound_order", "control_block", "make_book", "resolved_flows"]
