"""`wuye check --watch`: the findings, again after every save."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.complaints import WrongUse, complaint
from wuye_docs.cli.surroundings import Surroundings, is_terminal

if TYPE_CHECKING:
    from wuye_docs.cli.commands.check import Wish
    from wuye_docs.loaders.manual import KeptFiles

# The screen, what has scrolled off it, and the cursor to its place.
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def run_watch(here: Surroundings, wish: Wish) -> int:
    """Check, and check again whenever a source is saved, until Ctrl-C; returns 0.

    Each round begins and ends with a line that has the time in brackets; editors tell rounds apart by it, as the task in
    .vscode/tasks.json does.
    """
    from wuye_docs.cli.commands.check import Run
    from wuye_docs.project.watching import changes

    once = replace(wish, watch=False)
    try:
        saves = changes(here.project().root)
        changed: tuple[str, ...] = ()
        kept: KeptFiles = {}
        while True:
            try:
                # Made anew each time: files come and go, and so do days.
                run = Run.of(here, once)
                found = run.look(run.workspace, kept) if run else None
                _begin(here, changed)
                if run and found:
                    run.report(found)
            except WrongUse as fault:
                # What was asked for may have been deleted since, and may come back; at first it is a mistake.
                if not changed:
                    raise
                click.echo(complaint(fault, here.language), err=True)
            waiting = here.say("等待保存, 按 Ctrl-C 结束", "waiting for a save; Ctrl-C ends it")
            click.echo(f"[{_time()}] {waiting}")
            sys.stdout.flush()
            changed = next(saves)
    except KeyboardInterrupt:
        # The terminal has printed ^C where the cursor stood.
        click.echo()
        return 0


def _begin(here: Surroundings, changed: tuple[str, ...]) -> None:
    if is_terminal() and os.environ.get("TERM") != "dumb":
        click.echo(_CLEAR, nl=False)
    names = ", ".join(changed[:3]) + (" …" if len(changed) > 3 else "")
    click.echo(f"[{_time()}] " + here.say("检查结果", "checked") + (f": {names}" if names else ""))


def _time() -> str:
    return datetime.now().astimezone().strftime("%H:%M:%S")
