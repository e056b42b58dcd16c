"""`wuye review`: a post has reviewed documents, or sends them back."""

from __future__ import annotations

import click

from wuye_docs.cli.decisions import SELECTION, judging_command
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("记录审核", "enter a review")
HELP = Message(
    f"""审核文件、流程和记录表, 结论写入台账 (manual/control/ledger.jsonl)。审核的是此刻的内容, 内容一改就要重新审核。

    {SELECTION.zh}

    \b
    wuye review SYWIKF16 --as 管理处经理 --name 王五
    wuye review --all-changed --as 管理处经理      该岗位待审核的全部
    wuye review SYWIKF16 --as 管理处经理 --return --remark 时限没有写明
    """,
    f"""Enter that a post has reviewed documents, flows and forms as they stand; a change asks for another review.

    {SELECTION.en}

    \b
    wuye review SYWIKF16 --as 管理处经理 --name 王五
    wuye review --all-changed --as 管理处经理
    wuye review SYWIKF16 --as 管理处经理 --return --remark "no deadline"
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""
    send_back = Message("不同意, 退回修改", "not in order: back to the drafter")
    waiting = Message("该岗位待审核的全部", "all that wait for this post")
    return judging_command(
        language, "review", "review", SHORT_HELP, HELP, send_back=send_back, waiting=waiting
    )
