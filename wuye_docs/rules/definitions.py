"""What the manual defines: the glossary, and the definition lists under 定义 in documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wuye_docs.diagnostics import Span
from wuye_docs.model import Manual
from wuye_docs.rules.source_blocks import section_lines

_DEFINITION = re.compile(r":\s+(\S.*)")


class Definition(NamedTuple):
    """A term and what it is said to mean."""

    term: str
    text: str
    span: Span
    """The term."""


def definitions_in(manual: Manual, lines: Mapping[str, list[str]]) -> Iterator[Definition]:
    """Every definition: those of terms.yaml, then those of documents."""
    for name, term in manual.terms.items():
        if term.definition:
            yield Definition(name, term.definition, term.span)
    for document in manual.documents.values():
        path = str(document.span.path)
        for section, numbers in section_lines(document, lines[path]):
            if not re.search("定义|术语", section.title):
                continue
            for number in numbers[1:]:
                match = _DEFINITION.match(lines[path][number - 1])
                word = lines[path][number - 2].strip()
                if match and word and not word.startswith((":", "#", "|")):
                    yield Definition(word, match[1], Span(path, number - 1, 1, number - 1, len(word) + 1))
