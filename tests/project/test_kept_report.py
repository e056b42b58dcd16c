"""Reports are kept only while everything that they rest on is as it was."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from wuye_docs.project.kept_report import CheckReport, KeptReports

REPORT = CheckReport("a.md:1:1: X\n", "1 个错误", 1)
DAY = date(2026, 3, 1)
LONG_AGO = time.time_ns() - 60_000_000_000


def saved(path: Path, text: str, changed: int = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(changed, changed))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    saved(tmp_path / "manual" / "manual.yaml", "title: 手册\n")
    saved(tmp_path / "logo.png", "x")
    KeptReports(tmp_path, ["text"], DAY).keep(REPORT, ["manual/manual.yaml", "logo.png", "missing.png"])
    return tmp_path


def recalled(root: Path, asked: str = "text", day: date = DAY) -> CheckReport | None:
    return KeptReports(root, [asked], day).recall()


def it_gives_the_report_again(project: Path) -> None:
    assert recalled(project) == REPORT


def but_not_for_another_format(project: Path) -> None:
    assert recalled(project, "json") is None


def but_not_on_another_day(project: Path) -> None:
    assert recalled(project, day=date(2026, 3, 2)) is None


@pytest.mark.parametrize("path", ["manual/manual.yaml", "logo.png"])
def but_not_after_a_file_changed(project: Path, path: str) -> None:
    saved(project / path, "y", LONG_AGO + 1)
    assert recalled(project) is None


def but_not_after_a_source_came(project: Path) -> None:
    saved(project / "flows" / "SYFLKF01.yaml", "")
    assert recalled(project) is None


def but_not_after_a_missing_file_came(project: Path) -> None:
    saved(project / "missing.png", "x")
    assert recalled(project) is None


def it_keeps_nothing_while_a_source_is_fresh(project: Path) -> None:
    """Within two seconds a file can be saved again with the same size and the same time."""
    saved(project / "manual" / "manual.yaml", "title: 书册\n", time.time_ns())
    KeptReports(project, ["text"], DAY).keep(REPORT, [])
    assert recalled(project) is None


def it_keeps_nothing_that_changed_during_the_check(project: Path) -> None:
    reports = KeptReports(project, ["text"], DAY)
    saved(project / "manual" / "manual.yaml", "title: 书册\n", LONG_AGO + 1)
    reports.keep(REPORT, [])
    assert recalled(project) is None


def it_works_where_the_cache_is_broken(project: Path) -> None:
    saved(project / "build" / "cache" / "checks.json", "[{")
    assert recalled(project) is None
    KeptReports(project, ["text"], DAY).keep(REPORT, [])
    assert recalled(project) == REPORT
