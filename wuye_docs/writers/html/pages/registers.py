"""Registers and matrices, from the same tables as in the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from docutils import nodes

from wuye_docs.content import tables
from wuye_docs.content.book import Book
from wuye_docs.content.document_relations import relations_of
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.registers.controlled import document_register, flow_register, review_calendar
from wuye_docs.content.registers.external import external_register
from wuye_docs.content.registers.records import form_register
from wuye_docs.content.registers.register import register_table
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.relation_maps import map_figures
from wuye_docs.content.resolve import bound_order
from wuye_docs.content.responsibility import flow_matrices, role_matrix
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import LISTS, REGISTERS
from wuye_docs.writers.html.page import Page, contents_of, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.links import page_link
from wuye_docs.writers.html.pages.promises import promises_page
from wuye_docs.writers.html.pages.recent import recent_page
from wuye_docs.writers.html.pages.rules import rules_page
from wuye_docs.writers.html.standing import listed

KICKER = "清单与对照"


def register_makers(book: Book, addresses: Addresses) -> Iterator[tuple[str, Callable[[], Page]]]:
    """How each register is made, by the name of its page."""
    sources = _sources(book)
    standards = tuple(f"standard-{slug}" for slug in addresses.standards.values())
    made: dict[str, Callable[[], Sequence[nodes.Node]]] = {
        "map": partial(_maps, book),
        "documents": partial(_documents, book),
        "forms": lambda: [register_table(form_register(sources))],
        "flows": lambda: [register_table(flow_register(sources))],
        "standards": lambda: [register_table(external_register(sources, standards))],
        "reviews": lambda: [register_table(review_calendar(sources))],
        "clauses": partial(_clauses, book, addresses),
        "responsibilities": partial(_responsibilities, book),
        "parameters": partial(_parameters, book, addresses),
        "terms": partial(_terms, book, addresses),
    }
    titles = {address.removesuffix(".html"): title for address, title in REGISTERS}
    yield "registers/index", _index_page
    for name, make in made.items():
        yield f"registers/{name}", partial(_page, f"registers/{name}", titles[f"registers/{name}"], make)
    yield "registers/recent", partial(recent_page, book)
    yield "registers/promises", partial(promises_page, book)
    yield "registers/rules", rules_page


def _sources(book: Book) -> RegisterSources:
    """Without a day: a page must not change overnight."""
    return RegisterSources(book.references, bound_order(book.manual), book.issues)


def _page(name: str, title: str, make: Callable[[], Sequence[nodes.Node]]) -> Page:
    tree = new_tree(name.rpartition("/")[2], *make())
    return Page(name, title, tree, kicker=KICKER, contents=tuple(contents_of(tree, 1)), group=LISTS)


def _index_page() -> Page:
    links = listing(
        *(paragraph(page_link(address, title)) for address, title in REGISTERS), classes=("columns",)
    )
    return Page("registers/index", KICKER, new_tree("index", links), group=LISTS)


def _documents(book: Book) -> Sequence[nodes.Node]:
    """The register of documents, a table for each series."""
    parts = []
    for group in relations_of(book.references).groups(book.manual.documents):
        documents = list(listed(book, group.documents))
        if documents:
            table = register_table(document_register(_sources(book), documents))
            parts.append(section(group.name, f"series-{group.key}", table))
    return parts


def _maps(book: Book) -> Sequence[nodes.Node]:
    relations = relations_of(book.references)
    maps = map_figures(book.references, "process", "")
    for group in relations.groups(book.manual.documents):
        if relations.joins(group):
            maps += map_figures(book.references, "process", group.key)
    for index, figure in enumerate(maps, 1):
        figure["ids"] = [f"map-{index}"]
    return maps


def _responsibilities(book: Book) -> Sequence[nodes.Node]:
    matrices = flow_matrices(book.references)
    for index, matrix in enumerate(matrices, 1):
        matrix["ids"] = [f"flows-{index}"]
    return [*matrices, role_matrix(book.references)]


def _clauses(book: Book, addresses: Addresses) -> Sequence[nodes.Node]:
    matrices = tables.clause_matrix(book.references)
    for table, matrix in zip(book.manual.clause_tables, matrices, strict=True):
        targets = (Target(Kind.CLAUSE, f"{table.standard}/{number}") for number in table.clauses)
        _name_rows(matrix, map(addresses.of, targets))
    return matrices


def _parameters(book: Book, addresses: Addresses) -> Sequence[nodes.Node]:
    table = tables.parameter_table(book.manual, "")
    names = (name for name, one in book.manual.parameters.items() if not one.is_builtin)
    _name_rows(table, (addresses.of(Target(Kind.PARAMETER, name)) for name in names))
    return [table]


def _terms(book: Book, addresses: Addresses) -> Sequence[nodes.Node]:
    table = tables.term_table(book.manual, Expressions(book.manual.parameters))
    _name_rows(table, (addresses.of(Target(Kind.TERM, name)) for name in book.manual.terms))
    return [table]


def _name_rows(table: nodes.Element, addresses: Iterable[str]) -> None:
    """Give the lines of a table, in their order, the ids that their addresses end with."""
    (body,) = table.findall(nodes.tbody)
    for row, address in zip(body.children, addresses, strict=False):
        row["ids"] = [address.partition("#")[2]]  # type: ignore[index]
