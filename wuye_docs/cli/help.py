"""click's commands and help pages in the language of the reader, laid out for wide characters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from wuye_docs.cli.columns import padded, width_of, wrapped
from wuye_docs.diagnostics import Language, Message

_SECTIONS = {"Options": "选项", "Commands": "命令", "Arguments": "参数", "Positional arguments": "参数"}
_HELP = Message("显示帮助", "show this help")


class HelpPages(click.HelpFormatter):
    """A help page; English where click says so, Chinese where the reader does."""

    def __init__(self, language: Language, width: int | None) -> None:
        super().__init__(width=width)
        self.language = language

    def section(self, name: str) -> Any:
        if self.language is Language.CHINESE:
            name = _SECTIONS.get(name, name)
        return super().section(name)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        prefix = Message("用法: ", "Usage: ").text(self.language)
        start = f"{prefix}{prog} "
        lines = wrapped(args, max(self.width - width_of(start), 20))
        self.write(start + ("\n" + " " * width_of(start)).join(lines) + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped; one that begins with \\b is kept line by line, as click has it."""
        indent = " " * self.current_indent
        paragraphs = []
        for paragraph in text.split("\n\n"):
            lines = paragraph.split("\n")
            if lines[0].strip() == "\b":
                paragraphs.append("\n".join(indent + line for line in lines[1:]))
                continue
            joined = lines[0].strip()
            for line in (one.strip() for one in lines[1:]):
                # Chinese lines meet without a space.
                touches = joined and line and width_of(joined[-1]) == 2 and width_of(line[0]) == 2
                joined += line if touches else " " + line
            paragraphs.append("\n".join(indent + line for line in wrapped(joined, self.width - len(indent))))
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        first = min(max((width_of(name) for name, _ in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        room = max(self.width - self.current_indent - first, 20)
        for name, about in rows:
            lines = wrapped(about, room) if about else [""]
            head = padded(name, first)
            if width_of(name) > first - col_spacing:
                self.write(f"{indent}{name}\n")
                head = " " * first
            self.write((indent + head + lines[0]).rstrip() + "\n")
            for line in lines[1:]:
                self.write(indent + " " * first + line + "\n")


class Command(click.Command):
    """A command whose help speaks the reader's language."""

    def __init__(self, language: Language, name: str, **settings: Any) -> None:
        settings.setdefault("options_metavar", Message("[选项]", "[OPTIONS]").text(language))
        super().__init__(name, **settings)
        self.language = language

    def get_help(self, ctx: click.Context) -> str:
        return _help_of(self, self.language, ctx)

    def get_usage(self, ctx: click.Context) -> str:
        return _usage_of(self, self.language, ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_language(super().get_help_option(ctx), self.language)


class Group(click.Group):
    """A command with commands of its own."""

    def __init__(self, language: Language, name: str, **settings: Any) -> None:
        settings.setdefault("options_metavar", Message("[选项]", "[OPTIONS]").text(language))
        settings.setdefault(
            "subcommand_metavar", Message("命令 [参数]...", "COMMAND [ARGS]...").text(language)
        )
        super().__init__(name, **settings)
        self.language = language

    def get_help(self, ctx: click.Context) -> str:
        return _help_of(self, self.language, ctx)

    def get_usage(self, ctx: click.Context) -> str:
        return _usage_of(self, self.language, ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_language(super().get_help_option(ctx), self.language)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in the order in which they are written, each with its whole first sentence."""
        listed = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, found.short_help or "") for name, found in listed if found])


def _help_of(command: click.Command, language: Language, ctx: click.Context) -> str:
    formatter = HelpPages(language, ctx.terminal_width)
    command.format_help(ctx, formatter)
    return formatter.getvalue().rstrip("\n")


def _usage_of(command: click.Command, language: Language, ctx: click.Context) -> str:
    formatter = HelpPages(language, ctx.terminal_width)
    command.format_usage(ctx, formatter)
    return formatter.getvalue().rstrip("\n")


def _in_language(option: click.Option | None, language: Language) -> click.Option | None:
    if option is not None:
        option.help = _HELP.text(language)
    return option
