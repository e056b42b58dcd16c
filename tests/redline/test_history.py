"""Revision histories told by the baselines: what was typed stays as the reason."""

from __future__ import annotations

from pathlib import Path

from tests.redline.history import sample_sources
from wuye_docs.loaders import MemoryWorkspace, Workspace, load
from wuye_docs.project.histories import History, Stage, computed_history
from wuye_docs.redline.history import with_summaries

PATH = "manual/instructions/SYWIKF01.md"


def amended(revision: str, *edits: tuple[str, str, str]) -> Workspace:
    sources = sample_sources()
    edits = (
        *edits,
        (PATH, "revision: A/0\nstatus", f"revision: {revision}\nstatus"),
        (PATH, "history:\n", f"history:\n  - {{revision: {revision}, change: 客户要求更快, by: 客服主管}}\n"),
    )
    for path, old, new in edits:
        assert old in sources[path].decode(), old
        sources[path] = sources[path].decode().replace(old, new, 1).encode()
    return MemoryWorkspace(sources)  # type: ignore[arg-type]


FIRST = MemoryWorkspace(sample_sources())  # type: ignore[arg-type]
SECOND = amended(
    "A/1",
    ("manual/parameters.yaml", "value: 30", "value: 20"),
    ("flows/SYFLKF01.yaml", "text: 派单处理", "text: 派单并督办"),
)
STAGES = [Stage("A/0", "0", lambda: FIRST), Stage("A/1", "1", lambda: SECOND)]


def it_tells_what_a_revision_changed_with_the_flows_of_the_document() -> None:
    summaries = computed_history(STAGES, "", lambda _, make: make()).summaries
    assert summaries == {
        ("SYWIKF01", "A/1"): "5.1 登记：登记时限由30分钟改为20分钟。"
        "流程 SYFLKF01：④派单并督办：由“派单处理”改为“派单并督办”。"
    }
    document = with_summaries(load(SECOND).manual, summaries).documents["SYWIKF01"]
    assert [(one.revision, one.change) for one in document.history] == [
        ("A/1", f"{summaries['SYWIKF01', 'A/1']}原因：客户要求更快"),
        ("A/0", "首次编制"),
    ]


def it_adds_the_row_that_nobody_typed() -> None:
    manual = load(SECOND).manual
    document = with_summaries(manual, {("SYWIKF02", "A/0"): "1 目的：增加“回访”。"}).documents["SYWIKF02"]
    assert document.history[-1].change.startswith("1 目的：增加“回访”。")


def it_is_as_typed_before_there_are_two_baselines() -> None:
    assert computed_history(STAGES[:1], "", lambda _, make: make()) == History()
    manual = load(FIRST).manual
    assert with_summaries(manual, {}) is manual


def it_is_as_typed_where_a_baseline_cannot_be_read() -> None:
    def broken() -> Workspace:
        raise OSError("archive is gone")

    stages = [Stage("A/0", "0", broken), STAGES[1]]
    assert computed_history(stages, "", lambda _, make: make()) == History()


def it_is_computed_once_for_two_baselines(tmp_path: Path) -> None:
    kept: dict[str, History] = {}

    def keep(key, make):  # type: ignore[no-untyped-def]
        if key not in kept:
            kept[key] = make()
        return kept[key]

    first = computed_history(STAGES, "tool", keep)
    assert computed_history(STAGES, "tool", keep) == first
    assert len(kept) == 1


def it_lists_what_was_written_anew_and_not_what_follows_from_it() -> None:
    changes = computed_history(STAGES, "", lambda _, make: make()).changes
    assert changes is not None
    assert (changes.before, changes.after) == ("A/0", "A/1")
    found = [
        (
            thing.number,
            part.where,
            part.kind + part.part,
            "".join(f"[{text}]" if mark else text for mark, text in part.words),
        )
        for thing in changes.things
        for part in thing.parts
    ]
    assert ("SYFLKF01", "④派单并督办", "修改步骤", "[派单处理][派单并督办]") in found
    assert {number for number, *_ in found} == {"SYWIKF01", "SYFLKF01", "投诉.登记时限"}
