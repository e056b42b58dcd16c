"""`wuye rule`: what a rule is about, and how to satisfy it."""

from __future__ import annotations

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width, wants_colour
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message(
    "说明一条检查规则: 查什么, 为什么, 怎么改", "explain a rule: what it finds, why, what to do"
)
HELP = Message(
    """说明一条检查规则。代码就是 `wuye check` 方括号里的那个, 如 REF001。

    \b
    wuye rule REF001
    wuye rule --list
    """,
    """Explain a rule. CODE is what `wuye check` prints in brackets, such as REF001.

    \b
    wuye rule REF001
    wuye rule --list
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def rule(here: Surroundings, code: str | None, wants_list: bool) -> int:
        return _list_rules(here) if wants_list or code is None else _show_rule(here, code)

    return Command(
        language,
        "rule",
        callback=rule,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["code"], required=False, metavar=Message("[代码]", "[CODE]").text(language)),
            click.Option(
                ["--list", "wants_list"],
                is_flag=True,
                help=Message("列出全部规则", "list all rules").text(language),
            ),
        ],
    )


def known_codes() -> list[str]:
    """Codes of all rules."""
    from wuye_docs.rules.catalogue import CATALOGUE

    return [rule.code for rule in CATALOGUE]


def near_code(code: str) -> str | None:
    """The code most like one that does not exist."""
    from wuye_docs.loaders import nearest

    return nearest(code, known_codes(), 50)


def _list_rules(here: Surroundings) -> int:
    from wuye_docs.rules.catalogue import CATALOGUE
    from wuye_docs.rules.page import SEVERITIES, summary

    rows = [
        (rule.code, SEVERITIES[rule.severity].text(here.language), rule.name, summary(rule, here.language))
        for rule in CATALOGUE
    ]
    if not is_terminal():
        for row in rows:
            click.echo("\t".join(row))
        return 0
    head = (
        here.say("代码", "code"),
        here.say("级别", "severity"),
        here.say("名称", "name"),
        here.say("检查内容", "what it finds"),
    )
    for line in table(head, rows, terminal_width()):
        click.echo(line)
    return 0


def _show_rule(here: Surroundings, written: str) -> int:
    from wuye_docs.rules.catalogue import rule_by_code
    from wuye_docs.rules.page import rule_page

    rule = rule_by_code(written.upper()) or rule_by_code(written)
    if rule is None:
        near = near_code(written.upper())
        raise here.wrong_use(
            Message(
                f"没有规则 `{written}`"
                + (f", 是否指 `{near}`？" if near else "")
                + "\n全部规则: `wuye rule --list`",
                f"no rule `{written}`"
                + (f"; did you mean `{near}`?" if near else "")
                + "\n`wuye rule --list` has all",
            )
        )
    page = rule_page(rule, here.language)
    if is_terminal() and wants_colour():
        # rich is imported for a person's eyes alone.
        from rich.console import Console
        from rich.markdown import Markdown

        Console(width=terminal_width()).print(Markdown(page))
    else:
        click.echo(page.rstrip("\n"))
    return 0
