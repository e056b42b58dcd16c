"""What papers say of their standing, and the code that they are checked by."""

from __future__ import annotations

import io
import string

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from wuye_docs.content.known_issues import KnownIssue, known_issues
from wuye_docs.content.marks import Marks, PrintedCopy, label_svg, marks_of, stamp_svg
from wuye_docs.control import IssueState
from wuye_docs.control.mark_code import MarkCode, manual_hash
from wuye_docs.model import Manual, Settings, Status
from wuye_docs.writers.docx.pictures import rasterise

NUMBERED = PrintedCopy("03", "项目管理处")
UNCONTROLLED = PrintedCopy(is_controlled=False)
HASH = "3F2A9C1B04D7"


@pytest.mark.parametrize(
    ("status", "copy", "watermark", "stamp", "state"),
    [
        (Status.DRAFT, None, "草案", "", "草案"),
        (Status.IN_REVIEW, None, "审核中", "", "审核中"),
        (Status.APPROVED, None, "", "", "已批准"),
        (Status.EFFECTIVE, None, "", "受控", "受控"),
        (Status.OBSOLETE, None, "作废", "作废", "作废"),
        (Status.EFFECTIVE, NUMBERED, "", "受控", "受控 03号"),
        (Status.EFFECTIVE, UNCONTROLLED, "非受控副本", "", "非受控副本"),
        (Status.DRAFT, UNCONTROLLED, "草案", "", "草案"),
        (Status.OBSOLETE, UNCONTROLLED, "作废", "作废", "作废"),
        (None, None, "", "", ""),
    ],
)
def it_marks_each_state(
    status: Status | None, copy: PrintedCopy | None, watermark: str, stamp: str, state: str
) -> None:
    found = marks_of(status, copy=copy)
    assert (found.watermark, found.stamp, found.state) == (watermark, stamp, state)


def it_draws_a_stamp_as_wide_as_what_it_says() -> None:
    assert stamp_svg(marks_of(Status.DRAFT)) == ""
    assert "分发号 03　持有 项目管理处" in stamp_svg(marks_of(Status.EFFECTIVE, copy=NUMBERED))
    long = marks_of(Status.EFFECTIVE, copy=PrintedCopy("03", "第一住宅项目管理处客户服务部 <前台>"))
    assert 'width="343"' in stamp_svg(long) and "&lt;前台&gt;" in stamp_svg(long)


@pytest.mark.parametrize(
    "code",
    [
        MarkCode("D", "SYWIKF16", "A/0", "A/0", HASH),
        MarkCode("D", "SYWIKF16-2026", "B/12", "C/3", HASH, "03"),
        MarkCode("M", "质量手册-1", "A/0", "A/0", HASH, "甲"),
    ],
)
def it_writes_a_code_that_scanners_read(code: MarkCode) -> None:
    picture = Image.open(io.BytesIO(rasterise(label_svg(Marks(code=str(code))), 600)))
    (read,) = zxingcpp.read_barcodes(picture)
    assert MarkCode.parse(read.text) == code


@given(
    st.text(string.ascii_uppercase + string.digits + "-*%#甲é", min_size=1, max_size=12).filter(
        lambda one: one == one.upper()
    ),
    st.text(string.digits + "甲*", max_size=3),
)
def it_reads_every_code_back(number: str, copy: str) -> None:
    code = MarkCode("D", number, "A/1", "B/0", HASH, copy)
    assert MarkCode.parse(str(code)) == code
    assert MarkCode.parse(f"https://docs.example/verify.html#{code}") == code


@pytest.mark.parametrize(
    "text",
    ["", "hello", "WUYE1*D*SYWIKF16", f"WUYE2*D*SYWIKF16*A/0*A/0*{HASH}", "WUYE1*D*SYWIKF16*A/0*A/0*3F2A", f"WUYE1*X*SYWIKF16*A/0*A/0*{HASH}",
     f"WUYE1*D**A/0*A/0*{HASH}", f"WUYE1*D*SYWIKF16*A-0*A/0*{HASH}", f"WUYE1*D*SYWIKF16*A/0*A/0*{HASH}*03*04"],
)  # fmt: skip
def it_takes_nothing_else_for_a_code(text: str) -> None:
    assert MarkCode.parse(text) is None


def it_reads_a_code_typed_in_small_letters() -> None:
    code = MarkCode.parse(f" wuye1*d*sywikf16*a/0*a/0*{HASH.lower()} ")
    assert code == MarkCode("D", "SYWIKF16", "A/0", "A/0", HASH)


def it_gives_the_bound_manual_a_hash_that_does_not_depend_on_the_order() -> None:
    assert manual_hash([("B", "2"), ("A", "1")]) == manual_hash([("A", "1"), ("B", "2")])
    assert manual_hash([("A", "1")]) != manual_hash([("A", "2")])


def it_knows_issues_by_what_they_are_good_for() -> None:
    def state(number: str, status: Status) -> IssueState:
        return IssueState(
            number=number,
            kind="document",
            title=number,
            revision="A/0",
            status=status,
            content=number.lower() * 12,
        )

    states = {
        one.number: one
        for one in (
            state("AB", Status.EFFECTIVE),
            state("CD", Status.DRAFT),
            state("EF", Status.OBSOLETE),
        )
    }
    found = known_issues(Manual(settings=Settings(number="AB", edition="A/0")), states, ())
    shown = [
        (one.number, one.hash, one.standing.value)
        for one in found
        if isinstance(one, KnownIssue) and one.kind == "D"
    ]
    assert shown == [
        ("AB", "ABABABABABAB", "in-force"),
        ("EF", "EFEFEFEFEFEF", "obsolete"),
        ("CD", "CDCDCDCDCDCD", "working"),
    ]
