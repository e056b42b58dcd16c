"""Which items of a list the manual covers."""

from pathlib import Path

import pytest

from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.project.coverage import coverage_of, read_items
from wuye_docs.project.edits import Refusal

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


def it_tells_who_covers_what() -> None:
    found = coverage_of(load(DiskWorkspace(SAMPLE)).manual, read_items(SAMPLE / "facts.tsv"))
    assert [item.id for item in found.missing] == ["甲/4"]
    assert [one.by for one in found.citations["甲/2"]] == [
        "SYWIKF01",
        "SYFLKF01",
        "SYWIKF01-R01",
        "投诉.登记时限",
    ]
    assert str(found.citations["甲/1"][0].span) == "manual/policies/SYQM01.md:15:9"
    assert found.unknown == {}


def it_names_what_the_list_does_not_have(tmp_path: Path) -> None:
    facts = tmp_path / "facts.tsv"
    facts.write_text("id\ttitle\n甲/1\t方针\n", encoding="utf-8-sig")
    found = coverage_of(load(DiskWorkspace(SAMPLE)).manual, read_items(facts))
    assert list(found.unknown) == ["甲/2", "甲/3"]


def it_takes_a_reason_for_settled() -> None:
    found = coverage_of(load(DiskWorkspace(SAMPLE)).manual, read_items(SAMPLE / "facts.tsv"))
    assert [item.id for item in found.covered] == ["甲/1", "甲/2", "甲/3"]
    assert {item.id: item.dropped for item in found.dropped} == {"甲/5": "登记簿改为电子台账, 不再有页数"}
    assert found.contradictory == ()
    figures = found.of_kind("figure")
    assert (len(figures.items), len(figures.covered), len(figures.missing)) == (1, 0, 0)


def it_finds_what_is_dropped_and_named_all_the_same(tmp_path: Path) -> None:
    facts = tmp_path / "facts.tsv"
    facts.write_text("id\tdropped\ttitle\n甲/1\t另有规定\t方针\n甲/2\t\t投诉\n", encoding="utf-8")
    found = coverage_of(load(DiskWorkspace(SAMPLE)).manual, read_items(facts))
    assert [item.id for item in found.contradictory] == ["甲/1"]
    assert [item.id for item in found.covered] == ["甲/2"]
    assert found.names(found.items[0]) == ("SYQM01",)


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"\xff\xfe"])
def it_refuses_what_is_no_list(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "facts.tsv").write_bytes(content)
    with pytest.raises(Refusal):
        read_items(tmp_path / "facts.tsv")
