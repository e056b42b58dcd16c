"""A small manual with every layout in it (`rich/`), resolved to a book."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from wuye_docs.content.book import Book
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.resolve import make_book
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, lay_out

RICH = Path(__file__).parent / "rich"


@cache
def rich_sources() -> dict[str, bytes]:
    return {
        path.relative_to(RICH).as_posix(): path.read_bytes()
        for path in sorted(RICH.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def make_rich_book() -> Callable[..., Book]:
    """Makes the book; each argument is (path, old text, new text) of a source to be changed."""
    return rich_book


@cache
def rich_book(*changes: tuple[str, str, str]) -> Book:
    sources = dict(rich_sources())
    for path, old, new in changes:
        text = sources[path].decode()
        assert old in text, old
        sources[path] = text.replace(old, new).encode()
    workspace = MemoryWorkspace(sources)
    manual = load(workspace).manual
    expressions = Expressions(manual.parameters)
    charts = {}
    for number, flow in manual.flows.items():
        made = lay_out(flow_graph(flow, expressions))
        if isinstance(made, Diagram):
            charts[number] = made
    return make_book(ReferenceGraph(manual), charts, workspace.read)
