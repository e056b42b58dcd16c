"""Short ASCII names for Chinese ones, by their pinyin: for addresses of the site and ids that must be plain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A short ASCII name for each name, all different: 客服专员 is `kefuzhuanyuan`."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        slug = _slug(str(name))
        unique, count = slug, 1
        while unique in taken:
            count += 1
            unique = f"{slug}-{count}"
        taken.add(unique)
        found[name] = unique
    return found


@lru_cache(maxsize=4096)
def _slug(name: str) -> str:
    plain = "".join(lazy_pinyin(name, style=Style.NORMAL)).lower()
    return _NOT_PLAIN.sub("-", plain).strip("-") or "x"
