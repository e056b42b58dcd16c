"""`wuye status`: where everything stands, and who has to do what."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.control import IssueState
    from wuye_docs.project.standing import Standing

SHORT_HELP = Message("文件控制状态和待办", "where documents stand, and who has to do what")
HELP = Message(
    """显示文件控制的状态: 现行版本, 改动, 各岗位待办的审核和批准。

    写编号、系列 (SYWIKF)、层级或种类时逐项列出: 版次、状态、现行版次、批准人、生效日期。

    \b
    wuye status                 总览和待办
    wuye status SYWIKF16        一个文件及其流程、记录表
    wuye status flows --json    供其他程序使用
    """,
    """Show the state of document control: the edition in force, what has changed, what each post has to review and approve.

    With numbers, a series, a level or a kind, one line for each: revision, status, revision in force, approval, dates.

    \b
    wuye status
    wuye status SYWIKF16
    wuye status flows --json
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    @click.pass_obj
    def status(here: Surroundings, words: tuple[str, ...], as_json: bool) -> int:
        return run_status(here, words, as_json)

    return Command(
        language,
        "status",
        callback=status,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["words"], nargs=-1, metavar=text("[编号]...", "[NUMBERS]...")),
            click.Option(["--json", "as_json"], is_flag=True, help=text("以 JSON 输出", "as JSON")),
        ],
    )


def run_status(here: Surroundings, words: tuple[str, ...], as_json: bool) -> int:
    """Print it; always 0: what is open is no fault."""
    from wuye_docs.cli.decisions import chosen
    from wuye_docs.project.standing import read_standing

    standing = read_standing(here.project().root)
    control = standing.control
    numbers = tuple(control.issues)
    if words:
        numbers = chosen(here, standing.loaded.manual, control, words).numbers
    states = [control.issues[number] for number in numbers]
    if as_json:
        shown = {
            one.number: one.data() | {"in_force": one.in_force, "suspect": list(one.suspect_because)}
            for one in states
        }
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    elif words:
        _list(here, states)
    else:
        _overview(here, standing)
    return 0


def _list(here: Surroundings, states: list[IssueState]) -> None:
    head = [
        here.say("编号", "number"), here.say("名称", "title"), here.say("版次", "revision"), here.say("状态", "status"),
        here.say("现行", "in force"), here.say("批准", "approved by"), here.say("批准日期", "on"), here.say("生效", "effective"),
    ]  # fmt: skip
    rows = []
    for one in states:
        status = one.status.label if here.language is Language.CHINESE else one.status.value
        if one.suspect_because:
            status += here.say(" 存疑", " suspect")
        act = one.approved
        rows.append(
            [
                one.number, one.title, one.revision, status, one.in_force or "-",
                (act.name or act.post) if act else "-", (act.date or "-") if act else "-", one.effective or "-",
            ]
        )  # fmt: skip
    if is_terminal():
        for line in table(head, rows, terminal_width()):
            click.echo(line)
    else:
        for row in (head, *rows):
            click.echo("\t".join(row))


def _overview(here: Surroundings, standing: Standing) -> None:
    from wuye_docs.model import Status
    from wuye_docs.project.standing import tasks

    control = standing.control
    for fault in control.faults[:3]:
        click.echo(here.say("台账有问题: ", "ledger: ") + fault.message.text(here.language))
    if control.baselines:
        last = control.baselines[-1]
        click.echo(
            here.say(
                f"现行版本 {last.edition}, {last.date} 发布, {last.effective} 生效",
                f"edition {last.edition} in force, released {last.date}, effective {last.effective}",
            )
        )
    else:
        click.echo(here.say("还没有发布过版本", "no edition has been released"))
    kinds = {
        "document": Message("文件", "documents"),
        "flow": Message("流程", "flows"),
        "form": Message("记录表", "forms"),
    }
    for kind, name in kinds.items():
        counts = Counter(one.status for one in control.issues.values() if one.kind == kind)
        parts = [
            f"{status.label if here.language is Language.CHINESE else status.value} {count}"
            for status, count in sorted(counts.items(), key=lambda one: list(Status).index(one[0]))
        ]
        click.echo(f"{name.text(here.language)}: {', '.join(parts) or '0'}")
    due = tasks(control)
    if not due:
        click.echo(here.say("没有待办", "nothing to do"))
        return
    click.echo(here.say("待办:", "to do:"))
    for task in due:
        many = len(task.numbers)
        label = {"review": "待审核", "approve": "待批准", "confirm": "待确认"}[task.verb]
        if not task.post:
            first = task.numbers[0]
            click.echo("  " + here.say(f"{many} 项没有批准岗位 ({first} 等), 在文件头写 approver", f"{many} that nobody may approve ({first} …): write `approver`"))  # fmt: skip
            continue
        line = f"wuye {task.verb} --all-changed --as {task.post}"
        click.echo("  " + here.say(f"{task.post} {label} {many} 项:  {line}", f"{task.post} to {task.verb} {many}:  {line}"))  # fmt: skip
