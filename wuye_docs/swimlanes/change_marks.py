"""Marks of a drawing that shows two states of a flow: never by colour alone, so that they survive black-and-white print.

What was added has a thick line and a tag 新增, what is gone a broken line and struck words with a tag 删除, what was edited
a tag 修改. A legend below the drawing says so.
"""

from __future__ import annotations

from wuye_docs.swimlanes.diagram import Change, Diagram, Shape

LEGEND_HEIGHT = 30.0
"""px"""
COLOURS: dict[str, str] = {"inserted": "#1b7f3b", "deleted": "#b3261e", "edited": "#8a5a00"}
WORDS: dict[str, str] = {"inserted": "新增", "deleted": "删除", "edited": "修改"}
_FILLS: dict[str, str] = {"inserted": "#e6f6ea", "deleted": "#fbeceb", "edited": "#fff4dc"}
_ORDER: tuple[Change, ...] = ("inserted", "deleted", "edited")
_TAG_WIDTH, _TAG_HEIGHT = 28.0, 14.0


def shows_changes(diagram: Diagram) -> bool:
    """Whether anything in the drawing is marked."""
    return bool(_present(diagram))


def _present(diagram: Diagram) -> set[Change]:
    """The kinds of marks that a drawing has."""
    return ({one.change for one in diagram.shapes} | {one.change for one in diagram.connectors}) - {""}


def outline_style(change: Change, fill: str, line: str) -> str:
    """The attributes of a shape's outline."""
    if not change:
        return f'fill="{fill}" stroke="{line}" stroke-width="1.4"'
    broken = ' stroke-dasharray="5 3"' if change == "deleted" else ""
    return f'fill="{_FILLS[change]}" stroke="{COLOURS[change]}" stroke-width="2.4"{broken}'


def line_style(change: Change, colour: str) -> str:
    """The attributes of a line."""
    if not change:
        return f'stroke="{colour}" stroke-width="1.4"'
    broken = ' stroke-dasharray="6 4"' if change == "deleted" else ""
    return f'stroke="{COLOURS[change]}" stroke-width="2.4"{broken}'


def line_colour(change: Change, colour: str) -> str:
    """The colour of an arrow head."""
    return COLOURS.get(change, colour)


def text_style(change: Change, colour: str) -> str:
    """The attributes of words in a shape or at a line."""
    struck = ' text-decoration="line-through"' if change == "deleted" else ""
    return f'fill="{COLOURS[change] if change == "deleted" else colour}"{struck}'


def tag(shape: Shape) -> str:
    """The word at the upper right corner of a marked shape."""
    if not shape.change:
        return ""
    right = shape.x + shape.width / (4 if shape.kind == "decision" else 2)
    top = shape.y - shape.height / (4 if shape.kind == "decision" else 2)
    return _tag(right - _TAG_WIDTH / 2, top - _TAG_HEIGHT / 2, shape.change)


def legend(diagram: Diagram) -> str:
    """The strip below the drawing that explains the marks it has."""
    present = _present(diagram)
    x, y = 4.0, diagram.height + 9
    out = []
    for change in _ORDER:
        if change not in present:
            continue
        out.append(_tag(x, y, change))
        start = x + _TAG_WIDTH + 8
        if change == "edited":
            words, x = "步骤的文字改变", start + 110
            out.append(_text(start, y, words))
            continue
        out.append(
            f'<path d="M{start:g} {y + _TAG_HEIGHT / 2:g}H{start + 34:g}" fill="none" {line_style(change, "")}/>'
        )
        out.append(_text(start + 42, y, "步骤或去向"))
        x = start + 42 + 84
    return f'<g class="legend">{"".join(out)}</g>'


def _tag(x: float, y: float, change: Change) -> str:
    return (
        f'<rect class="change-tag" x="{x:g}" y="{y:g}" width="{_TAG_WIDTH:g}" height="{_TAG_HEIGHT:g}" rx="3" '
        f'fill="{COLOURS[change]}"/><text x="{x + _TAG_WIDTH / 2:g}" y="{y + 10.6:g}" text-anchor="middle" font-size="10" '
        f'font-weight="bold" fill="#ffffff">{WORDS[change]}</text>'
    )


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:g}" y="{y + 11:g}" font-size="11" fill="#1f2d3a">{words}</text>'
