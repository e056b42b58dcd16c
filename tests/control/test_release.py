"""What a release refuses, what it lets pass, and what it freezes; the build itself is tested elsewhere."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

import wuye_docs.project.release as release_module
from tests.control.evidence import NOW, SAMPLE
from wuye_docs.control import Action, baselines, edition_workspace
from wuye_docs.control.decisions import Decision
from wuye_docs.control.ledger_file import LedgerRefusal
from wuye_docs.control.selection import select
from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.project.build import BuildReport
from wuye_docs.project.deciding import decide
from wuye_docs.project.release import Order, ReleaseRefusal, release
from wuye_docs.project.standing import read_standing, tasks

DOCUMENT = "manual/instructions/SYWIKF01.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample manual on disk, with a build that writes one page: the statuses it was given."""

    def build(root: Path, *, out: Path, release: release_module.Release, **_: object) -> BuildReport:
        (out / "html").mkdir(parents=True, exist_ok=True)
        page = "\n".join(f"{number} {one.status.label}" for number, one in release.issues.items())
        (out / "html" / "index.html").write_text(page, encoding="utf-8")
        return BuildReport((), 0, (), (), 0.0)

    monkeypatch.setattr(release_module, "build", build)
    folder = tmp_path / "project"
    shutil.copytree(SAMPLE, folder)
    return folder


def edit(project: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (project / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (project / path).write_text(text, encoding="utf-8", newline="\n")


def approve_all(project: Path) -> None:
    for action, post in (
        (Action.REVIEW, "客服主管"),
        (Action.APPROVE, "管理处经理"),
        (Action.CONFIRM, "客服主管"),
    ):
        suspect = action is Action.CONFIRM
        decision = Decision(action=action, post=post, date="2026-03-02")
        decide(project, lambda m, c, s=suspect: select(m, c, (), waiting=not s, suspect=s), decision, now=NOW)


def refusal(project: Path, edition: str, **keys: object) -> list[str]:
    before = baselines(DiskWorkspace(project))
    with pytest.raises(ReleaseRefusal) as refused:
        release(project, Order(edition, **keys), now=NOW, formats=("html",))  # type: ignore[arg-type]
    assert baselines(DiskWorkspace(project)) == before
    return [f"{one.message.zh} -> {one.to_do.zh}" for one in refused.value.obstacles]


def it_lists_everything_that_is_not_approved_or_in_error_with_what_to_do(project: Path) -> None:
    edit(project, DOCUMENT, ("{{ 投诉.登记时限 }}", "{{ 投诉.没有 }}"))
    found = refusal(project, "A/0")
    assert any(DOCUMENT in one and "PAR001" in one for one in found)
    assert found[-2:] == [
        "12 项待审核: SYWIKF01、SYWIKF02、SYJD01、SYJD02、SYJD03、SYQM01… -> wuye review --all-changed --as 客服主管",
        "12 项待批准: SYWIKF01、SYWIKF02、SYJD01、SYJD02、SYJD03、SYQM01… -> wuye approve --all-changed --as 管理处经理",
    ]


def it_releases_drafts_as_drafts_if_it_is_told_to(project: Path) -> None:
    post = Decision(action=Action.REVIEW, post="客服主管")
    decide(project, lambda m, c: select(m, c, ("SYWIKF02",)), post, now=NOW)
    done = release(project, Order("A/0", allow_drafts=True), now=NOW, formats=("html",))
    assert (done.in_force, len(done.drafts)) == (0, 12)
    page = (done.folder / "html/index.html").read_text(encoding="utf-8")
    assert "SYWIKF01 草案" in page and "SYWIKF02 审核中" in page
    (baseline,) = baselines(DiskWorkspace(project))
    assert baseline.has_drafts
    standing = read_standing(project).control
    assert (standing.issues["SYWIKF01"].status, standing.in_force) == ("draft", {})


def it_amends_what_changed_and_leaves_the_rest_as_it_was(project: Path) -> None:
    approve_all(project)
    release(project, Order("A/0", effective="2026-04-01"), now=NOW, formats=("html",))
    assert refusal(project, "A/0")[0] == "版本 A/0 已经发布 -> 下一版本为 A/1"
    assert refusal(project, "A/3")[0].startswith("版本 A/3 不接着 A/0")
    assert refusal(project, "A/1") == ["自 A/0 以来没有任何改动 -> "]
    edit(
        project,
        DOCUMENT,
        ("办理方法", "办理办法"),
        ("revision: A/0\n", "revision: A/1\neffective: 2026-06-01\n"),
    )
    assert [(one.verb, one.post, len(one.numbers)) for one in tasks(read_standing(project).control)] == [
        ("review", "客服主管", 1), ("approve", "管理处经理", 1), ("confirm", "客服主管", 3),
    ]  # fmt: skip
    approve_all(project)
    done = release(project, Order("A/1", note="用词"), now=NOW + timedelta(days=30), formats=("html",))
    assert done.changed == ("SYWIKF01",)
    first, second = baselines(DiskWorkspace(project))
    now, then = second.issues["SYWIKF01"], first.issues["SYWIKF01"]
    assert (now.revision, now.issued, now.effective, now.next_review) == (
        "A/1",
        "2026-04-01",
        "2026-06-01",
        "2027-06-01",
    )
    assert (then.revision, then.issued, then.effective) == ("A/0", "2026-03-02", "2026-04-01")
    assert second.issues["SYWIKF02"] == first.issues["SYWIKF02"]
    assert "办理方法" in load(edition_workspace(project, "A/0")).sources[DOCUMENT]
    assert "办理办法" in load(edition_workspace(project, "A/1")).sources[DOCUMENT]


def it_releases_nothing_if_somebody_edits_or_decides_meanwhile(project: Path, monkeypatch) -> None:
    approve_all(project)
    original = release_module.build

    def build(*arguments: object, **keys: object) -> BuildReport:
        edit(project, DOCUMENT, ("办理方法", "办理办法"))
        return original(*arguments, **keys)  # type: ignore[arg-type]

    monkeypatch.setattr(release_module, "build", build)
    with pytest.raises(LedgerRefusal, match="sources were changed"):
        release(project, Order("A/0"), now=NOW, formats=("html",))
    assert baselines(DiskWorkspace(project)) == ()


def it_takes_a_git_revision_where_no_edition_has_that_name(project: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)

    with pytest.raises(LookupError):
        edition_workspace(project, "HEAD")
    git("init")
    git("add", "-A")
    git("commit", "-m", "one")
    edit(project, DOCUMENT, ("办理方法", "办理办法"))
    assert "办理方法" in load(edition_workspace(project, "HEAD")).sources[DOCUMENT]
    for name in ("", "--help", "没有"):
        with pytest.raises(LookupError):
            edition_workspace(project, name)
