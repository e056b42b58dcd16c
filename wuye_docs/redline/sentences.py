"""Changes told in sentences, for revision histories and change notices: 5.2 受理：“30分钟”改为“20分钟”."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wuye_docs.redline.changes import Change, ChangeKind, Fragment, Part, ThingChanges

_LONGEST = 36
"""Characters of a quoted text; longer ones are cut in the middle."""
_MOST_REPLACEMENTS = 3
"""A block with more replacements is told as a whole."""
UNTOLD_KEYS = frozenset({"版次", "状态", "发布日期", "实施日期"})
"""What every change of a document brings along, and what stands beside the sentences anyway."""


def sentences_of(thing: ThingChanges, values: Mapping[str, tuple[str, str]]) -> list[str]:
    """What changed in one thing, a sentence a clause; `values` are old and new texts of changed parameters by name."""
    if thing.change is ChangeKind.INSERTED:
        return ["新增"]
    if thing.change is ChangeKind.DELETED:
        return ["作废"]
    by_place: dict[str, list[str]] = {}
    for change in thing.changes:
        if change.part is Part.KEY and change.where in UNTOLD_KEYS:
            continue
        if change.part in (Part.GENERATED, Part.FORM, Part.CHART):
            continue
        told = _told(change, thing.kind, values)
        place = change.where if change.part not in (Part.CLAUSE, Part.KEY, Part.FIELD) else ""
        if told and told not in by_place.setdefault(place, []):
            by_place[place].append(told)
    return [
        f"{place}：{'；'.join(told)}" if place else "；".join(told)
        for place, told in by_place.items()
        if told
    ]


def parameter_values(things: Iterable[ThingChanges]) -> dict[str, tuple[str, str]]:
    """Old and new text of every changed parameter, by name."""
    return {
        str(thing.number): (change.before, change.after)
        for thing in things
        if thing.kind == "parameter"
        for change in thing.changes
        if change.part is Part.KEY and change.where == "数值"
    }


def _told(change: Change, kind: str, values: Mapping[str, tuple[str, str]]) -> str:
    if change.parameters:
        told = [
            f"{name.rpartition('.')[2]}由{values[name][0]}改为{values[name][1]}"
            for name in map(str, change.parameters)
            if name in values
        ]
        return "；".join(told)
    if change.part is Part.KEY:
        return _key(change)
    if change.part is Part.FIELD:
        return _field(change)
    if change.part is Part.STEP:
        return _step(change)
    if change.part is Part.WAY:
        if change.kind is ChangeKind.EDITED:
            return f"去向“{change.before}”改为“{change.after}”"
        verb = "增加去向" if change.kind is ChangeKind.INSERTED else "取消去向"
        return f"{verb}“{change.after or change.before}”"
    return _text(change)


def _key(change: Change) -> str:
    if change.kind is ChangeKind.INSERTED:
        return f"增加{change.where}：{quoted(change.after, marks=False)}"
    if change.kind is ChangeKind.DELETED:
        return f"取消{change.where}（原为{quoted(change.before, marks=False)}）"
    return f"{change.where}由{quoted(change.before)}改为{quoted(change.after)}"


def _field(change: Change) -> str:
    match change.kind:
        case ChangeKind.INSERTED if change.where == change.after.partition("（")[0]:
            return f"新增栏目“{change.where}”"
        case ChangeKind.DELETED if change.where == change.before.partition("（")[0]:
            return f"删除栏目“{change.where}”"
        case ChangeKind.MOVED:
            return f"栏目“{change.where}”移动位置"
        case ChangeKind.EDITED if change.where == change.after:
            return f"栏目“{change.before}”改为“{change.after}”"
        case _:
            return f"栏目{_key(change)}"


def _step(change: Change) -> str:
    if change.kind is ChangeKind.INSERTED and len(change.fragments) == 1 and change.old is None:
        return f"新增步骤“{quoted(change.after, marks=False)}”"
    if change.kind is ChangeKind.DELETED and change.new is None:
        return f"删除步骤“{quoted(change.before, marks=False)}”"
    return f"由{quoted(change.before or '无')}改为{quoted(change.after or '无')}"


def _text(change: Change) -> str:
    part = change.part.label.zh
    match change.kind:
        case ChangeKind.INSERTED:
            if change.part is Part.CLAUSE:
                return f"新增条款“{change.where}”"
            return f"新增{part}{quoted(change.after)}"
        case ChangeKind.DELETED:
            if change.part is Part.CLAUSE:
                return f"删除条款“{change.where}”"
            return f"删除{part}{quoted(change.before)}"
        case ChangeKind.MOVED:
            return f"{part}{quoted(change.after)}移动位置"
        case _:
            return _replacements(change.fragments, part)


def _replacements(fragments: Sequence[Fragment], part: str) -> str:
    told: list[str] = []
    index = 0
    while index < len(fragments):
        one = fragments[index]
        following = fragments[index + 1] if index + 1 < len(fragments) else Fragment("", "")
        if one.kind == "deleted" and following.kind == "inserted":
            told.append(f"{quoted(one.text)}改为{quoted(following.text)}")
            index += 1
        elif one.kind == "deleted":
            told.append(f"删去{quoted(one.text)}")
        elif one.kind == "inserted":
            before = fragments[index - 1].text[-8:] if index and not fragments[index - 1].kind else ""
            told.append(f"{f'“{before}”后' if before else ''}增加{quoted(one.text)}")
        index += 1
    if len(told) > _MOST_REPLACEMENTS:
        opening = "".join(one.text for one in fragments if one.kind != "deleted")
        return f"修改{part}{quoted(opening)}"
    return "，".join(told)


def quoted(text: str, *, marks: bool = True) -> str:
    """The text in quotation marks, cut in the middle if it is long."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 12]}……{text[-8:]}"
    return f"“{text}”" if marks else text
