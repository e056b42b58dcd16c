"""One byte changed anywhere in what was released, or in the record of it, is found and named."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.control.evidence import SAMPLE
from wuye_docs.control import Action, baselines
from wuye_docs.control.decisions import Decision
from wuye_docs.control.selection import select
from wuye_docs.loaders import DiskWorkspace
from wuye_docs.project.deciding import decide
from wuye_docs.project.release import Order, rebuild_edition, release, release_folder
from wuye_docs.project.verification import Fault, verify_evidence, verify_files, verify_path

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample manual, approved and released as A/0, in all formats."""
    folder = tmp_path_factory.mktemp("released") / "project"
    shutil.copytree(SAMPLE, folder)
    for action, post in ((Action.REVIEW, "客服主管"), (Action.APPROVE, "管理处经理")):
        decision = Decision(action=action, post=post, name="王五", date="2026-03-02")
        decide(folder, lambda manual, control: select(manual, control, (), waiting=True), decision, now=NOW)
    done = release(folder, Order("A/0", post="管理处经理", effective="2026-04-01"), now=NOW)
    assert (done.in_force, len(done.changed), done.drafts) == (12, 12, ())
    return folder


def faults_after(path: Path, position: int, find: Callable[[], tuple[Fault, ...]], bit: int) -> list[str]:
    """What is found while one byte of a file is another."""
    data = path.read_bytes()
    changed = bytearray(data)
    changed[position] ^= 1 << bit
    path.write_bytes(changed)
    try:
        return [one.path for one in find()]
    finally:
        path.write_bytes(data)


def it_is_whole_as_it_was_released(project: Path) -> None:
    found = verify_evidence(project)
    assert (found.faults, found.checked > 60) == ((), True)
    assert verify_path(project, project / "manual").faults == ()


def it_finds_and_names_a_changed_byte_in_each_of_two_hundred_places(project: Path) -> None:
    disk = DiskWorkspace(project)
    (baseline,) = baselines(disk)
    built = release_folder(project, "A/0")
    chance = random.Random(20260302)
    evidence = [
        project / "manual/control/ledger.jsonl",
        *(project / baseline.folder / name for name in ("manifest.json", "sources.zip", "outputs.json")),
    ]
    sources = [project / path for path in disk.paths()]
    outputs = [path for path in sorted(built.rglob("*")) if path.is_file()]
    assert len(outputs) > 40
    kinds = (
        [(path, lambda _: verify_evidence(project).faults) for path in evidence],
        [(path, lambda path: verify_path(project, path).faults) for path in sources],
        [(path, lambda _: verify_files(built, baseline).faults) for path in outputs],
    )
    missed = []
    for turn in range(200):
        path, find = chance.choice(kinds[turn % 3])
        position, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        named = faults_after(path, position, lambda path=path, find=find: find(path), bit)
        # A frozen source, an output and a manifest by their own names; what hangs on them may be named as well.
        if not any(one.rpartition("/")[2] == path.name for one in named):
            missed.append((path.relative_to(project).as_posix(), position, bit, named))
    assert missed == []


def it_says_which_entry_of_a_word_file_and_which_bytes(project: Path) -> None:
    path = release_folder(project, "A/0") / "docx" / "SYWIKF01.docx"
    data = path.read_bytes()
    path.write_bytes(data[:6000] + bytes([data[6000] ^ 1]) + data[6001:])
    try:
        (fault,) = verify_path(project, path).faults
    finally:
        path.write_bytes(data)
    assert "5121–6144 字节" in fault.message.zh
    assert "word/document.xml" in fault.message.zh


def it_knows_a_file_by_what_is_in_it_whatever_it_is_called(project: Path, tmp_path: Path) -> None:
    received = tmp_path / "客户投诉处理规程(1).docx"
    shutil.copyfile(release_folder(project, "A/0") / "docx" / "SYWIKF01.docx", received)
    found = verify_path(project, received)
    assert (found.edition, found.as_path, found.faults) == ("A/0", "docx/SYWIKF01.docx", ())
    stranger = tmp_path / "别的.txt"
    stranger.write_text("别的", encoding="utf-8")
    assert "不属于任何" in verify_path(project, stranger).faults[0].message.zh


def it_names_what_is_missing_and_what_was_added(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "U盘"
    shutil.copytree(release_folder(project, "A/0"), copy)
    (copy / "pdf" / "SYWIKF01.pdf").unlink()
    (copy / "pdf" / "新增.pdf").write_text("x", encoding="utf-8")
    found = verify_path(project, copy)
    assert [(one.path, one.message.zh) for one in found.faults] == [("pdf/SYWIKF01.pdf", "文件不见了")]
    assert found.further == ("pdf/新增.pdf",)


def it_builds_the_same_bytes_again_from_the_frozen_sources(project: Path) -> None:
    (baseline,) = baselines(DiskWorkspace(project))
    # What the working copy says now does not matter, and nothing of the first build is left.
    document = project / "manual/instructions/SYWIKF01.md"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("办理方法", "办理办法"), encoding="utf-8", newline="\n")
    shutil.rmtree(project / "build")
    try:
        _, differing = rebuild_edition(project, baseline)
    finally:
        document.write_text(text, encoding="utf-8", newline="\n")
    assert differing == ()
    assert verify_files(release_folder(project, "A/0"), baseline).faults == ()


@pytest.mark.parametrize("lost", [1, 3])
def it_misses_entries_that_were_cut_off(project: Path, lost: int) -> None:
    path = project / "manual/control/ledger.jsonl"
    data = path.read_bytes()
    path.write_bytes(b"".join(data.splitlines(keepends=True)[:-lost]))
    try:
        found = verify_evidence(project).faults
    finally:
        path.write_bytes(data)
    assert [one.path for one in found] == ["manual/control/baselines/A-0"]
    assert "台账中没有这次发布" in found[0].message.zh
