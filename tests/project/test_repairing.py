"""All repairs as one change."""

import re
from collections.abc import Sequence

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity, Span
from wuye_docs.loaders import MemoryWorkspace, Workspace
from wuye_docs.project.edits import repairs
from wuye_docs.project.repairing import plan_repairs

NOTHING = Message("", "")


def replaced(pattern: str, by: str):
    """A check that finds a pattern in `a` and repairs each place."""

    def check(workspace: Workspace) -> Sequence[Diagnostic]:
        text = workspace.read("a").decode()
        spans = [Span("a", 1, one.start() + 1, 1, one.end() + 1) for one in re.finditer(pattern, text)]
        return [
            Diagnostic("TRM001", Severity.WARNING, span, NOTHING, fix=Fix(NOTHING, (Edit(span, by),)))
            for span in spans
        ]

    return check


def planned(text: str, check) -> tuple[int, list[tuple[bytes, bytes]]]:
    workspace = MemoryWorkspace({"a": text})
    plan = plan_repairs(workspace, check(workspace), check)
    return plan.count, [(one.before, one.after) for one in plan.files]


def test_a_file_is_changed_once() -> None:
    assert planned("甲乙甲", replaced("甲", "丙")) == (2, [("甲乙甲".encode(), "丙乙丙".encode())])


def test_what_a_repair_lays_open_is_repaired_too() -> None:
    assert planned("a b c\n", replaced("(?<=^)a|(?<=x )b", "x")) == (2, [(b"a b c\n", b"x x c\n")])


def test_two_repairs_that_undo_each_other_end() -> None:
    def check(workspace: Workspace) -> Sequence[Diagnostic]:
        text = workspace.read("a").decode()
        return replaced("x", "y")(workspace) if "x" in text else replaced("y", "x")(workspace)

    assert planned("x", check) == (1, [(b"x", b"y")])


def test_nothing_to_repair_is_no_change() -> None:
    assert planned("a", replaced("x", "y")) == (0, [])


def finding(*edits: Edit) -> Diagnostic:
    return Diagnostic("TRM001", Severity.WARNING, edits[0].span, NOTHING, fix=Fix(NOTHING, edits))


def edit(path: str, start: int, end: int, text: str) -> Edit:
    return Edit(Span(path, 1, start, 1, end), text)


def test_a_repair_is_made_whole_or_left_for_the_next_round() -> None:
    first = finding(edit("a", 1, 3, "x"))
    in_the_way = finding(edit("a", 2, 4, "y"), edit("b", 1, 2, "z"))
    elsewhere = finding(edit("b", 1, 2, "w"))
    beyond_repair = Diagnostic("FLW004", Severity.ERROR, Span("a", 1, 1, 1, 1), NOTHING)
    count, changes = repairs(
        [first, in_the_way, elsewhere, beyond_repair], {"a": b"abcd", "b": b"abcd"}.__getitem__
    )
    assert (count, [(one.path, one.after) for one in changes]) == (2, [("a", b"xcd"), ("b", b"wbcd")])
