"""Registered names that a hand has spoilt: a letter lost inside (管处经理), two changed over (客服管主), another ending
(管理处主任, 工程中心).

What such a slip gives is looked for as it stands, so that nothing is taken for one that is another word: whatever is part
of a registered name or title is left out, and so is what a registered name covers in the text. Short and general names
give ordinary words, and words where two others meet (人员文化): their slips count only where nothing but a name can stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import ahocorasick

from wuye_docs.references.names import Names
from wuye_docs.references.post_shapes import WORK, is_of_another_body
from wuye_docs.references.target import Kind, Naming

# A shorter name is a word of every day once a letter is lost.
_SHORTEST = 4
# 部门主管 is any of several posts, and 部门经理 what others call them: 各部门经理, 责任部门主任.
_GENERAL = ("部门",)
# A name begins at the start of a text and behind punctuation and these, and ends before what is no letter or these.
_BEFORE_NAME = frozenset("由经报向请交给")
_BEHIND_NAME = frozenset("应须将可每按在和对向报填负审批签登组提主指检")
_ENDINGS = {
    Kind.ROLE: ("主管", "主任", "经理", "专员", "班长", "队长", "组长", "部长"),
    Kind.DEPARTMENT: ("部", "中心", "处"),
}


class Slip(NamedTuple):
    """A spoilt name, as `text[start:end]`, and the registered one that it comes from."""

    start: int
    end: int
    name: str
    meant: str
    kind: Kind


class NameSlips:
    """Finds the spoilt names of a manual's posts and departments."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def slips_in(self, text: str) -> Iterator[Slip]:
        """Every slip in a text that no registered name covers, in order, none overlapping."""
        if not self.meant or len(text) < 2:
            return
        found = list(self.automaton.iter_long(text))
        if not found:
            return
        registered = [(one.start, one.end) for one in self.names.mentions(text)]
        for last, written in found:
            start, end = last + 1 - len(written), last + 1
            meant, kind = self.meant[written]
            # A department's name before the end of another word (工程部经理) is judged as a post.
            if any(first <= start and end <= behind for first, behind in registered):
                continue
            if _is_weak(meant) and not _stands_alone(text, start, end):
                continue
            if not is_of_another_body(text, start):
                yield Slip(start, end, written, meant, kind)

    @cached_property
    def meant(self) -> dict[str, tuple[str, Kind]]:
        """Each spoilt name with the registered one and its kind; of two that give one slip, the first."""
        taken = "\n".join([*self.names.people, *self.names.titles])
        found: dict[str, tuple[str, Kind]] = {}
        for name, named in self.names.people.items():
            if named.naming is not Naming.REGISTERED or named.target.kind not in _ENDINGS:
                continue
            for slip in _slips_of(name, named.target.kind):
                is_known = slip in self.names.people or slip in WORK if _is_weak(name) else slip in taken
                if not is_known:
                    found.setdefault(slip, (name, named.target.kind))
        return found

    @cached_property
    def automaton(self) -> ahocorasick.Automaton:
        """Finds every spoilt name, whether or not it counts where it stands."""
        automaton = ahocorasick.Automaton()
        for slip in self.meant:
            automaton.add_word(slip, slip)
        automaton.make_automaton()
        return automaton


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but a name can stand at a place of a text."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    return (before in _BEFORE_NAME or not _is_letter(before)) and (
        behind in _BEHIND_NAME or not _is_letter(behind)
    )


def _is_letter(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _is_weak(name: str) -> bool:
    return len(name) < _SHORTEST or name.startswith(_GENERAL)


def _slips_of(name: str, kind: Kind) -> Iterator[str]:
    if name.startswith(_GENERAL):
        # 部门经理 is what everybody calls any of them.
        yield from (one for one in _other_endings(name, kind) if not one.endswith("经理"))
        return
    # A first or last letter lost leaves what is often a word: 客户服务, 秩序维护; so does the third of four: 工程管.
    for index in range(1, len(name) - 1):
        if len(name) > _SHORTEST or (len(name) == _SHORTEST and index == 1):
            yield name[:index] + name[index + 1 :]
    for index in range(len(name) - 1):
        if name[index] != name[index + 1]:
            yield name[:index] + name[index + 1] + name[index] + name[index + 2 :]
    yield from _other_endings(name, kind)


def _other_endings(name: str, kind: Kind) -> Iterator[str]:
    for ending in _ENDINGS[kind]:
        # 主管 and 经理 alone have nothing before the ending.
        if name.endswith(ending) and name != ending and (len(name) >= _SHORTEST or kind is Kind.ROLE):
            for other in _ENDINGS[kind]:
                if other != ending:
                    yield name.removesuffix(ending) + other
