"""`wuye withdraw`: a review or an approval is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wuye_docs.cli.decisions import SELECTION, decision_command
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.control.ledger import Action

SHORT_HELP = Message("撤回审核、批准或作废", "take back a review, approval or withdrawal from use")
HELP = Message(
    f"""撤回对文件此刻内容的审核和批准, 文件回到草案; 已作废的恢复。原有条目保留, 另记一条撤回。

    {SELECTION.zh}

    \b
    wuye withdraw SYWIKF16 --as 品质管理部经理 --remark 附表有误
    """,
    f"""Take back the reviews and approvals of documents as they stand: they are drafts again; obsolete ones come back into use.
    The earlier entries stay, another one says that they do not count.

    {SELECTION.en}

    \b
    wuye withdraw SYWIKF16 --as 品质管理部经理 --remark "wrong annex"
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def action(given: dict[str, object]) -> Action:
        from wuye_docs.control.ledger import Action

        return Action.WITHDRAW

    waiting = Message("该岗位可以撤回的全部草案和审核中的", "all drafts and reviews in progress of this post")
    return decision_command(language, "withdraw", action, SHORT_HELP, HELP, all_option=waiting)
