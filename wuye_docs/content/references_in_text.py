"""Plain prose to references: 《titles》, numbers and the names of people become cross references."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.nodes import cross_reference, explicit_reference
from wuye_docs.content.tables import refer
from wuye_docs.model import Manual, Section
from wuye_docs.references import Kind, Names, Target

# Inside these a name is not prose: it is a link already, code, or the wording of a heading.
_CLOSED = (
    cross_reference,
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.title,
    nodes.caption,
    nodes.rubric,
)


def link_prose(document: nodes.document, names: Names, own: str) -> None:
    """Replace every name in running text by a resolved reference; `own` is the document's number (not linked)."""
    for text in list(document.findall(nodes.Text)):
        if not _is_open(text):
            continue
        found = _references_in(str(text), names)
        if found:
            parts: list[nodes.Node] = []
            cursor = 0
            source = str(text)
            for start, end, target, mention in found:
                if target == Target(Kind.DOCUMENT, own):
                    continue
                if start > cursor:
                    parts.append(nodes.Text(source[cursor:start]))
                parts.append(refer(target, source[start:end], mention=mention))
                cursor = end
            if cursor < len(source):
                parts.append(nodes.Text(source[cursor:]))
            text.parent.replace(text, parts)


def _references_in(text: str, names: Names) -> list[tuple[int, int, Target, bool]]:
    """(start, end, target, is a mention) in order, none overlapping; brackets of 《title》 belong to it."""
    found: list[tuple[int, int, Target, bool]] = []
    covered: list[tuple[int, int]] = []
    for start, end, _, named in names.titles_in(text):
        covered.append((start - 1, end + 1))
        if named:
            found.append((start - 1, end + 1, named.target, False))
    for start, end, target in names.numbers_in(text):
        if target and not _is_covered(start, covered):
            found.append((start, end, target, False))
            covered.append((start, end))
    for one in names.mentions(text):
        if not _is_covered(one.start, covered):
            found.append((one.start, one.end, one.named.target, True))
    return sorted(found, key=lambda one: one[:2])


def _is_covered(start: int, covered: list[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in covered)


def _is_open(text: nodes.Text) -> bool:
    outer = text.parent
    while outer is not None:
        if isinstance(outer, _CLOSED):
            return False
        outer = outer.parent
    return True


def resolve_explicit(
    node: explicit_reference, manual: Manual, names: Names, own: str, clauses: dict[str, str]
) -> nodes.Node:
    """What an inline role comes out as: a cross reference, or its words if it names nothing.

    `clauses` gives the section id of `NUMBER#label` for every labelled clause of the manual.
    """
    role, content = node["role"], node["content"]
    children = [child.deepcopy() for child in node.children]
    if role == "clause":
        number, _, label = content.rpartition(" ")
        number = number.strip() or own
        document = manual.documents.get(number)
        section = document.body.labels().get(label) if document else None
        if document is None or section is None:
            return _words(children, content)
        target = Target(Kind.SECTION, f"{number}#{label}")
        shown = _shown_clause(section)
        text = shown if number == own else f"{number}《{document.title}》{shown}"
        made = refer(target, text, anchor=clauses.get(target.key, ""))
    elif role == "role":
        named = names.person(content)
        if not named:
            return _words(children, content)
        made = refer(named.target, content, mention=True)
    else:
        found = names.numbered(content)
        record = manual.controlled_by(content)
        if not found or record is None:
            return _words(children, content)
        made = refer(found, f"{content}《{record.title}》")
    if children:
        made.children = []
        made.extend(children)
    return made


def _shown_clause(section: Section) -> str:
    """How a clause is cited: 5.2, but 第5章, and by its title where it has no number."""
    if not section.number:
        return f"“{section.title}”"
    return f"第{section.number}章" if section.number.isdigit() else section.number


def _words(children: list[nodes.Node], content: str) -> nodes.Node:
    return nodes.inline("", "", *children) if children else nodes.Text(content)
