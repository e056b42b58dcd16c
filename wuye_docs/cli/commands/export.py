"""`wuye export`: a flow for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from wuye_docs.cli.flows import wanted_flows
from wuye_docs.cli.help import Command, Group
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

STDOUT = "-"

SHORT_HELP = Message("导出流程, 供其他软件使用", "export flows for other programs")
BPMN_SHORT = Message("流程导出为 BPMN 2.0", "flows as BPMN 2.0 files")
BPMN = Message(
    """把流程导出为 BPMN 2.0 文件 (.bpmn), 带泳道和图形位置, 可用 Camunda Modeler、bpmn.io 等软件打开。

    不写编号时导出全部流程。工作说明、时限、记录表写在每一步的说明 (documentation) 中。

    \b
    wuye export bpmn SYFLKF01                  写到 SYFLKF01.bpmn
    wuye export bpmn SYFLKF01 -o 投诉.bpmn     写到指定的文件
    wuye export bpmn -o 流程                   全部流程, 放到“流程”文件夹
    wuye export bpmn SYFLKF01 -o -             写到标准输出
    """,
    """Export flows as BPMN 2.0 files (.bpmn) with lanes and the places of all shapes; Camunda Modeler, bpmn.io and others
    open them.

    Without numbers, all flows. What to do, deadlines and forms are in each step's documentation.

    \b
    wuye export bpmn SYFLKF01                  to SYFLKF01.bpmn
    wuye export bpmn SYFLKF01 -o claim.bpmn    to that file
    wuye export bpmn -o flows-bpmn             all flows, into that folder
    wuye export bpmn SYFLKF01 -o -             to standard output
    """,
)


def command(language: Language) -> click.Command:
    """The command with its formats, in a language."""

    @click.pass_obj
    def bpmn(here: Surroundings, numbers: tuple[str, ...], out: str | None) -> int:
        return run_bpmn(here, numbers, out)

    return Group(
        language,
        "export",
        short_help=SHORT_HELP.text(language),
        help=SHORT_HELP.text(language),
        commands={
            "bpmn": Command(
                language,
                "bpmn",
                callback=bpmn,
                short_help=BPMN_SHORT.text(language),
                help=BPMN.text(language),
                params=[
                    click.Argument(
                        ["numbers"], nargs=-1, metavar=Message("[流程编号]...", "[NUMBERS]...").text(language)
                    ),
                    click.Option(
                        ["--out", "-o"],
                        metavar=Message("文件|文件夹|-", "FILE|DIR|-").text(language),
                        help=Message(
                            "写到哪里 (默认当前文件夹), - 为标准输出",
                            "where to write (default: here); - is standard output",
                        ).text(language),
                    ),
                ],
            )
        },
    )


def run_bpmn(here: Surroundings, numbers: tuple[str, ...], out: str | None) -> int:
    """Write the flows; returns 1 if one cannot be drawn, and ends the command with 2 for a number that is no flow's."""
    manual = here.project().load().manual
    flows = wanted_flows(here, manual, numbers)
    if out == STDOUT and len(flows) != 1:
        text = f"标准输出只能写一个流程, 这里有 {len(flows)} 个; 请用 -o 指定文件夹"
        raise here.wrong_use(
            Message(text, f"standard output takes one flow, not {len(flows)}; name a folder with -o")
        )
    folder, file = _target(here, out, single=len(flows) == 1)

    from wuye_docs.swimlanes import LayoutRefusal
    from wuye_docs.writers.bpmn.write import write_bpmn

    status = 0
    for flow in flows:
        made = write_bpmn(flow, manual)
        if isinstance(made, LayoutRefusal):
            text = here.say(
                f"错误: {flow.number}: {made.reason_zh}", f"error: {flow.number}: {made.reason_en}"
            )
            click.echo(text, err=True)
            status = 1
        elif out == STDOUT:
            click.echo(made.decode("utf-8"), nl=False)
        else:
            target = file or folder / f"{flow.number}.bpmn"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(made)
            click.echo(target)
    return status


def _target(here: Surroundings, out: str | None, *, single: bool) -> tuple[Path, Path | None]:
    """(the folder, the file if one is named): a single flow goes into a file unless a folder is named."""
    place = here.start / (out or ".")
    is_folder = not single or place.is_dir() or (out or "").endswith(("/", "\\")) or not place.suffix
    if is_folder and place.is_file():
        text = f"`{out}` 是文件, 不是文件夹; {'请换一个名称' if single else '几个流程要写到文件夹'}"
        raise here.wrong_use(Message(text, f"`{out}` is a file, not a folder"))
    return (place, None) if is_folder else (place.parent, place)
