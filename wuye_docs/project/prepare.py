"""From sources to a Book: loaded, resolved and laid out, with what the cache still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from wuye_docs.content.book import Book, ResolvedDocument
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.digest import digest_of, surroundings_digest
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.known_issues import known_issues
from wuye_docs.content.resolve import Resolver, bound_order
from wuye_docs.control import DocumentControl, IssueState, as_issued, read_control
from wuye_docs.loaders import DiskWorkspace, Workspace
from wuye_docs.model import ChartFormat, Manual
from wuye_docs.project.histories import History, computed_history, stages_of
from wuye_docs.project.kept_sources import load_keeping
from wuye_docs.project.kept_values import forget_others, keep_value, read_kept
from wuye_docs.project.state import write_whole
from wuye_docs.redline.history import with_summaries
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, FlowGraph, LayoutRefusal, lay_out


@dataclass(frozen=True, slots=True)
class KeptBytes:
    """Bytes kept in a folder by key; several processes may use it at once."""

    folder: Path

    def __call__(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes of a key, made and kept if they are not there."""
        path = self.folder / key
        try:
            return path.read_bytes()
        except OSError:
            data = make()
            write_whole(path, data)
            return data


@dataclass(frozen=True, slots=True)
class Release:
    """What is known of the edition whose frozen sources are written."""

    edition: str
    issues: Mapping[str, IssueState]
    history: History = field(default_factory=History)
    """What the editions up to it changed: `histories.edition_history`."""

    @property
    def key(self) -> str:
        """A hash of it."""
        return digest_of(self.edition, self.issues, self.history)


def prepare_book(
    root: Path,
    cache: Path,
    tool: str,
    lay_out_all: Callable[[list[FlowGraph]], list[Any]],
    word_charts: ChartFormat | None = None,
    release: Release | None = None,
) -> Book:
    """The manual of a project, ready to be written. `tool` is the fingerprint that kept things must agree with.

    `lay_out_all` lays out the flows that the cache does not hold. `word_charts` takes the place of what manual.yaml says.
    `release` says what is written of a baseline's frozen sources; without it the book is the working copy, and where each
    number stands follows from the project's ledger.
    """
    workspace = DiskWorkspace(root)
    loaded = load_keeping(workspace, cache, tool)
    manual = loaded.manual
    if word_charts:
        style = replace(manual.settings.style, word_charts=word_charts)
        manual = replace(manual, settings=replace(manual.settings, style=style))
    if release:
        manual = _of_edition(manual, release.edition)
    references = ReferenceGraph(manual)
    control = read_control(workspace, references) if release is None else None
    issues = control.issues if control else release.issues if release else {}
    history = release.history if release else _history(workspace, control, cache / "histories", tool)
    references.manual = manual = with_summaries(as_issued(manual, issues), history.summaries)
    documents = _resolve(references, loaded.sources, issues, cache / "trees", tool)
    charts = _charts(manual, cache / "charts", tool, lay_out_all)
    return Book(
        manual,
        references,
        documents,
        charts,
        workspace.read,
        issues=issues,
        edition=release.edition if release else manual.settings.edition,
        is_release=release is not None,
        known_issues=known_issues(manual, issues, control.baselines if control else ()),
        keep=KeptBytes(cache / "pictures"),
        changes=history.changes,
    )


def _of_edition(manual: Manual, edition: str) -> Manual:
    """The manual with the edition that it is released under, whatever manual.yaml still says."""
    name = "手册.版次"
    parameters = {**manual.parameters, name: replace(manual.parameters[name], value=edition)}
    return replace(manual, settings=replace(manual.settings, edition=edition), parameters=parameters)


def _history(workspace: Workspace, control: DocumentControl | None, cache: Path, tool: str) -> History:
    """What the released editions changed; nothing before there are two."""
    if control is None or len(control.baselines) < 2:
        return History()

    def keep(key: str, make: Callable[[], History]) -> History:
        kept = read_kept(cache / key)
        if not isinstance(kept, History):
            kept = make()
            keep_value(cache / key, kept)
        return kept

    return computed_history(stages_of(workspace, control.baselines), tool, keep)


def kept_history(workspace: Workspace, control: DocumentControl, cache: Path, tool: str) -> History:
    """The same as far as a build has kept it in `cache`: to compare editions takes seconds."""

    def keep(key: str, _: Callable[[], History]) -> History:
        kept = read_kept(cache / "histories" / key)
        return kept if isinstance(kept, History) else History()

    return computed_history(stages_of(workspace, control.baselines), tool, keep)


def _resolve(
    references: ReferenceGraph,
    sources: Mapping[str, str],
    issues: Mapping[str, IssueState],
    cache: Path,
    tool: str,
) -> Mapping[str, ResolvedDocument]:
    manual = references.manual
    # A table shows where each number stands, not what it says: else every edit would reach every document.
    standing = [(one.number, one.revision, one.status, one.issued, one.effective) for one in issues.values()]
    surroundings = digest_of(surroundings_digest(manual, sources), standing)
    resolver = Resolver(references)
    resolved: dict[str, ResolvedDocument] = {}
    keys = set()
    for record in bound_order(manual):
        key = digest_of(tool, surroundings, record.number, record.text, resolver.shown_relations(record))
        keys.add(key)
        kept = read_kept(cache / key)
        if not isinstance(kept, ResolvedDocument):
            kept = resolver.document(record)
            keep_value(cache / key, kept)
        resolved[record.number] = kept
    forget_others(cache, keys)
    return resolved


def _charts(
    manual: Manual, cache: Path, tool: str, lay_out_all: Callable[[list[FlowGraph]], list[Any]]
) -> dict[str, Diagram]:
    expressions = Expressions(manual.parameters)
    graphs = {str(number): flow_graph(flow, expressions) for number, flow in manual.flows.items()}
    charts = lay_out_flows(graphs, cache, tool, lay_out_all)
    forget_others(cache, {_chart_key(graph, tool) for graph in graphs.values()})
    return {number: chart for number, chart in charts.items() if isinstance(chart, Diagram)}


def lay_out_flows(
    graphs: Mapping[str, FlowGraph],
    cache: Path,
    tool: str,
    lay_out_all: Callable[[list[FlowGraph]], list[Any]],
) -> dict[str, Diagram | LayoutRefusal]:
    """The drawing of each flow, or why there is none; taken from the cache as far as it holds them, and kept there."""
    charts: dict[str, Diagram | LayoutRefusal] = {}
    for number, graph in graphs.items():
        kept = read_kept(cache / _chart_key(graph, tool))
        if isinstance(kept, Diagram | LayoutRefusal):
            charts[number] = kept
    missing = [number for number in graphs if number not in charts]
    for number, made in zip(missing, lay_out_all([graphs[number] for number in missing]), strict=True):
        charts[number] = made
        keep_value(cache / _chart_key(graphs[number], tool), made)
    return {number: charts[number] for number in graphs}


def _chart_key(graph: FlowGraph, tool: str) -> str:
    return digest_of(tool, repr(graph))


def lay_out_with(pool: Executor | None) -> Callable[[list[FlowGraph]], list[Any]]:
    """A function that lays out flows, over the pool's processes where there are several."""

    def run(graphs: list[FlowGraph]) -> list[Any]:
        if pool is None or len(graphs) < 2:
            return [lay_out(graph) for graph in graphs]
        return list(pool.map(lay_out, graphs))

    return run
