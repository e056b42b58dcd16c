"""`wuye coverage`: which items of a list the manual covers, leaves out for a reason, or lacks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.columns import shortened, table, wrapped
from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.project.coverage import Citation, Coverage

SHORT_HELP = Message("统计依据条目 (basis) 的覆盖率", "count which required items the manual covers")
HELP = Message(
    """统计清单中的条目有多少写进了手册。

    清单是 Tab 分隔的表, 列为 id、kind、title; 文件、流程、记录表和参数在 basis 中写所依据的 id。
    可以有第四列 dropped: 写了理由的条目是有意不采用的, 不算未覆盖。

    \b
    wuye coverage                       用 manual.yaml 的 facts 所指的清单
    wuye coverage --facts 旧制度.tsv

    basis 写了清单中没有的条目, 或者写了已注明不采用的条目时, 退出码为 1; 加 --require 后, 有条目未覆盖也为 1。
    """,
    """Count how many items of a list have found their way into the manual.

    The list is a tab-separated table with the columns id, kind, title; documents, flows, forms and parameters name the
    ids they rest on under `basis`. In an optional fourth column, dropped, an item may have the reason why the manual
    leaves it out on purpose; then it is not missing.

    \b
    wuye coverage                       the list that `facts` of manual.yaml names
    wuye coverage --facts old.tsv

    Exits with 1 if `basis` names an item that is not in the list or that is dropped; with --require, also if an item is
    missing.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def coverage(here: Surroundings, facts: Path | None, as_json: bool, require: bool) -> int:
        return run_coverage(here, facts, as_json=as_json, require=require)

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    return Command(
        language,
        "coverage",
        callback=coverage,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Option(
                ["--facts"],
                type=click.Path(path_type=Path),
                metavar=text("文件", "FILE"),
                help=text("条目清单 (tsv)", "list of items (tsv)"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=text("输出 JSON", "print JSON")),
            click.Option(
                ["--require"],
                is_flag=True,
                help=text("有未覆盖的条目即失败", "fail if an item is missing"),
            ),
        ],
    )


def run_coverage(here: Surroundings, facts: Path | None, *, as_json: bool, require: bool) -> int:
    """Print what is covered; returns the exit code."""
    from wuye_docs.project.coverage import coverage_of, read_items
    from wuye_docs.project.edits import Refusal

    project = here.project()
    manual = project.load().manual
    if facts is None and not manual.settings.facts:
        raise here.wrong_use(
            Message(
                "没有条目清单: 用 --facts 指定, 或在 manual.yaml 中写 facts",
                "no list of items: name it with --facts or with `facts` in manual.yaml",
            )
        )
    path = here.start / facts if facts else project.root / manual.settings.facts
    try:
        found = coverage_of(manual, read_items(path))
    except Refusal as refusal:
        raise here.wrong_use(refusal.message) from None
    if as_json:
        click.echo(json.dumps(_as_data(found), ensure_ascii=False, indent=2))
    elif is_terminal():
        _print_summary(here, found)
    else:
        for item in found.items:
            by = " ".join(found.names(item))
            click.echo("\t".join((item.id, item.kind, item.title, by, item.dropped)))
        _print_faults(here, found)
    return 1 if found.unknown or found.contradictory or (require and found.missing) else 0


def _print_summary(here: Surroundings, found: Coverage) -> None:
    head = (
        here.say("类别", "kind"),
        here.say("条目", "items"),
        here.say("已覆盖", "covered"),
        here.say("不采用", "dropped"),
        here.say("未覆盖", "missing"),
    )
    rows = [(kind or "-", *map(str, counts.values())) for kind, counts in _by_kind(found).items()]
    for line in table(head, rows, terminal_width()):
        click.echo(line)
    if found.dropped:
        click.echo("\n" + here.say("不采用:", "dropped:"))
        for item in found.dropped:
            click.echo(shortened(f"  {item.id}  {item.title}", terminal_width()))
            for line in wrapped(item.dropped, terminal_width() - 6):
                click.echo(f"      {line}")
    if found.missing:
        click.echo("\n" + here.say("未覆盖:", "missing:"))
        for item in found.missing:
            click.echo(shortened(f"  {item.id}  {item.title}", terminal_width()))
    _print_faults(here, found)
    total, covered, dropped, missing = _counts(found).values()
    share = (covered + dropped) / total if total else 1.0
    click.echo(
        "\n"
        + here.say(
            f"共 {total} 条, 覆盖 {covered} 条, 不采用 {dropped} 条, 未覆盖 {missing} 条 (已落实 {share:.0%})",
            f"{total} items: {covered} covered, {dropped} dropped, {missing} missing ({share:.0%} settled)",
        )
    )


def _print_faults(here: Surroundings, found: Coverage) -> None:
    """What `basis` names and should not."""
    _print_places(
        here.say("basis 中写了清单没有的条目:", "`basis` names what the list does not have:"), found.unknown
    )
    _print_places(
        here.say("basis 中写了清单注明不采用的条目:", "`basis` names what the list has as dropped:"),
        {item.id: found.places(item) for item in found.contradictory},
    )


def _print_places(head: str, citations: Mapping[str, tuple[Citation, ...]]) -> None:
    if not citations:
        return
    click.echo("\n" + head, err=not is_terminal())
    for id, places in citations.items():
        for place in places:
            click.echo(f"  {place.span}  {id}  ({place.by})", err=not is_terminal())


def _counts(found: Coverage) -> dict[str, int]:
    return {
        "total": len(found.items),
        "covered": len(found.covered),
        "dropped": len(found.dropped),
        "missing": len(found.missing),
    }


def _by_kind(found: Coverage) -> dict[str, dict[str, int]]:
    kinds = dict.fromkeys(item.kind for item in found.items)
    return {kind: _counts(found.of_kind(kind)) for kind in kinds}


def _as_data(found: Coverage) -> dict[str, object]:
    return {
        **_counts(found),
        "kinds": _by_kind(found),
        "items": [
            {
                "id": item.id,
                "kind": item.kind,
                "title": item.title,
                "by": list(found.names(item)),
                "dropped": item.dropped or None,
            }
            for item in found.items
        ],
        "unknown": _places_as_data(found.unknown),
        "contradictory": _places_as_data({item.id: found.places(item) for item in found.contradictory}),
    }


def _places_as_data(citations: Mapping[str, tuple[Citation, ...]]) -> list[dict[str, str]]:
    return [
        {"id": id, "by": place.by, "place": str(place.span)}
        for id, places in citations.items()
        for place in places
    ]
