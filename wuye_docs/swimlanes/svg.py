"""A drawing as SVG 1.1: real text, links, and nothing that Word, Typst, resvg or a browser would draw differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from wuye_docs.swimlanes.diagram import FONT_PX, HEAD_HEIGHT, Connector, Diagram, Shape

FONT = "'Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
RADIUS = 5.0
HOP = 4.5


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
    width, height = _n(diagram.width + 2), _n(diagram.height + 2)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="swimlane" role="group" width="{width}" height="{height}" '
        f'viewBox="-1 -1 {width} {height}" font-family={quoteattr(FONT)} font-size="{_n(FONT_PX)}" '
        f'aria-labelledby="{prefix}title {prefix}desc">',
        f'<title id="{prefix}title">{escape(title)}</title>',
        f'<desc id="{prefix}desc">{escape(_description(diagram))}</desc>',
        f'<g aria-hidden="true" class="lanes">{_lanes(diagram, theme)}</g>',
        f'<g aria-hidden="true" class="edges" fill="none" stroke-linejoin="round">{_edges(diagram, theme)}</g>',
    ]
    out += [_node(shape, theme, href) for shape in diagram.shapes]
    out += [_label_text(diagram, theme), _junctions(diagram, theme), "</svg>"]
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
        fill = theme.lane if index % 2 == 0 else theme.paper
        out.append(
            f'<rect class="lane" x="{_n(lane.left)}" y="{_n(HEAD_HEIGHT)}" width="{wide}" height="{_n(diagram.height - HEAD_HEIGHT)}" '
            f'fill="{fill}" stroke="{theme.lane_line}"/>'
            f'<rect class="lane-head" x="{_n(lane.left)}" y="0" width="{wide}" height="{_n(HEAD_HEIGHT)}" fill="{theme.head}" stroke="{theme.lane_line}"/>'
            f'<text class="lane-name" x="{_n((lane.left + lane.right) / 2)}" y="{_n(HEAD_HEIGHT / 2 + 5)}" text-anchor="middle" '
            f'font-weight="bold" fill="{theme.ink}">{escape(lane.name)}</text>'
        )
    return "".join(out)


def _edges(diagram: Diagram, theme: SvgTheme) -> str:
    verticals = [
        (p[0], min(p[1], q[1]), max(p[1], q[1]), one)
        for one in diagram.connectors
        for p, q in zip(one.points, one.points[1:], strict=False)
        if abs(p[0] - q[0]) < 0.01
    ]
    out = []
    for one in sorted(diagram.connectors, key=lambda item: (not item.is_back, item.edge)):
        colour = theme.edge_back if one.is_back else theme.edge
        kind = "edge edge-back" if one.is_back else "edge"
        hops = [
            (x, top, bottom)
            for x, top, bottom, other in verticals
            if other.target != one.target and other.source != one.source
        ]
        arrow = _arrow(one, colour) if one.has_arrow else ""
        out.append(
            f'<g class="{kind}" data-from={quoteattr(one.source)} data-to={quoteattr(one.target)}>'
            f'<path d="{_path(one, hops)}" stroke="{colour}" stroke-width="1.4"/>{arrow}</g>'
        )
    return "".join(out)


def _path(connector: Connector, hops: list[tuple[float, float, float]]) -> str:
    points = list(connector.points)
    if connector.has_arrow:
        points[-1] = _back_off(points[-2], points[-1], 6.0)
    out = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for index in range(1, len(points)):
        (x1, y1), (x2, y2) = points[index - 1], points[index]
        if abs(y1 - y2) < 0.01:
            out.append(_hops(x1, x2, y1, hops))
        if index + 1 < len(points):
            x3, y3 = points[index + 1]
            radius = min(RADIUS, (abs(x2 - x1) + abs(y2 - y1)) / 2, (abs(x3 - x2) + abs(y3 - y2)) / 2)
            a, b = _back_off((x1, y1), (x2, y2), radius), _back_off((x3, y3), (x2, y2), radius)
            out.append(f"L{_n(a[0])} {_n(a[1])}Q{_n(x2)} {_n(y2)} {_n(b[0])} {_n(b[1])}")
        else:
            out.append(f"L{_n(x2)} {_n(y2)}")
    return "".join(out)


def _hops(x1: float, x2: float, y: float, hops: list[tuple[float, float, float]]) -> str:
    """Small arcs over the vertical lines that a horizontal one crosses."""
    left, right = min(x1, x2) + 8, max(x1, x2) - 8
    found = sorted(
        {round(x, 1) for x, top, bottom in hops if left < x < right and top + 3 < y < bottom - 3},
        reverse=x1 > x2,
    )
    direction = 1 if x2 > x1 else -1
    return "".join(
        f"L{_n(x - direction * HOP)} {_n(y)}A{_n(HOP)} {_n(HOP)} 0 0 {1 if direction > 0 else 0} {_n(x + direction * HOP)} {_n(y)}"
        for x in found
    )


def _back_off(before: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    length = abs(end[0] - before[0]) + abs(end[1] - before[1])
    if not length:
        return end
    share = min(1.0, by / length)
    return end[0] - (end[0] - before[0]) * share, end[1] - (end[1] - before[1]) * share


def _arrow(connector: Connector, colour: str) -> str:
    (x1, y1), (x2, y2) = connector.points[-2:]
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    base = (x2 - 8.5 * dx, y2 - 8.5 * dy)
    wing = (4.0 * dy, 4.0 * dx)
    return (
        f'<path d="M{_n(x2)} {_n(y2)}L{_n(base[0] + wing[0])} {_n(base[1] + wing[1])}'
        f'L{_n(base[0] - wing[0])} {_n(base[1] - wing[1])}Z" fill="{colour}"/>'
    )


def _node(shape: Shape, theme: SvgTheme, href: Callable[[str], str] | None) -> str:
    x, y, wide, high = shape.x, shape.y, shape.width, shape.height
    left, top = x - wide / 2, y - high / 2
    if shape.kind == "decision":
        points = f"{_n(x)},{_n(top)} {_n(x + wide / 2)},{_n(y)} {_n(x)},{_n(y + high / 2)} {_n(left)},{_n(y)}"
        outline = f'<polygon class="outline" points="{points}" fill="{theme.decision}" stroke="{theme.decision_line}" stroke-width="1.4"/>'
    else:
        fill, line = {
            "start": (theme.start, theme.start_line), "end": (theme.end, theme.end_line), "task": (theme.task, theme.task_line),
        }[shape.kind]  # fmt: skip
        radius = high / 2 if shape.kind != "task" else 3
        outline = (
            f'<rect class="outline" x="{_n(left)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(high)}" rx="{_n(radius)}" '
            f'fill="{fill}" stroke="{line}" stroke-width="1.4"/>'
        )
    first = y - (len(shape.lines) - 1) * 9 + 4.6
    text = "".join(
        f'<tspan x="{_n(x)}" y="{_n(first + index * 18)}">{escape(line)}</tspan>'
        for index, line in enumerate(shape.lines)
    )
    words = "".join(shape.lines)
    mark = ""
    if shape.mark:
        cx, cy = (left, top) if shape.kind != "decision" else (x - wide / 4 - 4, y - high / 4 - 6)
        number = _plain_number(shape.mark)
        mark = (
            f'<circle class="step-mark" cx="{_n(cx)}" cy="{_n(cy)}" r="8.5" fill="{theme.mark}"/>'
            f'<text class="step-number" x="{_n(cx)}" y="{_n(cy + 3.6)}" text-anchor="middle" font-size="10" font-weight="bold" '
            f'fill="{theme.paper}">{escape(number)}</text>'
        )
    spoken = f"步骤{_plain_number(shape.mark)} {words}" if shape.mark else words
    body = (
        f'<g class="node {shape.kind}" data-step={quoteattr(shape.key)}><title>{escape(spoken)}</title>{outline}'
        f'<text text-anchor="middle" fill="{theme.ink}">{text}</text>{mark}</g>'
    )
    return f"<a href={quoteattr(href(shape.key))}>{body}</a>" if href else body


def _plain_number(mark: str) -> str:
    for first, last, start in ((0x2460, 0x2473, 1), (0x3251, 0x325F, 21), (0x32B1, 0x32BF, 36)):
        if len(mark) == 1 and first <= ord(mark) <= last:
            return str(ord(mark) - first + start)
    return mark.strip("()")


def _label_text(diagram: Diagram, theme: SvgTheme) -> str:
    out = []
    for label in diagram.labels:
        lines = label.text.split("\n")
        first = label.y - (len(lines) - 1) * 9 + 4.2
        text = "".join(
            f'<tspan x="{_n(label.x)}" y="{_n(first + index * 18)}">{escape(line)}</tspan>'
            for index, line in enumerate(lines)
        )
        out.append(
            f'<text class="edge-label" text-anchor="middle" font-size="12" font-weight="bold" fill="{theme.label}">{text}</text>'
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
