"""Findings as JUnit XML, in the dialect of Surefire that Jenkins, GitLab and Azure read.

A file is a test suite, and a rule that finds something in it a test case, so that the name of a case stays the same
while lines move and the count of places changes. Errors and warnings fail, as they make `wuye check` exit with 1; hints
pass and say so in the case's output; waived findings are skipped. A file without findings is one case that passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

from wuye_docs.diagnostics.background import NOTHING_KNOWN, Background, Waived
from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Language, Message
from wuye_docs.diagnostics.render import short
from wuye_docs.diagnostics.render.summary import by_file
from wuye_docs.diagnostics.severity import Severity

_CLEAN = Message("没有问题", "no findings")
# What XML 1.0 has no way to write.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    language: Language,
    background: Background = NOTHING_KNOWN,
) -> str:
    """A `testsuites` document; no times, so that the same sources give the same bytes."""
    found = dict(by_file(diagnostics))
    waived: dict[str, list[Waived]] = {}
    for one in background.waived:
        waived.setdefault(one.finding.span.path, []).append(one)
    names = {rule.code: f"{rule.code} {rule.name}" for rule in background.rules}
    paths = sorted({*background.files, *found, *waived})
    suites = [
        _Suite(path, found.get(path, ()), waived.get(path, ()), background, language).element(names)
        for path in paths
    ]
    totals = {key: sum(counts[key] for counts, _ in suites) for key in ("tests", "failures", "skipped")}
    opening = _attributes({"name": "wuye check", **_numbers(totals)})
    body = "".join(text for _, text in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites {opening}>\n{body}</testsuites>\n'


class _Suite:
    """One file."""

    def __init__(
        self,
        path: str,
        found: Sequence[Diagnostic],
        waived: Sequence[Waived],
        background: Background,
        language: Language,
    ) -> None:
        self.path = path
        self.found = found
        self.waived = waived
        self.title = background.titles.get(path, path)
        self.language = language

    def element(self, names: Mapping[str, str]) -> tuple[dict[str, int], str]:
        """({tests, failures, skipped}, the element)."""
        failures = 0
        cases: list[str] = []
        for code, found in _by_code(self.found).items():
            if found[0].severity is Severity.HINT:
                output = f"      <system-out>{_text(short.render(found, {}, self.language))}</system-out>\n"
                cases.append(self.case(names.get(code, code), found[0].span.line, output))
            else:
                failures += 1
                cases.append(self.case(names.get(code, code), found[0].span.line, self.failure(found)))
        by_code: dict[str, list[Waived]] = {}
        for one in self.waived:
            by_code.setdefault(one.finding.code, []).append(one)
        for code, accepted in by_code.items():
            name = names.get(code, code) + Message(" (豁免)", " (waived)").text(self.language)
            cases.append(self.case(name, accepted[0].finding.span.line, self.skipped(accepted)))
        if not cases:
            cases.append(self.case(_CLEAN.text(self.language), 1, ""))
        counts = {"tests": len(cases), "failures": failures, "skipped": len(by_code)}
        opening = _attributes({"name": self.path, **_numbers(counts)})
        return counts, f"  <testsuite {opening}>\n{''.join(cases)}  </testsuite>\n"

    def case(self, name: str, line: int, content: str) -> str:
        attributes = _attributes(
            {"name": name, "classname": self.title, "file": self.path, "line": str(line), "time": "0"}
        )
        return (
            f"    <testcase {attributes}>\n{content}    </testcase>\n"
            if content
            else f"    <testcase {attributes}/>\n"
        )

    def failure(self, found: Sequence[Diagnostic]) -> str:
        first = found[0].message.text(self.language)
        if len(found) > 1:
            places = Message(f" (共 {len(found)} 处)", f" ({len(found)} places)").text(self.language)
            first += places
        lines = []
        for one in found:
            lines.append(short.render([one], {}, self.language))
            if one.hint:
                lines.append(f"  {one.hint.text(self.language)}\n")
        attributes = _attributes({"message": first, "type": found[0].severity.value})
        return f"      <failure {attributes}>{_text(''.join(lines))}</failure>\n"

    def skipped(self, accepted: Sequence[Waived]) -> str:
        one = accepted[0]
        message = Message(
            f"{one.reason} (批准: {one.by}, 有效期至 {one.until}, {len(accepted)} 处)",
            f"{one.reason} (accepted by {one.by}, until {one.until}, {len(accepted)} places)",
        )
        return f"      <skipped {_attributes({'message': message.text(self.language)})}/>\n"


def _by_code(found: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    by_code: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one)
    return by_code


def _numbers(counts: Mapping[str, int]) -> dict[str, str]:
    numbers = {key: str(number) for key, number in counts.items()}
    return {"tests": numbers["tests"], "failures": numbers["failures"], "errors": "0", **numbers, "time": "0"}


def _attributes(values: Mapping[str, str]) -> str:
    # Line ends of an attribute would be read as spaces; written as references they stay.
    return " ".join(
        f'{key}="{escape(_clean(value), {chr(34): "&quot;", chr(10): "&#10;", chr(9): "&#9;", chr(13): "&#13;"})}"'
        for key, value in values.items()
    )


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
