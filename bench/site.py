"""The site alone: build time beside Sphinx with furo, weight of its pages, and how soon `wuye serve` shows a save."""

from __future__ import annotations

import argparse
import gc
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.build import SOURCES, furo_project
from bench.generate import OBJECTS_A_BLOCK, write_manual
from bench.timing import ROOT, cores, wuye

DOCUMENTS = 1_000
START_PAGE, DOCUMENT = 150_000, 120_000
"""Bytes that a page may weigh; a document without its charts."""
_CHART = re.compile(rb"<svg.*?</svg>", re.DOTALL)


def options(parser: argparse.ArgumentParser) -> None:
    """How many documents are generated."""
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="how many documents are generated")


def measure(documents: int = DOCUMENTS) -> None:
    """Print the tables. Times are processor seconds of all processes together: the machine may be busy with other work."""
    with tempfile.TemporaryDirectory() as folder:
        shipped, made = Path(folder) / "shipped", Path(folder) / "generated"
        for name in SOURCES:
            shutil.copytree(ROOT / name, shipped / name)
        write_manual(made, documents * OBJECTS_A_BLOCK, with_flows=False)
        print(f"\nthe site alone ({cores()}); processor seconds of one whole run")
        for what, project in (("the shipped manual", shipped), (f"{documents:,} generated documents", made)):
            compare(what, project, Path(folder))
        weigh(shipped / "build" / "html")
        respond(shipped)


def compare(what: str, project: Path, folder: Path) -> None:
    """Our site, cold and again, and furo's from the same Markdown in the same run."""
    ours = seconds(wuye("build", "html", "--no-check"), project)
    again = seconds(wuye("build", "html", "--no-check"), project)
    furo = furo_project(folder / f"furo-{project.name}", project)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(furo), str(furo / "_build")]
    other = seconds(command, folder)
    pages = sum(1 for _ in (project / "build" / "html").rglob("*.html"))
    others = sum(1 for _ in (furo / "_build").rglob("*.html"))
    print(f"{what:<34}{ours:8.1f} s {pages:6} pages   nothing changed {again:5.2f} s")
    print(
        f"{'  Sphinx with furo, same Markdown':<34}{other:8.1f} s {others:6} pages   ratio {ours / other:.2f}"
    )
    print(f"{'  a page':<34}{1000 * ours / pages:8.1f} ms, furo {1000 * other / others:.1f} ms", flush=True)


def weigh(site: Path) -> None:
    """The heaviest pages, in bytes."""
    print(f"{'start page':<34}{(site / 'index.html').stat().st_size:10,} bytes (limit {START_PAGE:,})")
    found = sorted(
        (
            (len(_CHART.sub(b"", path.read_bytes())), path.stem)
            for path in (site / "documents").glob("*.html")
        ),
        reverse=True,
    )
    over = [name for weight, name in found if weight > DOCUMENT]
    print(
        f"{'heaviest document, without charts':<34}{found[0][0]:10,} bytes {found[0][1]} (limit {DOCUMENT:,})"
    )
    print(f"{'median document':<34}{int(statistics.median(weight for weight, _ in found)):10,} bytes")
    print(f"{'documents over the limit':<34}{len(over):10} {' '.join(over)}")


def respond(project: Path) -> None:
    """From a saved clause to the text of its page, in processor seconds: reading, resolving and rendering what changed."""
    from wuye_docs.project.fingerprint import tool_fingerprint
    from wuye_docs.project.preview import Preview

    preview = Preview(project, project / "build" / "cache", tool_fingerprint())
    path = max((project / "manual/instructions").glob("*.md"), key=lambda one: one.stat().st_size)
    name = f"documents/{path.stem}"
    preview.page(name)
    gc.collect()
    gc.freeze()
    text, found = path.read_text("utf-8"), []
    for index in range(9):
        path.write_text(f"{text}\n第{index}次修改。\n", "utf-8")
        begun = time.process_time()
        preview.update([path.relative_to(project).as_posix()])
        assert f"第{index}次修改" in preview.page(name)
        found.append(time.process_time() - begun)
    preview.close()
    print(
        f"{f'a saved clause of {path.stem}':<34}{statistics.median(found):8.2f} s (limit 0.3 s to the screen)"
    )


def seconds(command: list[str], folder: Path) -> float:
    """Processor seconds of a command and of all the processes that it began. Raises CalledProcessError if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
