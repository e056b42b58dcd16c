"""What click says about a command line that it cannot follow, in the reader's language.

click composes its sentences in English; in Chinese they are told apart by their wording, and one that is not known here
stays English, which is better than none.
"""

from __future__ import annotations

import re

import click

from wuye_docs.diagnostics import Language

_PARTS = {"argument": "参数", "option": "选项", "parameter": "参数"}
_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), chinese)
    for pattern, chinese in (
        (r"No such option:? '?(.*?)'?\.?\s*(?=Did|\(|$)", r"没有选项 `\1` "),
        (r"\(?(?:Did you mean|Possible options:) (?:one of: )?([^?)]*)\??\)?", r"是否指 \1？"),
        (r"Got unexpected extra arguments? \((.*)\)", r"多出的参数: \1"),
        (r"Missing (argument|option|parameter) '(.*?)'\.", r"缺少{\1} `\2`"),
        (r"Missing command\.", "缺少命令。"),
        (r"Choose from:\s*(.*)", r"可用: \1"),
        (r"Invalid value for (.+?): ", r"\1 的值有误: "),
        (r"Invalid value: ", "值有误: "),
        (r"'(.*?)' is not one of (.*)\.", r"`\1` 不是可用的值, 可用: \2"),
        (r"'(.*?)' is not a valid integer\.", r"`\1` 不是整数。"),
        (r"(\S+) is not in the range (.*)\.", r"\1 不在范围 \2 之内。"),
        (r"(?:Path|File|Directory) '(.*)' does not exist\.", r"`\1` 不存在。"),
        (r"(?:File|Path|Directory) '(.*)' is a directory\.", r"`\1` 是文件夹。"),
        (r"(?:Directory|File|Path) '(.*)' is a file\.", r"`\1` 是文件。"),
        (r"(?:Path|File|Directory) '(.*)' is not readable\.", r"`\1` 无法读取。"),
        (r"Option '(.*?)' requires an argument\.", r"选项 `\1` 后面要写值。"),
        (r"Option '(.*?)' requires (\d+) arguments\.", r"选项 `\1` 后面要写 \2 个值。"),
        (r"Option '(.*?)' does not take a value\.", r"选项 `\1` 不带值。"),
    )
)


def complaint(fault: click.ClickException, language: Language) -> str:
    """The text to print for a fault of the command line: what is wrong, then where help is."""
    # Choices come one a line, names in quotes of Python's.
    said = re.sub(r",?\s*\n\s*", lambda gap: ", " if "," in gap.group() else " ", fault.format_message())
    if language is Language.CHINESE:
        for pattern, chinese in _SENTENCES:
            said = pattern.sub(chinese, said)
        for english, part in _PARTS.items():
            said = said.replace("{" + english + "}", part)
        said = re.sub(r"'([\w./-]+)'", r"\1", said)
    lines = [f"{'错误' if language is Language.CHINESE else 'error'}: {said.strip()}"]
    ctx = getattr(fault, "ctx", None)
    if isinstance(fault, click.UsageError) and ctx is not None and not isinstance(fault, WrongUse):
        lines.append(ctx.get_usage())
        path = f"{ctx.command_path} --help"
        lines.append(f"运行 `{path}` 查看帮助" if language is Language.CHINESE else f"try `{path}` for help")
    return "\n".join(lines)


class WrongUse(click.UsageError):
    """A command that cannot be followed for what it names, not for how it is written: the usage line says nothing."""
