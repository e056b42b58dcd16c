"""`wuye check`: what is wrong with the sources."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, wants_colour
from wuye_docs.diagnostics import Diagnostic, Language, Message, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wuye_docs.loaders import Loaded, Workspace

FORMATS = ("text", "short", "json", "github")

SHORT_HELP = Message("检查全部源文件, 列出问题和改法", "check the sources and list what is wrong")
HELP = Message(
    """检查源文件: 编号、引用、岗位、流程、记录表、数值、用语是否一致。

    不写路径时检查整个手册; 写了文件或文件夹, 只列出其中的问题 (检查仍以整个手册为准)。

    \b
    wuye check                          检查整个手册
    wuye check manual/jobs              只看岗位说明书的问题
    wuye check --select REF,ROL         只看引用和岗位两类
    wuye check --fix                    自动修复能修复的
    wuye check --revision v1.0          检查某个 git 版本的手册
    wuye rule REF001                    查看某条规则的说明

    有错误或警告时退出码为 1; 只有建议时为 0。
    """,
    """Check the sources: whether numbers, references, posts, flows, forms, figures and wording agree.

    Without PATHS the whole manual is checked; with files or folders, only findings in them are listed (the check
    still takes the whole manual into account).

    \b
    wuye check                          the whole manual
    wuye check manual/jobs              findings in job descriptions alone
    wuye check --select REF,ROL         references and posts alone
    wuye check --fix                    repair what can be repaired mechanically
    wuye check --revision v1.0          the manual as it stood in a git revision
    wuye rule REF001                    what a rule is about

    Exits with 1 if there is an error or a warning, with 0 if there are only hints.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def check(
        here: Surroundings,
        paths: tuple[Path, ...],
        output: str,
        select: str,
        ignore: str,
        revision: str | None,
        fix: bool,
    ) -> int:
        if fix and revision is not None:
            raise here.wrong_use(
                Message("--fix 不能与 --revision 同用", "--fix and --revision exclude each other")
            )
        return run_check(here, paths, output, select, ignore, revision, wants_fix=fix)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "check",
        callback=check,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(
                ["paths"], nargs=-1, type=click.Path(path_type=Path), metavar=text("[路径]...", "[PATHS]...")
            ),
            click.Option(
                ["--format", "output"],
                type=click.Choice(FORMATS),
                default="text",
                help=text(
                    "输出格式: text 带原文 (默认), short 一行一条, json, github 用于 CI",
                    "text with the source (default), short (one line each), json, github for CI",
                ),
            ),
            click.Option(
                ["--select"],
                default="",
                metavar=text("代码", "CODES"),
                help=text(
                    "只检查这些规则, 逗号分隔, 可写类别: FLW,REF001", "only these rules, by comma; FLW,REF001"
                ),
            ),
            click.Option(
                ["--ignore"],
                default="",
                metavar=text("代码", "CODES"),
                help=text("不检查这些规则", "leave these rules out"),
            ),
            click.Option(
                ["--fix"],
                is_flag=True,
                help=text(
                    "先自动修复能修复的问题, 再列出其余",
                    "repair what can be repaired mechanically, then list the rest",
                ),
            ),
            click.Option(
                ["--revision"],
                metavar=text("版本", "GIT-REV"),
                help=text(
                    "检查 git 中的版本, 而非磁盘上的文件", "check a git revision instead of the files on disk"
                ),
            ),
        ],
    )


def run_check(
    here: Surroundings,
    paths: Sequence[Path],
    output: str,
    select: str,
    ignore: str,
    revision: str | None,
    *,
    wants_fix: bool = False,
) -> int:
    """Print the findings, after repairing some if asked to; returns 1 if one is an error or a warning."""
    # Reading and checking cost ten times what starting does, and `wuye check --help` needs neither.
    from wuye_docs.loaders import GitWorkspace, load
    from wuye_docs.rules import engine

    project = here.project()
    workspace: Workspace = project.workspace()
    if revision is not None:
        workspace = GitWorkspace(project.root, revision)
        _require_revision(here, workspace, revision)
    only = sources_among(here, project.root, paths, workspace)
    if only is not None and not only:
        click.echo(here.say("没有可检查的源文件", "none of these is a source"), err=True)
        return 0

    def checked() -> tuple[Loaded, tuple[Diagnostic, ...]]:
        loaded = load(workspace)
        found = engine.check(
            loaded,
            workspace,
            select=_codes(here, select),
            ignore=_codes(here, ignore),
            only_paths=tuple(only or ()),
        )
        return loaded, found

    loaded, found = checked()
    if wants_fix and any(one.fix for one in found):
        _repair(here, project.root, found)
        loaded, found = checked()
    rendered = render(found, loaded.sources, output, here.language)
    if rendered:
        click.echo(rendered.rstrip("\n"))
    if output in ("text", "short"):
        click.echo(summary(found, len(only) if only is not None else len(loaded.sources), here.language))
    return 1 if any(one.severity is not Severity.HINT for one in found) else 0


def _repair(here: Surroundings, root: Path, found: Sequence[Diagnostic]) -> None:
    """Make the mechanical repairs and say how many; of two that overlap the second waits for the next run."""
    from wuye_docs.project.edits import Refusal, repairs, write_changes

    try:
        count, changes = repairs(found, lambda path: (root / path).read_bytes())
        write_changes(root, changes)
    except Refusal as refusal:
        raise here.wrong_use(refusal.message) from None
    click.echo(here.say(f"已修复 {count} 处", f"repaired {count} places"), err=True)


def render(found: Sequence[Diagnostic], sources: Mapping[str, str], output: str, language: Language) -> str:
    """The findings in a format."""
    if output == "short":
        from wuye_docs.diagnostics.render import short

        return short.render(found, sources, language)
    if output == "json":
        from wuye_docs.diagnostics.render import json

        return json.render(found, sources, language)
    if output == "github":
        from wuye_docs.diagnostics.render import github

        return github.render(found, sources, language)
    from wuye_docs.diagnostics.render import terminal

    return terminal.render(found, sources, language, colour=wants_colour())


def summary(found: Sequence[Diagnostic], files: int, language: Language) -> str:
    """How much was found, in one line."""
    from wuye_docs.diagnostics.render import summary as counted

    if not found:
        return Message(f"没有发现问题 ({files} 个文件)", f"no findings ({files} files)").text(language)
    return "\n" + counted.render(found, {}, language).split("\n", 1)[0]


def sources_among(
    here: Surroundings, root: Path, paths: Sequence[Path], workspace: Workspace
) -> list[str] | None:
    """The sources that the paths of a command line name, as the workspace names them; None if none was given."""
    if not paths:
        return None
    known = workspace.paths()
    chosen: dict[str, None] = {}
    for path in paths:
        absolute = (here.start / path).resolve()
        if not absolute.is_relative_to(root.resolve()):
            raise here.wrong_use(
                Message(f"`{path}` 不在项目 {root} 中", f"`{path}` is outside the project {root}")
            )
        relative = absolute.relative_to(root.resolve()).as_posix()
        inside = [
            one for one in known if relative == "." or one == relative or one.startswith(relative + "/")
        ]
        if not inside and not absolute.exists():
            raise here.wrong_use(_missing(str(path), relative, known))
        chosen.update(dict.fromkeys(inside))
    return list(chosen)


def _missing(written: str, relative: str, known: Collection[str]) -> Message:
    from wuye_docs.loaders import nearest

    near = nearest(relative, known)
    return Message(
        f"没有文件 `{written}`" + (f", 是否指 `{near}`？" if near else ""),
        f"no file `{written}`" + (f"; did you mean `{near}`?" if near else ""),
    )


def _codes(here: Surroundings, written: str) -> tuple[str, ...]:
    """The rules that `--select` or `--ignore` name, families spelled out as prefixes; ends the command at an unknown one."""
    codes = tuple(code.strip().upper() for code in written.replace("，", ",").split(",") if code.strip())
    if codes:
        from wuye_docs.cli.commands.rule import known_codes, near_code

        known = known_codes()
        for code in codes:
            if not any(one.startswith(code) for one in known):
                near = near_code(code)
                raise here.wrong_use(
                    Message(
                        f"没有规则 `{code}`"
                        + (f", 是否指 `{near}`？" if near else "")
                        + "\n全部规则: `wuye rule --list`",
                        f"no rule `{code}`"
                        + (f"; did you mean `{near}`?" if near else "")
                        + "\n`wuye rule --list` has all",
                    )
                )
    return codes


def _require_revision(here: Surroundings, workspace: Workspace, revision: str) -> None:
    try:
        paths = workspace.paths()
    except FileNotFoundError as fault:
        raise here.wrong_use(
            Message(
                f"无法读取 git 版本 `{revision}`: {fault}",
                f"cannot read the git revision `{revision}`: {fault}",
            )
        ) from None
    if not paths:
        raise here.wrong_use(
            Message(f"git 版本 `{revision}` 中没有手册", f"the git revision `{revision}` has no manual")
        )
