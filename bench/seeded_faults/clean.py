"""The clean manual, and the places in it where faults can be planted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bench.seeded_faults.fault import Edit
from wuye_docs.diagnostics import Span
from wuye_docs.loaders import Loaded, Workspace, load
from wuye_docs.model import Document, Flow, Manual, Prose, Record, Section, Step, StepKind
from wuye_docs.references import Kind, Reference, ReferenceGraph, Relation, Target
from wuye_docs.rules.context import CheckContext, RunningText
from wuye_docs.rules.flow_paths import exits_of, reached_from, reversed_exits, steps_of_kind

# Slips of the hand in a name, tried in turn until one gives a word that nothing is called.
_ENDINGS = (
    ("主管", "主任"),
    ("专员", "管理员"),
    ("经理", "主任"),
    ("员", "员工长"),
    ("部", "中心"),
    ("处", "中心"),
)


@dataclass(frozen=True)
class Clean:
    """A manual that checks without findings."""

    workspace: Workspace
    loaded: Loaded

    @classmethod
    def of(cls, workspace: Workspace) -> Clean:
        """A workspace, read."""
        return cls(workspace, load(workspace))

    @property
    def manual(self) -> Manual:
        return self.loaded.manual

    @cached_property
    def context(self) -> CheckContext:
        return CheckContext.of(self.loaded, self.workspace)

    @property
    def graph(self) -> ReferenceGraph:
        return self.context.references

    def lines(self, path: str) -> list[str]:
        """The lines of a source."""
        return self.context.lines[path]

    def line(self, span: Span) -> str:
        """The line that a place begins on."""
        return self.lines(span.path)[span.line - 1]

    def written(self, span: Span) -> str:
        """The source at a place of one line."""
        return self.context.written_at(span)

    # Places in prose

    @cached_property
    def prose(self) -> tuple[tuple[Document, Section, Prose], ...]:
        """Every run of text of the documents."""
        return tuple(
            (document, section, prose)
            for document in self.manual.documents.values()
            for section in document.body.sections
            for prose in section.prose
        )

    def found(
        self, pattern: str, *, outside_titles: bool = True
    ) -> Iterator[tuple[RunningText, re.Match[str], Span]]:
        """Every match of a pattern in the text of documents that stands unbroken in the source, and its place."""
        for text in self.context.texts:
            if text.source.kind is not Kind.DOCUMENT:
                continue
            titles = [one.span() for one in re.finditer("《[^》]*》", text.text)] if outside_titles else []
            for match in re.finditer(pattern, text.text):
                span = text.span(*match.span())
                if any(start <= match.start() < end for start, end in titles):
                    continue
                if match.group() and self.written(span) == match.group():
                    yield text, match, span

    def paragraphs(self) -> Iterator[tuple[Document, Section, Prose, Span]]:
        """Paragraphs that are one line of their own, with that line as their place."""
        for document, section, prose in self.prose:
            line = prose.span(0, 1).line
            source = self.lines(prose.path)[line - 1]
            around = (
                self.lines(prose.path)[line - 2] + self.lines(prose.path)[line]
                if line < len(self.lines(prose.path))
                else "x"
            )
            if re.match(r"[\u4e00-\u9fff]", source) and source.rstrip().endswith("。") and not around.strip():
                yield document, section, prose, self.whole_line(prose.path, line)

    def references(self, *relations: Relation, kind: Kind | None = None) -> Iterator[Reference]:
        """References of some relations to things of a kind, that stand unbroken in the source."""
        for one in self.graph.references:
            is_unbroken = one.span.line == one.span.end_line and one.span.end_column > one.span.column
            if is_unbroken and one.relation in relations and (kind is None or one.target.kind is kind):
                yield one

    def is_in_table(self, span: Span) -> bool:
        return self.line(span).lstrip().startswith("|")

    # Places by line

    def whole_line(self, path: str, line: int) -> Span:
        """A line without its end."""
        return Span(path, line, 1, line, len(self.lines(path)[line - 1]) + 1)

    def below(self, path: str, line: int) -> Span:
        """The point at the end of a line."""
        end = len(self.lines(path)[line - 1]) + 1
        return Span(path, line, end, line, end)

    def behind(self, span: Span) -> Span:
        """The point behind a place."""
        return Span(span.path, span.end_line, span.end_column, span.end_line, span.end_column)

    def lines_between(self, path: str, first: int, last: int) -> Span:
        """Lines with the end of the last, as a stretch to take away."""
        if last < len(self.lines(path)):
            return Span(path, first, 1, last + 1, 1)
        return Span(path, first, 1, last, len(self.lines(path)[last - 1]) + 1)

    def block(self, path: str, line: int) -> tuple[int, int]:
        """First and last line of the YAML block that begins on a line: it, and what is indented below it."""
        lines = self.lines(path)
        depth = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        last = line
        while (
            last < len(lines) and lines[last].strip() and len(lines[last]) - len(lines[last].lstrip()) > depth
        ):
            last += 1
        return line, last

    def without_lines(self, path: str, first: int, last: int) -> Edit:
        return Edit(self.lines_between(path, first, last), "")

    def without_key(self, record: Record, key: str) -> Edit | None:
        """The edit that takes a key of a record away with its value; None if it was not written, or opens a list item."""
        place = record.keys.get(key)
        if place is None:
            return None
        source = self.line(place)
        written = list(re.finditer(rf"(?<![\w-]){re.escape(key)}:", source[: place.column - 1] or source))
        match = written[-1] if written else None
        line = place.line
        if match is None:  # A block below its key.
            line = place.line - 1
            while line and not re.match(rf"\s*{re.escape(key)}:\s*$", self.lines(place.path)[line - 1]):
                line -= 1
            return self.without_lines(place.path, *self.block(place.path, line)) if line else None
        if not source[: match.start()].strip():
            return self.without_lines(place.path, *self.block(place.path, line))
        if source[: match.start()].strip() == "-" or place.end_line != place.line:
            return None
        start, end = match.start(), place.end_column - 1
        if source[end : end + 1] in "\"'":
            end += 1
        if source.startswith(", ", end):
            end += 2
        elif source[:start].endswith(", "):
            start -= 2
        return Edit(Span(place.path, line, start + 1, line, end + 1), "")

    def section_lines(self, document: Document, section: Section) -> tuple[int, int]:
        """First and last line of a section with its subsections, the label above its heading included."""
        path = document.span.path
        sections = document.body.sections
        first = section.span.line - (1 if section.label else 0)
        following = next(
            (one for one in sections[sections.index(section) + 1 :] if one.level <= section.level), None
        )
        if following is None:
            return first, len(self.lines(path))
        return first, following.span.line - (2 if following.label else 1)

    # Names

    def misspelt(self, name: str) -> str:
        """A name that nothing has and that is meant for this one: another ending, or two letters changed over."""
        for ending, other in _ENDINGS:
            if name.endswith(ending) and len(name) > len(ending):
                made = name.removesuffix(ending) + other
                if self.is_free(made):
                    return made
        middle = len(name) // 2
        made = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
        return made if self.is_free(made) and made != name else name + "甲"

    def is_free(self, name: str) -> bool:
        names = self.graph.names
        return not any(name in one or one in name for one in names.people) and names.title(name) is None

    # Flows

    def step_block(self, flow: Flow, step: Step) -> tuple[int, int]:
        """First and last line of a step."""
        return self.block(flow.span.path, step.span.line)

    def flow_steps(self) -> Iterator[tuple[Flow, Step]]:
        for flow in self.manual.flows.values():
            for step in flow.steps.values():
                yield flow, step

    def target_of(self, record: Document | Flow) -> Target:
        return Target(Kind(type(record).__name__.lower()), record.number)


def lost_steps(flow: Flow, step: str, new_targets: Iterable[str]) -> list[str]:
    """The steps that cannot be reached, or from which no end can, once a step leads elsewhere; itself among the last."""
    exits = {name: list(targets) for name, targets in exits_of(flow).items()}
    exits[step] = list(new_targets)
    reached = reached_from(exits, steps_of_kind(flow, StepKind.START))
    leading = reached_from(reversed_exits(exits), steps_of_kind(flow, StepKind.END))
    return [name for name in flow.steps if name not in reached or name not in leading]
