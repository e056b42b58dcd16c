"""`wuye confirm`: a suspect document was read again and still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wuye_docs.cli.decisions import SELECTION, decision_command
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.control.ledger import Action

SHORT_HELP = Message("确认存疑文件不受影响", "confirm that suspect documents still hold")
HELP = Message(
    f"""文件引用的东西改了, 文件即存疑 (`wuye suspect`)。看过认为不受影响的, 用本命令确认; 受影响的, 修改后重新批准。

    {SELECTION.zh}

    \b
    wuye confirm SYWIKF16 --as 客服主管 --remark 引用的条款未变
    wuye confirm --all-changed --as 品质管理部经理
    """,
    f"""What a document refers to has changed, so it is suspect (`wuye suspect`). Enter that it was read again and still holds;
    otherwise change it and have it approved.

    {SELECTION.en}

    \b
    wuye confirm SYWIKF16 --as 客服主管 --remark "the clause cited is as it was"
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def action(given: dict[str, object]) -> Action:
        from wuye_docs.control.ledger import Action

        return Action.CONFIRM

    waiting = Message("全部存疑的", "all that are suspect")
    return decision_command(language, "confirm", action, SHORT_HELP, HELP, all_option=waiting)
