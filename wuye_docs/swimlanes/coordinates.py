"""From lines and tracks to px: sizes of shapes, widths of columns and margins, heights of rows and channels."""

from __future__ import annotations

from collections.abc import Callable

from wuye_docs.swimlanes.diagram import FONT_PX, HEAD_HEIGHT, Connector, Diagram, Label, LaneBand, Shape
from wuye_docs.swimlanes.graph import Node, Topology
from wuye_docs.swimlanes.routing import Routing
from wuye_docs.swimlanes.text_metrics import width, wrap
from wuye_docs.swimlanes.tracks import Tracks
from wuye_docs.swimlanes.ways import shared_length

LINE_PX = 18.0
LABEL_PX = 12.0
LABEL_EM = 8.0
"""Labels longer than this (em) are wrapped."""
INNER = 13.0
"""From a node to the first track beside it (px)."""
OUTER = 11.0
"""From the last track to the lane's border (px)."""
EMPTY_MARGIN = 16.0
EMPTY_GAP = 26.0
CHANNEL = 30.0
ABOVE_TRACKS = 12.0
BELOW_TRACKS = 17.0
"""Room for an arrow head below the last track (px)."""
LABEL_STRIP = 21.0

SizeOf = Callable[[Node, float], tuple[float, float, tuple[str, ...]]]
"""Width, height (px) and lines of a node's shape, given how wide a task may be (px)."""


def size_of(node: Node, task_width: float) -> tuple[float, float, tuple[str, ...]]:
    """Width, height (px) and lines of a node's shape."""
    if node.kind == "decision":
        # A line of text fits where the diamond is wide enough: half its height up, half its width is left.
        lines = wrap(node.text, max(4.0, (task_width * 0.66) / FONT_PX))
        longest = max(width(line) for line in lines) * FONT_PX
        height = len(lines) * LINE_PX + 30
        slack = 1 - (len(lines) * LINE_PX * 0.72) / height
        return max(task_width + 10, longest / max(slack, 0.3) + 8), height, lines
    if node.kind in ("start", "end"):
        lines = wrap(node.text, (task_width - 30) / FONT_PX)
        longest = max(width(line) for line in lines) * FONT_PX
        return min(task_width, max(76.0, longest + 34)), len(lines) * LINE_PX + 14, lines
    lines = wrap(node.text, (task_width - 18) / FONT_PX)
    return task_width, len(lines) * LINE_PX + 20, lines


def set_coordinates(
    graph: Topology, routing: Routing, tracks: Tracks, task_width: float, sizes_of: SizeOf = size_of
) -> Diagram:
    """The drawing; columns and channels are as wide as what they hold, so nothing can collide."""
    grid = routing.grid
    sizes = [sizes_of(node, task_width) for node in graph.graph.nodes]
    labels = [wrap(label, LABEL_EM) if label else () for _, _, label in graph.edges]
    label_width = [max((width(line) for line in lines), default=0.0) * LABEL_PX for lines in labels]
    column_width = [0.0] * len(grid.kinds)
    row_height = [0.0] * grid.height
    for node, (x, y) in enumerate(grid.at):
        column_width[x] = max(column_width[x], sizes[node][0])
        row_height[y] = max(row_height[y], sizes[node][1])
    need_left, need_right = [0.0] * len(grid.kinds), [0.0] * len(grid.kinds)
    strip = [0.0] * grid.height
    for index, path in enumerate(routing.paths):
        if not labels[index]:
            continue
        (x1, y1), (x2, _) = path[0], path[1]
        source = graph.edges[index][0]
        slack = (column_width[x1] - sizes[source][0]) / 2
        if x2 > x1:
            need_right[x1] = max(need_right[x1], label_width[index] + 12 - slack)
        elif x2 < x1:
            need_left[x1] = max(need_left[x1], label_width[index] + 12 - slack)
        elif path[1][1] > y1:
            strip[y1 + 1] = max(strip[y1 + 1], LABEL_STRIP + LINE_PX * (len(labels[index]) - 1))
    x_of = [0.0] * len(grid.kinds)
    lanes: list[LaneBand] = []
    left = 0.0
    spans = [tracks.extent.get((False, line), (0.0, 0.0)) for line in range(len(grid.kinds))]
    used = {(group.line) for group in tracks.groups if not group.horizontal}
    widths, cursors = _line_widths(grid.kinds, column_width, need_left, need_right, spans, used)
    lane_width: dict[int, float] = {}
    columns: dict[int, int] = {}
    for line, (kind, lane, _) in enumerate(grid.kinds):
        lane_width[lane] = lane_width.get(lane, 0.0) + widths[line]
        columns[lane] = columns.get(lane, 0) + (kind == "column")
    extra = _even(graph, lane_width, columns)
    for line, (kind, lane, _) in enumerate(grid.kinds):
        if kind == "left":
            lanes.append(LaneBand(graph.graph.lanes[lane], left, left))
            left += extra[lane] / 2
        x_of[line] = left + cursors[line]
        left += widths[line]
        if kind == "right":
            left += extra[lane] / 2
            lanes[-1] = LaneBand(lanes[-1].name, lanes[-1].left, left)
    y_of = [0.0] * grid.height
    top = HEAD_HEIGHT
    cuts = []
    for line in range(grid.height):
        if line % 2:
            y_of[line] = top + row_height[line] / 2
            top += row_height[line]
        else:
            low, high = tracks.extent.get((True, line), (0.0, 0.0))
            above = max(ABOVE_TRACKS, strip[line])
            has_tracks = any(group.horizontal and group.line == line for group in tracks.groups)
            y_of[line] = top + above - low if has_tracks else top + CHANNEL / 2
            height = max(
                CHANNEL if line else 24.0,
                above + (high - low) + BELOW_TRACKS if has_tracks else strip[line] + BELOW_TRACKS,
            )
            if 0 < line < grid.height - 1:
                cuts.append((round(top, 2), round(top + height, 2)))
            top += height if line < grid.height - 1 or has_tracks else 22.0
    shapes = tuple(
        Shape(
            node.key,
            node.kind,
            sizes[i][2],
            node.mark,
            x_of[grid.at[i][0]],
            y_of[grid.at[i][1]],
            sizes[i][0],
            sizes[i][1],
        )
        for i, node in enumerate(graph.graph.nodes)
    )
    connectors = tuple(
        _connector(graph, routing, tracks, shapes, x_of, y_of, index) for index in range(len(graph.edges))
    )
    made = tuple(
        _label(index, labels[index], label_width[index], _from_parting(index, connectors))
        for index in range(len(graph.edges))
        if labels[index]
    )
    return Diagram(
        graph.graph.number, graph.graph.title, tuple(lanes), shapes, connectors, made, left, top,
        channels=tuple(cuts),
    )  # fmt: skip


def _line_widths(
    kinds: tuple[tuple[str, int, int], ...],
    column_width: list[float],
    need_left: list[float],
    need_right: list[float],
    spans: list[tuple[float, float]],
    used: set[int],
) -> tuple[list[float], list[float]]:
    """The width of each x line's strip, and where in it the line's offset 0 lies (px)."""
    widths, cursors = [], []
    for line, (kind, _, _) in enumerate(kinds):
        low, high = spans[line]
        if kind == "column":
            widths.append(column_width[line])
            cursors.append(column_width[line] / 2)
            continue
        inner_left = max(INNER, need_right[line - 1]) if kind in ("right", "gap") else OUTER
        inner_right = max(INNER, need_left[line + 1]) if kind in ("left", "gap") else OUTER
        if line in used:
            widths.append(inner_left + (high - low) + inner_right)
            cursors.append(inner_left - low)
        else:
            need = (need_right[line - 1] if kind in ("right", "gap") else 0) + (
                need_left[line + 1] if kind in ("left", "gap") else 0
            )
            width_ = max(EMPTY_GAP if kind == "gap" else EMPTY_MARGIN, need)
            widths.append(width_)
            cursors.append(width_ / 2)
    return widths, cursors


def _even(graph: Topology, lane_width: dict[int, float], columns: dict[int, int]) -> dict[int, float]:
    """What each lane gets so that lanes of as many columns are equally wide, if the whole grows by 18 % at most."""
    widest: dict[int, float] = {}
    for lane, found in lane_width.items():
        widest[columns[lane]] = max(widest.get(columns[lane], 0.0), found)
    extra = {lane: widest[columns[lane]] - found for lane, found in lane_width.items()}
    total = sum(lane_width.values())
    return extra if sum(extra.values()) <= 0.18 * total else dict.fromkeys(lane_width, 0.0)


def _connector(
    graph: Topology,
    routing: Routing,
    tracks: Tracks,
    shapes: tuple[Shape, ...],
    x_of: list[float],
    y_of: list[float],
    index: int,
) -> Connector:
    source, target, _ = graph.edges[index]
    path = routing.paths[index]
    groups = [tracks.groups[one] for one in tracks.run_groups[index]]
    points: list[tuple[float, float]] = []
    for position, (x, y) in enumerate(path):
        vertical = next(
            (group for group in groups[max(0, position - 1) : position + 1] if not group.horizontal), None
        )
        horizontal = next(
            (group for group in groups[max(0, position - 1) : position + 1] if group.horizontal), None
        )
        points.append(
            (
                x_of[x] + (vertical.offset if vertical else 0.0),
                y_of[y] + (horizontal.offset if horizontal else 0.0),
            )
        )
    points[0] = _on_border(shapes[source], points[0], points[1])
    points[-1] = _on_border(shapes[target], points[-1], points[-2])
    keys = (graph.graph.nodes[source].key, graph.graph.nodes[target].key)
    return Connector(index, *keys, tuple((round(x, 2), round(y, 2)) for x, y in points), index in graph.back)


def _on_border(shape: Shape, point: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    """Where a line that comes straight from `towards` meets the shape."""
    x, y = point
    if abs(towards[0] - x) > abs(towards[1] - y):
        side = 1 if towards[0] > x else -1
        reach = shape.width / 2
        if shape.kind == "decision":
            reach *= max(0.0, 1 - abs(y - shape.y) / (shape.height / 2))
        return shape.x + side * reach, y
    side = 1 if towards[1] > y else -1
    reach = shape.height / 2
    if shape.kind == "decision":
        reach *= max(0.0, 1 - abs(x - shape.x) / (shape.width / 2))
    return x, shape.y + side * reach


def _from_parting(index: int, connectors: tuple[Connector, ...]) -> tuple[tuple[float, float], ...]:
    """The points of a line from where it parts from the others that leave by the same tip: its label belongs there."""
    own = connectors[index]
    parted = 0.0
    for other in connectors:
        if other.edge != index and other.source == own.source and other.points[0] == own.points[0]:
            parted = max(parted, shared_length(own.points, other.points))
    points = list(own.points)
    while parted > 0 and len(points) > 1:
        (x1, y1), (x2, y2) = points[:2]
        length = abs(x2 - x1) + abs(y2 - y1)
        if parted < length:
            share = parted / length
            points[0] = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
            break
        parted -= length
        points.pop(0)
    # A short way down first: the label stands better on the stretch across that follows.
    if len(points) > 2 and points != list(own.points) and points[0][0] == points[1][0]:
        points.pop(0)
    return tuple(points)


def _label(index: int, lines: tuple[str, ...], wide: float, points: tuple[tuple[float, float], ...]) -> Label:
    """Beside the exit: right of a line that goes down, above one that goes aside."""
    (x1, y1), (x2, y2) = points[:2]
    height = LINE_PX * len(lines)
    if abs(x2 - x1) > abs(y2 - y1):
        direction = 1 if x2 > x1 else -1
        centre = (x1 + direction * (3 + wide / 2), y1 - height / 2 - 1)
    else:
        direction = 1 if y2 > y1 else -1
        centre = (x1 + 5 + wide / 2, y1 + direction * (height / 2 + 1))
    return Label(index, "\n".join(lines), round(centre[0], 2), round(centre[1], 2), round(wide, 2), height)
