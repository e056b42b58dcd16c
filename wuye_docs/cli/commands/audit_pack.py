"""`wuye audit-pack`: one folder or zip file with all that an auditor asks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.options import jobs_option
from wuye_docs.cli.progress import progress_bar
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("汇集审核用的文件、清单和证据", "gather papers, registers and evidence for an auditor")
HELP = Message(
    """把审核要用的资料放进一个文件夹或一个 zip 文件, 发给审核员或带到现场, 不需要网络。

    \b
    索引.html     按标准条款列出文件、批准、流程和记录, 点击即打开
    文件          全部文件和记录表的 PDF
    清单          受控文件清单、记录清单等, 网页和 Excel
    审批证据      审批台账和各版本的发布清单

    \b
    wuye audit-pack                    放到“审核资料”文件夹
    wuye audit-pack -o 审核资料.zip    一个 zip 文件
    """,
    """Put what an audit needs into one folder or zip file, to be sent or carried along; it works without a network.

    An index by clause of the standard (索引.html) leads to the PDF of every document and form, to the registers as pages and
    as a workbook, and to the ledger and the manifests of the releases.

    \b
    wuye audit-pack                  into the folder 审核资料
    wuye audit-pack -o audit.zip     a zip file
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def audit_pack(here: Surroundings, out: Path, day: Any, jobs: int) -> int:
        return run_audit_pack(here, out, day.date() if day else None, jobs)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "audit-pack",
        callback=audit_pack,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Option(
                ["--out", "-o"],
                type=click.Path(path_type=Path),
                default=Path("审核资料"),
                metavar=text("文件夹|文件.zip", "DIR|FILE.zip"),
                help=text(
                    "放到哪里 (默认“审核资料”文件夹)", "where to put it (default: the folder 审核资料)"
                ),
            ),
            click.Option(
                ["--day"],
                type=click.DateTime(["%Y-%m-%d"]),
                metavar="YYYY-MM-DD",
                help=text("按哪一天算到期 (默认今天)", "the day on which things are due (default: today)"),
            ),
            jobs_option(language),
        ],
    )


def run_audit_pack(here: Surroundings, out: Path, day: date | None, jobs: int) -> int:
    """Make the pack; returns 1 if it cannot be made."""
    from wuye_docs.project.audit_pack import INDEX, write_audit_pack
    from wuye_docs.project.build import BuildRefusal
    from wuye_docs.project.edits import Refusal

    project = here.project()
    target = here.start / out
    try:
        with progress_bar() as progress:
            count = write_audit_pack(
                project.root, target, day or project.workspace().today(), jobs=jobs,
                progress=lambda _, done, total: progress(here.say("生成文件", "writing files"), done, total),
            )  # fmt: skip
    except (Refusal, BuildRefusal) as refusal:
        here.complain(refusal.message)
        return 1
    click.echo(
        here.say(
            f"{target}: {count} 个文件, 从 {INDEX} 开始看",
            f"{target}: {count} files; begin with {INDEX}",
        )
    )
    return 0
