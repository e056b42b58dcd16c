"""What loading finds: faults of the sources, collected while reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span

# Loading reports under these codes; the rule of the same code in the catalogue explains it.
_WARNINGS = frozenset({"SRC007"})


class Findings:
    """The diagnostics of one run of loading, in the order they were met."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def add(self, code: str, span: Span, zh: str, en: str, hint: Message | None = None) -> None:
        """Note a fault and go on."""
        severity = Severity.WARNING if code in _WARNINGS else Severity.ERROR
        self.diagnostics.append(Diagnostic(code, severity, span, Message(zh, en), hint))


def nearest(word: str, known: Iterable[str], least: float = 60.0) -> str | None:
    """The known word most like `word`, or None if none is alike (similarity below `least` of 100)."""
    # Only faulty sources ask; its modules are a twelfth of what a check imports.
    from rapidfuzz import process

    best = process.extractOne(word, list(known), score_cutoff=least)
    return best[0] if best else None


def did_you_mean(word: str, known: Iterable[str], least: float = 60.0) -> Message | None:
    """A hint that names the nearest known word, or None."""
    best = nearest(word, known, least)
    return Message(f"是否指 `{best}`？", f"did you mean `{best}`?") if best else None


def not_found(zh: str, en: str, near: str | None) -> Message:
    """That something is not there, said in Chinese and English, with the nearest known word as a question."""
    return Message(
        zh + (f", 是否指 `{near}`？" if near else ""), en + (f"; did you mean `{near}`?" if near else "")
    )


# Control characters, BOM in the middle, interlinear annotation ("ruby debris"), replacement and private-use characters,
# and the two phrases that UTF-8 read as GBK is known for.
_DEBRIS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffd\ue000-\uf8ff\u200b\u2028\u2029]|锟斤拷|烫烫烫|屯屯屯"
)


def decode_source(path: str, data: bytes, findings: Findings) -> str:
    """The text of a source file, line ends as `\\n`; faulty bytes and debris are reported (SRC001, SRC011) and kept."""
    if data.startswith(b"\xef\xbb\xbf"):
        findings.add(
            "SRC011", Span(path, 1, 1, 1, 2), "文件开头有 BOM", "file begins with a byte order mark",
            Message("在编辑器中另存为 UTF-8 (无 BOM)", "save it as UTF-8 without BOM"),
        )  # fmt: skip
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = len(data[data.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode("utf-8", "replace")) + 1
        findings.add(
            "SRC001", Span(path, line, column, line, column + 1), "文件不是 UTF-8 编码", "file is not UTF-8",
            Message(_encoding_hint(data), "save it as UTF-8 in your editor"),
        )  # fmt: skip
        return data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    for match in _DEBRIS.finditer(text):
        start = match.start()
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        shown = match.group() if len(match.group()) > 1 else f"U+{ord(match.group()):04X}"
        findings.add(
            "SRC011", Span(path, line, column, line, column + len(match.group())),
            f"含有不可见字符或乱码 `{shown}`", f"stray character `{shown}`",
            Message("删除该字符, 或按原稿重新输入", "delete it, or type the text again from the original"),
        )  # fmt: skip
    return text


def _encoding_hint(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "在编辑器中另存为 UTF-8"
    return "文件可能是 GBK 编码, 请在编辑器中另存为 UTF-8"
