"""Where a command runs: in which project, in which language, and what it prints to."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wuye_docs.cli.complaints import WrongUse
from wuye_docs.diagnostics import Language, Message

if TYPE_CHECKING:
    from wuye_docs.project.project import Project


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every command is given."""

    language: Language
    start: Path
    """The folder the command works in: where it was called, or what `-C` names."""

    def say(self, zh: str, en: str) -> str:
        """One of the two, by language."""
        return zh if self.language is Language.CHINESE else en

    def wrong_use(self, message: Message) -> WrongUse:
        """An exception that ends the command with exit code 2 and this message."""
        return WrongUse(message.text(self.language))

    def complain(self, message: Message, hint: Message | None = None) -> None:
        """Say on the error stream why a command was refused."""
        click.echo(self.say("错误: ", "error: ") + message.text(self.language), err=True)
        if hint:
            click.echo(hint.text(self.language), err=True)

    def project(self) -> Project:
        """The project around `start`; ends the command where there is none."""
        # Imported here: `wuye --help` and `wuye rule` need no project.
        from wuye_docs.project.project import Project, find_root

        root = find_root(self.start)
        if root is None:
            raise self.wrong_use(
                Message(
                    f"{self.start} 不在手册项目中 (没有 manual/manual.yaml)。请到项目文件夹中运行, 或用 -C 指定; 新建项目: `wuye new manual`",
                    f"{self.start} is not in a project (no manual/manual.yaml); run in the project's folder or name it with -C; "
                    "`wuye new manual` makes one",
                )
            )
        return Project(root)


def now() -> datetime:
    """The moment of an entry of the ledger, with the offset of this machine's zone."""
    return datetime.now().astimezone()


def is_terminal() -> bool:
    """Whether a person reads the output as it comes, not a pipe or a file."""
    return sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether output is coloured; https://no-color.org and FORCE_COLOR are heeded."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (is_terminal() and os.environ.get("TERM") != "dumb")


def terminal_width() -> int:
    """Columns of the terminal; a very wide one is not filled."""
    import shutil

    return min(shutil.get_terminal_size().columns, 140)
