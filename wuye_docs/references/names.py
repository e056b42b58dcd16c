"""Every name of the manual and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import ahocorasick

from wuye_docs.model import Manual
from wuye_docs.references.target import PEOPLE, Kind, Naming, Target

# A name followed by one of these is part of a longer word: 客服主管级 is a grade, 业主委员会 is not the owners,
# 工程部经理 is a post, registered or not, and 不顾客观条件 has no 顾客.
_CONTINUATIONS = {
    Kind.ROLE: re.compile("[级制]"),
    Kind.DEPARTMENT: re.compile("[级制]|副?(?:经理|主管|主任|总监)(?!部门|机关|单位)|部?[长门]"),
    Kind.PARTY: re.compile("[级制]|委员会|大会|公约|(?<=顾客)观(?![看察摩赏])"),
}
# 服务中心 is the end of the name of many a body that is none of ours (社区卫生服务中心, 职业介绍服务中心); it stands for
# itself at the beginning of a text, behind a mark, and behind words that end no name.
_NO_PART_OF_NAME = frozenset(
    "到由向在与和或及的本各该给至从为是经请交报送后前时入去回往找问让把被将对叫用以知系并可应须、，。；：“”（）《》 \n"
)
_TITLE = re.compile(r"《([^《》\n]+)》")
_SPACE = re.compile(r"[\s\u3000]+")


class Named(NamedTuple):
    """What a name stands for, and which of the thing's names it is."""

    target: Target
    naming: Naming


class Found(NamedTuple):
    """A name found in running text, as `text[start:end]`."""

    start: int
    end: int
    named: Named


class Names:
    """The dictionary of a manual's names: people and parties for prose, titles for 《…》, numbers."""

    def __init__(self, manual: Manual) -> None:
        self.manual = manual
        self.people: dict[str, Named] = {}
        self.titles: dict[str, Named] = {}
        self.ambiguous: list[tuple[str, Target, Target]] = []
        """(name, first, second) of names that two things claim."""
        for kind, group in (
            (Kind.ROLE, manual.roles),
            (Kind.DEPARTMENT, manual.departments),
            (Kind.PARTY, manual.parties),
        ):
            for name in group:
                self._claim(self.people, name, Named(Target(kind, name), Naming.REGISTERED))
        for kind, group in (
            (Kind.ROLE, manual.roles),
            (Kind.DEPARTMENT, manual.departments),
            (Kind.PARTY, manual.parties),
        ):
            for name, record in group.items():
                for alias in record.aliases:
                    self._claim(self.people, alias, Named(Target(kind, name), Naming.ALIAS))
                for banned in record.banned:
                    self._claim(self.people, banned, Named(Target(kind, name), Naming.BANNED))
        controlled = [
            *(
                (Target(Kind.DOCUMENT, one.number), one.title, one.aliases)
                for one in manual.documents.values()
            ),
            *((Target(Kind.FORM, one.number), one.title, one.aliases) for one in manual.forms.values()),
            *((Target(Kind.FLOW, one.number), one.title, one.aliases) for one in manual.flows.values()),
            *(
                (Target(Kind.STANDARD, number), one.title, (number, *one.aliases))
                for number, one in manual.standards.items()
            ),
        ]
        for target, title, _ in controlled:
            if title:
                self._claim(self.titles, tight_title(title), Named(target, Naming.REGISTERED))
        for target, _, aliases in controlled:
            for alias in aliases:
                # A standard is as often cited by its number as by its title.
                naming = Naming.REGISTERED if target.kind is Kind.STANDARD else Naming.ALIAS
                self._claim(self.titles, tight_title(alias), Named(target, naming))

    def person(self, name: str) -> Named | None:
        """The role, department or party of that name."""
        return self.people.get(name)

    def title(self, title: str) -> Named | None:
        """The document, form, flow or standard of that title; a number before the title is passed over."""
        tight = tight_title(title)
        known = self.titles.get(tight)
        if known is None:
            number = self.number_pattern.match(tight)
            if number:
                target = self.numbered(number.group())
                rest = tight[number.end() :]
                if target and (
                    not rest or self.titles.get(rest, Named(target, Naming.ALIAS)).target == target
                ):
                    return Named(target, Naming.REGISTERED)
        return known

    def numbered(self, number: str) -> Target | None:
        """The document, form or flow of that number."""
        if number in self.manual.documents:
            return Target(Kind.DOCUMENT, number)
        if number in self.manual.forms:
            return Target(Kind.FORM, number)
        if number in self.manual.flows:
            return Target(Kind.FLOW, number)
        return None

    @cached_property
    def number_pattern(self) -> re.Pattern[str]:
        """Matches what is written like a number of the scheme, whether or not it exists."""
        scheme = self.manual.settings.numbering
        prefixes = sorted(
            {re.escape(series.prefix) for series in scheme.series}, key=lambda one: (-len(one), one)
        )
        if not prefixes:
            return re.compile(r"(?!)")
        return re.compile(
            rf"(?<![A-Za-z0-9-])(?:{'|'.join(prefixes)})\d+(?:{re.escape(scheme.form_suffix)}\d+)?(?![A-Za-z0-9])"
        )

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for name, named in self.people.items():
            automaton.add_word(name, (len(name), named))
        automaton.make_automaton()
        return automaton

    def mentions(self, text: str) -> Iterator[Found]:
        """Names of roles, departments and parties in prose: leftmost first, of those the longest, none overlapping."""
        if not self.people or not text:
            return
        cursor = 0
        while True:
            for last, (length, named) in self._automaton.iter_long(text, cursor):
                if _CONTINUATIONS[named.target.kind].match(text, last + 1) or _ends_another(
                    text, last + 1 - length, last + 1
                ):
                    # Another name may begin inside: 项目管理处经理 holds 管理处经理.
                    cursor = last + 2 - length
                    break
                yield Found(last + 1 - length, last + 1, named)
            else:
                return

    def titles_in(self, text: str) -> Iterator[tuple[int, int, str, Named | None]]:
        """(start, end, title, what it stands for) of each 《title》; the brackets lie outside start and end."""
        for match in _TITLE.finditer(text):
            yield match.start(1), match.end(1), match.group(1), self.title(match.group(1))

    def numbers_in(self, text: str) -> Iterator[tuple[int, int, Target | None]]:
        """(start, end, target) of everything written like a number of the scheme."""
        for match in self.number_pattern.finditer(text):
            yield match.start(), match.end(), self.numbered(match.group())

    def known(self, kinds: Iterable[Kind]) -> list[str]:
        """Names of the kinds asked for, for "did you mean"."""
        wanted = set(kinds)
        found = [
            name
            for name, named in self.people.items()
            if named.target.kind in wanted and named.naming is not Naming.BANNED
        ]
        found += [title for title, named in self.titles.items() if named.target.kind in wanted]
        for kind, group in (
            (Kind.DOCUMENT, self.manual.documents), (Kind.FORM, self.manual.forms), (Kind.FLOW, self.manual.flows),
            (Kind.PARAMETER, self.manual.parameters),
        ):  # fmt: skip
            if kind in wanted:
                found += group
        return found

    def _claim(self, names: dict[str, Named], name: str, named: Named) -> None:
        if not name:
            return
        first = names.setdefault(str(name), named)
        if first.target != named.target:
            self.ambiguous.append((name, first.target, named.target))


def _ends_another(text: str, start: int, end: int) -> bool:
    """Whether a name at a place is the end of the name of some other body."""
    return (
        start > 0
        and text[start - 1] not in _NO_PART_OF_NAME
        and text.startswith("服务", start)
        and text.endswith("中心", 0, end)
    )


def tight_title(title: str) -> str:
    """A title without spaces: the form in which titles are compared."""
    return _SPACE.sub("", title)


def is_person(target: Target) -> bool:
    """Whether a target is a role, department or party."""
    return target.kind in PEOPLE
