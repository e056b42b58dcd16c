"""`wuye notice`: the request for a change, or the notice of it, from what was computed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wuye_docs.cli.commands.diff import compare, require_known, state_arguments
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

FORMATS = ("md", "docx", "pdf", "html")

SHORT_HELP = Message("生成文件更改通知单或申请单", "a change notice or request from the computed changes")
HELP = Message(
    """根据两个状态的差异生成文件更改通知单: 改了什么、原因、受影响的文件、通知谁、收回什么。

    旧 和 新 与 `wuye diff` 相同。需要人填写、评审、签字的栏目留空。

    \b
    wuye notice A/0 A/1 --reason 提高响应速度             显示在终端 (Markdown)
    wuye notice A/0 . --request -o 更改申请单.docx        申请单, Word
    wuye notice A/0 A/1 SYWIKF16 -o 通知单.pdf            只涉及一份文件
    """,
    """A change notice from the differences of two states: what changed, why, what it reaches, who is told, what is called in.

    OLD and NEW are as in `wuye diff`. What people fill in, review or sign stays blank.

    \b
    wuye notice A/0 A/1 --reason "faster response"   in the terminal (Markdown)
    wuye notice A/0 . --request -o request.docx           the request, for Word
    wuye notice A/0 A/1 SYWIKF16 -o notice.pdf            about one document
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def notice(
        here: Surroundings,
        old: str | None,
        new: str | None,
        numbers: tuple[str, ...],
        is_request: bool,
        number: str,
        reason: str,
        effective: str,
        format_: str | None,
        out: str | None,
    ) -> int:
        return run_notice(
            here, (old or "", new or ""), numbers, is_request, (number, reason, effective), format_, out
        )

    return Command(
        language,
        "notice",
        callback=notice,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            *state_arguments(language),
            click.Option(
                ["--request", "is_request"],
                is_flag=True,
                help=Message("更改申请单 (带影响评审)", "a request, with a review of effects").text(language),
            ),
            click.Option(
                ["--number"],
                default="",
                metavar=Message("编号", "NUMBER").text(language),
                help=Message("单据编号", "number of the sheet").text(language),
            ),
            click.Option(
                ["--reason"],
                default="",
                metavar=Message("文字", "TEXT").text(language),
                help=Message("更改原因", "why it changes").text(language),
            ),
            click.Option(
                ["--effective"],
                default="",
                metavar="YYYY-MM-DD",
                help=Message("生效日期", "day it takes effect").text(language),
            ),
            click.Option(
                ["--format", "-f", "format_"],
                type=click.Choice(FORMATS),
                help=Message("格式 (默认按文件名)", "format (default: by the name of the file)").text(
                    language
                ),
            ),
            click.Option(
                ["--out", "-o"],
                metavar=Message("文件", "FILE").text(language),
                help=Message("写到哪个文件", "file to write").text(language),
            ),
        ],
    )


def run_notice(
    here: Surroundings,
    states: tuple[str, str],
    numbers: tuple[str, ...],
    is_request: bool,
    details: tuple[str, str, str],
    format_: str | None,
    out: str | None,
) -> int:
    """Write the sheet; returns 1 if the states do not differ. `details` are number, reason and day of effect."""
    from wuye_docs.redline.change_list import changes_between
    from wuye_docs.redline.notice import NoticeKind, make_notice
    from wuye_docs.redline.render import notice_markdown

    number, reason, effective = details
    _require_day(here, effective)
    effective = effective or _effective(here, states[1])
    chosen = format_ or (Path(out).suffix.removeprefix(".") if out else "md")
    if chosen not in FORMATS:
        raise here.wrong_use(
            Message(
                f"`{out}` 的格式不支持, 可用: {'、'.join(FORMATS)}",
                f"no such format; one of {', '.join(FORMATS)}",
            )
        )
    comparison = compare(here, *states)
    require_known(here, comparison, numbers)
    things = changes_between(comparison, numbers)
    if not things:
        click.echo(here.say("没有差异, 不需要单据", "no differences: nothing to write"), err=True)
        return 1
    kind = NoticeKind.REQUEST if is_request else NoticeKind.NOTICE
    sheet = make_notice(comparison, things, kind, number=number, reason=reason, effective=effective)
    if chosen == "md":
        data = notice_markdown.render(sheet).encode()
    elif chosen == "html":
        from wuye_docs.writers.html.redline.notice_page import notice_page

        data = notice_page(comparison.look(), sheet).encode()
    elif chosen == "docx":
        from wuye_docs.writers.docx.notice import write_notice

        data = write_notice(comparison.look(), sheet)
    else:
        from wuye_docs.writers.pdf.write import PdfWriter

        data = PdfWriter(comparison.look()).notice(sheet)
    if out is None and chosen == "md":
        click.echo(data.decode(), nl=False)
        return 0
    target = here.start / (out or f"{kind.heading}.{chosen}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    click.echo(target)
    return 0


def _effective(here: Surroundings, name: str) -> str:
    """The day from which a released edition holds; empty for any other state."""
    from wuye_docs.control import baselines

    return next((one.effective for one in baselines(here.project().workspace()) if one.edition == name), "")


def _require_day(here: Surroundings, text: str) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError as fault:
        raise here.wrong_use(
            Message(f"`{text}` 不是日期, 请写成 2026-03-01", f"`{text}` is no day; write 2026-03-01")
        ) from fault
