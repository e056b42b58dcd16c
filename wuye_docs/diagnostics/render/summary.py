"""How many findings there are, by severity and by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Language
from wuye_docs.diagnostics.render.wording import printable
from wuye_docs.diagnostics.severity import Severity


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings there are."""

    errors: int
    warnings: int
    hints: int
    fixable: int
    by_file: tuple[tuple[str, int], ...]
    """(path, findings) of each file that has any; most first, then by path."""

    @property
    def total(self) -> int:
        """All findings."""
        return self.errors + self.warnings + self.hints

    def in_words(self, language: Language) -> str:
        """`2 errors, 1 warning`: the severities that occur; empty text for none."""
        numbers = (self.errors, self.warnings, self.hints)
        if language is Language.CHINESE:
            words = ("个错误", "个警告", "个提示")
            return "、".join(
                f"{number} {word}" for number, word in zip(numbers, words, strict=True) if number
            )
        words = ("error", "warning", "hint")
        return ", ".join(_plural(number, word) for number, word in zip(numbers, words, strict=True) if number)


def count(diagnostics: Iterable[Diagnostic]) -> Counts:
    """The counts of some findings."""
    found = tuple(diagnostics)
    severities = Counter(one.severity for one in found)
    files = Counter(one.span.path for one in found)
    return Counts(
        severities[Severity.ERROR],
        severities[Severity.WARNING],
        severities[Severity.HINT],
        sum(one.fix is not None for one in found),
        tuple(sorted(files.items(), key=lambda one: (-one[1], one[0]))),
    )


def by_file(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[str, tuple[Diagnostic, ...]], ...]:
    """(path, its findings) of each file that has any, in the order in which they come."""
    files: dict[str, list[Diagnostic]] = {}
    for one in diagnostics:
        files.setdefault(one.span.path, []).append(one)
    return tuple((path, tuple(found)) for path, found in files.items())


def render(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], language: Language) -> str:
    """`2 errors, 1 warning in 2 files`, then one line a file; a sentence of its own for no findings."""
    counts = count(diagnostics)
    if not counts.total:
        return "没有发现问题\n" if language is Language.CHINESE else "no findings\n"
    files = len(counts.by_file)
    head = counts.in_words(language)
    if language is Language.CHINESE:
        head += f", 涉及 {files} 个文件"
        head += f", 其中 {counts.fixable} 个可自动修复" if counts.fixable else ""
    else:
        head += f" in {_plural(files, 'file')}"
        head += f", {counts.fixable} can be fixed" if counts.fixable else ""
    digits = len(str(counts.by_file[0][1]))
    listed = "".join(f"  {number:>{digits}}  {printable(path)}\n" for path, number in counts.by_file)
    return f"{head}\n{listed}"


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
