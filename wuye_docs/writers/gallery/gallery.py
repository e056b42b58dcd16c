"""The gallery of charts: one page, and each chart as an SVG file beside it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from wuye_docs.diagnostics import Diagnostic, Language, Message
from wuye_docs.model import Flow, Manual
from wuye_docs.swimlanes import Diagram, FlowGraph, LayoutRefusal, paginate, render_svg
from wuye_docs.swimlanes.layout import READABLE_PT
from wuye_docs.swimlanes.metrics import Faults, Quality, faults, quality

_FORM = Path(__file__).with_name("gallery.html")

FAULTS: Mapping[str, Message] = {
    "shapes_upon_each_other": Message("图形重叠", "shapes upon each other"),
    "shapes_outside_their_lane": Message("图形超出泳道", "shapes outside their lane"),
    "edges_missing": Message("缺少连线", "lines missing"),
    "lines_through_shapes": Message("连线穿过图形", "lines through shapes"),
    "lines_upon_each_other": Message("连线重合", "lines upon each other"),
    "lines_too_close": Message("连线过近", "lines too close"),
    "lines_near_shapes": Message("连线贴近图形", "lines near shapes"),
    "lines_along_borders": Message("连线压泳道边", "lines along lane borders"),
    "oblique_lines": Message("斜线", "oblique lines"),
    "exits_beside_tips": Message("出口不在菱形顶点", "exits beside a decision's tips"),
    "labels_hit": Message("文字压线", "labels hit by lines"),
    "labels_far_off": Message("文字离出口远", "labels far from their exit"),
    "forward_lines_upwards": Message("前进的连线向上", "forward lines that go up"),
}
WORDS: Mapping[str, Message] = {
    "title": Message("流程图一览", "Charts"),
    "flows": Message("流程", "Flows"),
    "undrawn": Message("未能绘制", "Not drawn"),
    "crossings": Message("交叉", "Crossings"),
    "bends": Message("转折", "Bends"),
    "smallest": Message("最小字号", "Smallest text"),
    "flow": Message("流程", "Flow"),
    "lanes": Message("泳道", "Lanes"),
    "steps": Message("步骤", "Steps"),
    "lines": Message("连线", "Lines"),
    "straight": Message("直线", "Straight"),
    "text": Message("打印字号", "Text in print"),
    "pages": Message("页数", "Pages"),
    "size": Message("画幅", "Size"),
    "landscape": Message("横向", "landscape"),
    "in_parts": Message("分页打印", "As printed, in parts"),
    "file": Message("SVG 文件", "SVG file"),
    "top": Message("返回页首", "Back to top"),
    "faults": Message("绘图缺陷", "Faults of the drawing"),
    "findings": Message("检查发现", "Findings"),
    "partly": Message("有步骤或去向未画出", "Some steps or ways are left out"),
    "legend": Message(
        "打印字号为 A4 纸上的字号, 小于 7.5 pt 的, 交叉过多的, 都作标记。转折按每条连线的拐角计。",
        "Text in print is its size on A4. Marked: text below 7.5 pt, and more crossings than such a flow should need. "
        "Bends are the corners of all lines.",
    ),
}


@dataclass(frozen=True)
class Chart:
    """A flow and what became of its drawing."""

    flow: Flow
    graph: FlowGraph
    drawn: Diagram | LayoutRefusal
    findings: tuple[Diagnostic, ...] = ()
    """What the checks say of its file; asked for where something is not drawn."""
    links: tuple[tuple[Message, str], ...] = ()
    """(what, address from the page) of other places where the flow is found."""

    @cached_property
    def quality(self) -> Quality | None:
        """The measures; None for what is not drawn."""
        return quality(self.drawn) if isinstance(self.drawn, Diagram) else None

    @cached_property
    def faults(self) -> Faults | None:
        """What the drawing should not have; None for what is not drawn."""
        return faults(self.drawn, self.graph) if isinstance(self.drawn, Diagram) else None

    @cached_property
    def parts(self) -> tuple[Diagram, ...]:
        """The drawing as it is printed; empty for what is not drawn."""
        return paginate(self.drawn) if isinstance(self.drawn, Diagram) else ()

    @property
    def is_whole(self) -> bool:
        """Whether every step and every way of the flow is in the graph."""
        ways = sum(len(step.next) for step in self.flow.steps.values())
        return len(self.graph.nodes) == len(self.flow.steps) and len(self.graph.edges) == ways


class _Cell(NamedTuple):
    """A measure as the page shows it."""

    text: str
    is_marked: bool = False


class _Shown(NamedTuple):
    """A flow as the page shows it."""

    number: str
    title: str
    reason: str
    """Why it is not drawn; empty if it is."""
    cells: tuple[_Cell, ...]
    file: str
    width: int
    height: int
    parts: tuple[str, ...]
    """The files of the parts; empty for a chart on one page."""
    faults: tuple[str, ...]
    is_whole: bool
    findings: tuple[tuple[str, str, str], ...]
    """(place, code, what is found)."""
    links: tuple[tuple[str, str], ...]


COLUMNS = ("lanes", "steps", "lines", "straight", "crossings", "bends", "text", "pages", "size")


def gallery_files(manual: Manual, charts: Sequence[Chart], language: Language) -> dict[str, bytes]:
    """The files by name: index.html, and the drawings that it shows."""
    files: dict[str, bytes] = {}
    for chart in charts:
        number = chart.flow.number
        if isinstance(chart.drawn, Diagram):
            files[f"{number}.svg"] = render_svg(chart.drawn).encode()
        if len(chart.parts) > 1:
            for part in chart.parts:
                files[f"{number}-{part.part}.svg"] = render_svg(part).encode()
    files["index.html"] = _page(manual, charts, language).encode()
    return files


def _page(manual: Manual, charts: Sequence[Chart], language: Language) -> str:
    from jinja2 import Environment, StrictUndefined

    head, _, rest = _FORM.read_text("utf-8").partition("<style>")
    style, _, tail = rest.partition("</style>")
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    drawn = [chart.quality for chart in charts if chart.quality]
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    # The policy names the style's digest, so the style itself is no part of the form.
    return environment.from_string(f"{head}<style>{{{{ style|safe }}}}</style>{tail}").render(
        language="zh-CN" if language is Language.CHINESE else "en",
        words={key: word.text(language) for key, word in WORDS.items()},
        style=style,
        style_digest=digest,
        manual=manual.settings.title,
        columns=COLUMNS,
        tiles=(
            ("flows", str(len(charts)), False),
            ("undrawn", str(len(charts) - len(drawn)), len(drawn) < len(charts)),
            ("crossings", str(sum(one.crossings for one in drawn)), False),
            ("bends", str(sum(one.bends for one in drawn)), False),
            (
                "smallest",
                f"{min((one.parts[0].print_point_size for one in charts if one.parts), default=0):.1f} pt",
                False,
            ),
        ),
        groups=[
            (title, [_shown(chart, language) for chart in some])
            for title, some in _by_document(manual, charts)
        ],
    )


def _by_document(manual: Manual, charts: Sequence[Chart]) -> list[tuple[str, list[Chart]]]:
    """(number and title of the document, its charts), in the order of the charts."""
    found: dict[str, list[Chart]] = {}
    for chart in charts:
        found.setdefault(str(chart.flow.document), []).append(chart)
    titles = {number: manual.documents[number].title for number in found if number in manual.documents}
    return [(f"{number} {titles.get(number, '')}".strip(), some) for number, some in found.items()]


def _shown(chart: Chart, language: Language) -> _Shown:
    flow, drawn = chart.flow, chart.drawn
    is_drawn = isinstance(drawn, Diagram)
    return _Shown(
        number=str(flow.number),
        title=str(flow.title),
        reason="" if is_drawn else Message(drawn.reason_zh, drawn.reason_en).text(language),  # type: ignore[union-attr]
        cells=_cells(chart, language),
        file=f"{flow.number}.svg" if is_drawn else "",
        width=round(drawn.width) + 2 if is_drawn else 0,  # type: ignore[union-attr]
        height=round(drawn.height) + 2 if is_drawn else 0,  # type: ignore[union-attr]
        parts=tuple(f"{flow.number}-{part.part}.svg" for part in chart.parts) if len(chart.parts) > 1 else (),
        faults=_faults(chart, language),
        is_whole=chart.is_whole,
        findings=tuple((str(one.span), one.code, one.message.text(language)) for one in chart.findings),
        links=tuple((word.text(language), address) for word, address in chart.links),
    )


def _cells(chart: Chart, language: Language) -> tuple[_Cell, ...]:
    """The measures by `COLUMNS`; only lanes and steps of what is not drawn."""
    counts = (_Cell(str(len(chart.flow.lanes))), _Cell(str(len(chart.flow.steps))))
    measured, drawn = chart.quality, chart.drawn
    if measured is None or not isinstance(drawn, Diagram):
        return counts + (_Cell("—"),) * (len(COLUMNS) - len(counts))
    first = chart.parts[0]
    turned = f" {WORDS['landscape'].text(language)}" if first.landscape else ""
    return (
        *counts,
        _Cell(str(measured.lines)),
        _Cell(f"{measured.straight / measured.lines:.0%}" if measured.lines else "—"),
        _Cell(str(measured.crossings), measured.crossings > max(2, 0.12 * measured.lines)),
        _Cell(str(measured.bends)),
        _Cell(f"{first.print_point_size:.1f} pt", first.print_point_size < READABLE_PT),
        _Cell(f"{len(chart.parts)}{turned}"),
        _Cell(f"{round(drawn.width)} × {round(drawn.height)}"),
    )


def _faults(chart: Chart, language: Language) -> tuple[str, ...]:
    if chart.faults is None:
        return ()
    counts = {one.name: getattr(chart.faults, one.name) for one in fields(chart.faults)}
    return tuple(
        f"{FAULTS[name].text(language) if name in FAULTS else name} {count}"
        for name, count in counts.items()
        if count
    )
