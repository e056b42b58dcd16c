"""`wuye new`: a new document, job description, flow, form or manual to go on from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.help import Command, Group
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.model import Manual
    from wuye_docs.project.scaffold import NewSource

FORM_KINDS = ("form", "record", "register", "notice", "certificate", "contract", "report")

SHORT_HELP = Message(
    "新建文件、岗位说明书、流程、记录表或手册", "start a document, job description, flow, form or manual"
)
HELP = Message(
    """新建一个源文件: 自动取下一个编号, 填好模板, 要补的地方写着“待定”, `wuye check` 会逐处列出。

    \b
    wuye new document --series SYWIKF --title 钥匙管理规程
    wuye new job --post 客服主管 --department 客户服务部
    wuye new flow --document SYWIKF16 --title 钥匙借用流程
    wuye new form --document SYWIKF16 --title 钥匙借用登记表
    wuye new template
    wuye new manual 我的手册

    已有的文件不会被覆盖。
    """,
    """Start a source: it gets the next free number and a filled template; what you must supply is marked 待定, and
    `wuye check` lists every such place.

    \b
    wuye new document --series SYWIKF --title 钥匙管理规程
    wuye new job --post 客服主管 --department 客户服务部
    wuye new flow --document SYWIKF16 --title 钥匙借用流程
    wuye new form --document SYWIKF16 --title 钥匙借用登记表
    wuye new template
    wuye new manual my-manual

    Existing files are never overwritten.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language, with one command a kind of source."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    def title() -> click.Option:
        return click.Option(
            ["--title"],
            required=True,
            metavar=text("名称", "TITLE"),
            help=text("名称 (必填)", "title (required)"),
        )

    def series() -> click.Option:
        return click.Option(
            ["--series"],
            metavar=text("系列", "SERIES"),
            help=text(
                "编号系列: 前缀、层级或名称, 如 SYWIKF",
                "series of numbers: prefix, level or name, such as SYWIKF",
            ),
        )

    def document() -> click.Option:
        return click.Option(
            ["--document"],
            required=True,
            metavar=text("编号", "NUMBER"),
            help=text("所属文件的编号 (必填)", "number of its document (required)"),
        )

    @click.pass_obj
    def new_document(here: Surroundings, title: str, series: str | None) -> int:
        from wuye_docs.project import scaffold

        return _write(here, lambda manual: scaffold.new_document(manual, title, series))

    @click.pass_obj
    def new_job(here: Surroundings, post: str, department: str, reports_to: str, series: str | None) -> int:
        return _write_job(here, post, department, reports_to, series)

    @click.pass_obj
    def new_flow(here: Surroundings, title: str, document: str, series: str | None) -> int:
        from wuye_docs.project import scaffold

        return _write(here, lambda manual: scaffold.new_flow(manual, title, document, series))

    @click.pass_obj
    def new_form(here: Surroundings, title: str, document: str, kind: str) -> int:
        from wuye_docs.project import scaffold

        return _write(here, lambda manual: scaffold.new_form(manual, title, document, kind))

    @click.pass_obj
    def new_manual(here: Surroundings, folder: Path, company: str, prefix: str) -> int:
        return _write_manual(here, folder, company, prefix)

    @click.pass_obj
    def new_template(here: Surroundings) -> int:
        return _write_template(here)

    def made(name: str, zh: str, en: str, callback: object, *params: click.Parameter) -> click.Command:
        about = text(zh, en)
        return Command(language, name, callback=callback, short_help=about, help=about, params=list(params))

    group = Group(language, "new", short_help=SHORT_HELP.text(language), help=HELP.text(language))
    for one in (
        made("document", "新建文件 (制度、程序、作业指导书)", "a policy, procedure or work instruction", new_document, title(), series()),
        made(
            "job",
            "新建岗位说明书",
            "a job description",
            new_job,
            click.Option(["--post"], required=True, metavar=text("岗位", "POST"), help=text("岗位名称 (必填)", "name of the post (required)")),
            click.Option(["--department"], default="", metavar=text("部门", "NAME"), help=text("所属部门", "its department")),
            click.Option(["--reports-to"], default="", metavar=text("岗位", "POST"), help=text("直接上级", "the post above it")),
            series(),
        ),
        made("flow", "新建流程", "a flow chart", new_flow, document(), title(), series()),
        made(
            "form",
            "新建记录表",
            "a form",
            new_form,
            document(),
            title(),
            click.Option(
                ["--kind"], type=click.Choice(FORM_KINDS), default="record",
                help=text("类别: form 表单, record 记录 (默认), register 台账 …", "kind of sheet (default: record)"),
            ),
        ),
        made("template", "复制一份 Word 模板, 供改成公司自己的封面和页眉", "a copy of the Word template, to be restyled", new_template),
        made(
            "manual",
            "新建一个可以直接检查和生成的手册项目",
            "a small manual that checks clean and builds",
            new_manual,
            click.Argument(["folder"], required=False, default=".", type=click.Path(path_type=Path), metavar=text("[文件夹]", "[DIR]")),
            click.Option(["--company"], default="", metavar=text("公司名称", "NAME"), help=text("公司名称", "name of the company")),
            click.Option(["--prefix"], default="WY", metavar=text("字母", "LETTERS"), help=text("编号前缀 (默认 WY)", "what numbers begin with (default: WY)")),
        ),
    ):  # fmt: skip
        group.add_command(one)
    return group


def _write(here: Surroundings, make: Callable[[Manual], NewSource]) -> int:
    from wuye_docs.project.edits import Refusal, write_changes, write_new_files

    project = here.project()
    try:
        made = make(project.load().manual)
        write_new_files(project.root, {made.path: made.text})
        write_changes(project.root, made.changes)
    except Refusal as refusal:
        raise here.wrong_use(refusal.message) from None
    click.echo(here.say(f"已新建 {made.path}", f"made {made.path}"))
    for note in made.notes:
        click.echo(note.text(here.language))
    return 0


def _write_job(here: Surroundings, post: str, department: str, reports_to: str, series: str | None) -> int:
    from dataclasses import replace

    from wuye_docs.project import scaffold

    root = here.project().root

    def make(manual: Manual) -> NewSource:
        made = scaffold.new_job(manual, post, department, reports_to, series)
        known = manual.roles.get(post)
        if known is None:
            return made
        change = scaffold.without_post(known, (root / known.span.path).read_bytes())
        note = Message(
            f"岗位 `{post}` 改由 {made.path} 声明, 已从 {known.span.path} 移出",
            f"`{post}` is declared by {made.path} and was taken out of {known.span.path}",
        )
        return replace(made, changes=(change,), notes=(note,))

    return _write(here, make)


def _write_template(here: Surroundings) -> int:
    """Copy the Word template beside the sources, where it is not yet."""
    from wuye_docs.project.state import write_whole
    from wuye_docs.writers.docx.template import base_bytes

    name = "manual/word-template.docx"
    path = here.project().root / name
    if path.exists():
        raise here.wrong_use(Message(f"{name} 已经存在", f"{name} is there already"))
    write_whole(path, base_bytes())
    click.echo(
        here.say(
            f"已新建 {name}。用 Word 修改封面、页眉、页脚, 再在 manual/manual.yaml 写上:\nstyle:\n  word-template: {name}",
            f"made {name}. Restyle cover, header and footer in Word, then write in manual/manual.yaml:\n"
            f"style:\n  word-template: {name}",
        )
    )
    return 0


def _write_manual(here: Surroundings, folder: Path, company: str, prefix: str) -> int:
    from wuye_docs.project import scaffold
    from wuye_docs.project.edits import Refusal, write_new_files

    root = here.start / folder
    try:
        files = scaffold.new_manual(company, prefix)
        write_new_files(root, files)
    except Refusal as refusal:
        raise here.wrong_use(refusal.message) from None
    for path in sorted(path for path in files if not path.startswith(".")):
        click.echo(f"  {path}")
    go = "" if folder == Path() else f"cd {folder}\n"
    click.echo(
        here.say(
            f"已在 {folder} 新建手册 ({len(files)} 个文件)。接下来:\n{go}wuye check\nwuye build",
            f"made a manual in {folder} ({len(files)} files). Next:\n{go}wuye check\nwuye build",
        )
    )
    return 0
