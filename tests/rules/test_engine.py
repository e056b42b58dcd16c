"""Which rules run, what is waived, and what becomes of a rule that fails."""

from collections.abc import Iterator

import pytest

from tests.rules.cases import BASE
from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.model import Flow
from wuye_docs.rules import CATALOGUE, check, check_with_waived, select_rules
from wuye_docs.rules.flows.dead_end_step import DeadEndStep
from wuye_docs.rules.rule import FlowRule

FAULTY_FLOW = """\
number: SYFLKF01
title: 投诉处理流程
document: SYWIKF01
lanes: [业主, 客服专员, 客服主管]
steps:
  投诉: {lane: 业主, kind: start, next: 登记}
  登记: {lane: 客服专员, forms: [SYWIKF01-R01], next: 办结}
  归档: {lane: 客服专员, text: 归档}
  办结: {lane: 客服专员, kind: end}
"""


def workspace_with(files: dict[str, str]) -> MemoryWorkspace:
    return MemoryWorkspace({**BASE.files, **files})


def codes(workspace: MemoryWorkspace, **options: object) -> list[str]:
    return [one.code for one in check(load(workspace), workspace, **options)]  # type: ignore[arg-type]


FAULTY = workspace_with({"flows/SYFLKF01.yaml": FAULTY_FLOW, "manual/note.txt": ""})


def test_findings_come_in_the_order_of_the_sources() -> None:
    found = check(load(FAULTY), FAULTY)
    assert [one.code for one in found] == ["FLW009", "FLW003", "FLW004", "SRC007"]
    assert list(found) == sorted(found, key=lambda one: one.order)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (["FLW"], [], ["FLW009", "FLW003", "FLW004"]),
        (["FLW00"], ["FLW003"], ["FLW009", "FLW004"]),
        (["FLW004", "SRC"], [], ["FLW004", "SRC007"]),
        ([], ["FLW", "SRC007"], []),
        (["NUM"], [], []),
        (["XYZ"], [], []),
    ],
)
def test_rules_are_chosen_by_code_or_its_beginning(
    select: list[str], ignore: list[str], expected: list[str]
) -> None:
    assert codes(FAULTY, select=select, ignore=ignore) == expected


def test_nothing_selected_means_every_rule() -> None:
    assert (*select_rules(), *select_rules(built=True)) == CATALOGUE


def test_findings_can_be_kept_to_files_and_folders() -> None:
    assert codes(FAULTY, only_paths=["manual"]) == ["SRC007"]
    assert codes(FAULTY, only_paths=["flows/SYFLKF01.yaml"]) == ["FLW009", "FLW003", "FLW004"]
    assert codes(FAULTY, only_paths=["flows/SYFLKF01"]) == []


def waived(*waivers: str) -> MemoryWorkspace:
    listed = "".join(f"  - {one}\n" for one in waivers)
    settings = str(BASE.files["manual/manual.yaml"]) + f"waivers:\n{listed}"
    return workspace_with({"flows/SYFLKF01.yaml": FAULTY_FLOW, "manual/manual.yaml": settings})


def test_a_waiver_covers_its_code_and_place_until_its_day() -> None:
    held = "{code: FLW004, place: flows/*, reason: 待补, by: 客服主管, until: 2026-01-01}"
    assert codes(waived(held)) == ["FLW009", "FLW003"]
    expired = held.replace("2026-01-01", "2025-12-31")
    assert codes(waived(expired)) == ["FLW009", "FLW003", "FLW004", "CTL014"]
    elsewhere = held.replace("flows/*", "forms/*")
    assert codes(waived(elsewhere)) == ["FLW009", "FLW003", "FLW004", "CTL014"]


def test_what_is_waived_is_kept_with_its_reason() -> None:
    workspace = waived("{code: FLW004, place: flows/*, reason: 待补, by: 客服主管, until: 2026-12-31}")
    checked = check_with_waived(load(workspace), workspace)
    told = [(one.finding.code, one.reason, one.by, one.until) for one in checked.waived]
    assert told == [("FLW004", "待补", "客服主管", "2026-12-31")]
    assert "FLW004" not in {one.code for one in checked.found}
    assert not check_with_waived(load(workspace), workspace, only_paths=["manual"]).waived


def test_a_waiver_is_not_called_unused_where_not_all_was_checked() -> None:
    unused = waived("{code: DOC003, place: manual/*, reason: 待补, by: 客服主管, until: 2026-12-31}")
    assert "CTL014" in codes(unused)
    assert "CTL014" not in codes(unused, only_paths=["manual"])
    assert "CTL014" not in codes(unused, select=["CTL"])
    assert "CTL014" in codes(unused, select=["CTL", "DOC"])


def test_two_waivers_of_one_finding_are_both_used() -> None:
    one = "{code: FLW004, place: flows/*, reason: 待补, by: 客服主管, until: 2026-12-31}"
    assert "CTL014" not in codes(waived(one, one.replace("flows/*", "*.yaml")))


def test_a_rule_that_fails_is_one_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: FlowRule, flow: Flow) -> Iterator[Diagnostic]:
        raise KeyError("登记")

    monkeypatch.setattr(DeadEndStep, "check", fail)
    twice = workspace_with(
        {"flows/SYFLKF01.yaml": FAULTY_FLOW, "flows/SYFLKF02.yaml": FAULTY_FLOW.replace("01", "02", 1)}
    )
    found = check(load(twice), twice, select=["FLW003", "FLW004"])
    failed = [one for one in found if one.code == "SRC000"]
    assert len(failed) == 1
    assert "FLW004" in failed[0].message.en and "KeyError" in failed[0].message.en
    assert failed[0].severity is Severity.ERROR
    assert "FLW003" in [one.code for one in found]


def test_findings_of_reading_get_the_severity_of_the_catalogue() -> None:
    found = check(load(FAULTY), FAULTY, select=["SRC007"])
    assert [one.severity for one in found] == [Severity.WARNING]
