"""`wuye diff`: what changed between two states of the manual."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, wants_colour
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.redline.changes import ThingChanges
    from wuye_docs.redline.comparison import Comparison

FORMATS = ("text", "html", "docx", "json")

SHORT_HELP = Message("对照两个版本: 改了什么", "what changed between two states")
HELP = Message(
    """对照手册的两个状态, 逐条列出改了什么: 文件、条款、表格、记录表、流程、参数。

    旧 和 新 可以是已发布的版本 (A/0)、git 提交或标签、项目文件夹或其 zip; 新 省略或写 . 时为当前的工作副本。
    旧 也省略时, 与最近一次发布的版本 (没有发布过则与 git 最近一次提交) 对照。

    \b
    wuye diff                                   最近发布的版本与现在
    wuye diff A/0 A/1                           两个版本, 显示在终端
    wuye diff A/0 . SYWIKF16                    一份文件
    wuye diff A/0 . --format html -o 对照.html  一个网页, 带修改标记和流程图
    wuye diff A/0 . --format docx -o 修订稿     Word 修订稿 (修订标记)
    wuye diff v1.0 HEAD --format json           供程序使用

    退出码: 0 没有差异, 1 有差异。
    """,
    """List what changed between two states of the manual: documents, clauses, tables, forms, flows, parameters.

    OLD and NEW are a released edition (A/0), a git revision, a folder of a project or its zip; NEW left out or . is the
    working copy. With OLD left out too, the last released edition, or the last git commit if none was released.

    \b
    wuye diff                                   the last edition and now
    wuye diff A/0 A/1                           two editions, in the terminal
    wuye diff A/0 . SYWIKF16                    one document
    wuye diff A/0 . --format html -o diff.html  one page with marks and charts
    wuye diff A/0 . --format docx -o redlines   Word, tracked changes
    wuye diff v1.0 HEAD --format json           for programs

    Exit codes: 0 no differences, 1 differences.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def diff(
        here: Surroundings,
        old: str | None,
        new: str | None,
        numbers: tuple[str, ...],
        format_: str,
        out: str | None,
    ) -> int:
        return run_diff(here, old or "", new or "", numbers, format_, out)

    return Command(
        language,
        "diff",
        callback=diff,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            *state_arguments(language),
            click.Option(
                ["--format", "-f", "format_"],
                type=click.Choice(FORMATS),
                default="text",
                help=Message("输出格式", "format of the output").text(language),
            ),
            click.Option(
                ["--out", "-o"],
                metavar=Message("文件|文件夹", "FILE|DIR").text(language),
                help=Message(
                    "写到哪里; text、json 默认写到标准输出",
                    "where to write; text and json go to standard output",
                ).text(language),
            ),
        ],
    )


def state_arguments(language: Language) -> list[click.Parameter]:
    """The two states, and the numbers that are looked at: all if none is named."""
    return [
        click.Argument(["old"], required=False, metavar=Message("[旧]", "[OLD]").text(language)),
        click.Argument(["new"], required=False, metavar=Message("[新]", "[NEW]").text(language)),
        click.Argument(["numbers"], nargs=-1, metavar=Message("[编号]...", "[NUMBERS]...").text(language)),
    ]


def run_diff(
    here: Surroundings, old: str, new: str, numbers: tuple[str, ...], format_: str, out: str | None
) -> int:
    """Compare and write; returns 1 if there are differences."""
    from wuye_docs.redline.change_list import changes_between

    comparison = compare(here, old, new)
    require_known(here, comparison, numbers)
    things = changes_between(comparison, numbers)
    names = comparison.old.name, comparison.new.name
    match format_:
        case "text":
            from wuye_docs.redline.render.terminal import render

            _write_text(here, render(things, names, here.language, colour=not out and wants_colour()), out)
        case "json":
            from wuye_docs.redline.render.json import render as render_json

            _write_text(here, render_json(things, names), out)
        case "html":
            from wuye_docs.writers.html.redline.page import redline_page

            _write_text(here, redline_page(comparison, things), out or "对照.html")
        case _:
            _write_word(here, comparison, things, out)
    return 1 if things else 0


def compare(here: Surroundings, old: str, new: str) -> Comparison:
    """The comparison of two states by their names; ends the command with 2 for a name that names none."""
    from wuye_docs.project.states import UnknownState, issues_of, last_state, state_named
    from wuye_docs.redline.comparison import Comparison
    from wuye_docs.redline.side import Side

    root = here.project().root
    try:
        named = [(name, *state_named(name, root, here.start)) for name in (old or last_state(root), new)]
    except UnknownState as fault:
        raise here.wrong_use(fault.message) from fault
    return Comparison(
        *(Side.of(shown, sources, issues_of(name, root, sources)) for name, shown, sources in named)
    )


def require_known(here: Surroundings, comparison: Comparison, numbers: Sequence[str]) -> None:
    """End the command with 2 for a number that neither state has."""
    for number in numbers:
        known = any(
            number in group
            for side in (comparison.old, comparison.new)
            for group in (side.manual.documents, side.manual.forms, side.manual.flows, side.manual.parameters)
        )
        if not known:
            raise here.wrong_use(Message(f"两个状态中都没有 `{number}`", f"neither state has `{number}`"))


def _write_text(here: Surroundings, text: str, out: str | None) -> None:
    if out is None or out == "-":
        click.echo(text, nl=False)
        return
    target = here.start / out
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")
    click.echo(target)


def _write_word(
    here: Surroundings, comparison: Comparison, things: Sequence[ThingChanges], out: str | None
) -> None:
    """A redline of each document that both states have and that changed."""
    from wuye_docs.redline.changes import ChangeKind
    from wuye_docs.writers.docx.redline import write_redline

    documents = [one for one in things if one.kind == "document"]
    changed = [one.number for one in documents if one.change is ChangeKind.EDITED]
    for one in documents:
        if one.change is not ChangeKind.EDITED:
            text = here.say(
                f"{one.number} 只在一个状态中, 没有修订稿", f"{one.number} is in one state only: no redline"
            )
            click.echo(text, err=True)
    place = here.start / (out or ".")
    file = place if out and place.suffix == ".docx" else None
    if file is not None and len(changed) != 1:
        raise here.wrong_use(
            Message(
                f"有 {len(changed)} 份文件改动, 不能写到一个文件; 请写明编号, 或用 -o 指定文件夹",
                f"{len(changed)} documents changed; name one, or a folder with -o",
            )
        )
    for number in changed:
        target = file or place / redline_name(number)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(
            write_redline(comparison, number, author=comparison.author(number), date=comparison.date(number))
        )
        click.echo(target)
    if not changed:
        click.echo(here.say("没有改动的文件", "no document changed"), err=True)


def redline_name(number: str) -> str:
    """The file of a document's redline."""
    return str(Path(f"{number}.修订.docx"))
