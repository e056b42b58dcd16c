"""Words that every list of changes uses."""

from __future__ import annotations

from collections.abc import Sequence

from wuye_docs.diagnostics import Language, Message
from wuye_docs.redline.changes import ChangeKind, Fragment, ThingChanges

KINDS = {
    "parameter": Message("参数", "parameter"),
    "document": Message("文件", "document"),
    "form": Message("记录表", "form"),
    "flow": Message("流程", "flow"),
    "role": Message("岗位", "post"),
    "department": Message("部门", "department"),
    "party": Message("外部相关方", "outside party"),
    "term": Message("术语", "term"),
    "standard": Message("外部文件", "external document"),
    "manual": Message("手册设置", "manual settings"),
}
NOTHING = Message("没有差异", "no differences")


def count_in_words(things: Sequence[ThingChanges], language: Language) -> str:
    """`1 个参数、2 个文件 (修改 2)、1 个流程 (新增 1)`."""
    told = []
    for kind, name in KINDS.items():
        of_kind = [one for one in things if one.kind == kind]
        if not of_kind:
            continue
        counts = [
            f"{change.label.text(language)} {sum(one.change is change for one in of_kind)}"
            for change in (ChangeKind.EDITED, ChangeKind.INSERTED, ChangeKind.DELETED)
            if any(one.change is change for one in of_kind)
        ]
        told.append(f"{name.text(language)} ({Message('、', ', ').text(language).join(counts)})")
    return Message("，", ", ").text(language).join(told) or NOTHING.text(language)


def heading_of(thing: ThingChanges, language: Language) -> str:
    """`文件 SYWIKF16 客户投诉处理规程 A/0 → A/1`."""
    parts = [KINDS[thing.kind].text(language), thing.number]
    if thing.title and thing.title != thing.number:
        parts.append(thing.title)
    if thing.revision_before and thing.revision and thing.revision_before != thing.revision:
        parts.append(f"{thing.revision_before} → {thing.revision}")
    elif thing.revision or thing.revision_before:
        parts.append(thing.revision or thing.revision_before)
    if thing.change is not ChangeKind.EDITED:
        parts.append(f"[{thing.change.label.text(language)}]")
    return " ".join(parts)


def shortened(fragments: Sequence[Fragment], context: int) -> list[Fragment]:
    """The fragments with `context` characters of kept text on each side of a change."""
    if not any(one.kind for one in fragments):
        return list(fragments)
    found: list[Fragment] = []
    for index, one in enumerate(fragments):
        text = one.text
        if not one.kind:
            is_first, is_last = index == 0, index == len(fragments) - 1
            if is_first and len(text) > context:
                text = "…" + text[-context:]
            elif is_last and len(text) > context:
                text = text[:context] + "…"
            elif not is_first and not is_last and len(text) > 2 * context + 1:
                text = text[:context] + "…" + text[-context:]
        found.append(Fragment(one.kind, text))
    return found
