"""The reference graph: everything that names anything, with the place where it does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from wuye_docs.diagnostics import Span
from wuye_docs.model import Manual
from wuye_docs.references.collect import Collector
from wuye_docs.references.names import Names
from wuye_docs.references.target import Kind, Reference, Relation, Target, Unresolved

if TYPE_CHECKING:
    import networkx as nx


NOWHERE = Span("", 0, 0, 0, 0)


class ReferenceGraph:
    """Every place where one thing names another, by source and by target, and as a networkx graph over targets.

    `derived` keeps what others work out from who names whom, by a name of theirs; places are not to matter to it.
    """

    def __init__(self, manual: Manual) -> None:
        self.manual = manual
        self.names = Names(manual)
        collector = Collector(manual, self.names)
        collector.collect()
        self.references: tuple[Reference, ...] = tuple(collector.references)
        self.unresolved: tuple[Unresolved, ...] = tuple(collector.unresolved)
        self.derived: dict[str, object] = {}

    def with_texts(self, manual: Manual, numbers: Iterable[str]) -> ReferenceGraph:
        """The graph of a manual that differs from this graph's in the texts of some documents alone.

        Heads and names have to be the same. What could not be resolved stands in another order than in a graph made anew.
        """
        graph = ReferenceGraph.__new__(ReferenceGraph)
        graph.manual, graph.names = manual, Names(manual)
        graph.references, graph.unresolved = self.references, self.unresolved
        graph.derived = self.derived
        for number in numbers:
            source = Target(Kind.DOCUMENT, number)
            collector = Collector(manual, graph.names)
            collector.document(manual.documents[number])
            places = [index for index, one in enumerate(graph.references) if one.source == source]
            first, last = (places[0], places[-1] + 1) if places else (len(graph.references),) * 2
            old = graph.references[first:last]
            if [one._replace(span=NOWHERE) for one in old] != [
                one._replace(span=NOWHERE) for one in collector.references
            ]:
                graph.derived = {}
            graph.references = (*graph.references[:first], *collector.references, *graph.references[last:])
            others = (one for one in graph.unresolved if one.source != source)
            graph.unresolved = (*others, *collector.unresolved)
        return graph

    def __getstate__(self) -> dict[str, object]:
        """What another process needs; the graph and the automaton of names are quicker made again than sent."""
        return {
            name: value
            for name, value in vars(self).items()
            if name not in ("graph", "names", "_by_target", "_by_source", "derived")
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self.names = Names(self.manual)
        self.derived = {}

    @cached_property
    def graph(self) -> nx.DiGraph[Target]:
        """The same as a networkx graph: one edge from each source to each target, with its places as `references`."""
        # Imported here because it costs as much as everything else a build imports before it knows what to do.
        import networkx

        graph: nx.DiGraph[Target] = networkx.DiGraph()
        graph.add_nodes_from(self.targets())
        for reference in self.references:
            edge = (reference.source, reference.target)
            if graph.has_edge(*edge):
                graph.edges[edge]["references"].append(reference)
            else:
                graph.add_edge(*edge, references=[reference])
        return graph

    @cached_property
    def _by_target(self) -> dict[Target, list[Reference]]:
        return _grouped((reference.target, reference) for reference in self.references)

    @cached_property
    def _by_source(self) -> dict[Target, list[Reference]]:
        return _grouped((reference.source, reference) for reference in self.references)

    def targets(self) -> Iterable[Target]:
        """Everything the manual declares."""
        manual = self.manual
        yield Target(Kind.MANUAL, manual.settings.number)
        for kind, group in (
            (Kind.DOCUMENT, manual.documents), (Kind.FORM, manual.forms), (Kind.FLOW, manual.flows),
            (Kind.ROLE, manual.roles), (Kind.DEPARTMENT, manual.departments), (Kind.PARTY, manual.parties),
            (Kind.PARAMETER, manual.parameters), (Kind.TERM, manual.terms), (Kind.STANDARD, manual.standards),
        ):  # fmt: skip
            for key in group:
                yield Target(kind, key)
        for flow in manual.flows.values():
            for step in flow.steps:
                yield Target(Kind.STEP, f"{flow.number}/{step}")
        for table in manual.clause_tables:
            for number in table.clauses:
                yield Target(Kind.CLAUSE, f"{table.standard}/{number}")

    def used_by(self, target: Target, relations: Iterable[Relation] | None = None) -> list[Reference]:
        """Every reference to a target, of the relations asked for, in the order of the sources."""
        return _of(self._by_target.get(target, ()), relations)

    def uses(self, source: Target, relations: Iterable[Relation] | None = None) -> list[Reference]:
        """Every reference that a source makes, of the relations asked for, in the order of the sources."""
        return _of(self._by_source.get(source, ()), relations)


def _grouped(pairs: Iterable[tuple[Target, Reference]]) -> dict[Target, list[Reference]]:
    found: dict[Target, list[Reference]] = {}
    for target, reference in pairs:
        found.setdefault(target, []).append(reference)
    return found


def _of(references: Iterable[Reference], relations: Iterable[Relation] | None) -> list[Reference]:
    wanted = None if relations is None else set(relations)
    found = (one for one in references if wanted is None or one.relation in wanted)
    return sorted(found, key=lambda one: (one.span, one.relation))


def label_of(target: Target, manual: Manual) -> str:
    """How a target is shown to people: `SYWIKF16 客户投诉处理规程`, `客服专员`."""
    match target.kind:
        case Kind.DOCUMENT | Kind.FORM | Kind.FLOW:
            record = manual.controlled_by(target.key)
            return f"{target.key} {record.title}" if record else target.key
        case Kind.STEP:
            number, _, step = target.key.partition("/")
            flow = manual.flows.get(number)
            return (
                f"{number} {flow.steps[step].mark}{flow.steps[step].title}"
                if flow and step in flow.steps
                else target.key
            )
        case Kind.STANDARD:
            standard = manual.standards.get(target.key)
            return (
                f"{target.key} {standard.title}" if standard and standard.title != target.key else target.key
            )
        case _:
            return target.key
