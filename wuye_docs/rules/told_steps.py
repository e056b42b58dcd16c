"""Numbered lists of a document that tell the steps of its flow, and which step each item tells.

Words are compared by their pairs of letters, as Chinese has no spaces between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from wuye_docs.model import Flow, Parameter, Prose, Section, Step, StepKind
from wuye_docs.references.expressions import expressions_in, parameter_names

_NUMBERED = re.compile(r"(\s*)\d+[.)]\s+")
_ANY_ITEM = re.compile(r"\s*(?:\d+[.)]|[-*+])\s+")
# A list tells the steps of a flow if most of its items are steps of it, and they are more than two.
FEWEST_ITEMS = 3
_LEAST_ALIKE = 0.6
# An item with this share of its words in the name and note of a step is a part of the step.
_PART_ALIKE = 0.4
# What an item is about stands at its beginning.
_BEGINNING = 40
_DETAILS = re.compile("[：:；。]")
_QUESTION = re.compile("是否|是不是|有无|能否|可否|有没有")


class Item(NamedTuple):
    """A numbered item with all that stands inside it."""

    prose: Prose
    """Its first paragraph."""
    text: str
    """All of its source, with the figures in place of `{{ … }}`."""
    parameters: frozenset[str]
    """The names of these figures."""
    indent: int
    last_line: int


class Told(NamedTuple):
    """An item and what it tells."""

    item: Item
    step: Step | None
    """The task that it is about; None if there is none, or more than one."""
    steps: tuple[Step, ...]
    """All tasks and decisions that its words name, `step` among them."""


def numbered_lists(
    section: Section, lines: Mapping[str, list[str]], parameters: Mapping[str, Parameter]
) -> Iterator[list[Item]]:
    """The numbered lists of a section that have three items or more; what is nested is part of its item."""
    run: list[Item] = []
    for prose in section.prose:
        _, line, column = prose.pieces[0]
        source = lines[prose.path]
        if run and line <= run[-1].last_line and prose.path == run[-1].prose.path:
            continue
        marker = _NUMBERED.match(source[line - 1])
        if marker is None or marker.end() >= column or (run and len(marker[1]) != run[0].indent):
            if len(run) >= FEWEST_ITEMS:
                yield run
            run = []
        if marker and marker.end() < column:
            last = _last_line(source, line, marker.end())
            text, names = filled_in("\n".join(source[line - 1 : last])[marker.end() :], parameters)
            run.append(Item(prose, text, names, len(marker[1]), last))
    if len(run) >= FEWEST_ITEMS:
        yield run


def _last_line(source: Sequence[str], line: int, indent: int) -> int:
    """The last line of the item whose text begins in a line, behind so many characters."""
    last, is_behind_blank = line, False
    for number, text in enumerate(source[line:], line + 1):
        bare = text.lstrip()
        if not bare:
            is_behind_blank = True
        elif len(text) - len(bare) >= indent or not (is_behind_blank or _ANY_ITEM.match(text)):
            last, is_behind_blank = number, False
        else:
            break
    return last


def filled_in(text: str, parameters: Mapping[str, Parameter]) -> tuple[str, frozenset[str]]:
    """A text with the figures in place of `{{ … }}`, and the names of the figures."""
    pieces: list[str] = []
    used: set[str] = set()
    cursor = 0
    for start, end, expression in expressions_in(text):
        names = parameter_names(expression) or ()
        used.update(names)
        pieces += [
            text[cursor : text.rindex("{{", 0, start)],
            *(parameters[one].text for one in names if one in parameters),
        ]
        cursor = text.index("}}", end) + 2
    return "".join([*pieces, text[cursor:]]), frozenset(used)


def tell(run: Sequence[Item], flow: Flow) -> list[Told] | None:
    """What each item of a list tells of a flow; None if the list does not tell the flow."""
    tasks = [_task_told(item.prose.text, flow) for item in run]
    if len({one.name for one in tasks if one}) < FEWEST_ITEMS:
        return None
    # Items that begin with a decision count neither for the list nor against it.
    decisions = sum(_begins_with_decision(item.prose.text, flow) for item in run)
    if 2 * sum(one is not None for one in tasks) <= len(run) - decisions:
        return None
    return [Told(item, task, _all_told(item, flow)) for item, task in zip(run, tasks, strict=True)]


def _task_told(text: str, flow: Flow) -> Step | None:
    """The task whose words an item begins with, most of them; None if there is none, or more than one, or if the item
    begins with a decision."""
    beginning = beginning_of(text)
    if _begins_with_decision(text, flow):
        return None
    tasks = [one for one in flow.steps.values() if one.kind is StepKind.TASK and len(one.title) > 2]
    exact = sorted((one for one in tasks if one.title in beginning), key=lambda one: -len(one.title))
    if exact and not any(len(one.title) == len(exact[0].title) for one in exact[1:]):
        return exact[0]
    pairs = _pairs(beginning)
    best, alike = None, 0.0
    for step in tasks:
        own = _pairs(step.title)
        if len(own) < 2:
            continue
        share = len(own & pairs) / len(own)
        if share > alike:
            best, alike = step, share
        elif share == alike:
            best = None
    return best if alike >= _LEAST_ALIKE else None


def beginning_of(text: str) -> str:
    """What an item says before it goes into details: 判断是否属实：…"""
    return _DETAILS.split(text[:_BEGINNING], maxsplit=1)[0]


def _begins_with_decision(text: str, flow: Flow) -> bool:
    beginning = beginning_of(text)
    return any(
        one.kind is StepKind.DECISION and one.title in beginning and _QUESTION.search(beginning)
        for one in flow.steps.values()
    )


def _all_told(item: Item, flow: Flow) -> tuple[Step, ...]:
    return tuple(
        step
        for step in flow.steps.values()
        if step.kind in (StepKind.TASK, StepKind.DECISION) and names_step(item.text, step)
    )


def names_step(text: str, step: Step) -> bool:
    """Whether most of the words in a step's shape stand in a text; of a decision, those beside 是否."""
    if step.kind is StepKind.DECISION:
        condition = condition_of(step)
        own = frozenset[str]().union(*map(_pairs, condition))
        # 核实投诉内容 does not yet ask whether 投诉内容是否属实.
        if not condition or condition[-1][-2:] not in text or (len(own) < 2 and not _QUESTION.search(text)):
            return False
    else:
        own = _pairs(step.title)
    return step.title in text or (bool(own) and len(own & _pairs(text)) >= _LEAST_ALIKE * len(own))


def condition_of(decision: Step) -> list[str]:
    """What a decision asks, without 是否: 身份资料, 相符."""
    return [one for one in _QUESTION.split(decision.title) if one]


def without_questions(text: str) -> str:
    """A text without 是否, 有无 and the like, in which 是 and 无 are no answers."""
    return _QUESTION.sub("", text)


def is_part_of_a_step(item: Item, flow: Flow) -> bool:
    """Whether an item says what the shape or note of some step of a flow says in other words."""
    own = _pairs(item.prose.text[:_BEGINNING])
    return any(
        names_step(item.text, step)
        or len(own & _pairs(f"{step.lane}{step.title}。{step.note}")) >= _PART_ALIKE * len(own)
        for step in flow.steps.values()
    )


# Each item of a list is laid beside each step of a flow: the same texts come again and again.
@lru_cache(maxsize=4096)
def _pairs(text: str) -> frozenset[str]:
    return frozenset([text[index : index + 2] for index in range(len(text) - 1)])
