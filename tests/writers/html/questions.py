"""The questions of staff, put to the shipped manual's index by the real script in Chromium."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

from wuye_docs.content.book import Book
from wuye_docs.content.resolve import make_book
from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.references import ReferenceGraph
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.search_entries import Entry, EntryKind, search_entries
from wuye_docs.writers.html.search_index import SearchIndex, search_index
from wuye_docs.writers.html.static_files import THEME

ROOT = Path(__file__).parents[3]
ENGINE = [THEME / "static" / f"search-{name}.js" for name in ("entries", "query", "ranking", "engine")]


class Question(NamedTuple):
    """What is typed, the names of the pages that answer it, and whether the ranking was tuned without it."""

    text: str
    answers: tuple[str, ...]
    is_held_out: bool


def questions() -> list[Question]:
    """Every question of questions.txt."""
    lines = Path(__file__).with_name("questions.txt").read_text("utf-8").splitlines()
    asked = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [
        Question(text, tuple(answers.split()), index % 3 == 2) for index, (text, answers) in enumerate(asked)
    ]


class Shipped(NamedTuple):
    """The shipped manual, as far as search needs it."""

    book: Book
    entries: list[Entry]
    index: SearchIndex


def shipped() -> Shipped:
    """Read and resolve the shipped manual, without charts and pages."""
    workspace = DiskWorkspace(ROOT)
    manual = load(workspace).manual
    book = make_book(ReferenceGraph(manual), {}, workspace.read)
    entries = list(search_entries(book, Addresses(manual)))
    return Shipped(book, entries, search_index(entries, manual))


def open_engine(browser: Browser, index: SearchIndex) -> Page:
    """A blank page with the engine and an index in it."""
    page = browser.new_page()
    for script in ENGINE:
        page.add_script_tag(content=script.read_text("utf-8"))
    page.add_script_tag(content=index.script.decode())
    return page


FIND = "(queries, limit) => queries.map(query => wuyeSearch.engine.find(query, {limit, each: 2}).results)"


def chromium() -> str:
    """The Chromium of the system."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "no Chromium: `make test` installs it where it can"
    return path


def find(page: Page, queries: list[str], limit: int = 8) -> list[list[dict[str, Any]]]:
    """What each query finds, as the list below the search box shows it."""
    found: list[list[dict[str, Any]]] = page.evaluate(
        f"([queries, limit]) => ({FIND})(queries, limit)", [queries, limit]
    )
    return found


class Key:
    """Tells whether a result answers a question."""

    def __init__(self, entries: list[Entry]) -> None:
        self.addresses: defaultdict[str, set[str]] = defaultdict(set)
        for entry in entries:
            if entry.kind is EntryKind.FIGURE:
                self.addresses[f"={entry.names[0]}"].add(entry.address)
            elif entry.kind is EntryKind.POST:
                self.addresses[entry.title].add(entry.address)
            elif entry.number and "#" not in entry.address:
                self.addresses[entry.number].add(entry.address)

    def place(self, question: Question, results: list[dict[str, Any]]) -> int:
        """The place, from 0, of the first result that answers a question; 99 if none does."""
        right = set()
        for answer in question.answers:
            known = self.addresses[answer.replace(".", "") if answer.startswith("=") else answer]
            assert known, f"{question.text}: the manual has no {answer}"
            right |= known
        places = (
            index
            for index, result in enumerate(results)
            if result["address"] in right or result["address"].partition("#")[0] in right
        )
        return next(places, 99)
