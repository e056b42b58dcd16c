"""What rules look at: the manual, its references and its sources, and what several of them would compute alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from wuye_docs.control import DocumentControl, as_issued, read_control
from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity, Span
from wuye_docs.loaders import Loaded, Workspace, did_you_mean
from wuye_docs.model import Document, Flow, Form, Manual, Prose, Status, place_of
from wuye_docs.model.quantities import ANY_FIGURE
from wuye_docs.references import PEOPLE, Kind, ReferenceGraph, Target, expressions_in, parameter_names
from wuye_docs.references.collect import part_of
from wuye_docs.rules.figure_subjects import Subject, Subjects, Surroundings
from wuye_docs.rules.figures import SENTENCE_END, Figure, around, figures_in
from wuye_docs.rules.named_files import NamedFile, files_named
from wuye_docs.rules.number_variants import NumberVariants
from wuye_docs.rules.numbered_titles import NumberedTitle, mismatches_in
from wuye_docs.rules.released_uses import Replaced, replaced_uses
from wuye_docs.rules.source_blocks import ListBlock, TableBlock, lists_in, tables_in
from wuye_docs.rules.text_search import TextSearch

# A look at ten thousand names for one "did you mean" takes milliseconds; a manual with hundreds of unknown names has
# another trouble than spelling.
_MOST_SUGGESTIONS = 100
# Heads of tables that say how it was before.
_FORMER = re.compile("以往|原有|原来|原规定|旧|过去|此前|修订前|更改前")
# What reading reports when a file, or a part of it, gave nothing at all.
_LOST = frozenset({"SRC001", "SRC002"})
# The file that declares things of a kind: where it does not read, what it declares cannot be missed elsewhere.
_DECLARING_FILES = {
    **dict.fromkeys(PEOPLE, "manual/organization.yaml"),
    Kind.PARAMETER: "manual/parameters.yaml",
    Kind.STANDARD: "manual/standards.yaml",
}


@dataclass(frozen=True, slots=True)
class RunningText:
    """A run of reading text, and where it stands."""

    text: str
    source: Target
    """What the text is part of."""
    place: Prose | Span
    heading: str = ""
    """The heading that it stands under, in a document."""

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the source."""
        if isinstance(self.place, Prose):
            return self.place.span(start, end)
        return part_of(self.text, start, end, self.place)


@dataclass(frozen=True)
class CheckContext:
    """Everything that one run of checks may look at."""

    manual: Manual
    references: ReferenceGraph
    sources: Mapping[str, str]
    """Text by path."""
    loading: tuple[Diagnostic, ...]
    """What reading found."""
    workspace: Workspace
    control: DocumentControl
    """The ledger, the baselines and where each number stands; the records of `manual` have their status from there."""

    @classmethod
    def of(cls, loaded: Loaded, workspace: Workspace) -> CheckContext:
        """The context of a loaded manual."""
        references = ReferenceGraph(loaded.manual)
        control = read_control(workspace, references)
        if control.has_begun:
            references.manual = as_issued(loaded.manual, control.issues)
        return cls(references.manual, references, loaded.sources, loaded.diagnostics, workspace, control)

    @property
    def today(self) -> date:
        """The day of the check, for what expires."""
        return self.workspace.today()

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file below the source folders."""
        return frozenset(self.workspace.paths())

    def has_file(self, path: str) -> bool:
        """Whether a path from the root, which does not leave the project, leads to a file."""
        if path in self.paths:
            return True
        try:
            self.workspace.read(path)
        except (OSError, ValueError):
            return False
        return True

    @cached_property
    def files_named(self) -> tuple[NamedFile, ...]:
        """Every file that documents and manual.yaml name by path."""
        return tuple(files_named(self.manual))

    def is_named(self, path: str) -> bool:
        """Whether a document or manual.yaml names this file."""
        return any(one.path == path for one in self.files_named)

    @cached_property
    def lines(self) -> Mapping[str, list[str]]:
        """Lines by path; made for the paths that are asked for."""
        return _Lines(self.sources)

    def written_at(self, span: Span) -> str:
        """The source text at a place, up to the end of its first line."""
        lines = self.lines[span.path]
        line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
        return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]

    def replacement(self, span: Span, written: str, by: str) -> Fix | None:
        """The fix that writes other words at a place; None where the source does not have the words as they are read there."""
        if self.written_at(span) != written:
            return None
        return Fix(Message(f"改为“{by}”", f"write `{by}`"), (Edit(span, by),))

    @cached_property
    def lost_files(self) -> frozenset[str]:
        """Files that did not read, wholly or in part."""
        return frozenset(one.span.path for one in self.loading if one.code in _LOST)

    @cached_property
    def faulty_files(self) -> frozenset[str]:
        """Files of which reading lost something: a key, a value or more. A stray character loses nothing."""
        return frozenset(
            one.span.path for one in self.loading if one.severity is Severity.ERROR and one.code != "SRC011"
        )

    @cached_property
    def incomplete_files(self) -> frozenset[str]:
        """Files of which something that is written was lost; a required key that is not written loses nothing."""
        return frozenset(
            one.span.path
            for one in self.loading
            if one.severity is Severity.ERROR and one.code not in ("SRC004", "SRC011")
        )

    @cached_property
    def _reported_places(self) -> frozenset[tuple[str, int, int]]:
        return frozenset((one.span.path, one.span.line, one.span.column) for one in self.loading)

    def was_reported(self, span: Span) -> bool:
        """Whether reading already found a fault that begins at this place."""
        return (span.path, span.line, span.column) in self._reported_places

    def declarations_lost(self, kinds: Iterable[Kind]) -> bool:
        """Whether the file that declares things of these kinds did not read.

        Then an unknown name is no second fault: it may well stand in the part that could not be read.
        """
        return any(_DECLARING_FILES.get(kind) in self.lost_files for kind in kinds)

    @cached_property
    def numbers(self) -> NumberVariants:
        """Other ways to write the manual's numbers."""
        return NumberVariants(self.manual)

    @cached_property
    def texts(self) -> tuple[RunningText, ...]:
        """All reading text of the manual, in the order of the sources."""
        return tuple(_running_texts(self.manual))

    @cached_property
    def text_search(self) -> TextSearch:
        """A search through all these texts at once."""
        return TextSearch(self.texts)

    @cached_property
    def lists(self) -> Mapping[str, tuple[ListBlock, ...]]:
        """The lists of each document, by its number."""
        return {number: tuple(lists_in(one.text)) for number, one in self.manual.documents.items()}

    @cached_property
    def tables(self) -> Mapping[str, tuple[TableBlock, ...]]:
        """The tables of each document, by its number."""
        return {
            number: tuple(tables_in(one.text)) if "|" in one.text else ()
            for number, one in self.manual.documents.items()
        }

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure with a unit that is typed in the reading text."""
        return tuple(figures_in(self.text_search.holding(ANY_FIGURE)))

    @cached_property
    def subjects(self) -> Subjects:
        """Which parameter speaks of what a figure speaks of."""
        uses: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.references.references:
            if one.target.kind is Kind.PARAMETER:
                uses[one.target.key][self._document_of(one.source)] += 1
        return Subjects(self.manual, uses)

    def replaced_by(self, figure: Figure) -> Subject | None:
        """The parameter that the released text used where the figure is now typed, or None."""
        place = figure.text.span(figure.start, figure.end)
        if place.path not in self._replaced_uses:
            released = self.released_text(place.path)
            now = self.sources[place.path]
            self._replaced_uses[place.path] = tuple(replaced_uses(released, now)) if released else ()
        for one in self._replaced_uses[place.path]:
            if one.line == place.line and one.start < place.end_column and place.column < one.end:
                return self.subjects.by_name.get(one.parameter)
        return None

    @cached_property
    def _replaced_uses(self) -> dict[str, tuple[Replaced, ...]]:
        return {}

    def released_text(self, path: str) -> str | None:
        """A source as it was last released; None if it never was, is still the same, or cannot be read."""
        baseline = next((one for one in reversed(self.control.baselines) if path in one.sources), None)
        if baseline is None or sha256(self.sources[path].encode()).hexdigest() == baseline.sources[path]:
            return None
        try:
            if baseline.edition not in self._archives:
                self._archives[baseline.edition] = baseline.frozen()
            return self._archives[baseline.edition].read(path).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return None

    @cached_property
    def _archives(self) -> dict[str, Workspace]:
        return {}

    def is_in_force(self, figure: Figure) -> bool:
        """Whether a figure is a document's, and not of a column that tells how it was before."""
        return figure.text.source.kind is Kind.DOCUMENT and not _FORMER.search(
            self.surroundings_of(figure).head
        )

    def surroundings_of(self, figure: Figure) -> Surroundings:
        """What a reader sees around a figure: its heading, the title above, and for a cell its row and its head."""
        text = figure.text
        place = text.span(figure.start, figure.end)
        lines = self.lines[place.path]
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        document, title = self._document_of(text.source), self.title_of(text.source)
        if not line.startswith("|"):
            beside = frozenset(parameters_in(around(line, place.column - 1, place.column, SENTENCE_END)))
            return Surroundings(document, text.heading, title, parameters=beside)
        column = line[: place.column - 1].count("|")
        first = place.line
        while first > 1 and lines[first - 2].startswith("|"):
            first -= 1
        table = [row.split("|") for row in lines[first - 1 : place.line]]
        cells = [_cell(table, index) for index in range(len(table[-1])) if index != column]
        words = "|".join(cell for cell in cells if "{{" not in cell)
        beside = frozenset(parameters_in(line))
        return Surroundings(document, text.heading, title, words, _cell(table[:1], column), beside)

    def _document_of(self, target: Target) -> str:
        """The number of the document that a target is, or is part of, or whose flow it is of."""
        record = self.record_of(target)
        if record is None:
            return ""
        return str(record.document) if isinstance(record, Flow) else record.number

    def title_of(self, target: Target) -> str:
        """The title of the document, flow or form that a target is or is part of; for a flow its document's as well."""
        record = self.record_of(target)
        if record is None:
            return ""
        above = self.manual.documents.get(record.document) if isinstance(record, Flow) else None
        return f"{record.title} {above.title}" if above else record.title

    @cached_property
    def mismatched_titles(self) -> tuple[NumberedTitle, ...]:
        """Titles that stand beside a number in the text and are not its title."""
        found = []
        for text in self.texts:
            for number, title, owner, start, end in mismatches_in(text.text, self.references.names):
                record = self.manual.controlled_by(number)
                registered = record.title if record else ""
                found.append(NumberedTitle(number, title, registered, owner, text.span(start, end)))
        return tuple(found)

    @cached_property
    def _known_names(self) -> dict[tuple[Kind, ...], list[str]]:
        return {}

    @cached_property
    def _suggestions(self) -> dict[tuple[str, tuple[Kind, ...]], Message | None]:
        return {}

    def did_you_mean(self, word: str, kinds: tuple[Kind, ...]) -> Message | None:
        """A hint that names the registered name most like `word`, or None."""
        key = (str(word), kinds)
        known = self._suggestions
        if key not in known:
            if len(known) >= _MOST_SUGGESTIONS:
                return None
            if kinds not in self._known_names:
                self._known_names[kinds] = self.references.names.known(kinds)
            known[key] = did_you_mean(word, self._known_names[kinds])
        return known[key]

    def record_of(self, target: Target) -> Document | Flow | Form | None:
        """The controlled record that a target is, or is part of; None for roles, figures and the like."""
        match target.kind:
            case Kind.DOCUMENT | Kind.FLOW | Kind.FORM:
                return self.manual.controlled_by(target.key)
            case Kind.STEP:
                return self.manual.flows.get(target.key.partition("/")[0])
            case Kind.SECTION:
                return self.manual.documents.get(target.key.partition("#")[0])
            case _:
                return None

    def is_obsolete(self, target: Target) -> bool:
        """Whether a target is, or is part of, a document, flow or form that is out of use."""
        record = self.record_of(target)
        return record is not None and record.status is Status.OBSOLETE

    def span_of(self, target: Target) -> Span:
        """Where a thing is declared; the head of manual.yaml for what has no place of its own."""
        manual = self.manual
        match target.kind:
            case Kind.ROLE | Kind.DEPARTMENT | Kind.PARTY:
                record = manual.named(target.key)
            case Kind.STANDARD:
                record = manual.standards.get(target.key)
            case Kind.PARAMETER:
                record = manual.parameters.get(target.key)
            case Kind.TERM:
                record = manual.terms.get(target.key)
            case _:
                record = self.record_of(target)
        return record.span if record else Span.whole_file("manual/manual.yaml")


def parameters_in(text: str) -> Iterator[str]:
    """The names of the parameters that the `{{ … }}` of a source text read."""
    for _, _, expression in expressions_in(text):
        yield from parameter_names(expression) or ()


def _cell(table: Sequence[Sequence[str]], column: int) -> str:
    """What stands in a column of the last row of a table; `^^` is what stands above."""
    cell = "^^"
    for row in reversed(table):
        cell = row[column].strip() if column < len(row) else ""
        if cell != "^^":
            break
    return cell


class _Lines(Mapping[str, list[str]]):
    """Sources cut into lines, each when it is first asked for."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._cut: dict[str, list[str]] = {}

    def __getitem__(self, path: str) -> list[str]:
        if path not in self._cut:
            self._cut[path] = self._sources.get(path, "").split("\n")
        return self._cut[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _running_texts(manual: Manual) -> Iterator[RunningText]:
    for document in manual.documents.values():
        source = Target(Kind.DOCUMENT, document.number)
        for section in document.body.sections:
            for prose in section.prose:
                yield RunningText(prose.text, source, prose, section.title)
    for flow in manual.flows.values():
        for name, step in flow.steps.items():
            part = Target(Kind.STEP, f"{flow.number}/{name}")
            for text in (step.text, step.note):
                if text:
                    yield RunningText(text, part, place_of(text, step.span))
        if flow.note:
            yield RunningText(flow.note, Target(Kind.FLOW, flow.number), place_of(flow.note, flow.span))
    for form in manual.forms.values():
        source = Target(Kind.FORM, form.number)
        for field in form.fields:
            if field.note:
                yield RunningText(field.note, source, place_of(field.note, field.span))
        if form.note:
            yield RunningText(form.note, source, place_of(form.note, form.span))
    for name, term in manual.terms.items():
        if term.definition:
            yield RunningText(term.definition, Target(Kind.TERM, name), place_of(term.definition, term.span))
