"""Exit codes as a CI job sees them: 0 clean, 1 findings, 2 wrong use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


def wuye(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wuye_docs", "--lang", "en", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return shutil.copytree(SAMPLE, tmp_path / "manual")


def it_is_0_for_a_clean_manual(project: Path) -> None:
    assert wuye(project, "check").returncode == 0


@pytest.mark.parametrize(
    ("path", "line", "place"),
    [
        ("manual/jobs/SYJD03.md", None, "客服专员"),
        ("forms/SYWIKF01-R02.yaml", None, "SYWIKF01-R02"),
        ("manual/instructions/SYWIKF02.md", None, "SYWIKF02"),
        ("manual/parameters.yaml", "投诉.登记时限", "flows/SYFLKF01.yaml:12:13"),
        ("flows/SYFLKF01.yaml", "  关闭:", "flows/SYFLKF01.yaml"),
    ],
)
def it_is_1_and_names_the_place_when_something_used_is_gone(
    project: Path, path: str, line: str | None, place: str
) -> None:
    if line is None:
        (project / path).unlink()
    else:
        kept = [one for one in (project / path).read_text("utf-8").splitlines() if not one.startswith(line)]
        (project / path).write_text("\n".join(kept) + "\n", "utf-8")
    done = wuye(project, "check", "--format", "short")
    assert done.returncode == 1
    assert place in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def it_is_2_for_wrong_use(project: Path, tmp_path: Path) -> None:
    assert wuye(project, "chek").returncode == 2
    assert wuye(project, "show", "SYWIKF77").returncode == 2
    assert wuye(tmp_path, "check").returncode == 2


def it_is_1_where_basis_names_a_dropped_item(project: Path) -> None:
    facts = project / "facts.tsv"
    facts.write_text(facts.read_text("utf-8").replace("质量方针\n", "质量方针\t另有规定\n"), encoding="utf-8")
    done = wuye(project, "coverage")
    assert done.returncode == 1
    assert "names what the list has as dropped" in done.stderr
    assert "SYQM01.md:15:9  甲/1  (SYQM01)" in done.stderr


def it_is_0_for_required_items_that_are_dropped(project: Path) -> None:
    facts = project / "facts.tsv"
    facts.write_text(facts.read_text("utf-8").replace("钥匙管理\n", "钥匙管理\t没有钥匙\n"), encoding="utf-8")
    assert wuye(project, "coverage", "--require").returncode == 0
