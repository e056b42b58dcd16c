"""BLD004: words of a chart that do not fit the shape they stand in, read from the drawings of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import html

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault
from wuye_docs.swimlanes.diagram import FONT_PX
from wuye_docs.swimlanes.text_metrics import width

_HINT = Message(
    "把步骤的 `text` 写短, 细节放进 `note`", "shorten the step's `text`; details belong into its `note`"
)
_SLACK = 1.0
"""A line may stand so many px over the edge of its shape: widths are upper bounds."""


class Outline(NamedTuple):
    """A shape by its edges in px; a diamond narrows towards top and bottom."""

    left: float
    top: float
    right: float
    bottom: float
    is_diamond: bool

    def room(self, y: float) -> float:
        """How wide the shape is at a height."""
        wide = self.right - self.left
        if not self.is_diamond:
            return wide
        middle, half = (self.top + self.bottom) / 2, (self.bottom - self.top) / 2
        return wide * max(0.0, 1 - abs(y - middle) / half) if half else 0.0


def overflowing_chart_texts(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each step whose words are wider or taller than its shape, at the page of its flow."""
    for name, _ in built.of_kind(".html"):
        if not name.startswith("html/flows/"):
            continue
        for step in built.page(name).xpath("//*[@data-step]"):
            outline = _outline(step)
            words = list(step.xpath("./text[not(contains(@class, 'step-number'))]/tspan"))
            if outline is not None and any(_stands_out(one, outline) for one in words):
                text = "".join(str(one.text or "") for one in words)
                yield Fault(
                    name,
                    Message(
                        f"流程图中“{text}”超出图形",
                        f"the words `{text}` stand out of their shape in the chart",
                    ),
                    _HINT,
                    built.number_of(name),
                )


def _outline(step: html.HtmlElement) -> Outline | None:
    shape = next(iter(step.xpath("./*[contains(@class, 'outline')]")), None)
    if shape is None:
        return None
    if shape.get("points"):
        points = [tuple(map(float, one.split(","))) for one in shape.get("points").split()]
        across, down = [one[0] for one in points], [one[1] for one in points]
        return Outline(min(across), min(down), max(across), max(down), True)
    left, top = float(shape.get("x")), float(shape.get("y"))
    return Outline(left, top, left + float(shape.get("width")), top + float(shape.get("height")), False)


def _stands_out(line: html.HtmlElement, outline: Outline) -> bool:
    base = float(line.get("y"))
    middle = base - FONT_PX * 0.35
    is_too_wide = width(str(line.text or "")) * FONT_PX > outline.room(middle) + _SLACK
    return is_too_wide or middle < outline.top or middle > outline.bottom
