"""What a document lists in its section of related documents or of records, and what it does name elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wuye_docs.diagnostics import Span
from wuye_docs.model import Document, Section
from wuye_docs.model.markup import canonical_directive
from wuye_docs.references import Kind, ReferenceGraph, Relation, Target

# 引用文件 is the prose of a manual about its normative references, and 记录 may tell how to keep them.
RELATED = frozenset({"相关文件", "支持性文件", "相关支持性文件", "相关文件和记录"})
RECORDS = frozenset({"质量记录", "相关记录", "记录表格", "相关文件和记录"})
_GENERATING = {"related", "records"}
_NAMING = (Relation.TITLE, Relation.NUMBER, Relation.MARKUP)


class Listed(NamedTuple):
    """A section that lists names by hand, with the first place of each name in it and elsewhere in the document."""

    section: Section
    inside: Mapping[Target, Span]
    elsewhere: Mapping[Target, Span]


def listed_in(
    document: Document, titles: frozenset[str], kinds: tuple[Kind, ...], references: ReferenceGraph
) -> Listed | None:
    """The list of a document under one of some headings; None if it has none, or one that is made from its text."""
    wanted = next((one for one in document.body.sections if "".join(one.title.split()) in titles), None)
    if wanted is None or any(
        canonical_directive(mark.kind.partition(":")[2]) in _GENERATING for mark in wanted.marks
    ):
        return None
    own = Target(Kind.DOCUMENT, document.number)
    inside: dict[Target, Span] = {}
    elsewhere: dict[Target, Span] = {}
    for one in references.uses(own, _NAMING):
        if one.target.kind in kinds and one.target != own:
            (inside if one.section == wanted.number else elsewhere).setdefault(one.target, one.span)
    return Listed(wanted, inside, elsewhere)
