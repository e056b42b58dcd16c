"""Maps of documents: what leans on what, how it is thinned, and that the drawings can be read and found again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from wuye_docs.content.document_relations import DocumentRelations, thinned
from wuye_docs.content.map_drawing import LEAST_SCALE, PIXELS_PER_MM, MapDrawing, make_maps
from wuye_docs.content.resolve import Resolver
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.references import Kind, ReferenceGraph, Target

SAMPLE = DiskWorkspace(Path(__file__).parents[1] / "manuals" / "sample")
HEAD = """---
number: {number}
title: {title}
level: instruction
revision: A/0
status: draft
owner: 客户服务部
history: [{{revision: A/0, change: 首次编制, by: 客服主管}}]
---

# 目的

{text}
"""


def references(texts: dict[str, str] | None = None, **files: str) -> ReferenceGraph:
    """The sample manual with more instructions, by number, and files."""
    added = {
        f"manual/instructions/{number}.md": HEAD.format(
            number=number, title=f"第{number[-2:]}号作业规程", text=text
        )
        for number, text in (texts or {}).items()
    }
    return ReferenceGraph(load(MemoryWorkspace({**added, **files}, SAMPLE)).manual)


def boxes(drawing: MapDrawing, kind: Kind) -> list[str]:
    return [one.target.key for one in drawing.places if one.target.kind is kind]


def it_leaves_out_an_arrow_that_a_way_as_strong_says_too() -> None:
    assert thinned({("a", "b"): 1, ("b", "c"): 1, ("a", "c"): 1}) == {("a", "b"): 1, ("b", "c"): 1}


def but_it_keeps_one_that_is_stronger_than_the_way_round() -> None:
    weights = {("a", "b"): 1, ("b", "c"): 1, ("a", "c"): 2}
    assert thinned(weights) == weights


def it_keeps_everything_within_reach_when_documents_name_each_other_in_circles() -> None:
    found = thinned({(one, other): 1 for one in "abcd" for other in "abcd" if one != other})
    for start in "abcd":
        reached, grown = {start}, {start}
        while grown:
            grown = {other for one, other in found if one in reached} - reached
            reached |= grown
        assert reached == set("abcd")
    assert len(found) < 12


def it_counts_what_a_document_and_its_flows_name() -> None:
    relations = DocumentRelations(
        references({"SYWIKF09": "按《客户回访规程》办理，见 SYWIKF02 和《投诉受理表》。"})
    )
    assert relations.weights["SYWIKF09", "SYWIKF02"] == 2
    assert relations.weights["SYWIKF09", "SYWIKF01"] == 1  # whose form it is
    assert ("SYWIKF02", "SYWIKF02") not in relations.weights


def it_sees_where_a_flow_hands_over_to_another() -> None:
    flow = """
number: SYFLKF09
title: 咨询流程
document: SYWIKF01
lanes: [客服专员]
steps:
  咨询: {lane: 客服专员, kind: start, next: 回答}
  回答: {lane: 客服专员, next: {是: 转回访, 否: 完}, kind: decision}
  转回访: {lane: 客服专员, kind: end, text: 转客户回访}
  完: {lane: 客服专员, kind: end, text: 转下一位}
"""
    relations = DocumentRelations(references(**{"flows/SYFLKF09.yaml": flow}))
    assert relations.handovers == (("SYFLKF09", "SYFLKF02"),)


def it_shows_every_document_and_leads_to_it() -> None:
    graph = references()
    found = [number for one in make_maps(graph, "process", "") for number in boxes(one, Kind.DOCUMENT)]
    assert sorted(found) == sorted(graph.manual.documents)


def it_goes_on_on_another_sheet_and_stays_readable_when_there_are_many() -> None:
    numbers = [f"SYWIKF{index:02}" for index in range(10, 99)]
    texts = {
        number: "、".join(
            f"《第{other[-2:]}号作业规程》" for other in (numbers[index - 1], numbers[(index * 7) % 89])
        )
        for index, number in enumerate(numbers)
    }
    graph = references(texts)
    sheets = make_maps(graph, "process", "")
    assert len(sheets) > 1
    for sheet in sheets:
        assert sheet.width * LEAST_SCALE <= 160 * PIXELS_PER_MM + 0.1
        assert sheet.height * LEAST_SCALE <= 242 * PIXELS_PER_MM
        sizes = [float(size) for size in re.findall(r'<text[^>]* font-size="([\d.]+)"', sheet.svg())]
        assert min(sizes) * LEAST_SCALE * 0.75 >= 7.5
    assert sum(len(boxes(one, Kind.DOCUMENT)) for one in sheets) == len(graph.manual.documents)


def it_puts_no_two_boxes_of_a_series_over_each_other() -> None:
    graph = references(
        {"SYWIKF08": "见《第09号作业规程》。", "SYWIKF09": "见《客户回访规程》《客户投诉处理规程》。"}
    )
    (drawing,) = make_maps(graph, "process", "SYWIKF")
    places = drawing.places
    assert len(places) == 4
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
            assert apart, (one, other)


def it_shows_a_document_with_its_flows_its_forms_and_both_sides() -> None:
    (drawing,) = make_maps(references(), "document", "SYWIKF01")
    assert boxes(drawing, Kind.FLOW) == ["SYFLKF01"]
    assert boxes(drawing, Kind.FORM) == ["SYWIKF01-R01", "SYWIKF01-R02"]
    assert "SYWIKF02" in boxes(drawing, Kind.DOCUMENT)
    assert drawing.description.startswith("SYWIKF01《客户投诉处理规程》被")


def it_goes_on_on_another_sheet_when_many_name_a_document() -> None:
    graph = references({f"SYWIKF{index}": "见《客户投诉处理规程》。" for index in range(10, 99)})
    sheets = make_maps(graph, "document", "SYWIKF01")
    assert len(sheets) > 1
    shown = [number for one in sheets for number in boxes(one, Kind.DOCUMENT)]
    assert sum(1 for number in shown if number >= "SYWIKF10") == 89
    assert max(one.height for one in sheets) * LEAST_SCALE <= 242 * PIXELS_PER_MM


def it_links_boxes_and_escapes_titles() -> None:
    graph = references({"SYWIKF09": "见《客户回访规程》。"})
    (drawing,) = make_maps(graph, "document", "SYWIKF09")
    svg = drawing.svg(href=lambda target: f"x.html?a&b={target.key}" if target.kind is Kind.DOCUMENT else "")
    assert '<a href="x.html?a&amp;b=SYWIKF02">' in svg
    assert Target(Kind.DOCUMENT, "SYWIKF02") in [one.target for one in drawing.places]


def it_draws_nothing_for_what_is_not_there() -> None:
    assert make_maps(references(), "document", "SYNO") == ()
    assert make_maps(references(), "process", "SYNO") == ()


def it_resolves_a_document_with_a_map_anew_when_another_cites_something_else() -> None:
    with_map = ":::{document-map}\n:::"
    hashes = []
    for text in ("见《客户回访规程》。", "无。"):
        graph = references({"SYWIKF08": text, "SYWIKF09": with_map})
        resolver = Resolver(graph)
        assert resolver.shown_relations(graph.manual.documents["SYWIKF08"]) == ""
        hashes.append(resolver.shown_relations(graph.manual.documents["SYWIKF09"]))
    assert hashes[0] != hashes[1]


def it_draws_the_same_whatever_the_order_of_hashes() -> None:
    program = (
        "import sys; from tests.content.test_maps import references, make_maps;"
        "graph = references({'SYWIKF08': '见《客户回访规程》和SYWIKF01。', 'SYWIKF09': '见SYWIKF08。'});"
        "kinds = [('process', ''), ('process', 'SYWIKF'), ('document', 'SYWIKF01')];"
        "drawn = ''.join(one.svg() for kind in kinds for one in make_maps(graph, *kind));"
        "sys.stdout.buffer.write(drawn.encode())"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1
    assert drawn.pop().count(b"<svg") >= 3
