"""What changed, as records: one change with its place in both states, and all changes of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from wuye_docs.diagnostics import Message, Span


class ChangeKind(StrEnum):
    """What became of a part."""

    INSERTED = "inserted"
    DELETED = "deleted"
    EDITED = "edited"
    MOVED = "moved"

    @property
    def label(self) -> Message:
        """The kind as lists of changes show it."""
        return {
            ChangeKind.INSERTED: Message("新增", "inserted"),
            ChangeKind.DELETED: Message("删除", "deleted"),
            ChangeKind.EDITED: Message("修改", "edited"),
            ChangeKind.MOVED: Message("移动", "moved"),
        }[self]


class Part(StrEnum):
    """What kind of part it is."""

    CLAUSE = "clause"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FIGURE = "figure"
    CHART = "chart"
    FORM = "form"
    FOOTNOTE = "footnote"
    BLOCK = "block"
    GENERATED = "generated"
    KEY = "key"
    FIELD = "field"
    STEP = "step"
    WAY = "way"

    @property
    def label(self) -> Message:
        """The part as lists of changes show it."""
        return _PARTS[self]


_PARTS = {
    Part.CLAUSE: Message("条款", "clause"),
    Part.HEADING: Message("标题", "heading"),
    Part.PARAGRAPH: Message("段落", "paragraph"),
    Part.ITEM: Message("列项", "list item"),
    Part.TABLE: Message("表格", "table"),
    Part.ROW: Message("表格行", "table row"),
    Part.CELL: Message("表格单元", "table cell"),
    Part.FIGURE: Message("图", "figure"),
    Part.CHART: Message("流程图", "flow chart"),
    Part.FORM: Message("记录表", "form"),
    Part.FOOTNOTE: Message("脚注", "footnote"),
    Part.BLOCK: Message("内容", "block"),
    Part.GENERATED: Message("自动生成的内容", "generated content"),
    Part.KEY: Message("属性", "property"),
    Part.FIELD: Message("栏目", "field"),
    Part.STEP: Message("步骤", "step"),
    Part.WAY: Message("去向", "way"),
}


class Fragment(NamedTuple):
    """A stretch of text: `kind` is empty for what stayed, else inserted or deleted."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one thing."""

    kind: ChangeKind
    part: Part
    where: str
    """Clause (`5.2 受理`), step, field or key; empty for the thing as a whole."""
    fragments: tuple[Fragment, ...]
    """The text of the part with its change in it."""
    old: Span | None
    """Where the part stood, or stands in the old state's sources."""
    new: Span | None
    parameters: tuple[str, ...] = ()
    """Set where nothing but the values of these parameters changed."""

    @property
    def before(self) -> str:
        """The text of the part as it was."""
        return "".join(one.text for one in self.fragments if one.kind != "inserted")

    @property
    def after(self) -> str:
        """The text of the part as it is."""
        return "".join(one.text for one in self.fragments if one.kind != "deleted")


@dataclass(frozen=True, slots=True)
class Showing:
    """A place where a changed parameter shows, in the new state."""

    number: str
    """Of the document, form or flow."""
    clause: str
    span: Span


@dataclass(frozen=True, slots=True)
class ThingChanges:
    """All changes of one document, form, flow, parameter, post …"""

    kind: str
    """`document`, `form`, `flow`, `parameter`, `role`, `department`, `party`, `term`, `standard`, `manual`."""
    number: str
    """Number, or registered name."""
    title: str
    change: ChangeKind
    revision_before: str
    revision: str
    changes: tuple[Change, ...]
    showings: tuple[Showing, ...] = ()
    """Of a parameter: where its value shows."""
    span: Span | None = None
    """Where it is declared, in the new state if it has it."""

    def counted(self) -> dict[ChangeKind, int]:
        """How many changes of each kind there are."""
        return {kind: sum(one.kind is kind for one in self.changes) for kind in ChangeKind}


def replaced(before: str, after: str) -> tuple[Fragment, ...]:
    """The fragments of a value that was replaced by another."""
    return tuple(Fragment(kind, text) for kind, text in (("deleted", before), ("inserted", after)) if text)
