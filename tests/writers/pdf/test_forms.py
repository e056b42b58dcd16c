"""A form as a PDF to fill in: fields where the boxes are, tagged and named, and what is typed shows."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf import PdfWriter as PypdfWriter

from tests.writers.pdf.test_pdf import SAMPLE, book_of
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.writers.pdf.write import PdfWriter

FORM = """\
number: SYWIKF09-R01
title: 检查表
owner: 客户服务部
retention: {years: "3", keeper: 客户服务部}
fields:
  - {name: 检查人, required: true}
  - {name: 房号, note: 写到单元}
  - {name: 面积, type: number, unit: 平方米}
  - {name: 检查日期, type: date}
  - {name: 到场时间, type: datetime}
  - {name: 结论, type: choice, choices: [合格, 不合格], wide: true}
  - {name: 依据, type: choice, choices: [照片, 录像], multiple: true, wide: true}
  - {name: 已告知客户, type: checkbox}
  - {name: 经过, lines: 5, wide: true}
  - name: 明细
    type: table
    rows: 3
    columns:
      - {name: 序号}
      - {name: 项目}
      - {name: 结果, type: choice, choices: [好, 差]}
      - {name: 签名, type: signature}
  - {name: 审核, type: signature, by: 客服主管}
"""


@pytest.fixture(scope="module")
def data() -> bytes:
    workspace = MemoryWorkspace({"forms/SYWIKF09-R01.yaml": FORM}, SAMPLE)
    return PdfWriter(book_of(workspace)).form("SYWIKF09-R01")


@pytest.fixture(scope="module")
def fields(data: bytes) -> dict[str, Any]:
    return dict(PdfReader(BytesIO(data)).get_fields() or {})


def it_has_a_field_for_all_that_is_typed_and_none_for_a_signature(fields: dict[str, Any]) -> None:
    assert list(fields) == [
        "检查人", "房号", "面积",
        "检查日期（年）", "检查日期（月）", "检查日期（日）",
        "到场时间（年）", "到场时间（月）", "到场时间（日）", "到场时间（时）", "到场时间（分）",
        "结论", "依据：照片", "依据：录像", "已告知客户：是", "经过",
        "明细 1 项目", "明细 1 结果", "明细 2 项目", "明细 2 结果", "明细 3 项目", "明细 3 结果",
    ]  # fmt: skip


def it_tells_what_goes_into_a_field(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        spoken = {str(one.T): str(one.TU) for one in pdf.Root.AcroForm.Fields}
    assert spoken["检查人"] == "检查人，必填"
    assert spoken["房号"] == "房号。写到单元"
    assert spoken["面积"] == "面积（平方米）"
    assert spoken["检查日期（年）"] == "检查日期，年"
    assert spoken["明细 2 项目"] == "明细，第2行，项目"


def it_offers_the_choices_of_the_form(data: bytes, fields: dict[str, Any]) -> None:
    assert fields["结论"]["/Opt"] == ["合格", "不合格"]
    with pikepdf.open(BytesIO(data)) as pdf:
        group = next(one for one in pdf.Root.AcroForm.Fields if one.T == "结论")
        assert [sorted(kid.AP.N.keys()) for kid in group.Kids] == [["/0", "/Off"], ["/1", "/Off"]]
        assert [str(kid.Contents) for kid in group.Kids] == ["结论：合格", "结论：不合格"]


def it_tags_every_field_in_reading_order(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        met: list[str] = []

        def walk(element: pikepdf.Object) -> None:
            kids = element.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary):
                    continue
                if "/Obj" in kid:
                    assert element.S == "/Form"
                    met.append(str(kid.Obj.get("/T", kid.Obj.get("/Parent", kid.Obj).get("/T"))))
                walk(kid)

        walk(pdf.Root.StructTreeRoot)
        listed = [str(one.T) for one in pdf.Root.AcroForm.Fields]
        assert list(dict.fromkeys(met)) == listed
        assert all(page.Tabs == "/S" for page in pdf.pages)


def it_is_accessible_and_claims_no_archive(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "pdfuaid:part" in packet and "pdfaid:part" not in packet
        assert not any("/A" in one or "/AA" in one for one in pdf.Root.AcroForm.Fields)
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def it_keeps_every_field_inside_the_cell_of_its_label(data: bytes) -> None:
    """A text field begins right of its label and covers the line that the label stands on."""
    reader = pypdfium2.PdfDocument(data)
    words = reader[0].get_textpage()
    with pikepdf.open(BytesIO(data)) as pdf:
        boxes = {
            str(one.T): [float(value) for value in one.Rect]
            for one in pdf.Root.AcroForm.Fields
            if "/Rect" in one
        }
    for name in ("检查人", "房号", "面积", "经过"):
        first, count = words.search(name).get_next()
        _, bottom, right, top = words.get_charbox(first + count - 1)
        box = boxes[name]
        assert right < box[0] < right + 70, name
        assert box[1] < bottom < top < box[3], name
    heights = [boxes[f"明细 {row} 项目"][3] - boxes[f"明细 {row} 项目"][1] for row in (1, 2, 3)]
    assert max(heights) - min(heights) < 0.5
    assert not any(
        one is not other
        and one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
        for one in boxes.values()
        for other in boxes.values()
    )


def it_shows_chinese_that_is_typed_and_boxes_that_are_ticked(data: bytes) -> None:
    def ink(pdf: bytes, name: str) -> int:
        """Blue dots, as typed text and ticks are, within the field."""
        with pikepdf.open(BytesIO(pdf)) as opened:
            field = next(one for one in opened.Root.AcroForm.Fields if name == one.T)
            left, bottom, right, top = (float(value) * 2 for value in field.get("/Kids", [field])[0].Rect)
        shown = pypdfium2.PdfDocument(pdf)
        shown.init_forms()
        page = shown[0].render(scale=2).to_pil()
        part = page.crop((int(left), int(page.height - top), int(right), int(page.height - bottom)))
        red, _, blue = (band.tobytes() for band in part.convert("RGB").split())
        return sum(one > other + 60 for one, other in zip(blue, red, strict=True))

    names = ["检查人", "经过", "明细 2 项目", "检查日期（年）", "结论", "已告知客户：是"]
    assert [ink(data, name) for name in names] == [0] * len(names)
    writer = PypdfWriter(clone_from=PdfReader(BytesIO(data)))
    values = {"检查人": "张三", "经过": "电梯困人", "明细 2 项目": "门厅", "检查日期（年）": "2026"}
    for page in writer.pages:
        writer.update_page_form_field_values(
            page, {**values, "结论": "/0", "已告知客户：是": "/0"}, auto_regenerate=True
        )
    out = BytesIO()
    writer.write(out)
    assert all(ink(out.getvalue(), name) > 20 for name in names)


def it_gives_the_same_bytes_again(data: bytes) -> None:
    workspace = MemoryWorkspace({"forms/SYWIKF09-R01.yaml": FORM}, SAMPLE)
    assert PdfWriter(book_of(workspace)).form("SYWIKF09-R01") == data
