"""Changes for people at a terminal: thing by thing, clause by clause, with what was deleted and inserted in its line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from wuye_docs.diagnostics import Language, Message
from wuye_docs.diagnostics.render.wording import printable
from wuye_docs.redline.changes import Change, ChangeKind, Fragment, Part, ThingChanges
from wuye_docs.redline.render.wording import NOTHING, count_in_words, heading_of, shortened

_CONTEXT = 30
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS = {"deleted": "\x1b[9;31m", "inserted": "\x1b[4;32m"}
_SIGNS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}"), "": ("", "")}
_GENERATED = Message("随数据自动更新", "follows from data that changed")
_CHART = Message("流程图有变化, 见流程 {}", "the chart changed, see flow {}")
_SHEET = Message("记录表有变化, 见 {}", "the form changed, see {}")
_ONLY_PARAMETERS = Message("其余 {} 处只因参数取值改变", "{} more places show new values of parameters only")
_SHOWN_IN = Message("用于", "shown in")


def render(
    things: Sequence[ThingChanges], names: tuple[str, str], language: Language, *, colour: bool = False
) -> str:
    """A line that counts, then a block for each thing. Deleted text is `[-…-]`, inserted text `{+…+}`, or coloured."""
    if not things:
        return f"{names[0]} → {names[1]}: {NOTHING.text(language)}\n"
    lines = [_paint(f"{names[0]} → {names[1]}", _BOLD, colour) + f": {count_in_words(things, language)}"]
    for index, thing in enumerate(things):
        # What only one state has is one line, close to its like.
        is_whole = thing.change is not ChangeKind.EDITED
        before = things[index - 1] if index else None
        if not (is_whole and before and (before.kind, before.change) == (thing.kind, thing.change)):
            lines.append("")
        lines.append(_paint(printable(heading_of(thing, language)), _BOLD, colour) + _value(thing))
        if not is_whole:
            lines += _thing(thing, language, colour)
    return "\n".join(lines) + "\n"


def _value(thing: ThingChanges) -> str:
    """What a parameter is or was that only one state has, and where it stands."""
    if thing.change is ChangeKind.EDITED:
        return ""
    value = next((one.after or one.before for one in thing.changes if one.where == "数值"), "")
    return f"{printable(f'  {value}') if value else ''}  {thing.span}"


def _thing(thing: ThingChanges, language: Language, colour: bool) -> list[str]:
    if thing.kind == "parameter":
        return _parameter(thing, language, colour)
    told = [one for one in thing.changes if not one.parameters]
    lines = []
    for where, group in groupby(told, lambda one: one.where):
        if where:
            lines.append(f"  {_paint(printable(where), _BOLD, colour)}")
        for one in group:
            lines += _change(one, language, colour)
    left = len(thing.changes) - len(told)
    if left:
        lines.append("  " + _ONLY_PARAMETERS.text(language).format(left))
    return lines


def _parameter(thing: ThingChanges, language: Language, colour: bool) -> list[str]:
    lines = []
    for one in thing.changes:
        if one.part is Part.KEY and one.where == "数值":
            arrow = f"{one.before or '—'} → {one.after or '—'}"
            lines.append(f"  {_paint(printable(arrow), _BOLD, colour)}  {one.new or one.old}")
        else:
            lines.append(f"  {printable(one.where)}")
            lines += _change(one, language, colour)
    places = [f"{one.number} {one.clause}".strip() for one in thing.showings]
    if places:
        comma = Message("；", "; ").text(language)
        lines.append(f"  {_SHOWN_IN.text(language)}: {printable(comma.join(dict.fromkeys(places)))}")
    return lines


def _change(one: Change, language: Language, colour: bool) -> list[str]:
    part = one.part.label.text(language) if one.part is not Part.KEY else ""
    head = " ".join(filter(None, (one.kind.label.text(language), part)))
    place = one.new if one.kind is not ChangeKind.DELETED else one.old
    moved = f"{one.old} → {one.new}" if one.kind is ChangeKind.MOVED else str(place or "")
    first = f"    {head}  {_paint(printable(moved), _DIM, colour)}"
    if one.part is Part.GENERATED:
        return [f"{first}  {_GENERATED.text(language)}"]
    if one.kind is ChangeKind.EDITED and one.part in (Part.CHART, Part.FORM):
        hint = _CHART if one.part is Part.CHART else _SHEET
        return [f"{first}  {hint.text(language).format(one.after)}"]
    text = "".join(_fragment(fragment, colour) for fragment in shortened(one.fragments, _CONTEXT))
    return [first, f"      {text}"] if text else [first]


def _fragment(fragment: Fragment, colour: bool) -> str:
    text = printable(fragment.text)
    if colour and fragment.kind:
        return f"{_COLOURS[fragment.kind]}{text}{_RESET}"
    opening, closing = _SIGNS[fragment.kind]
    return f"{opening}{text}{closing}"


def _paint(text: str, code: str, colour: bool) -> str:
    return f"{code}{text}{_RESET}" if colour else text
