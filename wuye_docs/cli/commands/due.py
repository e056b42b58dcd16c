"""`wuye due`: which documents are due for review, and which are overdue."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("列出到期应评审的文件", "list documents that are due for review")
HELP = Message(
    """列出逾期和 90 天内应评审的文件, 按日期先后。有逾期的文件时退出码为 1, 可放在定时任务中。

    \b
    wuye due                     逾期和 90 天内到期
    wuye due --within 30         逾期和 30 天内到期
    wuye due --day 2027-01-01    按那一天算

    应评审日期由实施日期和复审周期 (review-every) 算出。全部日期见 `wuye register reviews`。
    """,
    """List documents whose review is overdue or due within 90 days, the earliest first. Exits with 1 if one is overdue.

    \b
    wuye due --within 30         overdue, or due within 30 days
    wuye due --day 2027-01-01    as of that day

    A review is due `review-every` months after the date of effect; `wuye register reviews` has all dates.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def due(here: Surroundings, within: int, day: Any, as_json: bool) -> int:
        return run_due(here, within, day.date() if day else None, as_json=as_json)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "due",
        callback=due,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Option(
                ["--within"],
                type=click.IntRange(min=0),
                default=90,
                metavar=text("天数", "DAYS"),
                help=text("多少天之内 (默认 90)", "how many days ahead (default: 90)"),
            ),
            click.Option(
                ["--day"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="YYYY-MM-DD",
                help=text("按哪一天算 (默认今天)", "as of that day (default: today)"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=text("输出 JSON", "print JSON")),
        ],
    )


def run_due(here: Surroundings, within: int, day: date | None, *, as_json: bool) -> int:
    """Print what is due; returns 1 if something is overdue."""
    from wuye_docs.content.registers.controlled import due_text, review_calendar
    from wuye_docs.project.registers import RegisterSet

    workspace = here.project().workspace()
    today = day or workspace.today()
    calendar = review_calendar(RegisterSet.of(workspace, today).sources)
    found = [one for one in calendar.entries if one.days_left is not None and one.days_left <= within]
    overdue = sum(one.is_overdue for one in found)
    if as_json:
        data = [
            {
                "number": one.record.number, "title": one.record.title, "revision": one.state.revision,
                "due": one.state.next_review, "days": one.days_left, "owner": one.record.owner,
            }
            for one in found
        ]  # fmt: skip
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 1 if overdue else 0
    head = [
        here.say("应评审", "due"), here.say("期限", "days left"), here.say("编号", "number"),
        here.say("名称", "title"), here.say("版次", "revision"), here.say("归口", "owner"),
    ]  # fmt: skip
    rows = [
        (
            one.state.next_review,
            due_text(one) if here.language is Language.CHINESE else str(one.days_left),
            str(one.record.number), str(one.record.title), one.state.revision, str(one.record.owner),
        )
        for one in found
    ]  # fmt: skip
    if rows and is_terminal():
        for line in table(head, rows, terminal_width()):
            click.echo(line)
    elif rows:
        for row in (head, *rows):
            click.echo("\t".join(row))
    undated = len(calendar.entries) == 0
    click.echo(
        here.say(
            f"{today}: 逾期 {overdue} 份, {within} 天内到期 {len(found) - overdue} 份"
            + ("; 还没有文件写明实施日期" if undated else ""),
            f"{today}: {overdue} overdue, {len(found) - overdue} due within {within} days"
            + ("; no document has a date of effect yet" if undated else ""),
        )
    )
    return 1 if overdue else 0
