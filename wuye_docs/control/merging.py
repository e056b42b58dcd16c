"""Two ledgers from two branches become one: every entry of both stays as it was signed, and one entry binds the ends.

In the file the entries both have stand first, then those of the branch that was begun earlier, then those of the other; so it
does not matter who merges. Where the two decided on the same number, the later decision counts, by the time of entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wuye_docs.control.ledger import BEGINNING, Action, Entry, Ledger, parse_ledger, predecessors

_MARKER = re.compile(rb"^(<{7}|={7}|>{7}|\|{7})( .*)?\r?$")


def merged(*ledgers: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of ledgers that have a beginning in common, with the entry that binds them if they differ."""
    entries = in_order(entry for one in ledgers for entry in one)
    return (*entries, *bound(Ledger(entries)))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries of several branches, each once, each behind those that it follows; else the earlier first."""
    known = {entry.hash: entry for entry in entries}
    placed: list[Entry] = []
    waiting = sorted(known.values(), key=lambda one: (one.sequence, one.time, one.hash))
    followers: dict[str, list[Entry]] = {}
    open_ones: dict[str, int] = {}
    for entry in waiting:
        before = {one for one in predecessors(entry) if one in known}
        open_ones[entry.hash] = len(before)
        for one in before:
            followers.setdefault(one, []).append(entry)
    # Along a branch as far as it goes, so that in the file each branch is one piece.
    stack = sorted(
        (entry for entry in waiting if not open_ones[entry.hash]),
        key=lambda one: (one.time, one.hash),
        reverse=True,
    )
    while stack:
        entry = stack.pop()
        placed.append(entry)
        ready = []
        for follower in followers.get(entry.hash, ()):
            open_ones[follower.hash] -= 1
            if not open_ones[follower.hash]:
                ready.append(follower)
        stack += sorted(ready, key=lambda one: (one.time, one.hash), reverse=True)
    return tuple(placed)


def bound(ledger: Ledger) -> tuple[Entry, ...]:
    """The entry that binds the ends of a ledger's branches: none where there is one end or nothing at all.

    It takes its time from the latest end, so that whoever merges writes the same.
    """
    ends = ledger.ends
    if len(ends) < 2:
        return ()
    last = ledger.entries[-1]
    others = sorted(one.hash for one in ends if one.hash != last.hash)
    return (
        Entry(
            sequence=max(one.sequence for one in ends) + 1,
            time=max(one.time for one in ends),
            action=Action.MERGE.value,
            previous=last.hash,
            details={"merged": others},
            line=len(ledger.entries) + 1,
        ).sealed(),
    )


def sides_of(data: bytes) -> tuple[bytes, bytes]:
    """The two files that git wove into one with conflict markers (with or without the common part of `diff3`)."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    side = "both"
    for line in data.splitlines(keepends=True):
        marker = _MARKER.match(line.rstrip(b"\n"))
        if marker:
            side = {b"<": "ours", b"|": "neither", b"=": "theirs", b">": "both"}[marker.group(1)[:1]]
            continue
        if side in ("both", "ours"):
            ours.append(line)
        if side in ("both", "theirs"):
            theirs.append(line)
    return b"".join(ours), b"".join(theirs)


def merged_bytes(*files: bytes) -> tuple[Entry, ...] | str:
    """The merged entries of some ledger files, or why one of them cannot be merged, as a message of its fault.

    A file may hold conflict markers, or the lines of two branches one behind the other.
    """
    sides = []
    for data in files:
        for side in sides_of(data):
            ledger = parse_ledger(side)
            sides.append(ledger.entries)
            # What is lacking in one side may stand in the other; what cannot be read is lost.
            unread = len([line for line in side.splitlines() if line]) - len(ledger.entries)
            if unread:
                return ledger.faults[0].message.zh
    known = {entry.hash for side in sides for entry in side} | {BEGINNING}
    lost = next(
        (one for side in sides for entry in side for one in predecessors(entry) if one not in known), None
    )
    return f"缺失前面的条目 {lost[:12]}…" if lost else merged(*sides)
