"""A drawing as SVG 1.1: real text, links, and nothing that Word, Typst, resvg or a browser would draw differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from wuye_docs.swimlanes.change_marks import (
    LEGEND_HEIGHT,
    WORDS,
    legend,
    line_colour,
    line_style,
    outline_style,
    shows_changes,
    tag,
    text_style,
)
from wuye_docs.swimlanes.diagram import FONT_PX, HEAD_HEIGHT, Connector, Diagram, Shape
from wuye_docs.swimlanes.strokes import (
    HOP,
    Upright,
    arrow_points,
    baselines,
    diamond_points,
    in_drawing_order,
    line_pieces,
    mark_centre,
    plain_number,
    uprights,
)

FONT = "'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"


@dataclass(frozen=True, slots=True)
class SvgTheme:
    """Colours of a drawing."""

    paper: str = "#ffffff"
    lane: str = "#f7f9fb"
    lane_line: str = "#c4ced8"
    head: str = "#e4edf3"
    ink: str = "#1f2d3a"
    task_line: str = "#33566f"
    task: str = "#ffffff"
    decision: str = "#fff6df"
    decision_line: str = "#b07d16"
    start: str = "#e3f1e6"
    start_line: str = "#3f8a55"
    end: str = "#f3e5e3"
    end_line: str = "#a8524a"
    edge: str = "#33424f"
    edge_back: str = "#a4502a"
    label: str = "#8c2f14"
    mark: str = "#33566f"


PRINT = SvgTheme()


def render_svg(
    diagram: Diagram,
    *,
    href: Callable[[str], str] | None = None,
    id_prefix: str = "",
    theme: SvgTheme = PRINT,
) -> str:
    """The SVG text; `href` gives the link of each node by its key."""
    prefix = id_prefix or f"{diagram.number}-"
    title = diagram.title + (f"（{diagram.part}/{diagram.parts}）" if diagram.parts > 1 else "")
    is_marked = shows_changes(diagram)
    width, height = _n(diagram.width + 2), _n(diagram.height + 2 + (LEGEND_HEIGHT if is_marked else 0))
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="swimlane" role="group" width="{width}" height="{height}" '
        f'viewBox="-1 -1 {width} {height}" font-family={quoteattr(FONT)} font-size="{_n(FONT_PX)}" '
        f'aria-labelledby="{prefix}title {prefix}desc">',
        f'<title id="{prefix}title">{escape(title)}</title>',
        f'<desc id="{prefix}desc">{escape(_description(diagram))}</desc>',
        f'<g aria-hidden="true" class="lanes">{_lanes(diagram, theme)}</g>',
        f'<g aria-hidden="true" class="edges" fill="none" stroke-linejoin="round">{_edges(diagram, theme)}</g>',
    ]
    out += [_node(shape, _lane_of(shape, diagram), theme, href) for shape in diagram.shapes]
    out += [_label_text(diagram, theme), _junctions(diagram, theme)]
    out += [legend(diagram), "</svg>"] if is_marked else ["</svg>"]
    return "".join(out)


def _description(diagram: Diagram) -> str:
    lanes = "、".join(lane.name for lane in diagram.lanes)
    return f"泳道：{lanes}。共{len(diagram.shapes)}个图形。"


def _lanes(diagram: Diagram, theme: SvgTheme) -> str:
    out = [
        f'<rect class="paper" x="0" y="0" width="{_n(diagram.width)}" height="{_n(diagram.height)}" fill="{theme.paper}"/>'
    ]
    for index, lane in enumerate(diagram.lanes):
        wide = _n(lane.right - lane.left)
        kind, fill = ("lane odd", theme.lane) if index % 2 == 0 else ("lane", theme.paper)
        out.append(
            f'<rect class="{kind}" x="{_n(lane.left)}" y="{_n(HEAD_HEIGHT)}" width="{wide}" height="{_n(diagram.height - HEAD_HEIGHT)}" '
            f'fill="{fill}" stroke="{theme.lane_line}"/>'
            f'<rect class="lane-head" x="{_n(lane.left)}" y="0" width="{wide}" height="{_n(HEAD_HEIGHT)}" fill="{theme.head}" stroke="{theme.lane_line}"/>'
            f'<text class="lane-name" x="{_n((lane.left + lane.right) / 2)}" y="{_n(HEAD_HEIGHT / 2 + 5)}" text-anchor="middle" '
            f'font-weight="bold" fill="{theme.ink}">{escape(lane.name)}</text>'
        )
    return "".join(out)


def _edges(diagram: Diagram, theme: SvgTheme) -> str:
    across = uprights(diagram)
    out = []
    for one in in_drawing_order(diagram):
        colour = theme.edge_back if one.is_back else theme.edge
        kind = "edge edge-back" if one.is_back else "edge"
        arrow = _arrow(one, line_colour(one.change, colour)) if one.has_arrow else ""
        out.append(
            f'<g class="{kind}" data-from={quoteattr(one.source)} data-to={quoteattr(one.target)}>'
            f'<path class="line" d="{_path(one, across)}" {line_style(one.change, colour)}/>{arrow}</g>'
        )
    return "".join(out)


def _path(connector: Connector, across: list[Upright]) -> str:
    out = []
    before = connector.points[0]
    for piece in line_pieces(connector, across):
        x, y = _n(piece.end[0]), _n(piece.end[1])
        match piece.kind:
            case "move":
                out.append(f"M{x} {y}")
            case "line":
                out.append(f"L{x} {y}")
            case "corner":
                out.append(f"Q{_n(piece.control[0])} {_n(piece.control[1])} {x} {y}")
            case "hop":
                out.append(f"A{_n(HOP)} {_n(HOP)} 0 0 {1 if piece.end[0] > before[0] else 0} {x} {y}")
        before = piece.end
    return "".join(out)


def _arrow(connector: Connector, colour: str) -> str:
    tip, *wings = (f"{_n(x)} {_n(y)}" for x, y in arrow_points(connector))
    return f'<path class="arrow" d="M{tip}L{"L".join(wings)}Z" fill="{colour}"/>'


def _lane_of(shape: Shape, diagram: Diagram) -> str:
    return next((lane.name for lane in diagram.lanes if lane.left <= shape.x <= lane.right), "")


def _node(shape: Shape, lane: str, theme: SvgTheme, href: Callable[[str], str] | None) -> str:
    x, y, wide, high = shape.x, shape.y, shape.width, shape.height
    left, top = x - wide / 2, y - high / 2
    if shape.kind == "decision":
        points = " ".join(f"{_n(one)},{_n(other)}" for one, other in diamond_points(shape))
        outline = f'<polygon class="outline" points="{points}" {outline_style(shape.change, theme.decision, theme.decision_line)}/>'
    else:
        fill, line = {
            "start": (theme.start, theme.start_line), "end": (theme.end, theme.end_line), "task": (theme.task, theme.task_line),
        }[shape.kind]  # fmt: skip
        radius = high / 2 if shape.kind != "task" else 3
        outline = (
            f'<rect class="outline" x="{_n(left)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(high)}" rx="{_n(radius)}" '
            f"{outline_style(shape.change, fill, line)}/>"
        )
    text = _lines_of_text(x, y, shape.lines, 4.6)
    words = "".join(shape.lines)
    mark = ""
    if shape.mark:
        cx, cy = mark_centre(shape)
        number = plain_number(shape.mark)
        mark = (
            f'<circle class="step-mark" cx="{_n(cx)}" cy="{_n(cy)}" r="8.5" fill="{theme.mark}"/>'
            f'<text class="step-number" x="{_n(cx)}" y="{_n(cy + 3.6)}" text-anchor="middle" font-size="10" font-weight="bold" '
            f'fill="{theme.paper}">{escape(number)}</text>'
        )
    spoken = f"步骤{plain_number(shape.mark)} {words}" if shape.mark else words
    spoken += f"（{lane}）" if lane else ""
    spoken += f"〔{WORDS[shape.change]}〕" if shape.change else ""
    body = (
        f'<g class="node {shape.kind}" data-step={quoteattr(shape.key)} data-lane={quoteattr(lane)}><title>{escape(spoken)}</title>{outline}'
        f'<text text-anchor="middle" {text_style(shape.change, theme.ink)}>{text}</text>{mark}{tag(shape)}</g>'
    )
    return f"<a href={quoteattr(href(shape.key))}>{body}</a>" if href else body


def _lines_of_text(x: float, y: float, lines: Sequence[str], drop: float) -> str:
    return "".join(
        f'<tspan x="{_n(x)}" y="{_n(base)}">{escape(line)}</tspan>'
        for base, line in zip(baselines(y, len(lines), drop), lines, strict=True)
    )


def _label_text(diagram: Diagram, theme: SvgTheme) -> str:
    ends = {one.edge: (one.source, one.target) for one in diagram.connectors}
    out = []
    for label in diagram.labels:
        source, target = ends.get(label.edge, ("", ""))
        text = _lines_of_text(label.x, label.y, label.text.split("\n"), 4.2)
        out.append(
            f'<text class="edge-label" data-from={quoteattr(source)} data-to={quoteattr(target)} text-anchor="middle" '
            f'font-size="12" font-weight="bold" {text_style(label.change, theme.label)}>{text}</text>'
        )
    return f'<g class="edge-labels">{"".join(out)}</g>' if out else ""


def _junctions(diagram: Diagram, theme: SvgTheme) -> str:
    return "".join(
        f'<g class="junction"><title>接转页 {one.letter}</title><circle cx="{_n(one.x)}" cy="{_n(one.y)}" r="9" fill="{theme.paper}" stroke="{theme.edge}"/>'
        f'<text x="{_n(one.x)}" y="{_n(one.y + 4)}" text-anchor="middle" font-size="11" font-weight="bold" fill="{theme.ink}">{one.letter}</text></g>'
        for one in diagram.junctions
    )


def _n(value: float) -> str:
    """A coordinate with at most one decimal: the same text on every machine."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text
