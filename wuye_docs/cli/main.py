"""The entry point: which commands there are, and what becomes of whatever goes wrong."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from wuye_docs import __version__
from wuye_docs.cli.complaints import WrongUse, complaint
from wuye_docs.cli.help import Group
from wuye_docs.cli.language import wishes_of
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

# In the order of the help page. A module is imported when its command is called, or when help lists it.
COMMANDS: Mapping[str, str] = {
    "check": "check",
    "build": "build",
    "serve": "serve",
    "list": "list_",
    "show": "show",
    "new": "new",
    "rename": "rename",
    "status": "status",
    "review": "review",
    "approve": "approve",
    "release": "release",
    "verify": "verify",
    "withdraw": "withdraw",
    "obsolete": "obsolete",
    "suspect": "suspect",
    "confirm": "confirm",
    "ledger": "ledger",
    "diff": "diff",
    "notice": "notice",
    "register": "register",
    "due": "due",
    "distribute": "distribute",
    "recall": "recall",
    "read": "read",
    "copy": "copy",
    "audit-pack": "audit_pack",
    "coverage": "coverage",
    "charts": "charts",
    "export": "export",
    "rule": "rule",
    "schema": "schema",
}

WRONG_USE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130

ABOUT = Message(
    """质量手册工具: 检查源文件, 生成网站、Word 和 PDF。

    在手册项目的文件夹中运行。改完文件先 `wuye check`, 没有问题再 `wuye build`。
    第一次使用: `wuye new manual 我的手册`。
    """,
    """Quality manuals as code: checks the sources, builds the site, Word files and PDFs.

    Run it in the folder of a manual. After an edit, `wuye check`; when it is clean, `wuye build`.
    To start: `wuye new manual my-manual`.
    """,
)
EXIT_CODES = Message(
    "退出码: 0 没有问题, 1 有发现或失败, 2 用法有误。`wuye 命令 --help` 查看每个命令的说明。",
    "exit codes: 0 clean, 1 findings or failure, 2 wrong use; `wuye COMMAND --help` explains a command",
)


def main() -> NoReturn:
    """Run `wuye` on the command line of the process and end it with the exit code."""
    _speak_utf8()
    # A manual is a few hundred thousand small objects that all live until the end: looking through them for cycles at
    # the usual interval takes a third of the time of a check.
    gc.set_threshold(50_000, 20, 100)
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Carry out a command line; returns the exit code. No exception leaves it."""
    wishes = wishes_of(arguments, environment)
    language = wishes.language
    try:
        if wishes.unknown_language is not None:
            text = f"--lang 可用 zh、en, 不能是 `{wishes.unknown_language}`"
            raise WrongUse(
                Message(text, f"--lang takes zh or en, not `{wishes.unknown_language}`").text(language)
            )
        result = command(language).main(wishes.arguments, prog_name="wuye", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message())
        return WRONG_USE
    except click.ClickException as fault:
        click.echo(complaint(fault, language), err=True)
        return fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit as ended:
        # How click ends when its reader has gone.
        return ended.code if isinstance(ended.code, int) else 1
    except BrokenPipeError:
        # The reader has seen enough (`wuye list documents | head`); what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        if wishes.wants_traceback:
            return _with_traceback()
        place = f"{fault.filename}: " if fault.filename else ""
        reason = fault.strerror or str(fault)
        told = Message(
            f"错误: 无法读写文件: {place}{reason}", f"error: cannot read or write: {place}{reason}"
        )
        click.echo(told.text(language), err=True)
        return 1
    except Exception as fault:
        if wishes.wants_traceback:
            return _with_traceback()
        click.echo(_apology(fault).text(language), err=True)
        return INTERNAL_ERROR


def command(language: Language) -> Group:
    """The command `wuye` in a language."""
    in_language = Message.text

    def begin(ctx: click.Context, folder: Path | None) -> None:
        ctx.obj = Surroundings(language, (folder or Path.cwd()).absolute())

    return _Wuye(
        language,
        "wuye",
        callback=click.pass_context(begin),
        help=in_language(ABOUT, language),
        epilog=in_language(EXIT_CODES, language),
        context_settings={"help_option_names": ["-h", "--help"]},
        params=[
            click.Option(
                ["-C", "--project", "folder"],
                type=click.Path(exists=True, file_okay=False, path_type=Path),
                metavar=in_language(Message("文件夹", "DIR"), language),
                help=in_language(
                    Message(
                        "项目文件夹 (默认从当前文件夹向上找)",
                        "folder of the project (default: found upwards from here)",
                    ),
                    language,
                ),
            ),
            # Read before click sees the line (see `wishes_of`), and listed here for the help page.
            click.Option(
                ["--lang"],
                expose_value=False,
                metavar="zh|en",
                help=in_language(Message("界面语言", "language of messages"), language),
            ),
            click.Option(
                ["--debug"],
                is_flag=True,
                expose_value=False,
                help=in_language(
                    Message("程序出错时显示细节", "show the traceback of an internal error"), language
                ),
            ),
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_print_version,
                help=in_language(Message("显示版本", "show the version"), language),
            ),
        ],
    )


class _Wuye(Group):
    """The group of all commands, imported one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        made: click.Command = import_module(f"wuye_docs.cli.commands.{module}").command(self.language)
        return made

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = (
                Message(f", 是否指 `{near[0]}`？", f"; did you mean `{near[0]}`?")
                if near
                else Message("", "")
            )
            text = Message(f"没有命令 `{args[0]}`{hint.zh}", f"no such command `{args[0]}`{hint.en}")
            raise click.UsageError(text.text(self.language), ctx)
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"wuye {__version__}")
        ctx.exit()


def _with_traceback() -> int:
    import traceback

    traceback.print_exc()
    return INTERNAL_ERROR


def _apology(fault: Exception) -> Message:
    kind = type(fault).__name__
    return Message(
        f"抱歉, wuye 遇到了自身的错误 ({kind}: {fault})。这不是源文件的问题, 源文件没有被改动。\n"
        f"请在命令后加 --debug 再运行一次, 把全部输出连同 `wuye --version` 报告给维护人。",
        f"sorry: wuye met an error of its own ({kind}: {fault}); it is not a fault of your sources.\n"
        f"Run the command again with --debug and report all it prints, with `wuye --version`, to the maintainers.",
    )


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's code page is: a pipe on Chinese Windows would be GBK, which lacks ① and —."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
