"""Write the site: make the pages, let Sphinx render those that changed, and put in place what differs."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.digest import digest_of
from wuye_docs.content.nodes import flow_figure, form_sheet, organization_chart
from wuye_docs.writers.html.addresses import Addresses, relative
from wuye_docs.writers.html.builder import SUFFIX, THEME, Engine, site_image
from wuye_docs.writers.html.navigation import navigation_html
from wuye_docs.writers.html.page import Page
from wuye_docs.writers.html.pages import make_pages


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written: addresses from the site's root."""

    written: tuple[str, ...]
    unchanged: int
    warnings: tuple[str, ...]


def write_site(
    book: Book, workdir: Path, outdir: Path, *, numbers: frozenset[str] | None = None
) -> SiteReport:
    """Bring the pages in `outdir` up to date; `workdir` is kept between runs; `numbers` limits the documents rendered."""
    engine = Engine(workdir)
    # What was never written has to be, whatever is asked for.
    if numbers is not None and not (outdir / "index.html").exists():
        numbers = None
    site = Site(book, numbers)
    site.write_sources(engine.sources)
    warnings, rendered = engine.render(site), engine.rendered
    made = {
        f"{name}.html": (rendered / f"{name}.html").read_bytes()
        for name in site.pages
        if (rendered / f"{name}.html").exists()
    }
    made |= {f"static/{path.name}": path.read_bytes() for path in sorted((THEME / "static").iterdir())}
    made |= site.pictures
    written = _put_in_place(made, outdir)
    if numbers is None:
        _take_away_others(made, outdir)
    return SiteReport(tuple(sorted(written)), len(made) - len(written), warnings)


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
    """The pages of one book and what they share."""

    def __init__(self, book: Book, numbers: frozenset[str] | None = None) -> None:
        self.book = book
        self.is_whole = numbers is None
        self.addresses = Addresses(book.manual)
        self.pages: dict[str, Page] = {page.name: page for page in make_pages(book, self.addresses, numbers)}
        self.navigation = navigation_html(book, self.addresses)
        self.pictures: dict[str, bytes] = {}

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
        tree = self.pages[name].tree
        for image in list(tree.findall(nodes.image)):
            image.parent.replace(
                image, site_image("", address=self.picture(image["uri"]), alt=image.get("alt", ""))
            )
        return tree

    def write_sources(self, folder: Path) -> None:
        """One file a page that holds its digest; a page whose digest is the same is not read again."""
        shell = digest_of(
            self.navigation, *(path.read_text("utf-8") for path in sorted(THEME.glob("*.html")))
        )
        wanted = {f"{name}{SUFFIX}" for name in self.pages}
        for path in folder.rglob(f"*{SUFFIX}") if self.is_whole else ():
            if path.relative_to(folder).as_posix() not in wanted:
                path.unlink()
        for name, page in self.pages.items():
            for image in page.tree.findall(nodes.image):
                self.picture(image["uri"])
            path = folder / f"{name}{SUFFIX}"
            digest = self.digest(page, shell)
            if not path.exists() or path.read_text("utf-8") != digest:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(digest, "utf-8")

    def digest(self, page: Page, shell: str) -> str:
        """The hash of everything a page shows."""
        manual = self.book.manual
        shown: list[Any] = [
            shell,
            page.title,
            page.kicker,
            page.facts,
            page.status,
            page.downloads,
            page.contents,
            page.data,
        ]
        shown += [page.control, page.tree]
        shown += [manual.flows[one["number"]] for one in page.tree.findall(flow_figure)]
        shown += [manual.forms[one["number"]] for one in page.tree.findall(form_sheet)]
        if any(True for _ in page.tree.findall(organization_chart)):
            shown += [manual.departments, manual.roles]
        for image in page.tree.findall(nodes.image):
            shown.append(self.picture(image["uri"]))
        return digest_of(*shown)

    def context(self, name: str) -> dict[str, Any]:
        """What the template shows around the body of a page."""
        page, settings = self.pages[name], self.book.manual.settings
        here = f'href="{relative(name, name)}.html"'
        root = relative("", name)
        navigation = self.navigation.replace('href="', f'href="{root}').replace(
            here, f'{here} aria-current="page"'
        )
        return {
            "page": page,
            "root": root,
            "navigation": navigation,
            "has_chart": any(one["number"] in self.book.charts for one in page.tree.findall(flow_figure)),
            "company": settings.company.short or settings.company.name,
            "manual_title": settings.title,
            "edition": settings.edition,
            "accent": settings.style.accent,
            "feedback": settings.company.feedback,
            "clauses": [(level, link.text, link.address) for level, link in page.contents],
            "link": lambda address: (
                address if "://" in address or address.startswith("#") else relative(address, name)
            ),
        }
