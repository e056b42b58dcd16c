"""Read the changed sources again: every reference must have followed, and nothing else may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wuye_docs.diagnostics import Message
from wuye_docs.loaders import Loaded
from wuye_docs.model import Manual
from wuye_docs.project.edits import Refusal
from wuye_docs.project.renaming.change import Change
from wuye_docs.references import Kind, Naming, Reference, ReferenceGraph, Relation, Target

# What of a reference must come through a renaming; its place may move.
Essence = tuple[Relation, Target, Target, Naming]


def verify(
    before: Loaded, graph: ReferenceGraph, after: Loaded, changes: Sequence[Change]
) -> tuple[Message, ...]:
    """What the author should look at after the renaming. Raises Refusal unless it does what was asked, and only that.

    `graph` is that of the sources before.
    """
    changed_graph = ReferenceGraph(after.manual)
    promotes_alias = any(change.promotes_alias for change in changes)
    wanted = Counter(_essence(one, changes, promotes_alias) for one in graph.references)
    present = Counter(_essence(one, (), promotes_alias) for one in changed_graph.references)
    missing = wanted - present
    if missing:
        left = [one for one in graph.references if missing[_essence(one, changes, promotes_alias)]]
        raise _references_left(left)
    _require_no_fault(before, graph, after, changed_graph)
    asked = changes[0]
    notes = []
    extra = (present - wanted).total()
    if extra:
        notes.append(
            Message(
                f"`{asked.new}` 原来已出现 {extra} 处, 改名后这些也算引用, 请检查",
                f"`{asked.new}` stood in {extra} places before; they count as references after this, look at them",
            )
        )
    if asked.target.kind is Kind.TERM:
        left_in_prose = _count_in_prose(after.manual, asked.old)
        if left_in_prose:
            notes.append(
                Message(
                    f"正文中还有 {left_in_prose} 处“{asked.old}”; 术语常是其他词的一部分, 正文不自动改, 请逐处确认",
                    f"`{asked.old}` still stands in {left_in_prose} places of prose, which is not edited: a term is often part of a longer word",
                )
            )
    return tuple(notes)


def _essence(reference: Reference, changes: Iterable[Change], promotes_alias: bool) -> Essence:
    """The reference as it should be after the changes; where an alias becomes the name, either counts as the name."""
    source, target = reference.source, reference.target
    for change in changes:
        source, target = change.renamed(source), change.renamed(target)
    return reference.relation, source, target, Naming.REGISTERED if promotes_alias else reference.naming


def _references_left(references: Sequence[Reference]) -> Refusal:
    listed = ", ".join(dict.fromkeys(f"{one.span.path}:{one.span.line}" for one in references[:5]))
    return Refusal(
        Message(f"有引用无法自动改写: {listed}", f"these references cannot be edited: {listed}"),
        Message("先把这些地方改成普通写法, 再重新运行", "write these places plainly, then run it again"),
    )


def _require_no_fault(
    before: Loaded, graph: ReferenceGraph, after: Loaded, changed_graph: ReferenceGraph
) -> None:
    faults = Counter(one.code for one in after.diagnostics) - Counter(one.code for one in before.diagnostics)
    if (
        faults
        or len(changed_graph.unresolved) > len(graph.unresolved)
        or len(changed_graph.names.ambiguous) > len(graph.names.ambiguous)
    ):
        found = next((one.message for one in after.diagnostics if faults[one.code]), None)
        reason = found or Message("有名称无法识别", "a name is no longer understood")
        raise Refusal(
            Message(f"改名会带来新的问题: {reason.zh}", f"the renaming would bring a new fault: {reason.en}")
        )


def _count_in_prose(manual: Manual, word: str) -> int:
    return sum(
        prose.text.count(word)
        for document in manual.documents.values()
        for section in document.body.sections
        for prose in section.prose
    )
