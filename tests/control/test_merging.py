"""Two ledgers from two git branches: nothing is lost, signatures stay, and it does not matter who merges."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from tests.control.evidence import NOW, entry
from wuye_docs.control.ledger import LEDGER_FILE, parse_ledger
from wuye_docs.control.ledger_file import LedgerRefusal, ledger_writer
from wuye_docs.control.merging import merged, merged_bytes, sides_of


def decide(root: Path, number: str, minutes: int = 0) -> None:
    with ledger_writer(root, NOW + timedelta(minutes=minutes)) as writer:
        writer.append([entry("approve", number, revision="A/0", content="ab", post="管理处经理")])


@pytest.fixture
def branches(tmp_path: Path) -> tuple[Path, Path]:
    """Two copies of a project with two entries in common, and two and one of their own."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for number in ("甲", "乙"):
        decide(ours, number)
    shutil.copytree(ours, theirs)
    decide(ours, "丙", 1)
    decide(ours, "丁", 3)
    decide(theirs, "戊", 2)
    return ours, theirs


def numbers(data: bytes) -> list[str]:
    ledger = parse_ledger(data)
    assert not ledger.faults and not ledger.open_branches
    return [one.number or one.action for one in ledger.entries]


def it_keeps_every_entry_of_both_as_it_was_and_binds_the_ends(branches) -> None:
    ours, theirs = ((one / LEDGER_FILE).read_bytes() for one in branches)
    one_way = merged_bytes(ours, theirs)
    assert one_way == merged_bytes(theirs, ours), "it matters who merges"
    lines = b"".join(one.as_line() for one in one_way)
    assert numbers(lines) == ["甲", "乙", "丙", "丁", "戊", "merge"]
    assert set(ours.splitlines()) | set(theirs.splitlines()) < set(lines.splitlines())
    assert merged_bytes(lines, ours) == merged_bytes(lines) == one_way


def it_goes_on_from_a_merge_and_merges_again(branches) -> None:
    ours, theirs = branches
    both = merged_bytes(*((one / LEDGER_FILE).read_bytes() for one in branches))
    for root in branches:
        (root / LEDGER_FILE).write_bytes(b"".join(one.as_line() for one in both))
    decide(ours, "己", 5)
    decide(theirs, "庚", 4)
    again = merged_bytes(*((one / LEDGER_FILE).read_bytes() for one in branches))
    lines = b"".join(one.as_line() for one in again)
    assert numbers(lines) == ["甲", "乙", "丙", "丁", "戊", "merge", "庚", "己", "merge"]


def it_settles_the_conflict_that_git_leaves(branches) -> None:
    ours, theirs = ((one / LEDGER_FILE).read_bytes().splitlines(keepends=True) for one in branches)
    woven = b"".join(
        [
            *ours[:2],
            b"<<<<<<< HEAD\n",
            *ours[2:],
            b"||||||| base\n",
            b"=======\n",
            *theirs[2:],
            b">>>>>>> other\n",
        ]
    )
    assert sides_of(woven) == (b"".join(ours), b"".join(theirs))
    settled = b"".join(one.as_line() for one in merged_bytes(woven))
    assert numbers(settled) == ["甲", "乙", "丙", "丁", "戊", "merge"]


def it_does_not_merge_an_edited_entry(branches) -> None:
    ours, theirs = ((one / LEDGER_FILE).read_bytes() for one in branches)
    assert "不符" in merged_bytes(ours, theirs.replace("戊".encode(), "辛".encode()))
    # An entry that no branch has any more.
    assert "缺失" in merged_bytes(b"".join(ours.splitlines(keepends=True)[1:]))


def it_binds_branches_by_itself_when_somebody_decides(branches) -> None:
    ours, theirs = branches
    lines = dict.fromkeys((ours / LEDGER_FILE).read_bytes().splitlines(keepends=True))
    lines |= dict.fromkeys((theirs / LEDGER_FILE).read_bytes().splitlines(keepends=True))
    (ours / LEDGER_FILE).write_bytes(b"".join(lines))
    assert len(parse_ledger((ours / LEDGER_FILE).read_bytes()).open_branches) == 1
    decide(ours, "己", 9)
    assert numbers((ours / LEDGER_FILE).read_bytes()) == ["甲", "乙", "丙", "丁", "戊", "merge", "己"]


def it_merges_by_git_alone_with_the_attributes_that_the_folder_brings(branches, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path / "repo", check=True, capture_output=True)

    ours, theirs = branches
    repo = tmp_path / "repo"
    (repo / "manual").mkdir(parents=True)
    git("init")
    for step, source, lines in (("base", ours, 2), ("theirs", theirs, 3), ("ours", ours, 4)):
        if step == "theirs":
            git("checkout", "-b", "other")
        if step == "ours":
            git("checkout", "main")
        shutil.copytree(source / "manual/control", repo / "manual/control", dirs_exist_ok=True)
        text = (source / LEDGER_FILE).read_bytes().splitlines(keepends=True)
        (repo / LEDGER_FILE).write_bytes(b"".join(text[:lines]))
        git("add", "-A")
        git("commit", "-m", step)
    git("merge", "other", "-m", "both")
    decide(repo, "己", 9)
    assert sorted(numbers((repo / LEDGER_FILE).read_bytes())) == sorted(
        ["甲", "乙", "丙", "丁", "戊", "merge", "己"]
    )


def it_adds_nothing_to_a_ledger_that_is_broken(branches) -> None:
    path = branches[0] / LEDGER_FILE
    broken = path.read_bytes().replace("丙".encode(), "辛".encode())
    path.write_bytes(broken)
    with pytest.raises(LedgerRefusal) as refusal:
        decide(branches[0], "己")
    assert "第 3 行" in refusal.value.message.zh
    assert path.read_bytes() == broken


def it_has_nothing_to_bind_in_one_branch() -> None:
    assert merged() == ()
