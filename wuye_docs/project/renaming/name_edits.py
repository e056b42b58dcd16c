"""Edit every place where the old name stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wuye_docs.diagnostics import Span
from wuye_docs.loaders import MANUAL_FILE
from wuye_docs.model import Located
from wuye_docs.project.edits import Replacement, SourceText
from wuye_docs.project.renaming.change import Change
from wuye_docs.project.renaming.edited_sources import EditedSources
from wuye_docs.project.renaming.mentions import mentions
from wuye_docs.project.renaming.name_places import declaration_places, lone_places
from wuye_docs.project.renaming.yaml_source import (
    double_quoted,
    is_yaml,
    needs_quotes,
    single_quoted,
    unquoted,
)
from wuye_docs.references import Kind, Naming, Reference, ReferenceGraph, Relation


def edit_names(graph: ReferenceGraph, sources: EditedSources, change: Change) -> None:
    """Note an edit for every place that the change concerns. Raises Refusal if a source cannot be edited."""
    editor = _Editor(graph, sources, change)
    for place in declaration_places(graph.manual, change):
        editor.replace_name(place)
    for reference in graph.references:
        editor.replace_reference(reference)
    for text, start, end in sources.sentences:
        editor.replace_inside(text, start, end)
    for place in lone_places(graph.manual, change):
        editor.replace_name(place)
    if change.is_number:
        editor.replace_in_settings()


@dataclass(frozen=True, slots=True)
class _Editor:
    """Makes one change in the sources."""

    graph: ReferenceGraph
    sources: EditedSources
    change: Change

    def replace_reference(self, reference: Reference) -> None:
        """Edit the place of a reference to what is renamed, if it is called there by the name that changes."""
        change = self.change
        if reference.target != change.target:
            # `{clause}`SYQP01 label`` names the document within a reference to its section.
            return
        if change.is_title and reference.relation not in (Relation.TITLE, Relation.STANDARD):
            return
        if reference.naming is not Naming.REGISTERED or reference.relation is Relation.DESCRIBES:
            return
        if reference.relation is Relation.BELONGS and reference.source.kind is Kind.FORM:
            return  # Stands in the form's own number, which is changed by itself.
        text = self.sources.text(reference.span.path)
        start, end = text.range_of(reference.span)
        if unquoted(text.text[start:end]) == change.old:
            self.replace_name(reference.span)
        elif not text.path.endswith(".yaml"):
            self.replace_inside(text, start, end, is_reference=True)

    def replace_name(self, span: Span) -> None:
        """Edit a place that holds a name and nothing else; an alias there that becomes the name takes the old one."""
        if not span.path or span.end_column <= span.column:
            return
        text = self.sources.text(span.path)
        start, end = text.range_of(span)
        written = text.text[start:end]
        name = unquoted(written)
        if name not in (self.change.old, self.change.new):
            return
        other = self.change.new if name == self.change.old else self.change.old
        quote = written[0] if written != name else ""
        if quote and needs_quotes(name) and not needs_quotes(other):
            pass  # The quotes were there for the name that goes.
        elif quote == "'":
            other = single_quoted(other)
        elif quote or (needs_quotes(other) and is_yaml(text, span.line)):
            other = double_quoted(other)
        self.sources.replace(text, Replacement(start, end, other))

    def replace_inside(self, text: SourceText, first: int, last: int, *, is_reference: bool = False) -> None:
        """Edit every mention of what is renamed in a stretch of a source."""
        for start, end, new in mentions(
            text.text[first:last], self.change, self.graph.names, is_reference=is_reference
        ):
            self.sources.replace(text, Replacement(first + start, first + end, new))

    def replace_in_settings(self) -> None:
        """Edit the files that waivers name, and the reasons of retired numbers."""
        text = self.sources.text(MANUAL_FILE)
        settings = self.graph.manual.settings
        file_stem = re.compile(rf"(?<![\w-]){re.escape(self.change.old)}(?=\.(?:md|yaml)\b)")
        for waiver in settings.waivers:
            start, end = text.range_of(waiver.at("place"))
            for match in file_stem.finditer(text.text[start:end]):
                place = Replacement(start + match.start(), start + match.end(), self.change.new)
                self.sources.replace(text, place)
        for reason in settings.numbering.retired.values():
            if isinstance(reason, Located):
                self.replace_inside(text, *text.range_of(reason.span))
