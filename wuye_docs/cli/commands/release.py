"""`wuye release`: freeze an edition and build it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from wuye_docs.cli.decisions import KEY_VARIABLE, known_post
from wuye_docs.cli.help import Command
from wuye_docs.cli.options import jobs_option
from wuye_docs.cli.progress import progress_bar
from wuye_docs.cli.surroundings import Surroundings, now
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("发布一个版本", "release an edition")
HELP = Message(
    """发布手册的一个版本: 检查没有错误、全部经过批准后, 冻结源文件, 生成受控的网站、Word 和 PDF, 记入台账。

    有未批准的或有错误时不发布, 列出全部原因和要做的事。冻结的内容在 manual/control/baselines/, 请提交到 git 或备份;
    生成的文件在 build/release/, 以后可用 `wuye build --edition A/0` 原样重做, 用 `wuye verify` 证明没有改动。

    \b
    wuye release A/0 --effective 2026-12-01 --as 总经理
    wuye release A/1 --note 投诉处理时限调整
    """,
    """Release an edition of the manual: once nothing is in error and all of it is approved, the sources are frozen, site, Word and
    PDF are built as controlled copies, and the ledger says so.

    Otherwise it is refused, with all that stands in the way and what to do. What is frozen is in manual/control/baselines/
    (keep it under version control or back it up); the built files are in build/release/. `wuye build --edition A/0` makes
    them again, `wuye verify` proves that they are unchanged.

    \b
    wuye release A/0 --effective 2026-12-01 --as 总经理
    wuye release A/1 --note "deadlines of complaints"
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    @click.pass_obj
    def release(here: Surroundings, /, **given: object) -> int:
        return run_release(here, given)

    day = click.DateTime(["%Y-%m-%d"])
    return Command(
        language,
        "release",
        callback=release,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["edition"], metavar=text("版本", "EDITION")),
            click.Option(["--effective"], type=day, metavar="YYYY-MM-DD", help=text("生效日期 (默认今天)", "day from which it holds (default: today)")),
            click.Option(["--note"], default="", metavar=text("说明", "TEXT"), help=text("本版说明", "what this edition is about")),
            click.Option(["--as", "post"], default="", metavar=text("岗位", "POST"), help=text("发布岗位", "the post that releases it")),
            click.Option(["--name"], default="", metavar=text("姓名", "NAME"), help=text("签署人姓名", "who signs")),
            click.Option(["--allow-drafts"], is_flag=True, help=text("带着未批准的文件发布, 它们标为草案", "release with drafts in it, marked as such")),
            click.Option(["--dry-run", "-n"], is_flag=True, help=text("只看能否发布", "only say whether it can be released")),
            jobs_option(language),
            click.Option(
                ["--key"], type=click.Path(exists=True, dir_okay=False, path_type=Path), envvar=KEY_VARIABLE,
                metavar=text("私钥文件", "FILE"), help=text("用此私钥签名", "sign with this private key"),
            ),
        ],
    )  # fmt: skip


def run_release(here: Surroundings, given: dict[str, object]) -> int:
    """Release, or say what stands in the way; 1 if it is refused."""
    import re

    from wuye_docs.control.ledger_file import LedgerRefusal
    from wuye_docs.project.build import BuildRefusal
    from wuye_docs.project.release import Order, ReleaseRefusal, release

    root = here.project().root
    edition = str(given["edition"])
    if not re.fullmatch(r"[A-Z]/\d+", edition):
        raise here.wrong_use(
            Message(f"版本应形如 A/0, 不是 `{edition}`", f"an edition is written A/0, not `{edition}`")
        )
    effective = given["effective"]
    key = given["key"]
    order = Order(
        edition=edition,
        post=known_post(here, str(given["post"])) if given["post"] else "",
        name=str(given["name"]),
        effective=effective.date().isoformat() if isinstance(effective, datetime) else "",
        note=str(given["note"]),
        allow_drafts=bool(given["allow_drafts"]),
        key=key if isinstance(key, Path) else None,
    )
    if given["dry_run"]:
        return _say_whether(here, root, order.edition, allow_drafts=order.allow_drafts)
    jobs = given["jobs"]
    try:
        with progress_bar() as progress:
            done = release(
                root, order, now=now(), jobs=jobs if isinstance(jobs, int) else 1, progress=progress
            )  # fmt: skip
    except ReleaseRefusal as refusal:
        _say_obstacles(here, edition, refusal.obstacles)
        return 1
    except LedgerRefusal as refusal:
        here.complain(refusal.message, refusal.hint)
        return 1
    except BuildRefusal as refusal:
        here.complain(refusal.message)
        return 1
    click.echo(
        here.say(
            f"已发布 {edition}: 现行 {done.in_force} 项, 本版更新 {len(done.changed)} 项, 生成 {done.outputs} 个文件",
            f"released {edition}: {done.in_force} in force, {len(done.changed)} of them new, {done.outputs} files",
        )
    )
    if done.drafts:
        click.echo(
            here.say(
                f"其中 {len(done.drafts)} 项未批准, 标为草案",
                f"{len(done.drafts)} are drafts, marked as such",
            )
        )
    folder = done.folder.relative_to(root).as_posix()
    click.echo(
        here.say(
            f"文件在 {folder}; 请提交或备份 manual/control",
            f"files are in {folder}; commit or back up manual/control",
        )
    )
    return 0


def _say_whether(here: Surroundings, root: Path, edition: str, *, allow_drafts: bool) -> int:
    from wuye_docs.loaders import DiskWorkspace
    from wuye_docs.project.obstacles import obstacles
    from wuye_docs.project.standing import read_standing
    from wuye_docs.rules import check

    standing = read_standing(root)
    found = tuple(obstacles(standing, check(standing.loaded, DiskWorkspace(root)), edition))
    found = tuple(one for one in found if not (allow_drafts and one.is_draft))
    if not found:
        click.echo(here.say(f"{edition} 可以发布", f"{edition} can be released"))
        return 0
    _say_obstacles(here, edition, found)
    return 1


def _say_obstacles(here: Surroundings, edition: str, found: tuple) -> None:  # type: ignore[type-arg]
    click.echo(
        here.say(
            f"{edition} 没有发布, 还差 {len(found)} 件事:",
            f"{edition} was not released; {len(found)} things stand in the way:",
        )
    )
    for one in found:
        click.echo(f"  {one.message.text(here.language)}")
        if one.to_do.zh:
            click.echo(f"      {one.to_do.text(here.language)}")
