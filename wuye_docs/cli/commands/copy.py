"""`wuye copy`: a numbered controlled copy for a holder, or one that is not controlled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.content.marks import PrintedCopy

SHORT_HELP = Message("打印带分发号的受控副本", "print a numbered controlled copy")
HELP = Message(
    """生成一份文件的受控副本: 封面盖“受控”章, 写明分发号和持有部门, 每页页眉有分发号, 封面有校验二维码。

    内容取自最近一次发布的版本, 正在修改的内容不会带入。不写 --copy 时, 打印台账中这个版次所有未回收的副本。

    \b
    wuye copy SYWIKF16                                  台账中发放的每一份
    wuye copy SYWIKF16 --copy 03 --holder 项目管理处    03 号副本 (PDF)
    wuye copy SYWIKF16 --copy 03 --format docx          Word 文件
    wuye copy SYWIKF16 --uncontrolled                   非受控副本, 每页有水印
    """,
    """Make a controlled copy of one document: a stamp with the number and the holder on the cover, the number in every header,
    and a code to check it by.

    The text is that of the last release; what is being edited does not come along. Without --copy all copies of this
    revision that the ledger has out are printed.

    \b
    wuye copy SYWIKF16                             each copy that was given out
    wuye copy SYWIKF16 --copy 03 --holder POST     copy 03, as PDF
    wuye copy SYWIKF16 --uncontrolled              a copy that is not controlled
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def copy(
        here: Surroundings,
        number: str,
        copy: str,
        holder: str,
        uncontrolled: bool,
        format_: str,
        out: str | None,
    ) -> int:
        return run_copy(here, number, copy, holder, format_, out, uncontrolled=uncontrolled)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "copy",
        callback=copy,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["number"], metavar=text("编号", "NUMBER")),
            click.Option(["--copy"], default="", metavar=text("分发号", "COPY"), help=text("分发号, 如 03", "number of the copy, such as 03")),
            click.Option(["--holder"], default="", metavar=text("部门或岗位", "HOLDER"), help=text("持有部门或岗位 (默认按台账)", "who holds it (default: by the ledger)")),
            click.Option(["--uncontrolled"], is_flag=True, help=text("非受控副本", "a copy that is not controlled")),
            click.Option(["--format", "format_"], type=click.Choice(["pdf", "docx"]), default="pdf", metavar="pdf|docx", help=text("格式 (默认 pdf)", "format (default: pdf)")),
            click.Option(["--out", "-o"], metavar=text("文件|文件夹", "FILE|DIR"), help=text("写到哪里 (默认当前文件夹)", "where to write (default: here)")),
        ],
    )  # fmt: skip


def run_copy(
    here: Surroundings,
    number: str,
    copy: str,
    holder: str,
    format_: str,
    out: str | None,
    *,
    uncontrolled: bool,
) -> int:
    """Write the copies; returns 1 if there is nothing that could be printed."""
    from wuye_docs.content.marks import PrintedCopy
    from wuye_docs.project.copies import CopyPrinter
    from wuye_docs.project.edits import Refusal

    if uncontrolled and (copy or holder):
        raise here.wrong_use(
            Message("非受控副本没有分发号和持有者", "an uncontrolled copy has no number and no holder")
        )
    try:
        printer = CopyPrinter.of(here.project().workspace(), number)
        if uncontrolled:
            wanted = [PrintedCopy(is_controlled=False)]
        elif copy:
            wanted = [printer.chosen(copy, holder)]
        else:
            printer.require_in_force()
            wanted = [PrintedCopy(one.copy, one.holder) for one in printer.issued_copies()]
            if not wanted:
                raise Refusal(
                    Message(
                        f"台账中没有发放 {number} {printer.revision} 的记录; 先 `wuye distribute {number}`, 或用 --copy 和 --holder 指定",
                        f"the ledger has no copy of {number} {printer.revision} out; `wuye distribute {number}` first, or give --copy and --holder",
                    )
                )
        place = here.start / (out or ".")
        is_file = place.suffix.lower() == f".{format_}" and not place.is_dir()
        if is_file and len(wanted) > 1:
            raise here.wrong_use(
                Message("多份副本请用 -o 指定文件夹", "several copies need a folder behind -o")
            )
        for one in wanted:
            target = place if is_file else place / _file_name(number, one, format_)
            data = printer.bytes(one, format_)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            click.echo(target)
    except Refusal as refusal:
        here.complain(refusal.message)
        return 1
    return 0


def _file_name(number: str, copy: PrintedCopy, format_: str) -> str:
    from wuye_docs.content.marks import UNCONTROLLED

    tail = copy.number if copy.is_controlled else UNCONTROLLED
    safe = "".join(one for one in tail if one.isalnum() or one in "-_")
    return f"{number}-{safe or 'copy'}.{format_}"
