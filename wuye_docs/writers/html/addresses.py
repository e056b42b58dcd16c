"""Where everything is on the site."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from wuye_docs.model import Manual
from wuye_docs.references import Kind, Target

_FOLDERS = {Kind.DOCUMENT: "documents", Kind.FLOW: "flows", Kind.FORM: "forms"}
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


class Addresses:
    """The address of every target, from the site's root; Chinese names go by their pinyin."""

    def __init__(self, manual: Manual) -> None:
        self.manual = manual
        self.roles = slugs(manual.roles)
        self.departments = slugs(manual.departments)
        self.parties = slugs(manual.parties)
        self.standards = slugs(manual.standards)
        self.parameters = slugs(manual.parameters)

    def of(self, target: Target, anchor: str = "") -> str:
        """The address of a target, with the anchor asked for; empty if it has no page."""
        kind, key = target
        match kind:
            case Kind.DOCUMENT | Kind.FLOW | Kind.FORM:
                page = f"{_FOLDERS[kind]}/{key}.html"
            case Kind.SECTION:
                page = f"documents/{key.partition('#')[0]}.html"
            case Kind.STEP:
                page = f"flows/{key.partition('/')[0]}.html"
            case Kind.ROLE if key in self.roles:
                page = f"roles/{self.roles[key]}.html"
            case Kind.DEPARTMENT if key in self.departments:
                page, anchor = "organization.html", anchor or f"department-{self.departments[key]}"
            case Kind.PARTY if key in self.parties:
                page, anchor = "parties.html", anchor or f"party-{self.parties[key]}"
            case Kind.STANDARD if key in self.standards:
                page, anchor = "registers/standards.html", anchor or f"standard-{self.standards[key]}"
            case Kind.PARAMETER if key in self.parameters:
                page = "registers/parameters.html"
            case _:
                return ""
        return f"{page}#{anchor}" if anchor else page


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A short ASCII name for each name, all different: 客服专员 is `kefuzhuanyuan`."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = "".join(lazy_pinyin(name, style=Style.NORMAL)).lower()
        slug = _NOT_PLAIN.sub("-", plain).strip("-") or "x"
        unique, count = slug, 1
        while unique in taken:
            count += 1
            unique = f"{slug}-{count}"
        taken.add(unique)
        found[name] = unique
    return found


def relative(address: str, page: str) -> str:
    """An address from the root as seen from a page: `../forms/A.html` from `documents/B`."""
    return "../" * page.count("/") + address
