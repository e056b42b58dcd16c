"""Word files and PDFs of the shipped manual: processor time and memory, beside pandoc and LibreOffice on the same text."""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.timing import ROOT, Run, cores, run, wuye

DOCUMENTS = 12
"""How many documents are written unless more are asked for: spread over the manual, some five minutes of one core."""

BOUND = """
import json, resource, sys
from dataclasses import replace
from pathlib import Path
from wuye_docs.project.fingerprint import tool_fingerprint
from wuye_docs.project.prepare import lay_out_with, prepare_book

def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

project, target, numbers = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
book = prepare_book(project, project / "build/cache", tool_fingerprint(), lay_out_with(None))
book = replace(book, documents={number: book.documents[number] for number in numbers})
begun = seconds()
if target.suffix == ".pdf":
    from wuye_docs.writers.pdf.write import PdfWriter
    data = PdfWriter(book).bound()
else:
    from wuye_docs.writers.docx.write import write_bound
    data = write_bound(book)
target.write_bytes(data)
print(json.dumps(seconds() - begun))
"""
"""Some documents bound into one file, in one process; trees and charts come from the cache, and what is told is the writing."""


def options(parser: argparse.ArgumentParser) -> None:
    """How much of the manual is written."""
    parser.add_argument(
        "--documents", type=int, default=DOCUMENTS, metavar="N", help="documents to write; 0 for all"
    )


def measure(documents: int = DOCUMENTS) -> None:
    """Print the table, a line as soon as it is known."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for name in ("manual", "flows", "forms"):
            shutil.copytree(ROOT / name, project / name)
        texts = sorted((project / "manual").glob("*/*.md"))
        texts = texts[:: max(1, len(texts) // documents)][:documents] if documents else texts
        numbers = [text.stem for text in texts]
        print(
            f"\nprinted pages, {len(texts)} documents ({cores()}); processor seconds, one run each",
            flush=True,
        )
        row("Word files, cold", wuye("build", "docx", "--no-check", *numbers), project)
        row("PDF files, trees and charts known", wuye("build", "pdf", "--no-check", *numbers), project)
        word, pdf = Path(folder) / "bound.docx", Path(folder) / "bound.pdf"
        for target in (word, pdf):
            bind(target, project, numbers)
        others(project, texts, word)
        if not documents:
            row(
                "… every Word file numbered by LibreOffice",
                wuye("build", "docx", "--no-check", "--probe"),
                project,
            )
            row("checks of all built files", wuye("check", "--built"), project)


def bind(target: Path, project: Path, numbers: list[str]) -> None:
    """Write the documents as one file, and say what that took, what it weighs and how many pages it has."""
    done = subprocess.run(
        [sys.executable, "-c", BOUND, str(project), str(target), *numbers],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = float(json.loads(done.stdout))
    name = "Word file" if target.suffix == ".docx" else "PDF"
    note = f"{target.stat().st_size / 1e6:.1f} MB"
    if target.suffix == ".pdf":
        pages = pages_of(target)
        note += f", {pages} pages, {seconds / pages * 1000:.1f} ms a page"
    print(f"{f'bound as one {name}, the writing alone':<58}{seconds:8.1f} s  {note}", flush=True)


def others(project: Path, texts: list[Path], bound: Path) -> None:
    """What others need for the same text: pandoc for Word, LibreOffice for the PDF of our Word files."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    made = project / "pandoc"
    made.mkdir()
    one = " && ".join(f"'{pandoc}' -f markdown '{text}' -o '{made / text.stem}.docx'" for text in texts)
    row("pandoc, every document to docx (no charts, no forms)", ["sh", "-c", one], project)
    whole = [pandoc, "-f", "markdown", "--toc", *map(str, texts), "-o", str(made / "whole.docx")]
    row("pandoc, all of them to one docx, with contents", whole, project)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is not installed")
        return
    command = [office, f"-env:UserInstallation={(project / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(project)]
    files = [str(project / "build/docx" / f"{text.stem}.docx") for text in texts]
    row("LibreOffice, our Word files to PDF", [*command, *files], project)
    row("LibreOffice, our bound Word file to PDF", [*command, str(bound)], project)
    print(f"{'':<58}{pages_of(project / 'bound.pdf'):8} pages", flush=True)


def pages_of(file: Path) -> int:
    """How many pages a PDF has."""
    import pikepdf

    with pikepdf.open(file) as made:
        return len(made.pages)


def row(what: str, command: list[str], folder: Path) -> Run:
    """Run a command and print its processor seconds, wall seconds and memory."""
    print(f"{what:<58}", end="", flush=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{seconds:8.1f} s {done.seconds:8.1f} s wall {done.megabytes:7.0f} MB", flush=True)
    return done
