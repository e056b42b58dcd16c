"""Words and signs that the formats share, and what makes source text safe to print."""

from __future__ import annotations

import unicodedata

from wuye_docs.diagnostics.message import Message
from wuye_docs.diagnostics.severity import Severity

SEVERITY_WORDS = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.HINT: Message("提示", "hint"),
}


def printable(text: str) -> str:
    """The text on one line, without characters that a terminal would act upon.

    Messages quote sources, and sources may come from strangers: an escape sequence must not reach the terminal.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in _UNPRINTED else character


# Control, format (bidirectional overrides among them), surrogate, private use, line and paragraph separators.
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
