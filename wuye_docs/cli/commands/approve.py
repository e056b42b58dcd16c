"""`wuye approve`: a post approves documents, or sends them back."""

from __future__ import annotations

import click

from wuye_docs.cli.decisions import SELECTION, judging_command
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("记录批准", "enter an approval")
HELP = Message(
    f"""批准文件、流程和记录表, 写入台账。批准绑定此刻的内容: 正文、数值、流程、记录表一改, 批准即失效。
    谁可以批准见文件头的 approver 和 manual.yaml 的 control; 编制岗位不能批准自己编制的文件。

    {SELECTION.zh}

    \b
    wuye approve SYWIKF16 SYQP02 --as 品质管理部经理 --name 李四
    wuye approve SYWIKF --as 品质管理部经理        一个系列
    wuye approve --all-changed --as 总经理         该岗位待批准的全部
    """,
    f"""Enter that a post approves documents, flows and forms. An approval holds for what they say now: a changed text, figure,
    flow or form is no longer approved. Who may approve is in the front matter (`approver`) and in manual.yaml (`control`).

    {SELECTION.en}

    \b
    wuye approve SYWIKF16 SYQP02 --as 品质管理部经理 --name 李四
    wuye approve SYWIKF --as 品质管理部经理
    wuye approve --all-changed --as 总经理
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""
    send_back = Message("不批准, 退回修改", "not approved: back to the drafter")
    waiting = Message("该岗位待批准的全部", "all that wait for this post")
    return judging_command(
        language, "approve", "approve", SHORT_HELP, HELP, send_back=send_back, waiting=waiting
    )
