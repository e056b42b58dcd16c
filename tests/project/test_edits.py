"""Edits in place, and the repairs that findings carry."""

from pathlib import Path

import pytest

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity, Span
from wuye_docs.project.edits import (
    FileChange,
    Refusal,
    Replacement,
    SourceText,
    repairs,
    unified_diff,
    write_changes,
    write_new_files,
)


def finding(*edits: tuple[str, int, int, int, str]) -> Diagnostic:
    made = tuple(Edit(Span(path, line, start, line, end), text) for path, line, start, end, text in edits)
    return Diagnostic("TRM003", Severity.HINT, made[0].span, Message("", ""), fix=Fix(Message("", ""), made))


class DescribeASourceText:
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def it_finds_places_whatever_the_line_ends_are(self, line_end: str, mark: str) -> None:
        source = SourceText("x", f"{mark}甲乙{line_end}丙丁{line_end}".encode())
        start, end = source.range_of(Span("x", 2, 2, 2, 3))
        assert source.text[start:end] == "丁"
        assert source.line_end == line_end
        assert (
            source.replaced([Replacement(start, end, "戊")]).decode() == f"{mark}甲乙{line_end}丙戊{line_end}"
        )

    def it_refuses_edits_that_overlap(self) -> None:
        with pytest.raises(Refusal, match="overlap at x:1"):
            SourceText("x", b"abc").replaced([Replacement(0, 2, "x"), Replacement(1, 3, "y")])

    def it_refuses_what_is_not_text(self) -> None:
        with pytest.raises(Refusal, match="not UTF-8"):
            SourceText("x", b"\xff")


class DescribeRepairs:
    def it_makes_those_that_do_not_touch(self) -> None:
        found = [finding(("x", 1, 1, 2, "甲")), finding(("x", 1, 1, 3, "乙")), finding(("x", 1, 3, 4, "丙"))]
        count, changes = repairs(found, lambda path: b"abc\n")
        assert count == 2
        assert [change.after.decode() for change in changes] == ["甲b丙\n"]

    def it_makes_a_repair_whole_or_not_at_all(self) -> None:
        found = [finding(("x", 1, 1, 2, "甲")), finding(("y", 1, 1, 2, "乙"), ("x", 1, 1, 2, "丁"))]
        count, changes = repairs(found, lambda path: b"abc\n")
        assert count == 1
        assert [change.path for change in changes] == ["x"]


class DescribeWriting:
    def it_never_overwrites_what_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "b").write_text("mine", encoding="utf-8")
        with pytest.raises(Refusal, match="b exists"):
            write_new_files(tmp_path, {"a": "x", "b": "y"})
        assert sorted(path.name for path in tmp_path.iterdir()) == ["b"]

    def it_refuses_to_move_onto_another_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"1")
        (tmp_path / "b").write_bytes(b"2")
        with pytest.raises(Refusal, match="b exists"):
            write_changes(tmp_path, [FileChange("a", b"1", "b", b"3")])

    def it_leaves_nothing_behind(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"1")
        write_changes(tmp_path, [FileChange("a", b"1", "c", b"3")])
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"c": b"3"}


def it_prints_a_diff_that_git_would() -> None:
    diff = unified_diff([FileChange("a", "甲\n乙".encode(), "b", "甲\n丙".encode())])
    assert diff == "rename from a\nrename to b\n--- a/a\n+++ b/b\n@@ -1,2 +1,2 @@\n 甲\n-乙\n+丙\n"
