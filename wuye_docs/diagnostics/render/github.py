"""Findings as annotations of a GitHub workflow: they appear beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Language
from wuye_docs.diagnostics.severity import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], language: Language) -> str:
    """`::error file=…,line=…,col=…,title=CODE::message`, one line a finding."""
    return "".join(_annotation(one, language) for one in diagnostics)


def _annotation(diagnostic: Diagnostic, language: Language) -> str:
    span = diagnostic.span
    places = {
        "file": span.path,
        "line": str(span.line),
        "endLine": str(span.end_line),
        "col": str(span.column),
    }
    # An empty place has no end column that GitHub would take.
    if span.end_line == span.line and span.end_column > span.column:
        places["endColumn"] = str(span.end_column)
    places["title"] = diagnostic.code
    listed = ",".join(f"{key}={_property(value)}" for key, value in places.items())
    text = diagnostic.message.text(language)
    if diagnostic.hint:
        text += "\n" + diagnostic.hint.text(language)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(text)}\n"


def _data(text: str) -> str:
    # Workflow commands end with the line, and % begins an escape.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
