"""`wuye list`: what the manual holds, one line each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message
from wuye_docs.diagnostics.render.wording import printable

if TYPE_CHECKING:
    from wuye_docs.model import Manual

KINDS = (
    "documents",
    "jobs",
    "forms",
    "flows",
    "roles",
    "departments",
    "parties",
    "parameters",
    "terms",
    "standards",
)

SHORT_HELP = Message("列出文件、岗位、记录表、流程等", "list documents, roles, forms, flows …")
HELP = Message(
    """列出手册中的一类对象。在终端中是对齐的表; 接管道或写入文件时以 Tab 分隔, 可直接粘贴到 Excel。

    \b
    documents   文件            roles        岗位
    jobs        岗位说明书      departments  部门
    forms       记录表          parties      外部相关方
    flows       流程            parameters   数值
    terms       术语            standards    外部文件
    """,
    """List one kind of thing. An aligned table on a terminal; separated by tabs in a pipe or file, as spreadsheets take it.

    KIND is one of documents, jobs, forms, flows, roles, departments, parties, parameters, terms, standards.
    """,
)

_HEADS: dict[str, tuple[Message, ...]] = {
    "documents": (
        Message("编号", "number"), Message("名称", "title"), Message("层级", "level"), Message("版次", "revision"),
        Message("状态", "status"), Message("归口", "owner"),
    ),
    "forms": (
        Message("编号", "number"), Message("名称", "title"), Message("类别", "kind"), Message("版次", "revision"),
        Message("状态", "status"), Message("归口", "owner"), Message("保存", "kept"),
    ),
    "flows": (
        Message("编号", "number"), Message("名称", "title"), Message("所属文件", "document"), Message("步骤", "steps"),
        Message("泳道", "lanes"), Message("版次", "revision"), Message("状态", "status"),
    ),
    "roles": (
        Message("岗位", "role"), Message("部门", "department"), Message("直接上级", "reports to"),
        Message("编制", "headcount"), Message("岗位说明书", "job"), Message("别名", "aliases"),
    ),
    "departments": (
        Message("部门", "department"), Message("代码", "code"), Message("上级", "reports to"),
        Message("负责岗位", "head"), Message("别名", "aliases"),
    ),
    "parties": (Message("相关方", "party"), Message("别名", "aliases"), Message("说明", "note")),
    "parameters": (Message("名称", "name"), Message("数值", "value"), Message("所指事项", "subject"), Message("说明", "note")),
    "terms": (Message("术语", "term"), Message("定义", "definition"), Message("同义词", "aliases"), Message("禁用", "banned")),
    "standards": (
        Message("编号", "number"), Message("名称", "title"), Message("类别", "kind"), Message("版本", "edition"),
        Message("状态", "status"),
    ),
}  # fmt: skip
_HEADS["jobs"] = (
    Message("编号", "number"), Message("岗位", "post"), Message("部门", "department"), Message("直接上级", "reports to"),
    Message("版次", "revision"), Message("状态", "status"),
)  # fmt: skip


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def list_(here: Surroundings, kind: str, as_json: bool) -> int:
        return run_list(here, kind, as_json=as_json)

    return Command(
        language,
        "list",
        callback=list_,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(
                ["kind"], type=click.Choice(KINDS), metavar=Message("类别", "KIND").text(language)
            ),
            click.Option(
                ["--json", "as_json"], is_flag=True, help=Message("输出 JSON", "print JSON").text(language)
            ),
        ],
    )


def run_list(here: Surroundings, kind: str, *, as_json: bool) -> int:
    """Print the table; returns 0, an empty one included."""
    manual = here.project().load().manual
    found = [tuple(map(printable, row)) for row in rows(manual, kind)]
    heads = _HEADS[kind]
    if as_json:
        keys = [head.en.replace(" ", "-") for head in heads]
        click.echo(
            json.dumps([dict(zip(keys, row, strict=True)) for row in found], ensure_ascii=False, indent=2)
        )
        return 0
    head = [one.text(here.language) for one in heads]
    if not is_terminal():
        for row in (head, *found):
            click.echo("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row))
        return 0
    for line in table(head, found, terminal_width()):
        click.echo(line)
    click.echo(here.say(f"共 {len(found)} 项", f"{len(found)} in all"))
    return 0


def rows(manual: Manual, kind: str) -> list[tuple[str, ...]]:
    """The cells of each thing of a kind, in the order of the sources."""
    levels = manual.settings.levels
    match kind:
        case "documents":
            return [
                (one.number, one.title, levels[one.level].name if one.level in levels else one.level, one.revision, one.status.label, one.owner)
                for one in manual.documents.values()
            ]  # fmt: skip
        case "jobs":
            return [
                (one.number, one.post, one.department, one.reports_to, one.revision, one.status.label)
                for one in manual.documents.values()
                if one.post
            ]
        case "forms":
            return [
                (one.number, one.title, one.kind.label, one.revision, one.status.label, one.owner, one.retention.text if one.retention else "")
                for one in manual.forms.values()
            ]  # fmt: skip
        case "flows":
            return [
                (one.number, one.title, one.document, str(len(one.steps)), "、".join(one.lanes), one.revision, one.status.label)
                for one in manual.flows.values()
            ]  # fmt: skip
        case "roles":
            return [
                (name, one.department, one.reports_to, "" if one.headcount is None else str(one.headcount), one.job, "、".join(one.aliases))
                for name, one in manual.roles.items()
            ]  # fmt: skip
        case "departments":
            return [
                (name, one.code, one.reports_to, one.head, "、".join(one.aliases))
                for name, one in manual.departments.items()
            ]
        case "parties":
            return [(name, "、".join(one.aliases), one.note) for name, one in manual.parties.items()]
        case "parameters":
            return [(name, one.text, one.subject, one.note) for name, one in manual.parameters.items()]
        case "terms":
            return [
                (name, one.definition, "、".join(one.aliases), "、".join(one.banned))
                for name, one in manual.terms.items()
            ]
        case _:
            return [
                (name, one.title, one.kind, one.edition, one.status.value)
                for name, one in manual.standards.items()
            ]
