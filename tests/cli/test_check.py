"""`wuye check`: formats, selections, revisions and repairs."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree


@pytest.fixture
def faulty(sample: Path) -> Path:
    """The sample with two faults: a title that nobody registered, and a role that does not exist."""
    document = sample / "manual/procedures/SYQP01.md"
    document.write_text(
        document.read_text(encoding="utf-8").replace("《客户回访规程》", "《客户回访规章》"), encoding="utf-8"
    )
    form = sample / "forms/SYWIKF01-R02.yaml"
    form.write_text(form.read_text(encoding="utf-8").replace("by: 客服专员", "by: 客服"), encoding="utf-8")
    return sample


# The rules that find them.
TWO = ("--select", "REF001,FRM004")


@pytest.mark.usefixtures("faulty")
class DescribeFindings:
    def it_shows_place_source_and_hint(self, wuye) -> None:
        done = wuye("check")
        assert done.code == 1
        assert "错误[REF001]" in done.printed
        assert "--> manual/procedures/SYQP01.md:38:" in done.printed
        assert "《客户回访规章》" in done.printed
        assert "客户回访规程" in done.printed
        assert "涉及 2 个文件" in done.printed.splitlines()[-1]

    def it_is_one_line_each_when_short(self, wuye) -> None:
        lines = wuye("check", "--format", "short", "--lang", "en").printed.splitlines()
        assert lines[0].startswith("forms/SYWIKF01-R02.yaml:16:")
        assert "REF001" in wuye("check", "--format", "short").printed

    def it_is_json_and_nothing_else_when_asked(self, wuye) -> None:
        assert json.loads(wuye("check", "--format", "json").printed)

    def it_annotates_for_github(self, wuye) -> None:
        assert wuye("check", "--format", "github").printed.startswith("::error file=")

    def it_groups_by_document_with_counts(self, wuye) -> None:
        lines = wuye("check", *TWO).printed.splitlines()
        assert lines[0] == "SYWIKF01-R02 投诉台账 (1 个错误)"
        assert "SYQP01 文件控制程序 (1 个错误)" in lines

    def it_is_sarif_with_every_rule_described(self, wuye) -> None:
        run = json.loads(wuye("check", *TWO, "--format", "sarif").printed)["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == ["FRM004", "REF001"]
        assert "## 为什么重要" in rules[0]["help"]["markdown"]

    def it_is_junit_with_clean_files_passed(self, wuye) -> None:
        tree = etree.fromstring(wuye("check", *TWO, "--format", "junit").printed.encode())
        assert (tree.get("tests"), tree.get("failures")) == ("18", "2")

    def it_writes_a_report_and_says_where(self, faulty: Path, wuye) -> None:
        done = wuye("check", *TWO, "--format", "html", "-o", "build/check.html")
        assert done.code == 1
        assert done.printed == "2 个错误, 涉及 2 个文件\n已写入 build/check.html\n"
        page = (faulty / "build/check.html").read_text("utf-8")
        assert "示例物业质量管理手册" in page and "SYQP01 文件控制程序" in page
        assert [path.name for path in (faulty / "build").iterdir()] == ["check.html"]

    def it_writes_no_colour_into_a_file(self, faulty: Path, wuye, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        wuye("check", "-o", "found.txt")
        assert "\x1b" not in (faulty / "found.txt").read_text("utf-8")
        assert "\x1b" in wuye("check").printed

    def it_keeps_to_the_paths_named(self, wuye) -> None:
        assert wuye("check", "manual/jobs").code == 0
        assert "REF001" not in wuye("check", "forms").printed
        assert wuye("check", "forms", "manual/procedures/SYQP01.md").code == 1

    def it_takes_paths_from_the_current_folder(
        self, faulty: Path, wuye, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(faulty / "manual")
        assert wuye("check", "procedures").code == 1
        assert wuye("check", "../flows").code == 0
        assert wuye("check", "../..").code == 2

    def it_keeps_to_the_rules_selected(self, wuye) -> None:
        assert wuye("check", "--select", "flw,SRC").code == 0
        assert wuye("check", "--select", "REF001").code == 1
        assert "REF001" not in wuye("check", "--ignore", "REF").printed

    def it_says_so_when_a_path_is_no_source(self, faulty: Path, wuye) -> None:
        (faulty / "README.md").write_text("x", encoding="utf-8")
        assert wuye("check", "README.md").code == 0


def it_checks_a_git_revision(sample: Path, wuye) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=sample, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "clean")
    (sample / "flows/SYFLKF01.yaml").write_text("number: SYFLKF01\n", encoding="utf-8")
    assert wuye("check").code == 1
    assert wuye("check", "--revision", "HEAD").code == 0
    assert wuye("check", "--revision", "no-such").code == 2
    assert wuye("check", "--revision", "HEAD", "--fix").code == 2


class DescribeAnUnsavedBuffer:
    @pytest.fixture
    def typed(self, monkeypatch: pytest.MonkeyPatch):
        """What an editor sends to standard input."""

        def sends(text: str) -> None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

        return sends

    def it_is_checked_in_place_of_the_file(self, sample: Path, wuye, typed) -> None:
        path = "manual/procedures/SYQP01.md"
        saved = (sample / path).read_text("utf-8")
        typed(saved.replace("《客户回访规程》", "《客户回访规章》"))
        done = wuye("check", "--format", "short", "--stdin-path", path)
        assert done.code == 1
        assert done.printed.startswith(f"{path}:38:47: REF001 ")
        assert (sample / path).read_text("utf-8") == saved

    def it_may_be_a_file_that_does_not_exist_yet(self, sample: Path, wuye, typed) -> None:
        typed("number: SYFLKF09\n")
        done = wuye("check", "--format", "short", "--stdin-path", str(sample / "flows/SYFLKF09.yaml"))
        assert "flows/SYFLKF09.yaml:1:9: SRC004" in done.printed

    def it_belongs_to_the_project(self, sample: Path, wuye, typed) -> None:
        typed("")
        assert wuye("check", "--stdin-path", "../x.md").code == 2


@pytest.fixture
def repairable(sample: Path) -> Path:
    """A number in another form, in a file with Windows line ends and a comment that must stay."""
    document = sample / "manual/procedures/SYQP01.md"
    text = document.read_text(encoding="utf-8").replace("{doc}`SYWIKF01`", "SY-WI-KF-01")
    document.write_bytes(text.replace("\n", "\r\n").encode())
    flow = sample / "flows/SYFLKF01.yaml"
    flow.write_text(
        flow.read_text(encoding="utf-8").replace("number:", "# 注释不动\nnumber:", 1), encoding="utf-8"
    )
    return sample


class DescribeRepairs:
    DOCUMENT = "manual/procedures/SYQP01.md"

    def read(self, folder: Path) -> bytes:
        return (folder / self.DOCUMENT).read_bytes()

    def it_shows_the_diff_and_writes_nothing_when_only_asked_for_it(self, repairable: Path, wuye) -> None:
        before = self.read(repairable)
        done = wuye("check", "--select", "NUM006", "--diff")
        assert done.code == 1
        assert "-客服主管起草文件" in done.printed and "+客服主管起草文件" in done.printed
        assert "可修复 1 处, 1 个文件" in done.printed
        assert self.read(repairable) == before

    def it_shows_the_diff_then_writes_where_nobody_can_answer(self, repairable: Path, wuye) -> None:
        before = self.read(repairable)
        done = wuye("check", "--select", "NUM006", "--fix")
        assert "+++ b/manual/procedures/SYQP01.md" in done.printed
        assert done.printed.index("+++") < done.printed.index("已修复 1 处, 1 个文件")
        assert self.read(repairable) == before.replace(b"SY-WI-KF-01", b"SYWIKF01")
        assert done.code == 0

    @pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("n\n", False), ("\n", False)])
    def it_asks_a_person_first(
        self, repairable: Path, wuye, monkeypatch: pytest.MonkeyPatch, answer: str, is_written: bool
    ) -> None:
        before = self.read(repairable)
        monkeypatch.setattr("wuye_docs.cli.repair._is_asked", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
        done = wuye("check", "--select", "NUM006", "--fix")
        assert "写入以上改动 (1 处, 1 个文件)?" in done.printed
        assert (self.read(repairable) != before) is is_written
        assert done.code == (0 if is_written else 1)
        assert ("没有修改任何文件" in done.printed) is not is_written

    def it_does_not_ask_who_has_said_yes(
        self, repairable: Path, wuye, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("wuye_docs.cli.repair._is_asked", lambda: True)
        assert wuye("check", "--select", "NUM006", "--fix", "--yes").code == 0

    def it_says_when_there_is_nothing_to_repair(self, faulty: Path, wuye) -> None:
        done = wuye("check", *TWO, "--diff")
        assert (done.code, done.printed) == (0, "没有可自动修复的问题\n")


@pytest.mark.parametrize(
    "options",
    [
        ("--fix", "--watch"),
        ("--fix", "--diff"),
        ("--watch", "--revision", "HEAD"),
        ("--stdin-path", "manual/x.md", "--fix"),
        ("--stdin-path", "manual/x.md", "flows"),
        ("--yes",),
    ],
)
def it_refuses_options_that_contradict_each_other(sample: Path, wuye, options: tuple[str, ...]) -> None:
    assert wuye("check", *options).code == 2


class DescribeBuiltFiles:
    def it_looks_at_them_each_time_and_apart_from_the_sources(self, sample: Path, wuye) -> None:
        for path in sample.rglob("*.*"):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        assert wuye("build", "html", "--no-check").code == 0
        select = ("--select", "BLD003,REF001")
        assert wuye("check", "--built", *select).code == 0
        (sample / "build/html/documents/SYWIKF02.html").unlink()
        done = wuye("check", "--built", *select)
        assert done.code == 1
        assert "SYWIKF02.html" in done.printed
        assert wuye("check", *select).code == 0
