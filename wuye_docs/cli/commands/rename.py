"""`wuye rename`: another number or name, in every place at once."""

from __future__ import annotations

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.repair import show_diff
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

KINDS = ("document", "form", "flow", "step", "role", "department", "party", "parameter", "term")

SHORT_HELP = Message("改编号或名称, 所有引用一起改", "change a number or name and every reference to it")
HELP = Message(
    """改一个编号或名称, 手册中引用它的地方一起改; 注释和排版原样保留。

    旧名可以是文件、流程、记录表的编号或名称, 岗位、部门、外部相关方、参数、术语, 或流程的步骤 (流程编号/步骤名)。
    文件改号时, 文件名、所属记录表的编号一起改。要么全部改好, 要么一处不动。

    \b
    wuye rename SYWIKF16 SYWIKF18 --dry-run       先看会改哪些地方
    wuye rename SYWIKF16 SYWIKF18 --retire 已并入SYWIKF18
    wuye rename 客户投诉受理表 投诉受理表 --keep-alias
    wuye rename 客服主管 客服经理
    wuye rename SYFLKF01/登记 受理
    """,
    """Change a number or a name, and every place that refers to it; comments and layout stay as they are.

    OLD is the number or title of a document, flow or form, the name of a role, department, outside party, parameter or
    term, or a step of a flow (FLOW/step). A document's file and the numbers of its forms go along. All places are
    changed, or none.

    \b
    wuye rename SYWIKF16 SYWIKF18 --dry-run
    wuye rename SYWIKF16 SYWIKF18 --retire "merged into SYWIKF18"
    wuye rename 客户投诉受理表 投诉受理表 --keep-alias
    wuye rename SYFLKF01/登记 受理
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def rename(
        here: Surroundings,
        old: str,
        new: str,
        dry_run: bool,
        retire: str | None,
        keep_alias: bool,
        kind: str | None,
    ) -> int:
        return run_rename(here, old, new, dry_run=dry_run, retire=retire, keep_alias=keep_alias, kind=kind)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "rename",
        callback=rename,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["old"], metavar=text("旧名", "OLD")),
            click.Argument(["new"], metavar=text("新名", "NEW")),
            click.Option(
                ["--dry-run", "-n"],
                is_flag=True,
                help=text("只显示会改的地方, 不写文件", "show the changes, write nothing"),
            ),
            click.Option(
                ["--retire"],
                metavar=text("去向", "REASON"),
                help=text("旧编号登记为停用, 写明去向", "enter the old number as retired, with the reason"),
            ),
            click.Option(
                ["--keep-alias"], is_flag=True, help=text("旧名保留为别名", "keep the old name as an alias")
            ),
            click.Option(
                ["--kind"],
                type=click.Choice(KINDS),
                help=text("旧名同时指几样东西时, 指明哪一种", "which one, where OLD is several things"),
            ),
        ],
    )


def run_rename(
    here: Surroundings,
    old: str,
    new: str,
    *,
    dry_run: bool,
    retire: str | None,
    keep_alias: bool,
    kind: str | None,
) -> int:
    """Rename, or show what would change; ends the command with 2 where it is refused."""
    from wuye_docs.project.edits import Refusal, unified_diff, write_changes
    from wuye_docs.project.renaming import plan_rename
    from wuye_docs.references import Kind

    project = here.project()
    try:
        plan = plan_rename(
            project.workspace(),
            old,
            new,
            kind=Kind(kind) if kind else None,
            retire=retire,
            keep_alias=keep_alias,
        )
        if not dry_run:
            write_changes(project.root, plan.files)
    except Refusal as refusal:
        hint = f"\n{refusal.hint.text(here.language)}" if refusal.hint else ""
        raise here.wrong_use(Message(refusal.message.zh + hint, refusal.message.en + hint)) from None
    if dry_run:
        show_diff(unified_diff(plan.files))
    moved = sum(file.path != file.new_path for file in plan.files)
    click.echo(
        here.say(
            f"{'将改' if dry_run else '已改'} {plan.places} 处, {len(plan.files)} 个文件"
            + (f", 其中 {moved} 个改名" if moved else ""),
            f"{'would change' if dry_run else 'changed'} {plan.places} places in {len(plan.files)} files"
            + (f", {moved} of them renamed" if moved else ""),
        )
    )
    for note in plan.notes:
        click.echo(note.text(here.language))
    return 0
