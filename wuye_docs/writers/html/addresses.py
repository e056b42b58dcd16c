"""Where everything is on the site."""

from __future__ import annotations

from wuye_docs.content.ascii_names import slugs
from wuye_docs.model import Manual
from wuye_docs.references import Kind, Target

_FOLDERS = {Kind.DOCUMENT: "documents", Kind.FLOW: "flows", Kind.FORM: "forms"}


class Addresses:
    """The address of every target, from the site's root; Chinese names go by their pinyin."""

    def __init__(self, manual: Manual) -> None:
        self.manual = manual
        self.roles = slugs(manual.roles)
        self.departments = slugs(manual.departments)
        self.parties = slugs(manual.parties)
        self.standards = slugs(manual.standards)
        self.parameters = slugs(manual.parameters)
        self.terms = slugs(manual.terms)

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
                page = f"departments/{self.departments[key]}.html"
            case Kind.PARTY if key in self.parties:
                page, anchor = "parties.html", anchor or f"party-{self.parties[key]}"
            case Kind.STANDARD if key in self.standards:
                page, anchor = "registers/standards.html", anchor or f"standard-{self.standards[key]}"
            case Kind.PARAMETER if key in self.parameters:
                page, anchor = "registers/parameters.html", anchor or f"parameter-{self.parameters[key]}"
            case Kind.TERM if key in self.terms:
                page, anchor = "registers/terms.html", anchor or f"term-{self.terms[key]}"
            case Kind.CLAUSE:
                page, anchor = "registers/clauses.html", anchor or clause_anchor(key)
            case _:
                return ""
        return f"{page}#{anchor}" if anchor else page


def relative(address: str, page: str) -> str:
    """An address from the root as seen from a page: `../forms/A.html` from `documents/B`, `A.html` from `forms/B`."""
    if address.startswith(f"{page}.html#"):
        return address[len(page) + 5 :]
    folder = page.rpartition("/")[0]
    if folder and address.startswith(f"{folder}/"):
        return address[len(folder) + 1 :]
    return "../" * page.count("/") + address


def clause_anchor(key: str) -> str:
    """The id of the line of a standard's clause, `STANDARD/number`: plain letters, digits and hyphens."""
    return "clause-" + "".join(one if one.isascii() and one.isalnum() else "-" for one in key)
