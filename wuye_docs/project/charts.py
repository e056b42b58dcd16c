"""The charts of a project's flows, drawn as a build draws them, and what can be said of those that are not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.diagnostics import Language, Message
from wuye_docs.loaders import DiskWorkspace, Loaded
from wuye_docs.model import Flow
from wuye_docs.project.fingerprint import tool_fingerprint
from wuye_docs.project.prepare import lay_out_flows, lay_out_with
from wuye_docs.project.run import layout_pool
from wuye_docs.project.state import write_whole
from wuye_docs.rules import check
from wuye_docs.swimlanes import Diagram
from wuye_docs.writers.gallery.gallery import Chart, gallery_files

SOURCE = Message("源文件", "Source")
SITE = Message("网站页面", "Page of the site")


def write_gallery(
    root: Path, loaded: Loaded, flows: Sequence[Flow], folder: Path, language: Language, jobs: int
) -> tuple[Chart, ...]:
    """Write the page and the drawings into `folder`; returns the charts."""
    charts = tuple(
        replace(chart, links=_links(root, folder, chart.flow)) for chart in draw(root, loaded, flows, jobs)
    )
    for name, data in gallery_files(loaded.manual, charts, language).items():
        write_whole(folder / name, data)
    return charts


def draw(root: Path, loaded: Loaded, flows: Sequence[Flow], jobs: int) -> tuple[Chart, ...]:
    """The charts of some flows; what the last build has laid out is not laid out again."""
    expressions = Expressions(loaded.manual.parameters)
    graphs = {str(flow.number): flow_graph(flow, expressions) for flow in flows}
    with layout_pool(min(jobs, len(graphs))) as pool:
        drawn = lay_out_flows(
            graphs, root / "build" / "cache" / "charts", tool_fingerprint(), lay_out_with(pool)
        )
    charts = [Chart(flow, graphs[flow.number], drawn[flow.number]) for flow in flows]
    lacking = {one.flow.span.path for one in charts if not isinstance(one.drawn, Diagram) or not one.is_whole}
    if not lacking:
        return tuple(charts)
    found = check(loaded, DiskWorkspace(root), only_paths=lacking)
    return tuple(
        replace(one, findings=tuple(each for each in found if each.span.path == one.flow.span.path))
        for one in charts
    )


def _links(root: Path, folder: Path, flow: Flow) -> tuple[tuple[Message, str], ...]:
    """Where the flow is written, and its page if the site has been built."""
    places = (
        (SOURCE, root / flow.span.path),
        (SITE, root / "build" / "html" / "flows" / f"{flow.number}.html"),
    )
    return tuple((word, _address(path, folder)) for word, path in places if path.is_file())


def _address(path: Path, folder: Path) -> str:
    try:
        return quote(Path(os.path.relpath(path, folder)).as_posix())
    except ValueError:  # on another drive of Windows
        return path.absolute().as_uri()
