"""The metafile of a drawing, read back record by record as [MS-EMF] lays them out."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.swimlanes.random_flows import random_flow
from wuye_docs.swimlanes import Diagram, Edge, FlowGraph, Node, lay_out, paginate, render_emf

CURVE, POLYGON, END, SELECT, PEN, BRUSH = 0x02, 0x03, 0x0E, 0x25, 0x26, 0x27
ELLIPSE, RECTANGLE, FONT, TEXT = 0x2A, 0x2B, 0x52, 0x54
FLOW = FlowGraph(
    "F",
    "验收",
    ("甲", "乙"),
    (
        Node("a", 0, "start", "开始"),
        Node("b", 0, "task", "登记 OA 编号", "①"),
        Node("c", 1, "decision", "是否合格", "②"),
        Node("d", 1, "end", "结束"),
    ),
    (Edge("a", "b"), Edge("b", "c"), Edge("c", "d", "是"), Edge("c", "b", "否")),
)


class Record(NamedTuple):
    kind: int
    data: bytes
    """Without type and size."""


class Words(NamedTuple):
    text: str
    x: int
    y: int
    advances: tuple[int, ...]


def drawn(graph: FlowGraph) -> Diagram:
    diagram = lay_out(graph)
    assert isinstance(diagram, Diagram)
    return diagram


def records(emf: bytes) -> Iterator[Record]:
    at = 0
    while at < len(emf):
        kind, size = struct.unpack_from("<2I", emf, at)
        assert size >= 8 and size % 4 == 0 and at + size <= len(emf), (at, kind, size)
        yield Record(kind, emf[at + 8 : at + size])
        at += size


def words_of(emf: bytes) -> list[Words]:
    found = []
    for kind, data in records(emf):
        if kind == TEXT:
            x, y, count, start = struct.unpack_from("<2i2I", data, 28)
            advance_start = struct.unpack_from("<I", data, 64)[0]
            # Offsets count from the beginning of the record (2.2.5).
            text = data[start - 8 : start - 8 + 2 * count].decode("utf-16-le")
            found.append(Words(text, x, y, struct.unpack_from(f"<{count}I", data, advance_start - 8)))
    return found


def it_says_in_its_header_what_it_holds() -> None:
    diagram = drawn(FLOW)
    emf = render_emf(diagram)
    listed = list(records(emf))
    bounds, frame = struct.unpack_from("<4i", emf, 8), struct.unpack_from("<4i", emf, 24)
    signature, version, size, count, handles, reserved = struct.unpack_from("<4I2H", emf, 40)
    letters, start = struct.unpack_from("<2I", emf, 60)
    device, millimetres = struct.unpack_from("<2i", emf, 72), struct.unpack_from("<2i", emf, 80)
    assert (signature, version, reserved) == (0x464D4520, 0x10000, 0)
    assert (size, count) == (len(emf), len(listed))
    assert handles == 1 + sum(one.kind in (PEN, BRUSH, FONT) for one in listed)
    # The drawing and a px around it, in device px; the frame is as large in .01 mm.
    assert 0 <= bounds[2] + 1 - (diagram.width + 2) < 1 and 0 <= bounds[3] + 1 - (diagram.height + 2) < 1
    assert [one / 100 for one in frame[2:]] == pytest.approx(
        [(one + 1) * 25.4 / 96 for one in bounds[2:]], abs=0.01
    )
    assert device[0] / millimetres[0] * 25.4 == device[1] / millimetres[1] * 25.4 == 96
    assert emf[start : start + 2 * letters].decode("utf-16-le") == "wuye_docs\0验收\0\0"
    assert listed[-1] == Record(END, struct.pack("<3I", 0, 16, 20))


def it_draws_every_lane_shape_line_and_mark() -> None:
    kinds = Counter(one.kind for one in records(render_emf(drawn(FLOW))))
    assert kinds[RECTANGLE] == 1 + 2 * 2, "paper, and body and head of each lane"
    assert kinds[POLYGON] == 4 + 4, "shapes and arrow heads"
    assert kinds[CURVE] == 4, "lines"
    assert kinds[ELLIPSE] == 2, "marks"


def it_writes_all_words_where_the_shapes_are() -> None:
    diagram = drawn(FLOW)
    words = words_of(render_emf(diagram))
    lines = [line for shape in diagram.shapes for line in shape.lines]
    assert sorted(one.text for one in words) == sorted([*lines, "甲", "乙", "1", "2", "是", "否"])
    places = {one.text: (one.x / 15, one.y / 15) for one in words}
    start = diagram.shapes[0]
    assert places["开始"] == pytest.approx((start.x, start.y + 4.6), abs=0.05)


def it_gives_each_sign_its_advance() -> None:
    advances = {one.text: one.advances for one in words_of(render_emf(drawn(FLOW)))}
    assert advances["开始"] == (195, 195), "one em of 13 px, in twips"
    letters = Node("x", 0, "task", "𠮷I")
    (found,) = (
        one
        for one in words_of(render_emf(drawn(FlowGraph("F", "字", ("甲",), (letters,), ()))))
        if "I" in one.text
    )
    assert found.advances == (195, 0, 66), "the second half of a surrogate pair adds nothing"


def it_asks_for_a_chinese_font() -> None:
    fonts = [data for kind, data in records(render_emf(drawn(FLOW))) if kind == FONT]
    assert {len(data) for data in fonts} == {4 + 320}
    assert {data[4 + 23] for data in fonts} == {134}, "GB2312_CHARSET"
    assert {data[32:96].decode("utf-16-le").rstrip("\0") for data in fonts} == {"Microsoft YaHei"}
    assert {struct.unpack_from("<i", data, 4)[0] for data in fonts} == {-13 * 15, -12 * 15, -10 * 15}


def it_selects_only_what_was_made_before() -> None:
    made = set()
    for kind, data in records(render_emf(drawn(random_flow(5003)))):
        index = struct.unpack_from("<I", data)[0] if data else 0
        if kind in (PEN, BRUSH, FONT):
            assert index not in made
            made.add(index)
        elif kind == SELECT and not index & 0x80000000:
            assert index in made


@pytest.mark.parametrize("seed", [5003, 5017, 5031])
def it_draws_the_parts_of_a_long_flow_within_their_bounds(seed: int) -> None:
    parts = paginate(drawn(random_flow(seed)))
    for part in parts:
        emf = render_emf(part)
        right, bottom = struct.unpack_from("<2i", emf, 16)
        for kind, data in records(emf):
            if kind in (CURVE, POLYGON):
                points = struct.unpack_from(f"<{2 * struct.unpack_from('<I', data, 16)[0]}i", data, 20)
                assert (
                    min(points) >= -15 and max(points[::2]) <= right * 15 and max(points[1::2]) <= bottom * 15
                )
                if kind == CURVE:
                    assert len(points) // 2 % 3 == 1, "a start, then three points a curve"
        assert {one.letter for one in part.junctions} <= {one.text for one in words_of(emf)}


def it_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; from tests.swimlanes.random_flows import random_flow; from wuye_docs.swimlanes import *;"
        "sys.stdout.buffer.write(render_emf(lay_out(random_flow(5003))))"
    )
    root = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(root)},
        cwd=root, check=True, capture_output=True,
    ).stdout  # fmt: skip
    assert made == render_emf(drawn(random_flow(5003)))
