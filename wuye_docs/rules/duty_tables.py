"""The tables under 职责 that say which post does what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wuye_docs.diagnostics import Span
from wuye_docs.model import Document
from wuye_docs.rules.source_blocks import section_lines

_POST_HEAD = re.compile("岗位|部门|角色|人员|责任人")
_DUTY_HEAD = re.compile("职责|责任|任务|工作")
_DELIMITER = re.compile(r"[|:\s-]+")
_PHRASE = re.compile("[^，；。]+")


class Duty(NamedTuple):
    """One thing that a row has a post do."""

    post: str
    """As the row names it."""
    text: str
    row: str
    """All duties of the row."""
    span: Span


def duties_of(document: Document, lines: Sequence[str]) -> Iterator[list[Duty]]:
    """The duties of each table of posts in the sections on responsibilities; `lines` are the document's source."""
    for section, numbers in section_lines(document, lines):
        if "职责" not in section.title:
            continue
        duties: list[Duty] = []
        in_table = False
        for number in numbers[1:]:
            line = lines[number - 1]
            cells = line.split("|")[1:-1] if line.startswith("|") else []
            if len(cells) < 2:
                in_table = False
            elif not in_table:
                in_table = bool(_POST_HEAD.search(cells[0]) and _DUTY_HEAD.search(cells[1]))
            elif not _DELIMITER.fullmatch(line):
                start = len(cells[0]) + 2
                for match in _PHRASE.finditer(cells[1]):
                    text = match.group().strip()
                    column = start + match.start() + len(match.group()) - len(match.group().lstrip()) + 1
                    if text:
                        place = Span(document.span.path, number, column, number, column + len(text))
                        duties.append(Duty(cells[0].strip(), text, cells[1], place))
        if duties:
            yield duties
