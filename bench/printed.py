"""Word files and PDFs of the shipped manual: processor time and memory, beside pandoc and LibreOffice on the same text."""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
from pathlib import Path

import pikepdf

from bench.timing import ROOT, Run, cores, run, wuye

BOUND = """
import sys
from pathlib import Path
from wuye_docs.project.fingerprint import tool_fingerprint
from wuye_docs.project.prepare import lay_out_with, prepare_book
from wuye_docs.writers.docx.write import write_bound
book = prepare_book(Path(sys.argv[1]), Path(sys.argv[1]) / "build/cache", tool_fingerprint(), lay_out_with(None))
Path(sys.argv[2]).write_bytes(write_bound(book))
"""
"""The bound manual alone, in one process; trees, charts and their pictures come from the cache."""
BOUND_PDF = BOUND.replace(
    "writers.docx.write import write_bound", "writers.pdf.write import PdfWriter"
).replace("write_bound(book)", "PdfWriter(book).bound()")
"""The same as a PDF, checked and packed as it is published."""


def measure() -> None:
    """Print the table."""
    print(f"\nprinted pages ({cores()}); processor seconds of whole processes, one run each")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for name in ("manual", "flows", "forms"):
            shutil.copytree(ROOT / name, project / name)
        with_office, path = os.environ["PATH"], _path_without_office(Path(folder))
        os.environ["PATH"] = path
        row(
            "all Word files, cold, page numbers from the PDF layout",
            wuye("build", "docx", "--no-check"),
            project,
        )
        os.environ["PATH"] = with_office
        row("… and the bound manual numbered by LibreOffice", wuye("build", "docx", "--no-check"), project)
        row(
            "… and every document numbered by LibreOffice",
            wuye("build", "docx", "--no-check", "--probe"),
            project,
        )
        bound = Path(folder) / "bound.docx"
        row("the bound manual alone", [sys.executable, "-c", BOUND, str(project), str(bound)], project)
        print(f"{'':<58}{bound.stat().st_size / 1e6:8.1f} MB")
        row(
            "all PDF files, forms to fill in, bound manual, cold", wuye("build", "pdf", "--no-check"), project
        )
        bound_pdf = Path(folder) / "bound.pdf"
        row("the bound PDF alone", [sys.executable, "-c", BOUND_PDF, str(project), str(bound_pdf)], project)
        with pikepdf.open(bound_pdf) as made:
            print(f"{'':<58}{bound_pdf.stat().st_size / 1e6:8.1f} MB {len(made.pages):8} pages")
        row("checks of all built files", wuye("check", "--built"), project)
        others(project, bound)


def others(project: Path, bound: Path) -> None:
    """What others need for the same text: pandoc for Word, LibreOffice for the PDF of our Word file."""
    import pypandoc

    pandoc = pypandoc.get_pandoc_path()
    texts = sorted(map(str, (project / "manual").rglob("*.md")))
    one = " && ".join(
        f"'{pandoc}' -f markdown '{text}' -o '{Path(text).with_suffix('.docx')}'" for text in texts
    )
    row("pandoc, every document to docx (no charts, no forms)", ["sh", "-c", one], project)
    whole = str(project / "whole.docx")
    row(
        "pandoc, all documents to one docx, with contents",
        [pandoc, "-f", "markdown", "--toc", *texts, "-o", whole],
        project,
    )
    profile = (project / "profile").as_uri()
    office = shutil.which("soffice") or "libreoffice"
    command = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(project),
        str(bound),
    ]
    row("LibreOffice, our bound Word file to PDF", command, project)


def row(what: str, command: list[str], folder: Path) -> Run:
    """Run a command and print its processor seconds, wall seconds and memory."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<58}{seconds:8.1f} s {done.seconds:8.1f} s wall {done.megabytes:7.0f} MB", flush=True)
    return done


def _path_without_office(folder: Path) -> str:
    """A search path that leads to what a build needs and not to LibreOffice."""
    tools = folder / "tools"
    tools.mkdir()
    for name in ("git", "sh"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    return os.pathsep.join([str(Path(sys.executable).parent), str(tools)])
