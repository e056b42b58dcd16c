"""The layers of the package hold, every module stands alone, and what it imports is declared."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import networkx as nx
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wuye_docs"

# Imports each module in a copy of an interpreter that has none of ours.
IMPORT_EACH_IN_A_COPY = """
import importlib, os, sys, traceback
for name in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            importlib.import_module(name)
            status = 0
        except BaseException:
            print(f"--- import {name}", traceback.format_exc(limit=-4), sep="\\n", flush=True)
        finally:
            os._exit(status)
    os.waitpid(child, 0)
"""


def module_names() -> list[str]:
    """Every module of the package but `__main__`, which runs the program when imported."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in PACKAGE.rglob("*.py"))
    names = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    return sorted(name for name in names if not name.endswith(".__main__"))


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def imported_at_once(body: list[ast.stmt]) -> Iterator[str]:
    """What is imported when a module is; imports in functions and for type checkers are not."""
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (one.name for one in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            assert not statement.level and statement.module, "imports are absolute here"
            yield statement.module
            yield from (f"{statement.module}.{one.name}" for one in statement.names)
        elif isinstance(statement, ast.If) and ast.unparse(statement.test) == "TYPE_CHECKING":
            yield from imported_at_once(statement.orelse)
        elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            for name in ("body", "handlers", "orelse", "finalbody"):
                yield from imported_at_once(getattr(statement, name, []))


def packages_of(name: str) -> list[str]:
    """The packages around a module; importing it imports them first."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]


def import_graph(names: list[str]) -> nx.DiGraph[str]:
    """Which module imports which as soon as it is imported itself."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    for name in names:
        path = ROOT.joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        found = list(imported_at_once(ast.parse(path.read_text(encoding="utf-8")).body))
        wanted = {*found, *packages_of(name), *(package for one in found for package in packages_of(one))}
        graph.add_edges_from((name, one) for one in wanted if one in graph and one != name)
    return graph


def test_imports_point_down_the_layers() -> None:
    result = run_python(
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
        "--no-logo",
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")
def test_every_module_can_be_the_first_to_be_imported() -> None:
    # Only in a ring of imports does it matter who is first; and whoever imports a module has imported its packages before.
    # So what is tried is every module of a ring that is in no package of the same ring, and all others at once.
    names = module_names()
    rings = [ring for ring in nx.strongly_connected_components(import_graph(names)) if len(ring) > 1]
    doors = [name for ring in rings for name in ring if not ring.intersection(packages_of(name))]
    assert doors
    every = "; ".join(f"import {name}" for name in names)
    for result in (run_python(IMPORT_EACH_IN_A_COPY, *sorted(doors)), run_python(every)):
        assert (result.returncode, result.stdout) == (0, ""), result.stdout + result.stderr


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # Extras for users; `dev` is not for the program.
    extras = [
        line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines
    ]
    declared = {canonicalize_name(Requirement(line).name) for line in [*project["dependencies"], *extras]}
    providers = packages_distributions()
    graph = grimp.build_graph("wuye_docs", include_external_packages=True, cache_dir=None)
    undeclared = {}
    for module in sorted(graph.modules):
        top = module.partition(".")[0]
        if top == "wuye_docs" or top in sys.stdlib_module_names:
            continue
        names = {canonicalize_name(name) for name in providers.get(top, [top])}
        if not names & declared:
            undeclared[top] = sorted(graph.find_modules_that_directly_import(module))
    assert not undeclared


def test_every_folder_with_modules_is_a_package() -> None:
    # A folder without `__init__.py` can be imported, but import-linter does not look into it.
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [
        str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").exists()
    ] == []
