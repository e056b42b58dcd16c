"""Copies and readings as the ledger has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wuye_docs.content.registers.standing import Copy, Reading
from wuye_docs.control import Action, Entry, Ledger


def copies_of(ledger: Ledger) -> tuple[Copy, ...]:
    """Every copy that was given out, in the order in which they were, each with its return where it came back."""
    found: list[Copy] = []
    for entry in ledger.entries:
        if entry.action == Action.DISTRIBUTE:
            found.append(
                Copy(
                    number=entry.number,
                    revision=entry.revision,
                    copy=_detail(entry, "copy"),
                    holder=_detail(entry, "to"),
                    medium=_detail(entry, "medium"),
                    issued=entry.date,
                    issued_by=_who(entry),
                    received_by=_detail(entry, "received"),
                    remark=entry.remark,
                )
            )
        elif entry.action == Action.RECALL:
            place = next(
                (
                    index
                    for index in reversed(range(len(found)))
                    if not found[index].recalled
                    and (found[index].number, found[index].revision, found[index].copy, found[index].holder)
                    == (entry.number, entry.revision, _detail(entry, "copy"), _detail(entry, "to"))
                ),
                None,
            )
            if place is not None:
                remark = "；".join(filter(None, (found[place].remark, entry.remark)))
                found[place] = replace(
                    found[place], recalled=entry.date, recalled_by=_who(entry), remark=remark
                )
    return tuple(found)


def readings_of(ledger: Ledger) -> tuple[Reading, ...]:
    """Every confirmation of a reading."""
    return tuple(
        Reading(one.number, one.revision, one.post, one.name, one.date)
        for one in ledger.entries
        if one.action == Action.READ
    )


def next_copy_number(copies: Iterable[Copy], number: str, holder: str, planned: Iterable[str]) -> str:
    """分发号 for a holder: the one it had before, else its place in the document's distribution, else the next free one."""
    used: dict[str, str] = {}
    for one in copies:
        if one.number == number:
            if one.holder == holder and one.recalled:
                return one.copy
            used[one.copy] = one.holder
    places = list(planned)
    if holder in places:
        wanted = f"{places.index(holder) + 1:02d}"
        if wanted not in used:
            return wanted
    taken = {int(one) for one in used if one.isdigit()} | set(range(1, len(places) + 1))
    return f"{next(count for count in range(1, len(taken) + 2) if count not in taken):02d}"


def _detail(entry: Entry, key: str) -> str:
    value = entry.details.get(key, "")
    return value if isinstance(value, str) else ""


def _who(entry: Entry) -> str:
    return " ".join(filter(None, (entry.post, entry.name)))
