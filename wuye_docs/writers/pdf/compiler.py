"""Typst, run inside this process on input that is given in memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING

import typst

from wuye_docs.writers.pdf.fonts import Typefaces

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN = "main.typ"
TEMPLATES = ("manual.typ", "forms.typ")

# PDF/A-2a for the archive (ISO 19005-2) and PDF/UA-1 for screen readers (ISO 14289-1), together in one file.
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
FILLABLE: list[typst.PDFStandard] = ["ua-1"]
"""Of a form that can be filled in; `fillable` says why it is no PDF/A."""

_LABELLED = (
    "query(selector(metadata).or(heading)).filter(it => it.has(\"label\"))"
    ".map(it => (str(it.label), it.location().page()))"
)  # fmt: skip


class PdfError(Exception):
    """A PDF that could not be made: `number` of the document or form, empty for the bound manual, and why."""

    def __init__(self, number: str, message: str) -> None:
        super().__init__(number, message)
        self.number = number
        self.message = message

    def __str__(self) -> str:
        return f"{self.number}: {self.message}" if self.number else self.message


@dataclass(frozen=True, slots=True)
class TypstSource:
    """All that Typst is given for one PDF."""

    number: str
    """Whose it is, for messages."""
    main: str
    style: str
    files: Mapping[str, bytes]
    day: str
    """YYYY-MM-DD that the file says it was made on, so that the same sources give the same bytes."""

    def inputs(self, templates: Mapping[str, bytes]) -> dict[str, bytes]:
        """The files in memory, by the path that Typst knows them by."""
        return {MAIN: self.main.encode(), "style.typ": self.style.encode(), **templates, **self.files}


class TypstCompiler:
    """One compiler for all files of a run; Typst keeps what it laid out, so a second file like the first is cheap."""

    def __init__(self, typefaces: Typefaces) -> None:
        self._typefaces = typefaces
        folder = resources.files(__package__) / "templates"
        self._templates = {name: (folder / name).read_bytes() for name in TEMPLATES}
        self._compiler = typst.Compiler(
            b"", font_paths=typefaces.fonts, ignore_system_fonts=not typefaces.uses_system_fonts
        )

    def pdf(self, source: TypstSource, standards: list[typst.PDFStandard] = STANDARDS) -> bytes:
        """The PDF, tagged, as the standards have it, before `finish`. Raises PdfError."""
        with _reported(source.number):
            made = self._compiler.compile(
                source.inputs(self._templates),  # type: ignore[type-var]
                format="pdf",
                pdf_standards=standards,
                timestamp=_midnight(source.day),
            )
        if not isinstance(made, bytes):
            raise PdfError(source.number, "Typst gave no single file")
        return made

    def pages(self, source: TypstSource) -> dict[str, int]:
        """The page, from 1, that each label stands on. Raises PdfError."""
        with _reported(source.number):
            # A question is asked of a compiler's own input; what was laid out before is found in Typst's memory.
            asked = typst.Compiler(
                source.inputs(self._templates),  # type: ignore[type-var]
                font_paths=self._typefaces.fonts,
                ignore_system_fonts=not self._typefaces.uses_system_fonts,
            ).eval(_LABELLED)
        found: dict[str, int] = {}
        for label, page in json.loads(asked):
            found.setdefault(label, page)
        return found


@contextmanager
def _reported(number: str) -> Iterator[None]:
    try:
        yield
    except typst.TypstError as fault:
        hints = "; ".join(fault.hints or ())
        raise PdfError(number, f"{fault.message} ({hints})" if hints else fault.message) from fault
    except (RuntimeError, ValueError, OSError) as fault:
        raise PdfError(number, str(fault)) from fault


def _midnight(day: str) -> datetime:
    """The first moment of an ISO date in UTC; of 1980, where archives begin to count, for no date or a faulty one."""
    try:
        moment = datetime.fromisoformat(day)
    except ValueError:
        moment = datetime(1980, 1, 1)
    return moment.replace(tzinfo=UTC)
