"""Figures typed where the released text used a parameter: what was exchanged is read off the two texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wuye_docs.references.expressions import expressions_in, parameter_names

# So many characters on either side of an expression tell its place again in the line as it stands now.
_CONTEXT = 5
_LONGEST_TYPED = 16


class Replaced(NamedTuple):
    """A place where a parameter was used, and what stands there now."""

    line: int
    start: int
    end: int
    """Columns, the last one behind it."""
    parameter: str


def replaced_uses(before: str, now: str) -> Iterator[Replaced]:
    """The uses of single parameters in a released text in whose place the text now has something typed.

    A place that is found twice, or whose line was rewritten around it, is passed over.
    """
    old, new = before.splitlines(), now.splitlines()
    kept, known = set(new), set(old)
    changed = [(number, line) for number, line in enumerate(new, 1) if line not in known]
    for line in old:
        if line in kept or "{{" not in line:
            continue
        for start, end, expression in expressions_in(line):
            names = parameter_names(expression) or ()
            if len(names) != 1:
                continue
            first, last = line.rindex("{{", 0, start), line.index("}}", end) + 2
            left, right = line[max(0, first - _CONTEXT) : first], line[last : last + _CONTEXT]
            place = re.compile(
                f"{'^' if first <= _CONTEXT else ''}{re.escape(left)}"
                f"(?P<typed>[^{{}}]{{1,{_LONGEST_TYPED}}}?){re.escape(right)}{'$' if last + _CONTEXT >= len(line) else ''}"
            )
            found = [(number, match) for number, text in changed for match in place.finditer(text)]
            if len(found) == 1:
                number, match = found[0]
                yield Replaced(number, match.start("typed") + 1, match.end("typed") + 1, names[0])
