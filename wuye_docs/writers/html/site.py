"""Write the site: make the pages, let Sphinx render those that changed, and put in place what differs."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.digest import digest_of
from wuye_docs.content.nodes import flow_figure, form_sheet, organization_chart
from wuye_docs.writers.html.addresses import Addresses, relative
from wuye_docs.writers.html.builder import Engine, site_image
from wuye_docs.writers.html.feedback import Feedback
from wuye_docs.writers.html.mark_page import MARK_PAGE, write_mark_page
from wuye_docs.writers.html.navigation import Navigation, make_navigation
from wuye_docs.writers.html.page import Page
from wuye_docs.writers.html.pages import Maker, page_makers
from wuye_docs.writers.html.search_entries import search_entries
from wuye_docs.writers.html.search_index import FILE as INDEX_FILE
from wuye_docs.writers.html.search_index import search_index
from wuye_docs.writers.html.static_files import THEME, static_files

READINGS = "search-readings"
"""What is kept among the pages of how names are read."""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: addresses from the site's root."""

    written: tuple[str, ...]
    unchanged: int
    warnings: tuple[str, ...]


def write_site(
    book: Book, workdir: Path, outdir: Path, *, numbers: frozenset[str] | None = None, tool: str = ""
) -> SiteReport:
    """Bring the pages in `outdir` up to date; `workdir` is kept between runs; `numbers` limits the documents rendered.

    `tool` is a fingerprint of this program: pages that another one made are made again.
    """
    engine, kept = Engine(workdir), KeptPages(workdir / "pages")
    # What was never written has to be, whatever is asked for.
    if numbers is not None and not (outdir / "index.html").exists():
        numbers = None
    site = Site(book, numbers)
    shell = digest_of(tool, site.navigation.parts, site.navigation.opened, *_templates())
    made: dict[str, bytes] = {}
    for name in site.makers:
        digest = site.digest(name, shell)
        text = kept.read(name, digest)
        if text is None:
            text = engine.page(site, name).encode()
            kept.write(name, digest, text)
        made[f"{name}.html"] = text
        site.forget(name)
    if site.is_whole:
        kept.forget_others({*site.makers, READINGS})
        entries = search_entries(book, site.addresses)
        made[INDEX_FILE] = search_index(entries, book.manual, partial(kept.keep, READINGS)).script
    elif (outdir / INDEX_FILE).is_file():
        # Other documents are not resolved: what was found in them before stands until the next whole build.
        made[INDEX_FILE] = (outdir / INDEX_FILE).read_bytes()
    made |= static_files(book.manual.settings.style.accent)
    made |= site.pictures
    if numbers is None:
        made[MARK_PAGE] = write_mark_page(book)
    written = _put_in_place(made, outdir)
    if numbers is None:
        _take_away_others(made, outdir)
    return SiteReport(tuple(sorted(written)), len(made) - len(written), engine.warnings)


class KeptPages:
    """Rendered pages of earlier runs, each with the digest of what it shows; damaged ones are rendered again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str, digest: str) -> bytes | None:
        """The page if it was kept under this digest and is whole, else None."""
        try:
            head, _, text = self._path(name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return text if head.decode("ascii", "replace") == self._head(digest, text) else None

    def write(self, name: str, digest: str, text: bytes) -> None:
        """Keep a page."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._head(digest, text).encode() + b"\n" + text)

    def keep(self, name: str, digest: str, make: Callable[[], bytes]) -> bytes:
        """What was kept, or made now and kept from now on."""
        found = self.read(name, digest)
        if found is None:
            found = make()
            self.write(name, digest, found)
        return found

    def forget_others(self, names: Container[str]) -> None:
        """Delete the pages that are no longer made."""
        for path in self.folder.rglob("*.page"):
            if path.relative_to(self.folder).as_posix().removesuffix(".page") not in names:
                path.unlink()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.page"

    def _head(self, digest: str, text: bytes) -> str:
        return f"{digest} {blake2b(text, digest_size=16).hexdigest()}"


def _templates() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(THEME.glob("*.html"))]


def _put_in_place(made: dict[str, bytes], outdir: Path) -> list[str]:
    """Write what differs, each file beside its target and renamed."""
    written = []
    for address, data in made.items():
        target = outdir / address
        if target.is_file() and target.read_bytes() == data:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.tmp")
        beside.write_bytes(data)
        beside.replace(target)
        written.append(address)
    return written


def _take_away_others(made: dict[str, bytes], outdir: Path) -> None:
    for path in sorted(outdir.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(outdir).as_posix() not in made:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


class Site:
    """The pages of one book and what they share. A page is made when it is first asked for."""

    def __init__(self, book: Book, numbers: frozenset[str] | None = None) -> None:
        self.book = book
        self.is_whole = numbers is None
        self.addresses = Addresses(book.manual)
        self.makers: Mapping[str, Maker] = page_makers(book, self.addresses, numbers)
        self.feedback = Feedback(book.manual.settings.company.feedback)
        self.pictures: dict[str, bytes] = {}
        self._pages: dict[str, Page] = {}

    @cached_property
    def navigation(self) -> Navigation:
        """The navigation, made once."""
        return make_navigation(self.book, self.addresses)

    def page(self, name: str) -> Page:
        """A page by its name. Raises KeyError if the site has no such page."""
        if name not in self._pages:
            self._pages[name] = self.makers[name]()
        return self._pages[name]

    def picture(self, uri: str) -> str:
        """The address of a picture on the site; its bytes are kept for writing. A missing one keeps its broken address."""
        try:
            data = self.book.read(uri)
        except OSError:
            return uri
        name = f"images/{blake2b(data, digest_size=6).hexdigest()}{posixpath.splitext(uri)[1].lower()}"
        self.pictures[name] = data
        return name

    def tree(self, name: str) -> nodes.document:
        """The tree of a page with its pictures replaced by what the site has copied."""
        tree = self.page(name).tree
        for image in list(tree.findall(nodes.image)):
            image.parent.replace(
                image, site_image("", address=self.picture(image["uri"]), alt=image.get("alt", ""))
            )
        return tree

    def digest(self, name: str, shell: str) -> str:
        """The hash of everything a page shows; notes its pictures for writing."""
        manual, page = self.book.manual, self.page(name)
        shown: list[Any] = [shell, page]
        # Each look through a tree costs as much as hashing a tenth of it.
        for one in page.tree.findall(nodes.Element):
            match one:
                case flow_figure():
                    shown.append(manual.flows[one["number"]])
                case form_sheet():
                    shown.append(manual.forms[one["number"]])
                case organization_chart():
                    shown += [manual.departments, manual.roles]
                case nodes.image():
                    shown.append(self.picture(one["uri"]))
        return digest_of(*shown)

    def forget(self, name: str) -> None:
        """Let go of a page that is written."""
        self._pages.pop(name, None)

    def context(self, name: str) -> dict[str, Any]:
        """What the template shows around the body of a page."""
        page, settings = self.page(name), self.book.manual.settings
        root = relative("", name)
        place = page.clauses_of or next((fact.value for fact in page.facts if fact.name == "编号"), "")
        return {
            "page": page,
            "root": root,
            "navigation": self.navigation.html(root, name, page.group),
            "company": settings.company.short or settings.company.name,
            "manual_title": settings.title,
            "edition": self.book.edition or settings.edition,
            "feedback": self.feedback.address,
            "report": self.feedback.link(place, "", page.title),
            "clause_report": self.feedback.clause_link(page.clauses_of) if page.clauses_of else "",
            "clauses": [(level, link.text, link.address) for level, link in page.contents],
            "link": lambda address: (
                address if "://" in address or address.startswith("#") else relative(address, name)
            ),
        }
