"""One of the two states that are compared: a manual, its references, and its documents resolved when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property

from wuye_docs.content.book import ControlBlock, ResolvedDocument
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.digest import digest_of
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.resolve import Resolver, bound_order
from wuye_docs.control import IssueState
from wuye_docs.loaders import Loaded, Workspace, load
from wuye_docs.model import Manual
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, FlowGraph, lay_out

IssuesOf = Callable[[ReferenceGraph], Mapping[str, IssueState]]
"""Where every number of a state stands, by number; asked for only where status and dates show."""


class Side:
    """A state of a manual; `name` is how people call it: `A/0`, a git revision, 工作副本."""

    def __init__(
        self, name: str, loaded: Loaded, read: Callable[[str], bytes], issues: IssuesOf = lambda _: {}
    ) -> None:
        self.name = name
        self._issues_of = issues
        self.manual: Manual = loaded.manual
        self.sources = loaded.sources
        self.read = read
        self._documents: dict[str, ResolvedDocument] = {}
        self._charts: dict[str, Diagram | None] = {}

    @classmethod
    def of(cls, name: str, workspace: Workspace, issues: IssuesOf = lambda _: {}) -> Side:
        """The state of a workspace. Never raises for faulty sources."""
        return cls(name, load(workspace), workspace.read, issues)

    @cached_property
    def references(self) -> ReferenceGraph:
        return ReferenceGraph(self.manual)

    @cached_property
    def expressions(self) -> Expressions:
        return Expressions(self.manual.parameters)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Numbers of the documents as the bound manual has them."""
        return tuple(str(one.number) for one in bound_order(self.manual))

    def document(self, number: str) -> ResolvedDocument:
        """A document, resolved. Raises KeyError for a number that is no document's."""
        if number not in self._documents:
            self._documents[number] = self._resolver.document(self.manual.documents[number])
        return self._documents[number]

    def control(self, number: str) -> ControlBlock:
        """What identifies a document, with status and dates as they were decided. Raises KeyError."""
        written, state = self.document(number).control, self._issues.get(number)
        if state is None:
            return written
        return replace(
            written, status=state.status.label, issued=state.issued, effective=state.effective,
            next_review=state.next_review or written.next_review,
        )  # fmt: skip

    @cached_property
    def _issues(self) -> Mapping[str, IssueState]:
        return self._issues_of(self.references)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.references)

    def graph(self, number: str) -> FlowGraph | None:
        """A flow as it is drawn, or None for a number that is no flow's."""
        flow = self.manual.flows.get(number)
        return flow_graph(flow, self.expressions) if flow else None

    def chart(self, number: str) -> Diagram | None:
        """A flow's drawing, or None if it cannot be drawn."""
        if number not in self._charts:
            graph = self.graph(number)
            made = lay_out(graph) if graph else None
            self._charts[number] = made if isinstance(made, Diagram) else None
        return self._charts[number]

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything that has a name, as a reader sees it."""
        manual = self.manual
        found: set[str] = {*manual.roles, *manual.departments, *manual.parties, *manual.terms}
        for group in (manual.documents, manual.forms, manual.flows):
            for number, record in group.items():
                found |= {str(number), str(record.title)}
        found |= {str(parameter.text) for parameter in manual.parameters.values()}
        found |= {str(level.name) for level in manual.settings.levels.values()}
        return frozenset(str(one) for one in found)

    def image_digest(self, path: str) -> str:
        """What tells an image from another; its path if it cannot be read."""
        try:
            return digest_of(self.read(path).hex())
        except OSError:
            return path
