"""`wuye build`: the sources as a website, Word files and PDFs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.options import jobs_option
from wuye_docs.cli.progress import progress_bar
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message, Severity

if TYPE_CHECKING:
    from wuye_docs.model import ChartFormat
    from wuye_docs.project.build import BuildReport

FORMATS = ("html", "docx", "pdf", "registers")

SHORT_HELP = Message("生成网站、Word 和 PDF", "build the site, Word files and PDFs")
HELP = Message(
    """生成手册: html 网站, docx 每个文件一份 Word, pdf 每个文件一份 PDF, registers 文件控制清单 (Excel), all 全部 (默认)。

    可以只生成指定编号的文件。没有变化的不重做; 结果在项目的 build 文件夹中。

    \b
    wuye build                          生成全部
    wuye build pdf SYWIKF16 SYJD04      两个文件的 PDF
    wuye build docx --out 送审          Word 放到“送审”文件夹

    草案可以带着问题生成, 结束时会提示有多少问题。
    """,
    """Build the manual: html is the site, docx and pdf are a file for each document, registers is a workbook
    of the lists of document control, all is everything (default).

    Numbers limit the build to these documents. What has not changed is not built again; the results are in `build`.

    \b
    wuye build                          everything
    wuye build pdf SYWIKF16 SYJD04      the PDF of two documents
    wuye build docx --out review        Word files, into the folder `review`

    Drafts are built with faults in them; a line at the end says how many there are.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def build(
        here: Surroundings,
        words: tuple[str, ...],
        out: Path | None,
        jobs: int,
        force: bool,
        no_check: bool,
        emf: bool,
        edition: str,
        probe: bool,
    ) -> int:
        if edition:
            return run_edition(here, words, edition, jobs)
        return run_build(here, words, out, jobs, force, checks=not no_check, emf=emf, probe=probe)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "build",
        callback=build,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(
                ["words"],
                nargs=-1,
                metavar=text(
                    "[html|docx|pdf|registers|all] [编号]...", "[html|docx|pdf|registers|all] [NUMBERS]..."
                ),
            ),
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar=text("文件夹", "DIR"),
                help=text("结果放到哪个文件夹 (默认 build)", "folder of the results (default: build)"),
            ),
            jobs_option(language),
            click.Option(
                ["--force"], is_flag=True, help=text("全部重做", "build again what has not changed")
            ),
            click.Option(
                ["--emf"],
                is_flag=True,
                help=text(
                    "Word 中的流程图用 EMF 矢量图, 供 Word 2016 以前的版本",
                    "flow charts in Word as EMF, vectors for Word before 2016",
                ),
            ),
            click.Option(
                ["--edition"],
                default="",
                metavar=text("版本", "EDITION"),
                help=text(
                    "用冻结的源文件重做已发布的版本, 放到 build/release",
                    "a released edition again, from its frozen sources, into build/release",
                ),
            ),
            click.Option(
                ["--probe"],
                is_flag=True,
                help=text(
                    "每个 Word 文件的目录页码都按 LibreOffice 的版面计算 (默认只算合订本)",
                    "page numbers in the contents of every Word file as LibreOffice lays it out (default: the bound manual's)",
                ),
            ),
            click.Option(
                ["--no-check"],
                is_flag=True,
                help=text("结束时不统计检查发现", "do not count findings at the end"),
            ),
        ],
    )


def run_build(
    here: Surroundings,
    words: tuple[str, ...],
    out: Path | None,
    jobs: int,
    force: bool,
    *,
    checks: bool,
    emf: bool = False,
    probe: bool = False,
) -> int:
    """Build and say what was written; returns 1 if something could not be built."""
    # Nothing else is imported before this: a build with nothing to do must end within the blink that starting takes.
    from wuye_docs.project.build import BuildRefusal, UnknownNumber, build

    root = here.project().root
    formats, numbers = formats_and_numbers(here, words)
    target = here.start / out if out else root / "build"
    try:
        with progress_bar() as progress:
            report = build(
                root,
                formats=formats,
                numbers=numbers,
                out=target,
                jobs=jobs,
                force=force,
                word_charts=_emf() if emf else None,
                probe=probe,
                progress=lambda stage, done, total: progress(_stage(here, stage), done, total),
            )
    except UnknownNumber as unknown:
        raise here.wrong_use(unknown.message) from unknown
    except BuildRefusal as refusal:
        here.complain(refusal.message)
        return 1
    for note in report.notes:
        click.echo(note.text(here.language))
    if report.failed:
        from wuye_docs.cli.reports import render
        from wuye_docs.loaders import load

        sources = load(here.project().workspace()).sources
        click.echo(render(report.failed, sources, "text", here.language).rstrip("\n"))
    click.echo(_done(here, report))
    if checks and report.written:
        _count_findings(here, target)
    return 1 if report.failed else 0


def run_edition(here: Surroundings, words: tuple[str, ...], edition: str, jobs: int) -> int:
    """Build a released edition again; 1 if it cannot be built, or if what comes out is not what was released."""
    from wuye_docs.control import baselines
    from wuye_docs.project.build import BuildRefusal
    from wuye_docs.project.release import rebuild_edition

    root = here.project().root
    formats, numbers = formats_and_numbers(here, words)
    if numbers or formats != FORMATS:
        raise here.wrong_use(
            Message(
                "--edition 总是重做整个版本, 不写编号和格式",
                "--edition builds all of an edition; name neither numbers nor formats",
            )
        )
    found = {one.edition: one for one in baselines(here.project().workspace())}
    if edition not in found:
        known = "、".join(found) or "—"
        raise here.wrong_use(
            Message(
                f"没有发布过版本 {edition} (已发布: {known})", f"no edition {edition} (released: {known})"
            )
        )
    try:
        with progress_bar() as progress:
            made, differing = rebuild_edition(
                root,
                found[edition],
                jobs=jobs,
                progress=lambda stage, done, total: progress(_stage(here, stage), done, total),
            )
    except BuildRefusal as refusal:
        here.complain(refusal.message)
        return 1
    place = made.target.relative_to(root).as_posix()
    click.echo(
        here.say(
            f"版本 {edition} 的 {len(made.paths)} 个文件在 {place}",
            f"{len(made.paths)} files of edition {edition} are in {place}",
        )
    )
    for path in differing[:10]:
        click.echo(here.say(f"{path}: 与发布时不同", f"{path}: not as it was released"))
    if differing:
        tool = found[edition].tool
        click.echo(
            here.say(
                f"{len(differing)} 个文件与发布时不同; 发布时用的是 {tool}",
                f"{len(differing)} files are not as released, which was done with {tool}",
            )
        )
    return 1 if differing else 0


def _emf() -> ChartFormat:
    from wuye_docs.model import ChartFormat

    return ChartFormat.EMF


def _stage(here: Surroundings, stage: str) -> str:
    stages = {
        "load": Message("读取源文件", "reading sources"),
        "write": Message("生成文件", "writing files"),
        "number": Message("计算页码", "numbering pages"),
    }
    return stages.get(stage, Message(stage, stage)).text(here.language)


def _done(here: Surroundings, report: BuildReport) -> str:
    """What was written, in one line."""
    seconds = f"{report.seconds:.1f}"
    if not report.written and not report.failed:
        return here.say(
            f"没有变化, {report.unchanged} 个文件都是最新的 ({seconds} 秒)",
            f"nothing changed, all {report.unchanged} files are up to date ({seconds} s)",
        )
    return here.say(
        f"生成 {len(report.written)} 个文件, {report.unchanged} 个无变化, 用时 {seconds} 秒",
        f"{len(report.written)} file{'' if len(report.written) == 1 else 's'} written, "
        f"{report.unchanged} unchanged, {seconds} s",
    )


def formats_and_numbers(
    here: Surroundings, words: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the words of the command line ask for: formats (all if none is named), then numbers."""
    formats = [word for word in words if word in FORMATS or word == "all"]
    numbers = tuple(word for word in words if word not in formats)
    if not formats or "all" in formats:
        return FORMATS, numbers
    return tuple(one for one in FORMATS if one in formats), numbers


def _count_findings(here: Surroundings, target: Path) -> None:
    """One line on what `wuye check` would say; a draft is built with its faults."""
    from wuye_docs.project.fingerprint import tool_fingerprint
    from wuye_docs.project.kept_sources import load_keeping
    from wuye_docs.rules import engine

    workspace = here.project().workspace()
    found = engine.check(load_keeping(workspace, target / "cache", tool_fingerprint()), workspace)
    count = sum(one.severity is not Severity.HINT for one in found)
    if count:
        click.echo(
            here.say(
                f"提示: 源文件有 {count} 处问题, 运行 `wuye check` 查看",
                f"note: the sources have {count} findings; run `wuye check`",
            )
        )
