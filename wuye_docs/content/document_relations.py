"""Which documents lean on which: by what they cite, whose forms they fill in, and where their flows hand over to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from wuye_docs.model import Document, Manual, StepKind
from wuye_docs.references import Kind, ReferenceGraph, Relation, Target

_NAMING = frozenset(
    {Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.FOLLOWS, Relation.SHOWS, Relation.FILLS}
)
# `转重大投诉处理` ends a flow that goes on as 重大投诉处理流程; with fewer characters a name is no more than a word.
_HANDS_OVER = "转"
_SHORTEST_NAME = 4


class Group(NamedTuple):
    """The documents of a series, or of a level where no series is declared for them."""

    key: str
    """The prefix of the series, or the key of the level."""
    name: str
    documents: tuple[Document, ...]


def relations_of(references: ReferenceGraph) -> DocumentRelations:
    """The relations of a manual, counted once for all its maps."""
    known = references.derived.get("relations")
    if not isinstance(known, DocumentRelations):
        known = references.derived["relations"] = DocumentRelations(references)
    return known


class DocumentRelations:
    """The documents of a manual as a graph: an edge from each to each that it names, weighted by the places."""

    def __init__(self, references: ReferenceGraph) -> None:
        self.references = references
        self.manual: Manual = references.manual

    @cached_property
    def weights(self) -> Mapping[tuple[str, str], int]:
        """In how many places one document (or a flow or form of it) names another, by (naming, named)."""
        found: Counter[tuple[str, str]] = Counter()
        for one in self.references.references:
            if one.relation in _NAMING and one.target.kind is not Kind.SECTION:
                found[self.document_of(one.source), self.document_of(one.target)] += 1
        for source, target in self.handovers:
            found[self.manual.flows[source].document, self.manual.flows[target].document] += 1
        known = self.manual.documents
        return {
            pair: found[pair] for pair in sorted(found) if pair[0] != pair[1] and known.keys() >= set(pair)
        }

    @cached_property
    def handovers(self) -> tuple[tuple[str, str], ...]:
        """Flows that end in another: the words of an end shape (转…) are found in the title of that flow alone."""
        flows = self.manual.flows
        names = {number: (flow.title, *flow.aliases) for number, flow in flows.items()}
        found = []
        for number, flow in flows.items():
            for step in flow.steps.values():
                wanted = step.title.removeprefix(_HANDS_OVER)
                if step.kind is not StepKind.END or wanted == step.title or len(wanted) < _SHORTEST_NAME:
                    continue
                meant = [other for other, listed in names.items() if any(wanted in one for one in listed)]
                if len(meant) == 1 and meant[0] != number:
                    found.append((number, meant[0]))
        return tuple(sorted(set(found)))

    @cached_property
    def cited(self) -> Mapping[str, Mapping[Target, None]]:
        """What each document, or a flow or form of it, names, by the document's number and in the order of the sources."""
        found: dict[str, dict[Target, None]] = {}
        for one in self.references.references:
            found.setdefault(self.document_of(one.source), {}).setdefault(one.target)
        return found

    def document_of(self, target: Target) -> str:
        """The number of the document that something is or belongs to; empty if it belongs to none."""
        match target.kind:
            case Kind.DOCUMENT:
                return target.key
            case Kind.FLOW | Kind.STEP:
                flow = self.manual.flows.get(target.key.partition("/")[0])
                return flow.document if flow else ""
            case Kind.FORM:
                return target.key.rpartition(self.manual.settings.numbering.form_suffix)[0]
        return ""

    def named_by(self, number: str) -> list[str]:
        """The documents that a document names, by number."""
        return [named for naming, named in self.weights if naming == number]

    def naming(self, number: str) -> list[str]:
        """The documents that name a document, by number."""
        return sorted(naming for naming, named in self.weights if named == number)

    def groups(self, numbers: Iterable[str]) -> list[Group]:
        """The documents of these numbers by series, in the order of manual.yaml, those without a series by level."""
        settings = self.manual.settings
        names = {series.prefix: series.name or series.prefix for series in settings.numbering.series}
        found: dict[str, list[Document]] = {}
        for number in sorted(numbers):
            found.setdefault(self.group_of(number), []).append(self.manual.documents[number])
        order = [*names, *settings.levels]
        return [
            Group(
                key,
                names.get(key) or (settings.levels[key].name if key in settings.levels else key),
                tuple(found[key]),
            )
            for key in sorted(found, key=lambda one: (order.index(one) if one in order else len(order), one))
        ]

    def group_of(self, number: str) -> str:
        """The key of the group that a document belongs to."""
        series = [
            one.prefix for one in self.manual.settings.numbering.series if number.startswith(one.prefix)
        ]
        return max(series, key=len) if series else self.manual.documents[number].level

    def joins(self, group: Group) -> bool:
        """Whether documents of a group name each other."""
        members = {document.number for document in group.documents}
        return any(members >= set(pair) for pair in self.weights)

    def between_groups(self) -> Mapping[tuple[str, str], int]:
        """How many documents of one group name documents of another, counted in pairs of documents."""
        found = Counter((self.group_of(one), self.group_of(other)) for one, other in self.weights)
        return {pair: found[pair] for pair in sorted(found) if pair[0] != pair[1]}


def thinned(weights: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The edges that a reader needs: one is left out where a way over others, each as strong, says the same.

    On a graph without circles and weights this is its transitive reduction; the weakest edges are tried first, and the
    order of equals is that of their names, so that the answer depends on the edges alone.
    """
    # Imported here because it costs as much as everything else a build imports before it knows what to do.
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(weights)
    for source, target in sorted(weights, key=lambda pair: (weights[pair], pair)):
        weight = weights[source, target]
        others = [
            (one, other)
            for one, other in graph.edges
            if weights[one, other] >= weight and (one, other) != (source, target)
        ]
        strong: nx.DiGraph[str] = nx.DiGraph(others)
        strong.add_nodes_from((source, target))
        if nx.has_path(strong, source, target):
            graph.remove_edge(source, target)
    return {pair: weights[pair] for pair in sorted(weights) if graph.has_edge(*pair)}
