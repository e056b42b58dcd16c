"""Ids of a BPMN file: NCNames of ASCII letters, because many tools take no others (BPMN 2.0.2, 8.3.1: xsd:ID)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from wuye_docs.content.ascii_names import slugs

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_]")


def identifiers(prefix: str, names: Iterable[str]) -> Mapping[str, str]:
    """An id for each name, all different, the same for the same names in the same order: `Step_shouli` for 受理."""
    return {name: f"{prefix}_{slug.replace('-', '_')}" for name, slug in slugs(names).items()}


def plain(number: str) -> str:
    """A number with nothing in it that an id may not hold."""
    return _NOT_PLAIN.sub("_", number)


def flow_identifiers(ways: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """An id for each sequence flow, by the ids of the steps it leads from and to: `Flow_shouli_xianqing`."""
    found: list[str] = []
    taken: set[str] = set()
    for source, target in ways:
        wanted = f"Flow_{source.partition('_')[2]}_{target.partition('_')[2]}"
        unique, count = wanted, 1
        while unique in taken:
            count += 1
            unique = f"{wanted}_{count}"
        taken.add(unique)
        found.append(unique)
    return tuple(found)
