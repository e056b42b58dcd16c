"""`wuye check`: what is wrong with the sources."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.reports import FOR_PEOPLE, FORMATS, NAMING_RULES, background_of, render, write_report
from wuye_docs.cli.surroundings import Surroundings, wants_colour
from wuye_docs.diagnostics import Diagnostic, Language, Message, Severity

if TYPE_CHECKING:
    from wuye_docs.loaders import Loaded, Workspace
    from wuye_docs.loaders.manual import KeptFiles
    from wuye_docs.project.kept_report import CheckReport
    from wuye_docs.rules.engine import Checked

SHORT_HELP = Message("检查全部源文件, 列出问题和改法", "check the sources and list what is wrong")
HELP = Message(
    """检查源文件: 编号、引用、岗位、流程、记录表、数值、用语是否一致。

    不写路径时检查整个手册; 写了文件或文件夹, 只列出其中的问题 (检查仍以整个手册为准)。

    \b
    wuye check                          检查整个手册
    wuye check manual/jobs              只看岗位说明书的问题
    wuye check --select REF,ROL         只看引用和岗位两类
    wuye check --watch                  每次保存后重新检查
    wuye check --fix                    显示自动修复的改动, 确认后写入
    wuye check --format html -o build/check.html   生成报告页
    wuye check --revision v1.0          检查某个 git 版本的手册
    wuye check --built                  检查生成的文件: 链接、页码、文字
    wuye rule REF001                    查看某条规则的说明

    有错误或警告时退出码为 1; 只有提示时为 0。
    """,
    """Check the sources: whether numbers, references, posts, flows, forms, figures and wording agree.

    Without PATHS the whole manual is checked; with files or folders, only findings in them are listed (the check
    still takes the whole manual into account).

    \b
    wuye check                          the whole manual
    wuye check manual/jobs              findings in job descriptions alone
    wuye check --select REF,ROL         references and posts alone
    wuye check --watch                  again after every save
    wuye check --fix                    show the repairs, ask, write them
    wuye check --format html -o build/check.html   a report to read and send
    wuye check --revision v1.0          the manual as it stood in a git revision
    wuye check --built                  what was built: links, pages, text
    wuye rule REF001                    what a rule is about

    Exits with 1 if there is an error or a warning, with 0 if there are only hints.
    """,
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What one run of the command is asked for."""

    paths: tuple[Path, ...] = ()
    form: str = "text"
    output: Path | None = None
    select: str = ""
    ignore: str = ""
    revision: str | None = None
    stdin_path: Path | None = None
    fix: bool = False
    diff: bool = False
    yes: bool = False
    watch: bool = False
    built: Path | None = None


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def check(here: Surroundings, /, **options: Any) -> int:
        return run_check(here, Wish(**options))

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
                ["--format", "form"],
                type=click.Choice(FORMATS),
                default="text",
                help=text(
                    "输出格式: text 带原文 (默认), short 一行一条, html 报告页; json, sarif, junit, github 供程序和 CI 使用",
                    "text with the source (default), short (one line each), html (a page); json, sarif, junit, github for CI",
                ),
            ),
            click.Option(
                ["--output", "-o"],
                type=click.Path(dir_okay=False, path_type=Path),
                metavar=text("文件", "FILE"),
                help=text("写入文件, 不显示在终端", "write to a file instead of the terminal"),
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
                    "显示自动修复的改动, 在终端上先询问再写入, 然后列出其余问题",
                    "show the mechanical repairs, ask on a terminal, write them, then list the rest",
                ),
            ),
            click.Option(
                ["--diff"],
                is_flag=True,
                help=text("只显示自动修复的改动, 不写文件", "show the mechanical repairs and write nothing"),
            ),
            click.Option(
                ["--yes", "-y"], is_flag=True, help=text("与 --fix 同用, 不再询问", "with --fix: do not ask")
            ),
            click.Option(
                ["--watch"],
                is_flag=True,
                help=text(
                    "每次保存后重新检查, 按 Ctrl-C 结束", "check again after every save; Ctrl-C ends it"
                ),
            ),
            click.Option(
                ["--built"],
                is_flag=False,
                flag_value="build",
                type=click.Path(file_okay=False, path_type=Path),
                metavar=text("[文件夹]", "[DIR]"),
                help=text(
                    "检查 `wuye build` 生成的文件 (默认 build 文件夹)",
                    "check what `wuye build` wrote (default: build) instead of the sources",
                ),
            ),
            click.Option(
                ["--revision"],
                metavar=text("版本", "GIT-REV"),
                help=text(
                    "检查 git 中的版本, 而非磁盘上的文件", "check a git revision instead of the files on disk"
                ),
            ),
            click.Option(
                ["--stdin-path"],
                type=click.Path(path_type=Path),
                metavar=text("文件", "FILE"),
                help=text(
                    "以标准输入作为该文件的内容, 供编辑器检查未保存的文字",
                    "take standard input for this file: how editors check what is not saved",
                ),
            ),
        ],
    )


def run_check(here: Surroundings, wish: Wish) -> int:
    """Print or write the findings, after repairs if asked for; returns 1 if one is an error or a warning."""
    _require_agreement(here, wish)
    if wish.watch:
        from wuye_docs.cli.watch import run_watch

        return run_watch(here, wish)
    # What was built may change while the sources do not.
    is_of_sources = wish.built is None and wish.revision is None and wish.stdin_path is None
    if is_of_sources and not (wish.fix or wish.diff or wish.output):
        return _check_or_recall(here, wish)
    run = Run.of(here, wish)
    if run is None:
        return 0
    found = run.look(run.workspace)
    if wish.fix or wish.diff:
        from wuye_docs.cli.repair import offer_repairs

        repairs = offer_repairs(run, found.checked.found)
        if wish.diff:
            return 1 if repairs.files else 0
        found = run.look(run.workspace)
    return run.report(found)


def _check_or_recall(here: Surroundings, wish: Wish) -> int:
    """Print the findings in the sources on disk; those of the last time where nothing has changed since."""
    from wuye_docs.project.kept_report import KeptReports, RecordingWorkspace

    asked = (wish.form, wish.select, wish.ignore, [*map(str, wish.paths)], str(here.start))
    kept = KeptReports(here.project().root, (*asked, here.language.value, wants_colour()), date.today())
    report = kept.recall()
    if report is None:
        run = Run.of(here, wish)
        if run is None:
            return 0
        workspace = RecordingWorkspace(run.workspace)
        report = run.written(run.look(workspace))
        kept.keep(report, workspace.asked)
    return show(report)


def show(report: CheckReport) -> int:
    """Print what a check told; returns its exit code."""
    if report.text:
        # click would take the colours away again where FORCE_COLOR asks for them in a pipe.
        click.echo(report.text.rstrip("\n"), color=wants_colour() or None)
    if report.told:
        click.echo(report.told)
    return report.code


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at a workspace gave."""

    loaded: Loaded
    checked: Checked


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: what is checked, and how it is told."""

    here: Surroundings
    wish: Wish
    root: Path
    workspace: Workspace
    only: tuple[str, ...] | None
    """The paths that findings are listed of; None for all."""
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    @classmethod
    def of(cls, here: Surroundings, wish: Wish) -> Run | None:
        """The run that is asked for, or None if no source is among the paths; ends the command where they are wrong."""
        # Reading and checking cost ten times what starting does, and `wuye check --help` needs neither.
        from wuye_docs.loaders import GitWorkspace

        project = here.project()
        workspace: Workspace = project.workspace()
        only: tuple[str, ...] | None = None
        if wish.stdin_path is not None:
            path = _path_in_project(here, project.root, wish.stdin_path)
            workspace = project.workspace_with({path: sys.stdin.buffer.read()})
            only = (path,)
        elif wish.revision is not None:
            workspace = GitWorkspace(project.root, wish.revision)
            _require_revision(here, workspace, wish.revision)
        if wish.paths:
            only = sources_among(here, project.root, wish.paths, workspace)
            if not only:
                click.echo(here.say("没有可检查的源文件", "none of these is a source"), err=True)
                return None
        return cls(
            here,
            wish,
            project.root,
            workspace,
            only,
            _codes(here, wish.select),
            _codes(here, wish.ignore),
        )

    def look(self, workspace: Workspace, files: KeptFiles | None = None) -> Found:
        """What is wrong in a workspace, as far as it was asked for; `files` are those read before, to read less."""
        from wuye_docs.loaders import load
        from wuye_docs.rules import engine

        loaded = load(workspace, files)
        if self.wish.built is not None:
            return Found(loaded, self.look_at_built(loaded))
        return Found(
            loaded,
            engine.check_with_waived(
                loaded, workspace, select=self.select, ignore=self.ignore, only_paths=self.only or ()
            ),
        )

    def look_at_built(self, loaded: Loaded) -> Checked:
        """What is wrong with the files of a build, less what is waived; ends the command where there is no build."""
        from wuye_docs.project.built_files.check import check_built, open_built
        from wuye_docs.rules import Checked, select_rules
        from wuye_docs.rules.waivers import sort_by_waivers

        folder = self.root / (self.wish.built or "build")
        if not (folder / "manifest.json").is_file():
            raise self.here.wrong_use(
                Message(
                    f"`{folder}` 中没有生成的文件, 先运行 `wuye build`",
                    f"nothing was built in `{folder}`; run `wuye build` first",
                )
            )
        rules = select_rules(self.select, self.ignore, built=True)
        found = check_built(open_built(self.root, folder), [rule.code for rule in rules])
        by_waiver = sort_by_waivers(found, loaded.manual.settings.waivers, self.workspace.today())
        return Checked(by_waiver.kept, by_waiver.waived)

    def report(self, found: Found) -> int:
        """Print or write what was found; returns the exit code."""
        written = self.written(found)
        output = self.wish.output
        if output is None:
            return show(written)
        write_report(self.here.start / output, written.text)
        click.echo(written.told.lstrip("\n"))
        click.echo(self.here.say(f"已写入 {output}", f"written to {output}"))
        return written.code

    def written(self, found: Found) -> CheckReport:
        """The report of what was found, in the format asked for."""
        from wuye_docs.project.kept_report import CheckReport
        from wuye_docs.rules import select_rules

        here, wish = self.here, self.wish
        diagnostics = found.checked.found
        rules = select_rules(self.select, self.ignore, built=wish.built is not None)
        background = background_of(
            found.loaded,
            found.checked,
            rules if wish.form in NAMING_RULES else (),
            self.workspace.today(),
            only_paths=self.only,
        )
        text = render(
            diagnostics,
            found.loaded.sources,
            wish.form,
            here.language,
            background,
            colour=False if wish.output else None,
        )
        is_told = wish.output or wish.form in FOR_PEOPLE
        told = summary(diagnostics, len(background.files), here.language) if is_told else ""
        failed = any(one.severity is not Severity.HINT for one in diagnostics)
        return CheckReport(text, told, 1 if failed else 0)


def summary(found: Sequence[Diagnostic], files: int, language: Language) -> str:
    """How much was found, in one line."""
    from wuye_docs.diagnostics.render import summary as counted

    if not found:
        return Message(f"没有发现问题 ({files} 个文件)", f"no findings ({files} files)").text(language)
    return "\n" + counted.render(found, {}, language).split("\n", 1)[0]


def _require_agreement(here: Surroundings, wish: Wish) -> None:
    """End the command where two of its options contradict each other."""
    given = {
        "--fix": wish.fix,
        "--diff": wish.diff,
        "--watch": wish.watch,
        "--revision": wish.revision is not None,
        "--stdin-path": wish.stdin_path is not None,
        "--built": wish.built is not None,
    }
    named = [option for option, is_given in given.items() if is_given]
    if wish.paths and (wish.stdin_path is not None or wish.built is not None):
        named.append(here.say("路径", "PATHS"))
    if len(named) > 1:
        first, second = named[:2]
        raise here.wrong_use(
            Message(f"{first} 不能与 {second} 同用", f"{first} and {second} exclude each other")
        )
    if wish.yes and not wish.fix:
        raise here.wrong_use(Message("--yes 只与 --fix 同用", "--yes goes with --fix"))


def sources_among(
    here: Surroundings, root: Path, paths: Sequence[Path], workspace: Workspace
) -> tuple[str, ...]:
    """The sources that the paths of a command line name, as the workspace names them."""
    known = workspace.paths()
    chosen: dict[str, None] = {}
    for path in paths:
        relative = _path_in_project(here, root, path)
        inside = [
            one for one in known if relative == "." or one == relative or one.startswith(relative + "/")
        ]
        if not inside and not (here.start / path).exists():
            raise here.wrong_use(_missing(str(path), relative, known))
        chosen.update(dict.fromkeys(inside))
    return tuple(chosen)


def _path_in_project(here: Surroundings, root: Path, path: Path) -> str:
    """A path of the command line from the project's root; ends the command where it lies elsewhere."""
    absolute = (here.start / path).resolve()
    if not absolute.is_relative_to(root.resolve()):
        raise here.wrong_use(
            Message(f"`{path}` 不在项目 {root} 中", f"`{path}` is outside the project {root}")
        )
    return absolute.relative_to(root.resolve()).as_posix()


def _missing(written: str, relative: str, known: Collection[str]) -> Message:
    from wuye_docs.loaders import nearest, not_found

    near = nearest(relative, known)
    return not_found(f"没有文件 `{written}`", f"no file `{written}`", near)


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
