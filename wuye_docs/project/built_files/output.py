"""The output folder as the checks see it: files read once, and whose fault a fault is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import html

from wuye_docs.content.book import Book
from wuye_docs.diagnostics import Message, Span
from wuye_docs.project.built_files.pdf_text import PdfText, read_pdf
from wuye_docs.project.fingerprint import digest_bytes

MANUAL = "manual/manual.yaml"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a built file."""

    file: str
    """Path from the output folder."""
    said: Message
    hint: Message
    number: str = ""
    """Of the document, form or flow whose source is named; empty for the manual as a whole."""
    line: int = 0
    """In the source of that document, from 1; 0 for no line of it."""


@dataclass
class BuiltOutput:
    """An output folder and the book that it was made from."""

    root: Path
    book: Book
    _pages: dict[str, html.HtmlElement] = field(default_factory=dict)
    _pdfs: dict[str, PdfText] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every published file by its path from the output folder, sorted.

        A folder is the build's if it belongs to a format or the manifest names a file in it; reports of checks may lie beside.
        """
        listed = self.manifest.get("outputs")
        folders = {"html", "docx", "pdf"}
        folders |= (
            {name.partition("/")[0] for name in listed if "/" in name} if isinstance(listed, dict) else set()
        )
        found = {
            path.relative_to(self.root).as_posix(): path
            for folder in folders
            for path in (self.root / folder).rglob("*")
            if path.is_file()
        }
        return dict(sorted(found.items()))

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that were built."""
        return tuple(one for one in ("html", "docx", "pdf") if (self.root / one).is_dir())

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the build says that it made; empty where it cannot be read."""
        try:
            found: Mapping[str, Any] = json.loads((self.root / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def of_kind(self, suffix: str) -> Iterator[tuple[str, Path]]:
        """The files whose names end so."""
        return ((name, path) for name, path in self.files.items() if name.endswith(suffix))

    def digest(self, name: str) -> str:
        """The hash of a file, as the manifest has it."""
        return digest_bytes(self.files[name].read_bytes())

    def page(self, name: str) -> html.HtmlElement:
        """A page of the site, parsed; `name` from the output folder."""
        if name not in self._pages:
            parser = html.HTMLParser(encoding="utf-8")
            self._pages[name] = html.document_fromstring(self.files[name].read_bytes() or b"<p></p>", parser)
        return self._pages[name]

    def pdf(self, name: str) -> PdfText:
        """The text of a PDF. Raises pikepdf.PdfError for what is none."""
        if name not in self._pdfs:
            self._pdfs[name] = read_pdf(self.files[name].read_bytes())
        return self._pdfs[name]

    def number_of(self, name: str) -> str:
        """The number of the document, flow or form that a file shows; empty for other pages and the bound manual."""
        stem = Path(name).stem
        return stem if self.book.manual.controlled_by(stem) is not None else ""

    def span(self, fault: Fault) -> Span:
        """The place in the sources that a fault is told at."""
        record = self.book.manual.controlled_by(fault.number) if fault.number else None
        if record is None:
            return Span.whole_file(MANUAL)
        path = record.span.path
        return Span(path, fault.line, 1, fault.line, 1) if fault.line else Span.whole_file(path)
