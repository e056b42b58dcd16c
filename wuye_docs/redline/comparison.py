"""Two states of a manual side by side: what any output about their differences is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

from docutils import nodes

from wuye_docs.content.book import Book, Keep, ResolvedDocument, make_each_time
from wuye_docs.content.digest import digest_of
from wuye_docs.content.nodes import flow_figure, form_sheet
from wuye_docs.content.tables import revision_history
from wuye_docs.redline.chart import marked_chart
from wuye_docs.redline.reach import Reach
from wuye_docs.redline.side import Side
from wuye_docs.redline.tree import BEFORE, TreeMerge
from wuye_docs.redline.words import Words
from wuye_docs.swimlanes import Diagram


class Comparison:
    """The older and the newer state; what they have in common is worked out when it is asked for."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self._merged: dict[str, nodes.document] = {}
        self._charts: dict[str, Diagram | None] = {}

    @cached_property
    def words(self) -> Words:
        return Words(self.old.names | self.new.names)

    @cached_property
    def reach(self) -> Reach:
        """How far the differences reach."""
        return Reach(self.old, self.new)

    @cached_property
    def _trees(self) -> TreeMerge:
        return TreeMerge(self.words, self.is_changed, self._image_key)

    def is_changed(self, number: str) -> bool:
        """Whether a flow or form reads differently in the two states."""
        graphs = self.old.graph(number), self.new.graph(number)
        if any(graphs):
            return graphs[0] != graphs[1]
        forms = self.old.manual.forms.get(number), self.new.manual.forms.get(number)
        return digest_of(forms[0]) != digest_of(forms[1])

    def _image_key(self, path: str, is_old: bool) -> str:
        return (self.old if is_old else self.new).image_digest(path)

    def tree(self, number: str) -> nodes.document:
        """The merged tree of a document that both states have. Raises KeyError."""
        if number not in self._merged:
            before, after = self.old.document(number), self.new.document(number)
            self._merged[number] = self._trees.merge(before.tree, after.tree)
        return self._merged[number]

    def history(self, number: str) -> nodes.Element | None:
        """The merged revision history of a document, or None if neither state has one."""
        sides = [
            revision_history(side.manual.documents[number], side.references)
            for side in (self.old, self.new)
            if side.manual.documents[number].history
        ]
        if len(sides) < 2:
            return sides[0] if sides else None
        merged = self._trees.pair(*sides)[0]
        assert isinstance(merged, nodes.Element)
        return merged

    def chart(self, number: str) -> Diagram | None:
        """Both states of a flow drawn as one, with marks; the plain drawing of a flow that only one state has."""
        if number not in self._charts:
            self._charts[number] = marked_chart(self.old.graph(number), self.new.graph(number))
        return self._charts[number]

    def book(self, number: str, keep: Keep = make_each_time) -> Book:
        """The book that a writer draws one merged document from.

        What the old state had goes by its name with `tree.BEFORE` before it: images, flows, forms.
        """
        resolved = self.new.document(number)
        merged = self.tree(number)
        charts: dict[str, Diagram] = {}
        for figure in merged.findall(flow_figure):
            name = figure["number"]
            flow = name.removeprefix(BEFORE)
            if name.startswith(BEFORE) or figure.get("before"):
                _put(charts, BEFORE + flow, self.old.chart(flow))
            if not name.startswith(BEFORE):
                is_marked = bool(figure.get("before"))
                _put(charts, flow, self.chart(flow) if is_marked else self.new.chart(flow))
        forms = dict(self.new.manual.forms)
        for sheet in merged.findall(form_sheet):
            former = sheet["number"].removeprefix(BEFORE)
            if former in self.old.manual.forms:
                forms[BEFORE + former] = self.old.manual.forms[former]
        manual = replace(self.new.manual, forms=forms)
        document = ResolvedDocument(
            resolved.record,
            self.new.control(number),
            merged,
            digest_of(self.old.document(number).digest, resolved.digest),
        )
        return Book(manual, self.new.references, {number: document}, charts, self.read, keep=keep)

    def look(self) -> Book:
        """A book without documents, in the look of the new state: for sheets about the changes."""
        return Book(self.new.manual, self.new.references, {}, {}, self.read)

    def author(self, number: str) -> str:
        """Who is named for the changes of a document: the post of the last revision, else the drafter."""
        record = self.new.manual.documents[number]
        posts = [str(entry.by) for entry in record.history if entry.revision == record.revision]
        return next((one for one in (*posts, str(record.drafter)) if one), "wuye_docs")

    def date(self, number: str) -> str:
        """The day of a document's change, YYYY-MM-DD, or empty: of its last revision, its issue, its effect."""
        record = self.new.manual.documents[number]
        days = [str(entry.date) for entry in record.history if entry.revision == record.revision]
        found = next((one for one in (*days, str(record.issued), str(record.effective)) if one), "")
        try:
            return date.fromisoformat(found).isoformat() if found else ""
        except ValueError:
            return ""

    def read(self, path: str) -> bytes:
        """The bytes of an image of the merged document. Raises OSError."""
        if path.startswith(BEFORE):
            return self.old.read(path.removeprefix(BEFORE))
        return self.new.read(path)


def _put(charts: dict[str, Diagram], name: str, chart: Diagram | None) -> None:
    if chart is not None:
        charts[name] = chart
