"""`wuye obsolete`: a document goes out of use, with what takes its place or why nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wuye_docs.cli.decisions import SELECTION, decision_command, run_decision
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.control.ledger import Action

SHORT_HELP = Message("文件作废", "take documents out of use")
HELP = Message(
    f"""文件、流程或记录表作废, 写明代替文件或理由。源文件留着并显示为作废, 下一版起不再发布; 编号不再使用。

    {SELECTION.zh}

    \b
    wuye obsolete SYWIKF18 --successor SYWIKF16 --as 品质管理部经理
    wuye obsolete SYWIKF16-R05 --reason 改用系统登记 --as 品质管理部经理
    """,
    f"""Take documents, flows or forms out of use, naming what takes their place, or the reason. The source stays and shows as
    obsolete; its number is spent.

    {SELECTION.en}

    \b
    wuye obsolete SYWIKF18 --successor SYWIKF16 --as 品质管理部经理
    wuye obsolete SYWIKF16-R05 --reason "kept in the system" --as 品质管理部经理
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    def action(given: dict[str, object]) -> Action:
        from wuye_docs.control.ledger import Action

        return Action.OBSOLETE

    made = decision_command(
        language, "obsolete", action, SHORT_HELP, HELP,
        (
            click.Option(["--successor"], default="", metavar=text("编号", "NUMBER"), help=text("代替它的文件", "what takes its place")),
            click.Option(["--reason"], default="", metavar=text("理由", "TEXT"), help=text("没有代替文件时的理由", "why nothing does")),
        ),
        all_option=Message("该岗位可以作废的全部草案", "all drafts of this post"),
    )  # fmt: skip

    @click.pass_obj
    def obsolete(here: Surroundings, /, **given: object) -> int:
        if not given["successor"] and not given["reason"]:
            raise here.wrong_use(
                Message("写明 --successor 代替文件, 或 --reason 理由", "give --successor or --reason")
            )
        reason = str(given.pop("reason") or "")
        given["remark"] = "; ".join(filter(None, (reason, str(given["remark"]))))
        return run_decision(here, action(given), given)

    made.callback = obsolete
    return made
