"""BLD002: page numbers of the contents that are not those of the pages.

A PDF's contents are held against the pages that their links lead to. Those of the bound Word manual are held against the pages
that LibreOffice lays out, where it is installed; what a build has asked it already is not asked again. A single Word file
without `--probe` takes its numbers from the PDF and is not judged.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault
from wuye_docs.project.office import Probing, find_office
from wuye_docs.project.papers import path_of
from wuye_docs.project.probing import Probe
from wuye_docs.writers.docx.page_numbers import stored_pages

_HINT = Message(
    "重新生成这个文件: `wuye build pdf --force`", "build the file again: `wuye build pdf --force`"
)


_WORD_HINT = Message("重新生成: `wuye build docx --force`", "build it again: `wuye build docx --force`")


def wrong_contents_pages(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each line of a PDF's contents with a wrong number, and for a Word manual with such lines."""
    yield from _wrong_in_pdf(built)
    bound = f"docx/{path_of('bound', '', 'docx')}"
    if bound in built.files:
        yield from _wrong_in_word(built, bound)


def _wrong_in_word(built: BuiltOutput, name: str) -> Iterator[Fault]:
    office = find_office()
    if office is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.docx"
        copy.write_bytes(built.files[name].read_bytes())
        printed = stored_pages(copy.read_bytes())
        probe = Probe(
            office,
            Probing(office, documents=False).identity,
            built.root / "cache" / "probe",
            1,
            multiprocessing.get_context("spawn"),
        )
        if probe.settle([copy]):
            return  # LibreOffice could not lay it out: nothing is known.
        real = stored_pages(copy.read_bytes())
    wrong = [mark for mark, page in printed.items() if real.get(mark, page) != page]
    if wrong:
        first = wrong[0]
        yield Fault(
            name,
            Message(
                f"目录中 {len(wrong)} 处页码与排版不符, 第一处写第 {printed[first]} 页, 实际在第 {real[first]} 页",
                f"{len(wrong)} page numbers of the contents differ from the layout; "
                f"the first gives page {printed[first]} for page {real[first]}",
            ),
            _WORD_HINT,
        )


def _wrong_in_pdf(built: BuiltOutput) -> Iterator[Fault]:
    for name, _ in built.of_kind(".pdf"):
        for line in built.pdf(name).contents:
            if line.printed != str(line.page):
                words = line.text.replace("\u3000", " ")
                yield Fault(
                    name,
                    Message(
                        f"目录中“{words}”写第 {line.printed} 页, 实际在第 {line.page} 页",
                        f"the contents give page {line.printed} for `{words}`, which stands on page {line.page}",
                    ),
                    _HINT,
                    built.number_of(name),
                )
