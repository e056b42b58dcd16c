"""Findings on one line each, as editors and `grep` want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wuye_docs.diagnostics.diagnostic import Diagnostic
from wuye_docs.diagnostics.message import Language
from wuye_docs.diagnostics.render.wording import printable


def render(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], language: Language) -> str:
    """`path:line:column: CODE message`, one line a finding; empty text for no findings."""
    return "".join(
        f"{printable(str(one.span))}: {one.code} {printable(one.message.text(language))}\n"
        for one in diagnostics
    )
