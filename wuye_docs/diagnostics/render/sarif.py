"""Findings as SARIF 2.1.0 (OASIS, errata 01), which GitHub code scanning and editors read.

Columns are counted in characters, as everywhere here (`columnKind` says so). Waived findings are listed with a
suppression, so that a reader of the file sees what the manual accepts, and until when.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from wuye_docs.diagnostics.background import NOTHING_KNOWN, Background, RuleText, Waived
from wuye_docs.diagnostics.diagnostic import Diagnostic, Edit, Fix
from wuye_docs.diagnostics.message import Language, Message
from wuye_docs.diagnostics.render.excerpt import SourceLines
from wuye_docs.diagnostics.severity import Severity
from wuye_docs.diagnostics.span import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The key that GitHub follows a finding by; any other reader takes it as it is.
FINGERPRINT = "primaryLocationLineHash"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "recommendation"}
_LANGUAGES = {Language.CHINESE: "zh-CN", Language.ENGLISH: "en-US"}
_ROOT = "%SRCROOT%"
_ROOT_TOLD = Message("手册项目的文件夹", "the folder of the manual's project")
_FIRST_HEADING = re.compile(r"\A# .*\n+")


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    language: Language,
    background: Background = NOTHING_KNOWN,
) -> str:
    """One run, with every rule that ran; all text in the language asked for."""
    log = _Log(sources, language, {rule.code: index for index, rule in enumerate(background.rules)})
    found = tuple(diagnostics)
    driver: dict[str, Any] = {"name": "wuye"}
    if background.version:
        driver["version"] = background.version
    driver["rules"] = [_rule(rule, language) for rule in background.rules]
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[language],
        "automationDetails": {"id": "wuye-check/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": _ROOT_TOLD.text(language)}}},
        "results": [
            *(log.result(one, number) for one, number in zip(found, log.fingerprints(found), strict=True)),
            *log.waived(background.waived),
        ],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(rule: RuleText, language: Language) -> dict[str, Any]:
    # Viewers show code and name above the page, so its own heading would be the second one.
    page = _FIRST_HEADING.sub("", rule.page.text(language))
    summary = rule.summary.text(language)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.code[:3]], "problem.severity": _PROBLEMS[rule.severity]},
    }


class _Log:
    """What the results of one log share."""

    def __init__(self, sources: Mapping[str, str], language: Language, rules: Mapping[str, int]) -> None:
        self.lines = SourceLines(sources)
        self.language = language
        self.rules = rules

    def result(self, one: Diagnostic, fingerprint: str) -> dict[str, Any]:
        text = one.message.text(self.language)
        if one.hint:
            text += "\n" + one.hint.text(self.language)
        made: dict[str, Any] = {"ruleId": one.code}
        if one.code in self.rules:
            made["ruleIndex"] = self.rules[one.code]
        made |= {
            "level": _LEVELS[one.severity],
            "message": {"text": text},
            "locations": [{"physicalLocation": self.place(one.span)}],
            "partialFingerprints": {FINGERPRINT: fingerprint},
        }
        if one.related:
            made["relatedLocations"] = [
                {
                    "id": number,
                    "physicalLocation": self.place(other.span),
                    "message": {"text": other.message.text(self.language)},
                }
                for number, other in enumerate(one.related, 1)
            ]
        if one.fix:
            made["fixes"] = [self.fix(one.fix)]
        return made

    def waived(self, waived: Sequence[Waived]) -> list[dict[str, Any]]:
        fingerprints = self.fingerprints([one.finding for one in waived])
        results = []
        for one, fingerprint in zip(waived, fingerprints, strict=True):
            reason = Message(
                f"{one.reason} (批准: {one.by}, 有效期至 {one.until})",
                f"{one.reason} (accepted by {one.by}, until {one.until})",
            )
            suppression = {"kind": "external", "justification": reason.text(self.language)}
            results.append({**self.result(one.finding, fingerprint), "suppressions": [suppression]})
        return results

    def place(self, span: Span) -> dict[str, Any]:
        return {"artifactLocation": _location(span.path), "region": self.region(span)}

    def region(self, span: Span) -> dict[str, Any]:
        if span == Span.whole_file(span.path):
            # A file as a whole is a line to those who show it: they ask for one.
            return {"startLine": 1}
        region: dict[str, Any] = _region(span)
        text = self.lines.blamed(span)
        if text and span.line == span.end_line:
            region["snippet"] = {"text": text}
        return region

    def fix(self, fix: Fix) -> dict[str, Any]:
        by_path: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            by_path.setdefault(edit.span.path, []).append(edit)
        return {
            "description": {"text": fix.title.text(self.language)},
            "artifactChanges": [
                {
                    "artifactLocation": _location(path),
                    "replacements": [
                        {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
                        for edit in edits
                    ],
                }
                for path, edits in by_path.items()
            ],
        }

    def fingerprints(self, found: Sequence[Diagnostic]) -> list[str]:
        """What each finding is known by in the next run: rule, file, the text of its line and what is blamed in it.

        Lines may move and the wording of messages may change without making another finding of it. Of several that
        are alike in one file each has its number, `:1` being the first.
        """
        seen: Counter[str] = Counter()
        made = []
        for one in found:
            line = self.lines.line(one.span.path, one.span.line) or ""
            if one.span == Span.whole_file(one.span.path):
                line = ""
            parts = (one.code, one.span.path, "".join(line.split()), self.lines.blamed(one.span))
            digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
            seen[digest] += 1
            made.append(f"{digest}:{seen[digest]}")
        return made


def _location(path: str) -> dict[str, str]:
    return {"uri": quote(path), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
