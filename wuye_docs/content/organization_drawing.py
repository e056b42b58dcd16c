"""Draw the organisation chart as SVG: departments with their posts, joined by reporting lines.

Graphviz places the boxes; the drawing is ours, so that text stays text, tops of a row are level and bytes do not depend on
the fonts of the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

import pygraphviz

from wuye_docs.model import Department, Manual, Role
from wuye_docs.references import Kind, Target

Address = Callable[[Target], str]

FONTS = "'Noto Sans SC','Source Han Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"
TITLE_SIZE = 14
TEXT_SIZE = 12.5
LINE = 21
HEADER = 32
PADDING = 12
INDENT = 13
COLUMN_GAP = 18
ROW_GAP = 46
BUS_STEP = 8
MARGIN = 6
NOTE_GAP = 14
NOTE = "按事项指定的职务和统称："


@dataclass(frozen=True, slots=True)
class _Line:
    """One post in a box."""

    target: Target
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Box:
    """A department with its posts, or a post that belongs to no department."""

    target: Target
    title: str
    lines: tuple[_Line, ...]

    @property
    def width(self) -> float:
        widths = [_width(self.title, TITLE_SIZE)]
        widths += [_width(line.text, TEXT_SIZE) + line.depth * INDENT for line in self.lines]
        return max(72.0, round(max(widths) + 2 * PADDING))

    @property
    def height(self) -> float:
        return HEADER + (len(self.lines) * LINE + PADDING - 2 if self.lines else 0)


def organization_svg(manual: Manual, *, href: Address | None = None, id_prefix: str = "organization") -> str:
    """The chart as an SVG element without prolog; empty if the manual declares no department and no post.

    `href` gives the address a department or post links to; an empty answer leaves it unlinked.
    """
    boxes = _boxes(manual)
    if not boxes:
        return ""
    parents = _parents(manual, boxes)
    aside = _without_place(boxes, parents)
    boxes = {target: box for target, box in boxes.items() if target not in aside}
    places, width, height = _placed(boxes, parents)
    notes = _note_lines(list(aside.values()), width - 2 * MARGIN)
    foot = height + NOTE_GAP
    height = foot + LINE * len(notes) if notes else height
    title = f"{manual.settings.company.short or manual.settings.company.name}组织机构图"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="organization-chart" role="group"'
        f' aria-labelledby="{id_prefix}-title {id_prefix}-desc" width="{_n(width)}" height="{_n(height)}"'
        f' viewBox="0 0 {_n(width)} {_n(height)}" font-family={quoteattr(FONTS)} font-size="{TEXT_SIZE}">',
        f'<title id="{id_prefix}-title">{escape(title)}</title>',
        f'<desc id="{id_prefix}-desc">各部门及其岗位, 连线自上级指向下级。</desc>',
        '<g class="organization-lines" aria-hidden="true" fill="none" stroke="#6b7785" stroke-width="1.2">',
        *_connectors(boxes, parents, places),
        "</g>",
    ]
    for key, box in boxes.items():
        parts += _drawn(box, *places[key], manual.settings.style.accent, href)
    for index, line in enumerate(notes):
        parts += _note(line, foot + LINE * (index + 0.5) + TEXT_SIZE * 0.36, href)
    parts.append("</svg>")
    return "\n".join(parts)


def _without_place(boxes: Mapping[Target, _Box], parents: Mapping[Target, Target]) -> dict[Target, _Box]:
    """Posts with neither department nor superior nor subordinate where others have them: those of an occasion."""
    if not parents:
        return {}
    superiors = set(parents.values())
    return {
        target: box
        for target, box in boxes.items()
        if target.kind is Kind.ROLE and target not in parents and target not in superiors
    }


def _note_lines(boxes: list[_Box], room: float) -> list[list[tuple[Target | None, str]]]:
    """The words of the note below the chart by line, each with the post that it names; `room` in px."""
    lines: list[list[tuple[Target | None, str]]] = [[(None, NOTE)]] if boxes else []
    for index, box in enumerate(boxes):
        words = box.title + ("。" if index == len(boxes) - 1 else "、")
        if _width("".join(text for _, text in lines[-1]) + words, TEXT_SIZE) > room and len(lines[-1]) > 1:
            lines.append([])
        lines[-1].append((box.target, words))
    return lines


def _note(line: list[tuple[Target | None, str]], baseline: float, href: Address | None) -> Iterator[str]:
    x = float(MARGIN)
    for target, words in line:
        drawn = f'<text class="organization-post" x="{_n(x)}" y="{_n(baseline)}" fill="#1f2933">{escape(words)}</text>'
        yield _linked(target, drawn, href) if target else drawn
        x += _width(words, TEXT_SIZE)


def _boxes(manual: Manual) -> dict[Target, _Box]:
    """Departments with at least one post, superior or subordinate, and posts without a department, in source order."""
    superiors = {department.reports_to for department in manual.departments.values()}
    boxes: dict[Target, _Box] = {}
    for name, role in manual.roles.items():
        if role.department not in manual.departments:
            target = Target(Kind.ROLE, name)
            boxes[target] = _Box(target, _with_headcount(role), ())
    for name, department in manual.departments.items():
        lines = tuple(_posts(department, manual))
        # A collective name such as 责任部门 is nobody's place in the organisation.
        if lines or department.reports_to or department.head or name in superiors:
            target = Target(Kind.DEPARTMENT, name)
            boxes[target] = _Box(target, name, lines)
    return boxes


def _posts(department: Department, manual: Manual) -> Iterator[_Line]:
    """The posts of a department, the head first, each under the one it reports to."""
    members = {name: role for name, role in manual.roles.items() if role.department == department.name}
    order = sorted(members, key=lambda name: name != department.head)
    below: dict[str, list[str]] = {}
    for name in order:
        above = members[name].reports_to
        below.setdefault(above if above in members and above != name else "", []).append(name)
    shown: set[str] = set()

    def descend(name: str, depth: int) -> Iterator[_Line]:
        if name in shown:
            return
        shown.add(name)
        role = members[name]
        text = _with_headcount(role)
        outside = role.reports_to and name != department.head and role.reports_to not in members
        if outside and role.reports_to not in (department.name, department.reports_to, department.head):
            text += f"（向{role.reports_to}报告）"
        yield _Line(Target(Kind.ROLE, name), text, depth)
        for one in below.get(name, ()):
            yield from descend(one, depth + 1)

    for name in below.get("", ()):
        yield from descend(name, 0)
    for name in order:  # what is left reports in a circle
        yield from descend(name, 0)


def _with_headcount(role: Role) -> str:
    return f"{role.name} {role.headcount}人" if role.headcount else role.name


def _parents(manual: Manual, boxes: Mapping[Target, _Box]) -> dict[Target, Target]:
    """The box above each box; those at the top, and one box of each circle, have none."""
    found: dict[Target, Target] = {}
    for target in boxes:
        if target.kind is Kind.ROLE:
            above = manual.roles[target.key].reports_to
        else:
            department = manual.departments[target.key]
            head = manual.roles.get(department.head)
            above = department.reports_to or (head.reports_to if head else "")
        superior = _box_of(above, manual)
        if superior in boxes and superior != target:
            chain = superior
            while chain in found:
                chain = found[chain]
            if chain != target:
                found[target] = superior
    return found


def _box_of(name: str, manual: Manual) -> Target:
    """The box that a department or post is shown in."""
    role = manual.roles.get(name)
    if role is None:
        return Target(Kind.DEPARTMENT, name)
    if role.department in manual.departments:
        return Target(Kind.DEPARTMENT, role.department)
    return Target(Kind.ROLE, name)


def _placed(
    boxes: Mapping[Target, _Box], parents: Mapping[Target, Target]
) -> tuple[dict[Target, tuple[float, float]], float, float]:
    """The top centre of each box, and the size of the whole."""
    graph = pygraphviz.AGraph(directed=True, strict=True)
    graph.graph_attr.update(nodesep=str(COLUMN_GAP / 72), ranksep="0.5", splines="none", ordering="out")
    # No label: Graphviz would measure it with the fonts of the machine.
    graph.node_attr.update(shape="box", fixedsize="true", label="")
    names = {target: f"n{index}" for index, target in enumerate(boxes)}
    for target, box in boxes.items():
        graph.add_node(names[target], width=str(box.width / 72), height="0.5")
    for target, superior in parents.items():
        graph.add_edge(names[superior], names[target])
    graph.layout(prog="dot")
    rows: dict[Target, int] = {}
    centres: dict[Target, float] = {}
    for target in boxes:
        centres[target] = float(graph.get_node(names[target]).attr["pos"].split(",")[0])
        chain, row = target, 0
        while chain in parents:
            chain, row = parents[chain], row + 1
        rows[target] = row
    left = min(centres[target] - box.width / 2 for target, box in boxes.items())
    tops, y = {}, float(MARGIN)
    for row in range(max(rows.values()) + 1):
        tops[row] = y
        y += max(box.height for target, box in boxes.items() if rows[target] == row) + ROW_GAP
    places = {target: (round(centres[target] - left + MARGIN, 1), tops[rows[target]]) for target in boxes}
    width = max(places[target][0] + box.width / 2 for target, box in boxes.items()) + MARGIN
    height = max(places[target][1] + box.height for target, box in boxes.items()) + MARGIN
    return places, width, height


def _connectors(
    boxes: Mapping[Target, _Box],
    parents: Mapping[Target, Target],
    places: Mapping[Target, tuple[float, float]],
) -> Iterator[str]:
    """One path a superior: down, along, and down to each subordinate."""
    superiors = [target for target in boxes if target in parents.values()]
    rows: dict[float, list[Target]] = {}
    for superior in sorted(superiors, key=lambda one: places[one][0]):
        rows.setdefault(places[superior][1], []).append(superior)
    for same_row in rows.values():
        for index, superior in enumerate(same_row):
            x, top = places[superior]
            children = [target for target in boxes if parents.get(target) == superior]
            lowest = places[children[0]][1]
            # Each superior of a row has a height of its own, so that two lines never run into one.
            bus = (
                lowest
                - ROW_GAP / 2
                + (index - (len(same_row) - 1) / 2) * min(BUS_STEP, (ROW_GAP - 12) / len(same_row))
            )
            xs = [places[child][0] for child in children]
            path = f"M{_n(x)} {_n(top + boxes[superior].height)}V{_n(bus)}"
            if min(xs) != x or max(xs) != x:
                path += f"M{_n(min([x, *xs]))} {_n(bus)}H{_n(max([x, *xs]))}"
            path += "".join(f"M{_n(place)} {_n(bus)}V{_n(lowest)}" for place in xs)
            yield f'<path d="{path}"/>'


def _drawn(box: _Box, x: float, top: float, accent: str, href: Address | None) -> Iterator[str]:
    left = x - box.width / 2
    yield f'<g class="organization-box {box.target.kind}">'
    yield (
        f'<rect class="organization-body" x="{_n(left)}" y="{_n(top)}" width="{_n(box.width)}"'
        f' height="{_n(box.height)}" rx="4" fill="#ffffff" stroke="{accent}" stroke-width="1.2"/>'
    )
    if box.lines:
        yield (
            f'<path class="organization-rule" d="M{_n(left)} {_n(top + HEADER)}h{_n(box.width)}"'
            f' stroke="{accent}" stroke-width="1.2"/>'
        )
    yield _linked(
        box.target,
        f'<text class="organization-title" x="{_n(x)}" y="{_n(top + HEADER / 2 + TITLE_SIZE * 0.36)}"'
        f' text-anchor="middle" font-size="{TITLE_SIZE}" font-weight="700" fill="{accent}">{escape(box.title)}</text>',
        href,
    )
    for index, line in enumerate(box.lines):
        baseline = top + HEADER + PADDING / 2 + LINE * (index + 0.5) + TEXT_SIZE * 0.36
        yield _linked(
            line.target,
            f'<text class="organization-post" x="{_n(left + PADDING + line.depth * INDENT)}" y="{_n(baseline)}"'
            f' fill="#1f2933">{escape(line.text)}</text>',
            href,
        )
    yield "</g>"


def _linked(target: Target, drawn: str, href: Address | None) -> str:
    address = href(target) if href else ""
    return f"<a href={quoteattr(address)}>{drawn}</a>" if address else drawn


def _width(text: str, size: float) -> float:
    """About how wide a text is set, without a font at hand: an em for a Chinese character, less for a Latin one."""
    return sum(size if east_asian_width(one) in "WF" else size * 0.58 for one in text)


def _n(value: float) -> str:
    """A coordinate, without needless decimals."""
    return f"{value:.1f}".removesuffix(".0")
