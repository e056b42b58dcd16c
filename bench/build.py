"""Builds of the shipped manual: cold, with nothing changed, with one clause edited; beside Sphinx with furo, HTML only."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bench.timing import ROOT, cores, line, median, run, wuye

SOURCES = ("manual", "flows", "forms")
CONF = "extensions = ['myst_parser']\nhtml_theme = 'furo'\nmyst_enable_extensions = ['colon_fence', 'substitution', 'deflist']\nlanguage = 'zh_CN'\n"


def measure() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for name in SOURCES:
            shutil.copytree(ROOT / name, project / name)
        print(f"\nbuild of the shipped manual ({cores()}); medians of 5 whole processes")
        cold = median(
            wuye("build", "--no-check"),
            before=lambda: shutil.rmtree(project / "build", ignore_errors=True),
            folder=project,
        )
        line("cold: site, all Word, all PDF, both bound manuals", cold, pages(project))
        nothing = median(wuye("build", "--no-check"), folder=project)
        line("nothing changed", nothing, "target 0.6 s")
        document = next(iter(sorted((project / "manual/instructions").glob("*.md"))))
        edits = iter(range(1000))

        def edit_clause() -> None:
            text = document.read_text("utf-8")
            document.write_text(f"{text}\n本次修改第{next(edits)}处。\n", "utf-8")

        one = median(wuye("build", "all", document.stem, "--no-check"), before=edit_clause, folder=project)
        line(f"one clause edited, {document.stem} in three formats", one, "target 1.5 s")
        everything = median(wuye("build", "--no-check"), before=edit_clause, folder=project)
        line("one clause edited, everything that depends on it", everything)
        furo = furo_project(Path(folder) / "furo", project)
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(furo), str(furo / "_build")]
        other = median(command, before=lambda: shutil.rmtree(furo / "_build", ignore_errors=True))
        line("sphinx-build, furo, same Markdown, HTML only, cold", other)
        site = median(
            wuye("build", "html", "--no-check"),
            before=lambda: shutil.rmtree(project / "build", ignore_errors=True),
            folder=project,
        )
        line("our site alone, cold", site)
        again = run(command)
        line("sphinx-build, nothing changed", again)
        print(
            f"ratio all three formats cold / sphinx+furo HTML: {cold.seconds / other.seconds:.2f} (target 1.00)"
        )
        print(f"ratio our site cold / sphinx+furo HTML:          {site.seconds / other.seconds:.2f}")


def pages(project: Path) -> str:
    """How much a build made."""
    found = [
        len(list((project / "build" / name).rglob(f"*.{suffix}")))
        for name, suffix in (("html", "html"), ("docx", "docx"), ("pdf", "pdf"))
    ]
    return f"{found[0]} pages, {found[1]} Word files, {found[2]} PDFs"


def furo_project(folder: Path, project: Path) -> Path:
    """The same Markdown as a plain Sphinx project."""
    folder.mkdir()
    (folder / "conf.py").write_text(CONF, "utf-8")
    names = []
    for path in sorted((project / "manual").rglob("*.md")):
        shutil.copy(path, folder / path.name)
        names.append(path.stem)
    (folder / "index.md").write_text("# 手册\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", "utf-8")
    return folder
