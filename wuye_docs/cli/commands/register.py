"""`wuye register`: the lists of document control, on the terminal or as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message
from wuye_docs.diagnostics.render.wording import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wuye_docs.content.registers.register import Register
    from wuye_docs.project.registers import RegisterSet

TEXT = "text"
FORMATS = (TEXT, "xlsx", "docx", "pdf", "html")
ALL = "all"
# A spreadsheet that a person pastes into takes such a text for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@")

SHORT_HELP = Message(
    "受控文件清单、记录清单、发放登记等各种清单", "the master list, list of records and other registers"
)
HELP = Message(
    """显示文件控制的清单, 或写成 Excel、Word、PDF、网页文件。不写清单名时列出全部清单。

    \b
    documents     受控文件清单            distribution  文件发放回收登记表
    forms         记录清单 (保存期限)     obsolete      作废文件清单
    flows         流程清单                reviews       文件评审计划
    external      外部文件清单            evidence      条款证据清单
    reading       岗位应知文件清单        all           全部

    \b
    wuye register documents                          在终端显示
    wuye register documents --format xlsx            写到 受控文件清单.xlsx
    wuye register all -o 清单.xlsx                   全部清单, 一个 Excel 文件
    wuye register all --format pdf -o 清单           每份清单一个 PDF
    wuye register reading --for 客服主管 --format docx   应知文件, 供签字
    wuye register reading --for SYWIKF16 --format pdf    一份文件的阅读签收表

    清单名也可以写中文。输出到管道时以 Tab 分隔, 可直接粘贴到 Excel。
    """,
    """Show the registers of document control, or write them as Excel, Word, PDF or HTML files. Without a name all are listed.

    NAME is one of documents, forms, flows, external, distribution, obsolete, reviews, evidence, reading, or all.

    \b
    wuye register documents                          on the terminal
    wuye register documents --format xlsx            to 受控文件清单.xlsx
    wuye register all -o registers.xlsx              all registers in one workbook
    wuye register all --format pdf -o registers      one PDF each
    wuye register reading --for POST --format docx   what a post must read
    wuye register reading --for NUMBER --format pdf  sheet to sign

    In a pipe the columns are separated by tabs.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def register(
        here: Surroundings,
        names: tuple[str, ...],
        format_: str | None,
        out: str | None,
        whom: str | None,
        day: Any,
    ) -> int:
        return run_register(here, names, format_, out, whom, day.date() if day else None)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "register",
        callback=register,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["names"], nargs=-1, metavar=text("[清单]...", "[NAME]...")),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(FORMATS),
                metavar="|".join(FORMATS),
                help=text(
                    "格式 (默认 text, 或按 -o 的扩展名)", "format (default: text, or by the name of -o)"
                ),
            ),
            click.Option(
                ["--out", "-o"],
                metavar=text("文件|文件夹|-", "FILE|DIR|-"),
                help=text("写到哪里 (默认当前文件夹)", "where to write (default: here)"),
            ),
            click.Option(
                ["--for", "whom"],
                metavar=text("岗位|编号", "POST|NUMBER"),
                help=text(
                    "reading: 只要一个岗位的清单, 或一份文件的签收表",
                    "reading: of one post, or the signature sheet of one document",
                ),
            ),
            click.Option(
                ["--day"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="YYYY-MM-DD",
                help=text("按哪一天算到期 (默认今天)", "the day on which things are due (default: today)"),
            ),
        ],
    )


def run_register(
    here: Surroundings,
    names: Sequence[str],
    format_: str | None,
    out: str | None,
    whom: str | None,
    day: date | None,
) -> int:
    """Show or write the registers; returns 0, or 1 if one could not be written."""
    from wuye_docs.project.registers import RegisterSet

    workspace = here.project().workspace()
    found = RegisterSet.of(workspace, day or workspace.today())
    format_ = format_ or _format_by(out)
    if not names and not whom:
        if format_ == TEXT and out is None:
            return _list_all(here, found)
        names = (ALL,)
    registers = [_for(here, found, whom)] if whom else _wanted(here, found, names)
    if format_ == TEXT:
        if out not in (None, "-"):
            raise here.wrong_use(
                Message("请用 --format 指定文件格式", "name the format of the file with --format")
            )
        for one in registers:
            _show(here, one, several=len(registers) > 1)
        return 0
    return _write(here, found, registers, format_, out)


def _format_by(out: str | None) -> str:
    suffix = Path(out).suffix.lstrip(".").lower() if out else ""
    return suffix if suffix in FORMATS else TEXT


def _wanted(here: Surroundings, found: RegisterSet, names: Sequence[str]) -> list[Register[Any]]:
    from wuye_docs.content.registers.catalogue import REGISTER_NAMES
    from wuye_docs.loaders import nearest

    if ALL in names:
        return found.all()
    by_title = {one.title.zh: name for name in REGISTER_NAMES for one in found.named(name)}
    wanted: list[Register[Any]] = []
    for name in names:
        known = by_title.get(name, name)
        if known not in REGISTER_NAMES:
            near = nearest(name, [*REGISTER_NAMES, *by_title])
            raise here.wrong_use(
                Message(
                    f"没有清单 `{name}`"
                    + (f", 是否指 `{near}`？" if near else f"; 可用: {'、'.join(REGISTER_NAMES)}"),
                    f"no register `{name}`"
                    + (f"; did you mean `{near}`?" if near else f"; there are: {', '.join(REGISTER_NAMES)}"),
                )
            )
        wanted += found.named(known)
    return wanted


def _for(here: Surroundings, found: RegisterSet, whom: str) -> Register[Any]:
    try:
        return found.reading_for(whom)
    except KeyError:
        raise here.wrong_use(
            Message(
                f"没有岗位或文件 `{whom}`; 用 `wuye list roles` 或 `wuye list documents` 查看",
                f"`{whom}` is no post and no document; see `wuye list roles` and `wuye list documents`",
            )
        ) from None


def _list_all(here: Surroundings, found: RegisterSet) -> int:
    from wuye_docs.content.registers.catalogue import REGISTER_NAMES

    head = (here.say("清单", "name"), here.say("名称", "title"), here.say("项数", "entries"), here.say("用途", "for"))  # fmt: skip
    rows = [
        (name, one.heading if here.language is Language.CHINESE else one.title.en, str(len(one.entries)), one.about.text(here.language))
        for name in REGISTER_NAMES
        for one in found.named(name)
    ]  # fmt: skip
    _print(head, rows)
    return 0


def _show(here: Surroundings, register: Register[Any], *, several: bool) -> None:
    from wuye_docs.content.registers.register import Kind, text_of

    shown = [index for index, one in enumerate(register.columns) if one.kind is not Kind.BLANK]
    head = [register.columns[index].head.text(here.language) for index in shown]
    rows = [tuple(printable(text_of(row[index])) for index in shown) for row in register.rows()]
    if several:
        click.echo(f"\n{register.heading if here.language is Language.CHINESE else register.title.en}")
    _print(head, rows)
    if is_terminal():
        click.echo(here.say(f"共 {len(rows)} 项", f"{len(rows)} in all"))


def _print(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if is_terminal():
        for line in table(head, rows, terminal_width()):
            click.echo(line)
        return
    for row in (head, *rows):
        click.echo("\t".join(_pasted(cell) for cell in row))


def _pasted(cell: str) -> str:
    """A cell as a spreadsheet takes it: no tabs, and an apostrophe before what would be a formula."""
    text = cell.replace("\t", " ").replace("\n", " ")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write(
    here: Surroundings, found: RegisterSet, registers: Sequence[Register[Any]], format_: str, out: str | None
) -> int:
    from wuye_docs.project.registers import file_name

    if out == "-":
        if len(registers) != 1 and format_ != "xlsx":
            raise here.wrong_use(Message("标准输出只能写一份清单", "standard output takes one register"))
        data = found.workbook(registers) if format_ == "xlsx" else found.file(registers[0], format_)
        click.echo(data, nl=False)
        return 0
    place = here.start / (out or ".")
    is_file = bool(out) and place.suffix.lower() == f".{format_}" and not place.is_dir()
    if is_file and (format_ == "xlsx" or len(registers) == 1):
        data = found.workbook(registers) if format_ == "xlsx" else found.file(registers[0], format_)
        targets = [(place, data)]
    elif is_file or place.is_file():
        raise here.wrong_use(
            Message("多份清单请用 -o 指定文件夹", "several registers need a folder behind -o")
        )
    else:
        targets = [(place / file_name(one, format_), found.file(one, format_)) for one in registers]
    for target, data in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        click.echo(target)
    return 0
