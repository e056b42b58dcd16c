"""`wuye diff` and `wuye notice`: states by name, formats, refusals."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Wuye

COMPLAINTS = Path("manual", "instructions", "SYWIKF01.md")


@pytest.fixture
def edited(sample: Path) -> Path:
    """The sample with one sentence changed; what it was stands in the folder `former` beside it."""
    shutil.copytree(sample, sample.parent / "former")
    text = (sample / COMPLAINTS).read_text("utf-8")
    (sample / COMPLAINTS).write_text(text.replace("从登记到关闭", "从受理到关闭"), "utf-8")
    return sample


def it_compares_a_folder_with_the_working_copy(edited: Path, wuye: Wuye) -> None:
    done = wuye("diff", "../former")
    assert done.code == 1
    assert "规定投诉从[-登记-]{+受理+}到关闭的办理方法。" in done.printed
    assert f"{COMPLAINTS.as_posix()}:21:1" in done.printed


def it_says_so_when_nothing_differs(edited: Path, wuye: Wuye) -> None:
    assert wuye("diff", ".", ".") == (0, "工作副本 → 工作副本: 没有差异\n")
    assert wuye("diff", "../former", ".", "SYWIKF02").code == 0
    assert wuye("notice", "../former", ".", "SYWIKF02") == (1, "没有差异, 不需要单据\n")


def it_reads_zips_with_the_project_in_a_folder(edited: Path, wuye: Wuye) -> None:
    with zipfile.ZipFile("before.zip", "w") as archive:
        for path in sorted((edited.parent / "former").rglob("*")):
            if path.is_file():
                archive.write(path, Path("某公司手册", path.relative_to(edited.parent / "former")))
    done = wuye("diff", "before.zip", ".", "--format", "json")
    assert [one["number"] for one in json.loads(done.printed)["things"]] == ["SYWIKF01"]


def it_compares_with_the_last_commit_where_nothing_was_released(edited: Path, wuye: Wuye) -> None:
    for line in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "1"],
    ):
        subprocess.run(["git", *line], check=True, cwd=edited)
    text = (edited / COMPLAINTS).read_text("utf-8")
    (edited / COMPLAINTS).write_text(text.replace("从受理到关闭", "从来电到关闭"), "utf-8")
    done = wuye("diff")
    assert done.printed.startswith("HEAD → 工作副本: 文件 (修改 1)")
    assert "[-受理-]{+来电+}" in done.printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "B/9"), "没有版本、git 提交、文件夹或 zip 叫 `B/9`"),
        (("diff", "manual"), "文件夹 `manual` 中没有 manual/manual.yaml"),
        (("diff", "facts.tsv"), "`facts.tsv` 不是能读的 zip 文件"),
        (("diff", ".", ".", "SYWIKF77"), "两个状态中都没有 `SYWIKF77`"),
        (("diff",), "还没有发布过版本, 也没有 git 提交"),
        (("notice", ".", ".", "--effective", "明天"), "`明天` 不是日期"),
        (("notice", ".", ".", "-o", "a.txt"), "格式不支持"),
    ],
)
def it_refuses_what_it_cannot_compare(
    arguments: tuple[str, ...], said: str, sample: Path, wuye: Wuye
) -> None:
    done = wuye(*arguments)
    assert done.code == 2
    assert said in done.printed


def it_writes_a_redline_for_each_changed_document(edited: Path, wuye: Wuye) -> None:
    done = wuye("diff", "../former", ".", "--format", "docx", "-o", "修订稿")
    assert done.code == 1
    assert [path.name for path in Path("修订稿").iterdir()] == ["SYWIKF01.修订.docx"]


def it_writes_a_notice_in_every_format(edited: Path, wuye: Wuye) -> None:
    beginnings = {"md": b"# \xe6\x96\x87\xe4\xbb\xb6", "docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE"}
    for suffix, beginning in beginnings.items():
        assert wuye("notice", "../former", ".", "--reason", "客户要求", "-o", f"通知单.{suffix}").code == 0
        assert Path(f"通知单.{suffix}").read_bytes().startswith(beginning)
    shown = wuye("notice", "../former", ".", "--reason", "客户要求")
    assert shown.code == 0
    assert "| 1 目的：“登记”改为“受理” |" in shown.printed
