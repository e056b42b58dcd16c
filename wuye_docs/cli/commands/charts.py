"""`wuye charts`: all charts on one page, with how good they are."""

from __future__ import annotations

from pathlib import Path

import click

from wuye_docs.cli.flows import wanted_flows
from wuye_docs.cli.help import Command
from wuye_docs.cli.options import jobs_option
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("把流程图集中到一页, 附各图的指标", "all flow charts on one page, with their measures")
HELP = Message(
    """把流程图集中到一页, 按所属文件排列, 附泳道、步骤、交叉、转折、打印字号和页数; 每张图另存为 SVG 文件。

    画不出的流程写明原因和检查发现, 退出码为 1。不写编号时为全部流程。

    \b
    wuye charts                        写到 build/charts, 打开其中的 index.html
    wuye charts SYFLKF01 -o 图         一张图, 写到“图”文件夹
    """,
    """Put the charts on one page, document by document, with their lanes, steps, crossings, bends, text size in print and
    pages; each chart is an SVG file beside the page.

    For a flow that cannot be drawn the page says why, with the findings of the checks, and the exit code is 1. Without
    numbers, all flows.

    \b
    wuye charts                        into build/charts; open its index.html
    wuye charts SYFLKF01 -o drawings   one chart, into that folder
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def charts(here: Surroundings, numbers: tuple[str, ...], out: Path | None, jobs: int) -> int:
        return run_charts(here, numbers, out, jobs)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "charts",
        callback=charts,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["numbers"], nargs=-1, metavar=text("[流程编号]...", "[NUMBERS]...")),
            click.Option(
                ["--out", "-o"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar=text("文件夹", "DIR"),
                help=text("写到哪个文件夹 (默认 build/charts)", "folder to write to (default: build/charts)"),
            ),
            jobs_option(language),
        ],
    )


def run_charts(here: Surroundings, numbers: tuple[str, ...], out: Path | None, jobs: int) -> int:
    """Write the page and say where it is; returns 1 if a flow is not drawn, and ends the command for a wrong number."""
    project = here.project()
    loaded = project.load()
    flows = wanted_flows(here, loaded.manual, numbers)

    from wuye_docs.project.charts import write_gallery
    from wuye_docs.swimlanes import LayoutRefusal

    folder = here.start / out if out else project.root / "build" / "charts"
    status = 0
    for chart in write_gallery(project.root, loaded, flows, folder, here.language, jobs):
        if isinstance(chart.drawn, LayoutRefusal):
            number, refusal = chart.flow.number, chart.drawn
            text = here.say(f"错误: {number}: {refusal.reason_zh}", f"error: {number}: {refusal.reason_en}")
            click.echo(text, err=True)
            status = 1
    click.echo(folder / "index.html")
    return status
