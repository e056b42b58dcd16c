"""`wuye check --fix` and `--diff`: what would change is shown before it is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.surroundings import Surroundings, wants_colour
from wuye_docs.diagnostics import Diagnostic

if TYPE_CHECKING:
    from wuye_docs.cli.commands.check import Run
    from wuye_docs.project.repairing import Repairs

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def offer_repairs(run: Run, found: Sequence[Diagnostic]) -> Repairs:
    """Show the repairs as a unified diff and make them, unless `--diff` only wants to see them or the answer is no.

    The question is put to a person at a terminal alone; elsewhere `--fix` means what it says. The diff goes to standard
    error, so that the findings after it can be read by a program; with `--diff` it is the output.
    """
    from wuye_docs.project.edits import Refusal, unified_diff, write_changes
    from wuye_docs.project.repairing import plan_repairs

    here = run.here
    try:
        repairs = plan_repairs(run.workspace, found, lambda repaired: run.look(repaired).checked.found)
        if repairs.files:
            show_diff(unified_diff(repairs.files), err=not run.wish.diff)
        if run.wish.diff or not repairs.files:
            click.echo(_told(here, repairs, "可修复", "can repair"), err=True)
        elif run.wish.yes or not _is_asked() or _agrees(here, repairs):
            write_changes(run.root, repairs.files)
            click.echo(_told(here, repairs, "已修复", "repaired"), err=True)
        else:
            click.echo(here.say("没有修改任何文件", "no file was changed"), err=True)
    except Refusal as refusal:
        raise here.wrong_use(refusal.message) from None
    return repairs


def show_diff(diff: str, *, err: bool = False) -> None:
    """Print a unified diff, in colours where the terminal wants them."""
    if not wants_colour():
        click.echo(diff, nl=False, err=err)
        return
    for line in diff.splitlines(keepends=True):
        # click would take the colours away again where FORCE_COLOR asks for them in a pipe.
        click.secho(line.rstrip("\n"), fg=_COLOURS.get(line[0]), err=err, color=True)


def _told(here: Surroundings, repairs: Repairs, zh: str, en: str) -> str:
    if not repairs.files:
        return here.say("没有可自动修复的问题", "nothing can be repaired mechanically")
    count, files = repairs.count, len(repairs.files)
    places = "place" if count == 1 else "places"
    return here.say(
        f"{zh} {count} 处, {files} 个文件",
        f"{en} {count} {places} in {files} file{'' if files == 1 else 's'}",
    )


def _is_asked() -> bool:
    """Whether a person is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _agrees(here: Surroundings, repairs: Repairs) -> bool:
    count, files = repairs.count, len(repairs.files)
    question = here.say(
        f"写入以上改动 ({count} 处, {files} 个文件)?", f"write these changes ({count} in {files} files)?"
    )
    return click.confirm(question, default=False, err=True)
