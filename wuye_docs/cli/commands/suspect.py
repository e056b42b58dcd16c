"""`wuye suspect`: what refers to something that has changed since it was approved."""

from __future__ import annotations

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("列出存疑的文件", "list documents that are suspect")
HELP = Message(
    """列出存疑的文件、流程和记录表: 批准之后, 它们引用的文件、流程、记录表或外部标准改了。

    看过不受影响的用 `wuye confirm` 确认, 受影响的修改后重新批准。
    """,
    """List documents, flows and forms that refer to something that has changed since they were approved.

    `wuye confirm` those that still hold; change the others and have them approved.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def suspect(here: Surroundings) -> int:
        return run_suspect(here)

    return Command(
        language, "suspect", callback=suspect, short_help=SHORT_HELP.text(language), help=HELP.text(language)
    )


def run_suspect(here: Surroundings) -> int:
    """List them; 1 if there are any."""
    from wuye_docs.project.standing import read_standing

    found = [one for one in read_standing(here.project().root).control.issues.values() if one.suspect_because]
    if not found:
        click.echo(here.say("没有存疑的文件", "nothing is suspect"))
        return 0
    rows = [(one.number, one.title, one.revision, "、".join(one.suspect_because)) for one in found]
    head = [
        here.say("编号", "number"),
        here.say("名称", "title"),
        here.say("版次", "revision"),
        here.say("引用的有变化", "changed"),
    ]
    if is_terminal():
        for line in table(head, rows, terminal_width()):
            click.echo(line)
    else:
        for row in (head, *rows):
            click.echo("\t".join(row))
    return 1
