"""Changes on disk, as they are waited for."""

import os
import threading
import time
from pathlib import Path

import pytest

from wuye_docs.project.watching import changes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("manual", "flows", "forms"):
        (tmp_path / name).mkdir()
    (tmp_path / "manual/a.md").write_text("甲", encoding="utf-8")
    (tmp_path / "manual/b.md").write_text("乙", encoding="utf-8")
    return tmp_path


def test_what_is_made_changed_and_deleted_is_named(folder: Path) -> None:
    saves = changes(folder, interval=0.01, calm=0.01)
    (folder / "manual/a.md").write_text("甲甲", encoding="utf-8")
    (folder / "manual/b.md").unlink()
    (folder / "flows/c.yaml").write_text("", encoding="utf-8")
    assert next(saves) == ("flows/c.yaml", "manual/a.md", "manual/b.md")


def test_what_is_no_source_is_passed_over(folder: Path) -> None:
    saves = changes(folder, interval=0.01, calm=0.01)
    for name in ("manual/.a.md.swp", "manual/a.md~", "manual/~$a.docx", "README.md"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "manual/a.md").write_text("甲甲", encoding="utf-8")
    assert next(saves) == ("manual/a.md",)


def test_saves_in_quick_succession_are_one(folder: Path) -> None:
    saves = changes(folder, interval=0.01, calm=0.3)

    def save_many() -> None:
        for number in range(5):
            (folder / f"manual/{number}.md").write_text("x", encoding="utf-8")
            time.sleep(0.05)

    writer = threading.Thread(target=save_many)
    writer.start()
    assert next(saves) == tuple(f"manual/{number}.md" for number in range(5))
    writer.join()


def test_a_file_put_in_the_place_of_another_is_a_change_though_size_and_time_agree(folder: Path) -> None:
    path = folder / "manual/a.md"
    saves = changes(folder, interval=0.01, calm=0.01)
    beside = folder / "manual/.new"
    beside.write_text("丙", encoding="utf-8")
    times = path.stat()
    os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
    beside.replace(path)
    assert next(saves) == ("manual/a.md",)
