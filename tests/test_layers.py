"""The layers of the package hold, every module stands alone, and what it imports is declared."""

import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wuye_docs"

# Imports every module that is named, and prints what came along from elsewhere.
LIST_OUTSIDE_MODULES = """
import contextlib, importlib, sys
for name in sys.argv[1:]:
    with contextlib.suppress(Exception):
        importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] not in ("wuye_docs", "__main__")))
"""

# Imports each module in a copy of an interpreter that has none of ours. What comes from outside is
# loaded beforehand: it would take most of the time, and is not what is tried here.
IMPORT_EACH_IN_A_COPY = """
import contextlib, importlib, os, sys, traceback
outside, names = (argument.split() for argument in sys.argv[1:])
for name in outside:
    with contextlib.suppress(Exception):
        importlib.import_module(name)
for name in names:
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


def in_turn_of_two(names: list[str]) -> list[list[str]]:
    return [names[0::2], names[1::2]]


def test_imports_point_down_the_layers() -> None:
    result = run_python(
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
        "--no-logo",
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")
def test_every_module_can_be_the_first_to_be_imported() -> None:
    names = module_names()
    assert names
    outside = run_python(LIST_OUTSIDE_MODULES, *names).stdout
    with ThreadPoolExecutor(2) as pool:
        results = list(
            pool.map(
                lambda half: run_python(IMPORT_EACH_IN_A_COPY, outside, " ".join(half)),
                in_turn_of_two(names),
            )
        )
    assert [result.returncode for result in results] == [0, 0], "".join(r.stderr for r in results)
    faults = "".join(result.stdout for result in results)
    assert not faults, faults


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
