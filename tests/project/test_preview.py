"""The preview shows what a build would write, after any edit, and what could last be read where a file is broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.control.evidence import approval, control_of, ledger_of, sources
from tests.writers.html.sample_site import SAMPLE, write
from wuye_docs.loaders import DiskWorkspace
from wuye_docs.project.preview import Preview

DOCUMENT = "manual/instructions/SYWIKF01.md"
Open = Callable[[], Preview]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE.root, tmp_path / "manual project"))


@pytest.fixture
def opened(root: Path, tmp_path: Path) -> Iterator[Open]:
    made: list[Preview] = []

    def open_() -> Preview:
        made.append(Preview(root, tmp_path / "cache", "this program"))
        return made[-1]

    yield open_
    for one in made:
        one.close()


def edit(root: Path, path: str, old: str, new: str) -> str:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")
    return path


def it_shows_what_a_build_writes(root: Path, opened: Open, tmp_path: Path) -> None:
    write(DiskWorkspace(root), tmp_path)
    preview = opened()
    for name in preview.names():
        assert preview.page(name) == (tmp_path / "html" / f"{name}.html").read_text("utf-8"), name


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (DOCUMENT, "# 目的\n", "# 目的\n\n另有一句，按《客户回访规程》办理。\n"),
        (DOCUMENT, "# 目的\n", "# 宗旨\n"),
        (DOCUMENT, "owner: 客户服务部", "owner: 项目管理处"),
        ("flows/SYFLKF01.yaml", "title: 投诉处理流程", "title: 投诉办理流程"),
        ("manual/parameters.yaml", "value: 30", "value: 45"),
        ("manual/manual.yaml", "short: 示例物业", "short: 样本物业"),
    ],
    ids=["text", "heading", "head", "flow", "parameter", "settings"],
)
def it_is_after_an_edit_as_if_opened_anew(root: Path, opened: Open, path: str, old: str, new: str) -> None:
    preview = opened()
    for name in preview.names():
        preview.page(name)
    preview.update([edit(root, path, old, new)])
    fresh = opened()
    assert list(preview.names()) == list(fresh.names())
    for name in fresh.names():
        assert preview.page(name) == fresh.page(name), name


def it_takes_over_new_and_deleted_files(root: Path, opened: Open) -> None:
    preview = opened()
    text = (
        (root / DOCUMENT)
        .read_text("utf-8")
        .replace("SYWIKF01", "SYWIKF03")
        .replace("客户投诉处理", "客户走访")
    )
    (root / "manual/instructions/SYWIKF03.md").write_text(text, "utf-8")
    preview.update(["manual/instructions/SYWIKF03.md"])
    assert "客户走访规程" in preview.page("documents/SYWIKF03")
    (root / "manual/instructions/SYWIKF03.md").unlink()
    preview.update(["manual/instructions/SYWIKF03.md"])
    assert "documents/SYWIKF03" not in preview.names()


def it_keeps_what_could_last_be_read(root: Path, opened: Open) -> None:
    preview = opened()
    before = preview.page("documents/SYWIKF01")
    preview.update([edit(root, DOCUMENT, "number: SYWIKF01", "number: [SYWIKF01")])
    assert preview.page("documents/SYWIKF01") == before
    assert preview.broken == {DOCUMENT}
    preview.update([edit(root, DOCUMENT, "number: [SYWIKF01", "number: SYWIKF01")])
    assert preview.broken == frozenset()


def it_names_the_sources_of_a_page(root: Path, opened: Open) -> None:
    preview = opened()
    assert preview.sources("documents/SYWIKF01") == (
        DOCUMENT, "flows/SYFLKF01.yaml", "forms/SYWIKF01-R01.yaml", "forms/SYWIKF01-R02.yaml",
    )  # fmt: skip
    assert preview.sources("index") == ()


def it_tells_words_edited_since_the_approval_from_others(root: Path, opened: Open) -> None:
    files = sources()
    control = control_of(files)
    approvals = [approval(control, number) for number in ("SYWIKF01", "SYWIKF02")]
    (root / "manual/control").mkdir()
    (root / "manual/control/ledger.jsonl").write_bytes(ledger_of(*approvals))
    preview = opened()
    assert "banner" not in preview.page("documents/SYWIKF01")
    preview.update([edit(root, DOCUMENT, "# 目的\n\n", "# 目的\n\n\n\n")])
    assert "banner" not in preview.page("documents/SYWIKF01"), "nobody can read blank lines"
    preview.update([edit(root, DOCUMENT, "# 目的\n", "# 目的\n\n另有一句。\n")])
    assert "A/0 版批准以后有改动：改动尚未批准" in preview.page("documents/SYWIKF01")
    assert "改动尚未批准" not in preview.page("documents/SYWIKF02")
    fresh = opened()
    for number in ("SYWIKF01", "SYWIKF02"):
        assert preview.page(f"documents/{number}") == fresh.page(f"documents/{number}")
