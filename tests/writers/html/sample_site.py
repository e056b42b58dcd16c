"""The sample manual's site: what the tests here share."""

from __future__ import annotations

from pathlib import Path

from wuye_docs.content.book import Book
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.resolve import make_book
from wuye_docs.loaders import DiskWorkspace, Workspace, load
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, lay_out
from wuye_docs.writers.html.site import SiteReport, write_site

SAMPLE = DiskWorkspace(Path(__file__).parents[2] / "manuals" / "sample")


def book_of(workspace: Workspace) -> Book:
    references = ReferenceGraph(load(workspace).manual)
    expressions = Expressions(references.manual.parameters)
    drawn = (lay_out(flow_graph(flow, expressions)) for flow in references.manual.flows.values())
    charts = {one.number: one for one in drawn if isinstance(one, Diagram)}
    return make_book(references, charts, workspace.read)


def write(workspace: Workspace, folder: Path, numbers: frozenset[str] | None = None) -> SiteReport:
    return write_site(book_of(workspace), folder / "work", folder / "html", numbers=numbers)


def address(site: Path, name: str) -> str:
    return (site / f"{name}.html").as_uri()
