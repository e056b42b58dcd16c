"""Edits made to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity, Span
from wuye_docs.diagnostics.fixing import UnfitEdit, apply_edits, apply_fixes


def edit(line: int, column: int, end_line: int, end_column: int, text: str, path: str = "a") -> Edit:
    return Edit(Span(path, line, column, end_line, end_column), text)


def test_edits_are_made_at_the_places_of_the_text_as_it_was() -> None:
    text = "甲乙丙\n丁戊己\n"
    made = apply_edits(text, [edit(2, 1, 2, 2, "丁丁丁"), edit(1, 2, 1, 3, ""), edit(1, 4, 1, 4, "！")])
    assert made == "甲丙！\n丁丁丁戊己\n"


def test_an_edit_may_span_lines_and_reach_the_end() -> None:
    assert apply_edits("ab\ncd\nef", [edit(1, 2, 2, 2, "-"), edit(3, 1, 3, 3, "")]) == "a-d\n"


def test_windows_line_ends_stay() -> None:
    assert apply_edits("ab\r\ncd\r\n", [edit(2, 1, 2, 2, "x")]) == "ab\r\nxd\r\n"


def test_the_same_edit_twice_counts_once() -> None:
    assert apply_edits("abc", [edit(1, 1, 1, 2, "x"), edit(1, 1, 1, 2, "x")]) == "xbc"


def test_edits_side_by_side_are_no_overlap() -> None:
    assert apply_edits("abc", [edit(1, 2, 1, 3, "y"), edit(1, 1, 1, 2, "x")]) == "xyc"


@pytest.mark.parametrize(
    "edits",
    [
        [edit(1, 1, 1, 3, "x"), edit(1, 2, 1, 4, "y")],
        [edit(1, 1, 1, 3, "x"), edit(1, 1, 1, 3, "y")],
        [edit(1, 2, 1, 2, "x"), edit(1, 2, 1, 2, "y")],
        [edit(1, 3, 1, 2, "x")],
        [edit(9, 1, 9, 1, "x")],
        [edit(1, 9, 1, 9, "x")],
        [edit(0, 1, 1, 1, "x")],
    ],
)
def test_overlaps_and_places_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(UnfitEdit):
        apply_edits("abcd\nef", edits)


@given(
    st.text(alphabet="甲b\n", max_size=30),
    st.integers(0, 30),
    st.integers(0, 30),
    st.text("xy\n", max_size=3),
)
def test_one_edit_is_what_slicing_would_do(text: str, first: int, second: int, new: str) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))

    def place(offset: int) -> tuple[int, int]:
        before = text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")

    assert apply_edits(text, [edit(*place(start), *place(end), new)]) == text[:start] + new + text[end:]


def fixable(*edits: Edit, code: str = "NUM006") -> Diagnostic:
    nothing = Message("", "")
    return Diagnostic(code, Severity.ERROR, edits[0].span, nothing, fix=Fix(nothing, edits))


def test_fixes_are_made_whole_or_left_for_the_next_round() -> None:
    first = fixable(edit(1, 1, 1, 3, "x"))
    in_the_way = fixable(edit(1, 2, 1, 4, "y"), edit(1, 1, 1, 2, "z", path="b"))
    elsewhere = fixable(edit(1, 1, 1, 2, "w", path="b"))
    unfixable = Diagnostic("FLW004", Severity.ERROR, Span("a", 1, 1, 1, 1), Message("", ""))
    done = apply_fixes([in_the_way, first, elsewhere, unfixable], {"a": "abcd", "b": "abcd", "c": "e"})
    assert done.sources == {"a": "xcd", "b": "wbcd"}
    assert done.applied == (first, elsewhere)
    assert done.left == (in_the_way,)


def test_a_fix_for_a_file_that_is_not_there_is_left() -> None:
    lost = fixable(edit(1, 1, 1, 1, "x"))
    assert apply_fixes([lost], {}).left == (lost,)
