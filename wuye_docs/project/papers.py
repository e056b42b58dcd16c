"""What a worker process does: write Word and PDF files, or the site, into the folders prepared for them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wuye_docs.content.book import Book
from wuye_docs.project.state import write_whole

if TYPE_CHECKING:
    from wuye_docs.writers.pdf.write import PdfWriter

BOUND = "manual"
"""The name of the bound manual among the papers, and of its files."""


class Paper(NamedTuple):
    """One thing that is printed: a document, a form, or the bound manual."""

    kind: str
    """`document`, `form` or `bound`."""
    number: str
    formats: tuple[str, ...]
    """`docx`, `pdf` or both."""
    digest: str
    """Of what it shows: names the kept page numbers."""


class Failure(NamedTuple):
    """Something that could not be written, and why."""

    number: str
    format: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What a task wrote (paths from the format's folder) and what failed."""

    written: tuple[tuple[str, str], ...]
    """(format, path)"""
    failures: tuple[Failure, ...]


def path_of(kind: str, number: str, format_: str) -> str:
    """The path of a paper from its format's folder."""
    if kind == "bound":
        return f"{BOUND}.{format_}"
    return f"forms/{number}.{format_}" if kind == "form" else f"{number}.{format_}"


class PaperWriter:
    """Writes papers of one book; keeps one PDF compiler."""

    def __init__(self, book: Book, folders: dict[str, Path], cache: Path) -> None:
        """`folders` are the prepared folders by format; `cache` holds page numbers that were worked out before."""
        self.book = book
        self.folders = folders
        self.cache = cache / "pages"
        self._pdf: PdfWriter | None = None

    @property
    def pdf(self) -> PdfWriter:
        if self._pdf is None:
            from wuye_docs.writers.pdf.write import PdfWriter

            self._pdf = PdfWriter(self.book)
        return self._pdf

    def write(self, papers: tuple[Paper, ...]) -> WorkDone:
        """Write some papers; one that fails does not stop the others."""
        written: list[tuple[str, str]] = []
        failures: list[Failure] = []
        for paper in papers:
            # PDF first: its layout gives Word's contents page the numbers.
            for format_ in sorted(paper.formats, reverse=True):
                try:
                    data = self.make(paper, format_)
                except Exception as fault:
                    failures.append(Failure(paper.number, format_, f"{type(fault).__name__}: {fault}"))
                    continue
                relative = path_of(paper.kind, paper.number, format_)
                target = self.folders[format_] / relative
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
                written.append((format_, relative))
        return WorkDone(tuple(written), tuple(failures))

    def make(self, paper: Paper, format_: str) -> bytes:
        """The bytes of a paper in a format."""
        if format_ == "pdf":
            if paper.kind == "form":
                return self.pdf.form(paper.number)
            return self.pdf.bound() if paper.kind == "bound" else self.pdf.document(paper.number)
        from wuye_docs.writers.docx.write import write_bound, write_document, write_form

        if paper.kind == "form":
            return write_form(self.book, paper.number)
        pages = self.pages(paper)
        return (
            write_bound(self.book, pages)
            if paper.kind == "bound"
            else write_document(self.book, paper.number, pages)
        )

    def pages(self, paper: Paper) -> dict[str, int]:
        """Block id to page number, from the cache or from the PDF layout."""
        kept = self.cache / f"{paper.digest}.json"
        try:
            found: dict[str, int] = json.loads(kept.read_text("utf-8"))
        except (OSError, ValueError):
            try:
                found = dict(self.pdf.pages(None if paper.kind == "bound" else paper.number))
            except Exception:
                return {}
            write_whole(kept, json.dumps(found).encode())
        return found
