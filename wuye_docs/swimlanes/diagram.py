"""The finished drawing: shapes, connectors and labels with their places, in px at 96 to the inch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wuye_docs.swimlanes.graph import NodeKind

Change = Literal["", "inserted", "deleted", "edited"]
"""What became of a shape or line where a drawing shows two states of a flow."""

PX_PER_MM = 96 / 25.4
FONT_PX = 13.0
HEAD_HEIGHT = 38.0


@dataclass(frozen=True, slots=True)
class PageSize:
    """The text block of a page (mm)."""

    width_mm: float
    height_mm: float

    @property
    def width(self) -> float:
        """px"""
        return self.width_mm * PX_PER_MM

    @property
    def height(self) -> float:
        """px"""
        return self.height_mm * PX_PER_MM


A4_PORTRAIT = PageSize(170, 247)
A4_LANDSCAPE = PageSize(257, 160)


@dataclass(frozen=True, slots=True)
class LaneBand:
    """A lane from left to right (px)."""

    name: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A node with its centre, size (px) and lines of text."""

    key: str
    kind: NodeKind
    lines: tuple[str, ...]
    mark: str
    x: float
    y: float
    width: float
    height: float
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Connector:
    """An edge as the points of its line (px); the arrow is at the last unless the line goes on elsewhere."""

    edge: int
    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    is_back: bool
    has_arrow: bool = True
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The text of an exit, by its centre and size (px)."""

    edge: int
    text: str
    x: float
    y: float
    width: float
    height: float
    change: Change = ""


@dataclass(frozen=True, slots=True)
class Junction:
    """A lettered circle where a line goes on to another part (px)."""

    letter: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing, or one part of it."""

    number: str
    title: str
    lanes: tuple[LaneBand, ...]
    shapes: tuple[Shape, ...]
    connectors: tuple[Connector, ...]
    labels: tuple[Label, ...]
    width: float
    height: float
    junctions: tuple[Junction, ...] = ()
    part: int = 1
    parts: int = 1
    landscape: bool = False
    print_point_size: float = 9.75
    channels: tuple[tuple[float, float], ...] = ()
    """(top, bottom) of the spaces between rows, where the drawing may be cut into parts (px)."""


@dataclass(frozen=True, slots=True)
class LayoutRefusal:
    """A flow that cannot be drawn decently: why, and what to do, in Chinese and English."""

    number: str
    reason_zh: str
    reason_en: str
