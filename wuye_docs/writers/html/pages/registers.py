"""Registers and matrices, from the same tables as in the documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from wuye_docs.content import tables
from wuye_docs.content.book import Book
from wuye_docs.content.document_relations import relations_of
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.registers.controlled import document_register, flow_register
from wuye_docs.content.registers.external import external_register
from wuye_docs.content.registers.records import form_register
from wuye_docs.content.registers.register import Register, register_table
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.relation_maps import map_figures
from wuye_docs.content.responsibility import flow_matrices, role_matrix
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Page, new_tree


def register_pages(book: Book, addresses: Addresses) -> Iterator[Page]:
    """One page a register."""
    manual, references = book.manual, book.references
    sources = RegisterSources(references, [one.record for one in book.documents.values()])
    standards = tuple(f"standard-{slug}" for slug in addresses.standards.values())
    matrices = flow_matrices(references)
    for index, matrix in enumerate(matrices, 1):
        matrix["ids"] = [f"flows-{index}"]
    maps = map_figures(references, "process", "")
    relations = relations_of(references)
    for group in relations.groups(manual.documents):
        if relations.joins(group):
            maps += map_figures(references, "process", group.key)
    for index, figure in enumerate(maps, 1):
        figure["ids"] = [f"map-{index}"]
    found: list[tuple[str, str, list[nodes.Element]]] = [
        ("map", "过程和文件关系图", maps),
        ("documents", "受控文件清单", _shown(document_register(sources))),
        ("forms", "记录清单", _shown(form_register(sources))),
        ("flows", "流程一览", _shown(flow_register(sources))),
        ("standards", "外部文件清单", _shown(external_register(sources, standards))),
        ("clauses", "标准条款对照", tables.clause_matrix(references)),
        ("responsibilities", "职责矩阵", [*matrices, role_matrix(references)]),
        ("parameters", "数值一览", [tables.parameter_table(manual, "")]),
        ("terms", "术语", [tables.term_table(manual, Expressions(manual.parameters))]),
    ]
    for name, title, parts in found:
        yield Page(f"registers/{name}", title, new_tree(name, *parts), kicker="清单与对照")


def _shown(register: Register[Any]) -> list[nodes.Element]:
    return [register_table(register)]
