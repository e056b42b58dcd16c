"""The changes of a flow: steps added, removed, renamed, in another lane, with other ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz import fuzz

from wuye_docs.model import Flow, Step
from wuye_docs.redline.changes import Change, ChangeKind, Fragment, Part, replaced
from wuye_docs.redline.record_changes import key_changes

_LEAST_ALIKE = 50


def flow_changes(
    old: Flow, new: Flow, fill: tuple[Callable[[str], str], Callable[[str], str]]
) -> Iterator[Change]:
    """Every change of a flow in the order of its steps; `fill` evaluates `{{ … }}` in the old and in the new state."""
    yield from key_changes(old, new, but=("steps",))
    renamed = renamed_steps(old, new)
    former = {name: before for before, name in renamed.items()}
    for name, step in old.steps.items():
        if name not in new.steps and name not in renamed:
            yield Change(
                ChangeKind.DELETED,
                Part.STEP,
                str(name),
                (Fragment("deleted", _described(step, fill[0])),),
                step.span,
                None,
            )
    for name, step in new.steps.items():
        before = old.steps.get(former.get(str(name), str(name)))
        if before is None:
            yield Change(
                ChangeKind.INSERTED,
                Part.STEP,
                str(name),
                (Fragment("inserted", _described(step, fill[1])),),
                None,
                step.span,
            )
        else:
            yield from _step_changes(before, step, renamed, fill)


def renamed_steps(old: Flow, new: Flow) -> dict[str, str]:
    """The new name of each step that is only called otherwise: in the same lane, of the same kind, of like words."""
    gone = [step for name, step in old.steps.items() if name not in new.steps]
    come = [step for name, step in new.steps.items() if name not in old.steps]
    found: dict[str, str] = {}
    for step in gone:
        rated = [
            (fuzz.ratio(f"{step.title}{step.note}", f"{one.title}{one.note}"), -index, one)
            for index, one in enumerate(come)
            if one.lane == step.lane and one.kind is step.kind and one.name not in found.values()
        ]
        if rated and max(rated)[0] >= _LEAST_ALIKE:
            found[str(step.name)] = str(max(rated)[2].name)
    return found


def _step_changes(
    old: Step, new: Step, renamed: dict[str, str], fill: tuple[Callable[[str], str], Callable[[str], str]]
) -> Iterator[Change]:
    where = f"{new.mark}{fill[1](new.title)}"
    titles = fill[0](old.title), fill[1](new.title)
    if titles[0] != titles[1]:
        yield Change(ChangeKind.EDITED, Part.STEP, where, replaced(*titles), old.span, new.span)
    for one in key_changes(old, new, but=("text", "next"), where=where):
        yield Change(one.kind, Part.STEP, one.where, one.fragments, one.old, one.new)
    before = [(str(way.label), renamed.get(str(way.target), str(way.target))) for way in old.next]
    after = [(str(way.label), str(way.target)) for way in new.next]
    gone = [way for way in before if way not in after]
    come = [way for way in after if way not in before]
    places = old.at("next"), new.at("next")
    for way in gone:
        # The same exit leading elsewhere, another word at the same way, or the only way out.
        is_only = len(before) == len(after) == 1
        fellow = next(
            (one for one in come if is_only or (way[0] and one[0] == way[0]) or one[1] == way[1]), None
        )
        if fellow is None:
            yield Change(ChangeKind.DELETED, Part.WAY, where, (Fragment("deleted", _way(way)),), *places)
        else:
            come.remove(fellow)
            yield Change(ChangeKind.EDITED, Part.WAY, where, replaced(_way(way), _way(fellow)), *places)
    for way in come:
        yield Change(ChangeKind.INSERTED, Part.WAY, where, (Fragment("inserted", _way(way)),), *places)


def _way(way: tuple[str, str]) -> str:
    return "→".join(way)


def _described(step: Step, fill: Callable[[str], str]) -> str:
    note = f"：{fill(step.note)}" if step.note else ""
    return f"{fill(step.title)}（{step.lane}）{note}"
