"""What the commands that take a decision have in common: arguments, refusals, what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, now
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.control.document_control import DocumentControl
    from wuye_docs.control.ledger import Action
    from wuye_docs.control.selection import Selection
    from wuye_docs.model import Manual
    from wuye_docs.project.deciding import Decided

# More numbers than this are counted, not listed.
MOST_LISTED = 12
KEY_VARIABLE = "WUYE_SIGNING_KEY"

SELECTION = Message(
    "编号可写多个; 也可写系列 (SYWIKF)、层级 (程序文件)、文件、流程、记录表。文件的流程和记录表随文件一起。",
    "NUMBERS may be several; also a series (SYWIKF), a level (procedure), documents, flows or forms. A document's own "
    "flows and forms go with it.",
)


def decision_command(
    language: Language,
    name: str,
    action: Callable[[dict[str, object]], Action],
    short_help: Message,
    help_: Message,
    further: tuple[click.Option, ...] = (),
    *,
    all_option: Message,
) -> click.Command:
    """A command that enters one decision about many numbers; `action` says which, from the options given."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    @click.pass_obj
    def decide(here: Surroundings, /, **given: object) -> int:
        return run_decision(here, action(given), given)

    return Command(
        language,
        name,
        callback=decide,
        short_help=short_help.text(language),
        help=help_.text(language),
        params=[
            click.Argument(["words"], nargs=-1, metavar=text("[编号]...", "[NUMBERS]...")),
            click.Option(
                ["--as", "post"],
                default="",
                metavar=text("岗位", "POST"),
                help=text("以哪个岗位的身份", "the post that decides"),
            ),
            click.Option(
                ["--name"], default="", metavar=text("姓名", "NAME"), help=text("签署人姓名", "who signs")
            ),
            click.Option(
                ["--date", "day"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="YYYY-MM-DD",
                help=text("决定的日期 (默认今天)", "day of the decision (default: today)"),
            ),
            click.Option(
                ["--remark"], default="", metavar=text("意见", "TEXT"), help=text("意见", "a remark")
            ),
            *further,
            click.Option(["--all-changed", "waiting"], is_flag=True, help=all_option.text(language)),
            click.Option(
                ["--alone"],
                is_flag=True,
                help=text("不带文件的流程和记录表", "without a document's flows and forms"),
            ),
            click.Option(
                ["--key"],
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                envvar=KEY_VARIABLE,
                metavar=text("私钥文件", "FILE"),
                help=text("用此私钥签名", "sign with this private key"),
            ),
        ],
    )


def judging_command(
    language: Language,
    name: str,
    agreed: str,
    short_help: Message,
    help_: Message,
    *,
    send_back: Message,
    waiting: Message,
) -> click.Command:
    """A command by which a post agrees (`agreed`, the value of an Action) or sends back; the messages tell its two options."""

    def action(given: dict[str, object]) -> Action:
        from wuye_docs.control.ledger import Action

        return Action.RETURN if given["send_back"] else Action(agreed)

    option = click.Option(["--return", "send_back"], is_flag=True, help=send_back.text(language))
    return decision_command(language, name, action, short_help, help_, (option,), all_option=waiting)


def run_decision(here: Surroundings, action: Action, given: dict[str, object]) -> int:
    """Take the decision and say what became of it; 1 if a number that was named could not be decided on."""
    from wuye_docs.control.decisions import Decision
    from wuye_docs.control.ledger_file import LedgerRefusal
    from wuye_docs.project.deciding import decide

    project = here.project()
    words = tuple(str(one) for one in given["words"])  # type: ignore[attr-defined]
    waiting = bool(given["waiting"])
    if not words and not waiting:
        raise here.wrong_use(
            Message("写明编号, 或用 --all-changed", "name the numbers, or use --all-changed")
        )
    if not given["post"]:
        raise here.wrong_use(Message("用 --as 写明岗位", "name the post with --as"))
    moment = now()
    day = given["day"]
    if isinstance(day, datetime) and day.date() > moment.date():
        raise here.wrong_use(Message("日期在将来", "the date is in the future"))

    def choose(manual: Manual, control: DocumentControl) -> Selection:
        # What waits for a confirmation is what is suspect; for all else, what is not approved yet.
        is_confirm = action.value == "confirm"
        return chosen(
            here, manual, control, words,
            waiting=waiting and not is_confirm, suspect=waiting and is_confirm, alone=bool(given["alone"]),
        )  # fmt: skip

    decision = Decision(
        action=action,
        post=known_post(here, str(given["post"])),
        name=str(given["name"]),
        date=day.date().isoformat() if isinstance(day, datetime) else "",
        remark=str(given["remark"]),
        successor=str(given.get("successor") or ""),
    )
    key = given["key"]
    try:
        decided = decide(
            project.root, choose, decision, now=moment, key=key if isinstance(key, Path) else None
        )
    except LedgerRefusal as refusal:
        here.complain(refusal.message, refusal.hint)
        return 1
    return say_what_became(here, decided, decision.action)


def chosen(
    here: Surroundings,
    manual: Manual,
    control: DocumentControl,
    words: tuple[str, ...],
    *,
    waiting: bool = False,
    suspect: bool = False,
    alone: bool = False,
) -> Selection:
    """The numbers meant; ends the command where a word names nothing."""
    from wuye_docs.control.selection import group_names, select
    from wuye_docs.loaders import nearest, not_found

    try:
        return select(manual, control, words, waiting=waiting, suspect=suspect, alone=alone)
    except LookupError as unknown:
        word = str(unknown.args[0])
        near = nearest(word, [*control.issues, *group_names(manual)])
        raise here.wrong_use(
            not_found(f"没有编号或系列 `{word}`", f"no number or series `{word}`", near)
        ) from None


def known_post(here: Surroundings, name: str) -> str:
    """The registered name of a post; ends the command where there is none."""
    from wuye_docs.loaders import nearest, not_found
    from wuye_docs.references.names import Names
    from wuye_docs.references.target import Kind

    manual = here.project().load().manual
    named = Names(manual).person(name)
    if named and named.target.kind is Kind.ROLE:
        return str(named.target.key)
    near = nearest(name, manual.roles)
    raise here.wrong_use(not_found(f"没有岗位 `{name}`", f"no post `{name}`", near))


def say_what_became(here: Surroundings, decided: Decided, action: Action) -> int:
    """Print it; the exit code."""
    named = [one for one in decided.plan.refused if one.number in decided.selection.named]
    faulty = {one.span.path for one in decided.faulty}
    if not decided.entries and (named or (faulty and decided.selection.named)):
        click.echo(here.say("没有写入任何条目:", "nothing was written:"))
        for refused in named:
            click.echo(f"  {refused.number}  {refused.message.text(here.language)}")
        for path in sorted(faulty):
            click.echo(
                "  "
                + here.say(
                    f"{path}  源文件有错误, 先 `wuye check`", f"{path}  has faults: `wuye check` first"
                )
            )
        return 1
    label = action.label.text(here.language)
    numbers = [one.number for one in decided.entries if one.number]
    if numbers:
        shown = "、".join(numbers) if len(numbers) <= MOST_LISTED else f"{numbers[0]} … {numbers[-1]}"
        click.echo(here.say(f"{label} {len(numbers)} 项: {shown}", f"{label} {len(numbers)}: {shown}"))
    else:
        click.echo(here.say("没有需要决定的", "nothing to decide"))
    if decided.plan.settled and numbers:
        count = len(decided.plan.settled)
        click.echo(here.say(f"另有 {count} 项已经决定过, 没有变化", f"{count} had been decided so already"))
    others = [one for one in decided.plan.refused if not one.is_other_post]
    for message, count in Counter(one.message for one in others).items():
        first = next(one.number for one in others if one.message == message)
        click.echo(
            here.say(
                f"没有包括 {count} 项 ({first} 等): {message.zh}",
                f"{count} left out ({first} …): {message.en}",
            )
        )
    elsewhere = Counter(one.message for one in decided.plan.refused if one.is_other_post)
    for message, count in sorted(elsewhere.items(), key=lambda one: -one[1]):
        click.echo(here.say(f"{count} 项不归此岗位: {message.zh}", f"{count} are for others: {message.en}"))
    for path in sorted(faulty):
        click.echo(here.say(f"没有包括 {path}: 源文件有错误", f"{path} left out: it has faults"))
    return 0
