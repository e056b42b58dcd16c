"""Commands that are killed, and commands that run at once: the ledger stays whole and nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import wuye_docs.control.ledger_file as ledger_file
import wuye_docs.project.release as release_module
from tests.control.evidence import SAMPLE
from wuye_docs.control import Action, read_ledger
from wuye_docs.control.decisions import Decision
from wuye_docs.control.ledger import LEDGER_FILE
from wuye_docs.control.selection import select
from wuye_docs.loaders import DiskWorkspace
from wuye_docs.project.build import BuildReport
from wuye_docs.project.deciding import decide
from wuye_docs.project.release import Order, release
from wuye_docs.project.verification import verify_evidence

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MANY = [f"SYWIKF{number:02}" for number in range(1, 41)]


def start(folder: Path, step: int, *numbers: str) -> subprocess.Popen[bytes]:
    """A process of its own that enters decisions; see `tests/control/killed.py`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.control.killed", str(step), str(folder), *numbers],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def whole(folder: Path) -> int:
    """The number of entries of a ledger, which is whole."""
    ledger = read_ledger(DiskWorkspace(folder))
    assert not ledger.faults and not ledger.open_branches
    return len(ledger.entries)


def it_enters_all_or_nothing_wherever_it_is_killed(tmp_path: Path) -> None:
    outcomes = []
    for step in range(1, 30):
        code = start(tmp_path, step, *MANY).wait()
        outcomes.append((code == 0, whole(tmp_path)))
        if code == 0:
            break
    # Killed at the folder, the lock, the two files for git, the file beside, the rename, the folder's sync; then not.
    assert outcomes[-1] in ((True, 40), (True, 80))
    assert {entries for killed, entries in outcomes[:-1]} <= {0, 40}
    assert len(outcomes) >= 6
    left = {path.name for path in (tmp_path / LEDGER_FILE).parent.iterdir()}
    assert left <= {".gitattributes", ".gitignore", ".ledger.lock", "ledger.jsonl"}


def it_loses_no_entry_when_people_decide_at_once(tmp_path: Path) -> None:
    people = [start(tmp_path, 0, *MANY[number::8]) for number in range(8)]
    assert [one.wait() for one in people] == [0] * 8
    assert whole(tmp_path) == 40
    assert {one.number for one in read_ledger(DiskWorkspace(tmp_path)).entries} == set(MANY)


class _Killed(BaseException):
    """What stands for a kill inside this process: no `except Exception` catches it."""


def it_releases_all_or_nothing_wherever_it_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    shutil.copytree(SAMPLE, project)
    for action, post in ((Action.REVIEW, "客服主管"), (Action.APPROVE, "管理处经理")):
        decision = Decision(action=action, post=post, date="2026-03-02")
        made = decide(
            project, lambda manual, control: select(manual, control, (), waiting=True), decision, now=NOW
        )
        assert len(made.entries) == 12
    moments = list(_moments(project, monkeypatch))
    # In the folder of the outputs, in that of the baseline, between the two, before the ledger and in it.
    assert len(moments) > 12
    assert whole(project) == 25
    assert verify_evidence(project).faults == ()


def _moments(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Release as often as it takes, broken off one write later each time; the build itself is not what is tested."""

    def build(root: Path, *, out: Path, **_: object) -> BuildReport:
        (out / "html").mkdir(parents=True, exist_ok=True)
        (out / "html" / "index.html").write_text("手册", encoding="utf-8")
        return BuildReport((), 0, (), (), 0.0)

    standing = release_module.read_standing(project)
    monkeypatch.setattr(release_module, "build", build)
    monkeypatch.setattr(release_module, "read_standing", lambda root: standing)
    monkeypatch.setattr(release_module, "check", lambda *_: ())
    left = -1

    def counted(original):  # type: ignore[no-untyped-def]
        def call(*arguments, **keys):  # type: ignore[no-untyped-def]
            nonlocal left
            left -= 1
            if left == 0:
                raise _Killed
            return original(*arguments, **keys)

        return call

    for owner, name in (
        (os, "fsync"), (Path, "replace"), (Path, "rename"), (Path, "mkdir"), (shutil, "rmtree"),
        (release_module, "_place"), (release_module, "sync_folder"), (ledger_file, "write_ledger"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, counted(getattr(owner, name)))
    for moment in range(1, 80):
        left = moment
        try:
            release(project, Order("A/0", post="管理处经理"), now=NOW, formats=("html",))
        except _Killed:
            left = -1
            entries = whole(project)
            assert entries in (24, 25)
            # A folder that the ledger does not know is all that may be left, and the next attempt replaces it.
            assert not [one for one in verify_evidence(project).faults if "中断" not in one.message.zh]
            if entries == 25:
                return
            yield moment
        else:
            left = -1
            return
    raise AssertionError("it never came through")
