"""`wuye check`: formats, selections, revisions and repairs."""

import json
import subprocess
from pathlib import Path

import pytest


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
