"""The same sources from a folder, a dict and a git revision."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from wuye_docs.loaders import DiskWorkspace, GitWorkspace, MemoryWorkspace, load

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def it_reads_a_git_revision_like_a_folder(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sub")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    root = tmp_path / "sub"
    (root / "flows" / "SYFLKF01.yaml").unlink()
    now, then = load(DiskWorkspace(root)), load(GitWorkspace(root, "HEAD"))
    assert "SYFLKF01" not in now.manual.flows
    assert then.manual == load(DiskWorkspace(SAMPLE)).manual


def it_lays_a_buffer_over_the_folder() -> None:
    over = MemoryWorkspace(
        {"manual/parameters.yaml": "投诉.登记时限: {value: 15, unit: 分钟}\n"}, DiskWorkspace(SAMPLE)
    )
    assert load(over).manual.parameters["投诉.登记时限"].text == "15分钟"


def it_reads_nothing_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    with pytest.raises(OSError, match="outside"):
        DiskWorkspace(tmp_path / "project").read("../secret")


def it_passes_over_what_editors_leave_behind(tmp_path: Path) -> None:
    for name in (
        "manual/~$SYQM01.md",
        "manual/.DS_Store",
        "manual/a.md~",
        "manual/control/ledger.jsonl",
        "manual/a.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    assert DiskWorkspace(tmp_path).paths() == ("manual/a.md",)
