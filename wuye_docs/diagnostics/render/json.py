"""Findings as JSON, for programs. The schema grows by new keys; what is there keeps its meaning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from wuye_docs.diagnostics.diagnostic import Diagnostic, Fix
from wuye_docs.diagnostics.message import Language
from wuye_docs.diagnostics.render.summary import count
from wuye_docs.diagnostics.span import Span

SCHEMA_VERSION = 1


def render(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], language: Language) -> str:
    """An object with `version`, `language`, `findings` and `summary`; text stands in the language asked for."""
    found = tuple(diagnostics)
    counts = count(found)
    whole = {
        "version": SCHEMA_VERSION,
        "language": language.value,
        "findings": [_finding(one, language) for one in found],
        "summary": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "hints": counts.hints,
            "fixable": counts.fixable,
            "files": dict(counts.by_file),
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _finding(diagnostic: Diagnostic, language: Language) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        **_place(diagnostic.span),
        "message": diagnostic.message.text(language),
        "hint": diagnostic.hint.text(language) if diagnostic.hint else None,
        "fix": _fix(diagnostic.fix, language) if diagnostic.fix else None,
        "related": [
            {**_place(other.span), "message": other.message.text(language)} for other in diagnostic.related
        ],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _fix(fix: Fix, language: Language) -> dict[str, Any]:
    return {
        "title": fix.title.text(language),
        "edits": [{**_place(edit.span), "text": edit.text} for edit in fix.edits],
    }
