"""What a paper says of its standing: watermark, stamp, number of the copy, and the code that lets it be checked.

A draft carries a light word across the page; an issue in force carries none, but a red stamp on its cover; what is obsolete
carries both. A copy that nobody calls back says so, whatever it is a copy of.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from wuye_docs.control import Act
from wuye_docs.model import Status

CONTROLLED = "受控"
UNCONTROLLED = "非受控副本"
_WATERMARKS = {Status.DRAFT: "草案", Status.IN_REVIEW: "审核中", Status.OBSOLETE: "作废"}
_STAMPS = {Status.EFFECTIVE: CONTROLLED, Status.OBSOLETE: "作废"}
RED = "#c0272d"
_LONGEST_LINE = 34
"""Characters of the line in a stamp: more would leave the sheet."""


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """Which copy is printed: numbered and handed to somebody, or one that is not controlled."""

    number: str = ""
    """分发号."""
    holder: str = ""
    is_controlled: bool = True


@dataclass(frozen=True, slots=True)
class Marks:
    """What is put on the pages of one document. Empty texts leave a mark out."""

    watermark: str = ""
    stamp: str = ""
    state: str = ""
    """The state as the header of a page tells it."""
    copy: PrintedCopy | None = None
    code: str = ""
    """What the QR code says; see `control.mark_code`."""
    code_lines: tuple[str, ...] = ()
    """What stands beside it for people."""
    reviewed: Act | None = None
    approved: Act | None = None
    """Decisions of the ledger, whose dates stand on the cover; a post alone waits for a pen."""

    @property
    def is_controlled(self) -> bool | None:
        """Whether the paper is controlled; None where it cannot be yet, as a draft."""
        if self.copy is not None and not self.copy.is_controlled:
            return False
        return True if self.stamp == CONTROLLED else None

    @property
    def boxes(self) -> str:
        """`☑ 受控　□ 非受控`."""
        first, second = ("☑" if self.is_controlled is wanted else "□" for wanted in (True, False))
        return f"{first} 受控　{second} 非受控"

    @property
    def copy_line(self) -> str:
        """`分发号 03　持有 项目管理处`; empty for a paper that is no numbered copy."""
        if self.copy is None or not self.copy.is_controlled:
            return ""
        number = f"分发号 {self.copy.number}" if self.copy.number else ""
        return "　".join(filter(None, (number, f"持有 {self.copy.holder}" if self.copy.holder else "")))


NO_MARKS = Marks()


def signature(act: Act | None) -> tuple[str, str]:
    """(words for the place of a signature, date) of a decision in the ledger; empty for one that is not there.

    The words say how it was given: a typed name alone would pass for a signature.
    """
    if act is None or not act.date:
        return "", ""
    return f"{act.name}（电子审批）" if act.name else "（电子审批）", act.date


def marks_of(
    status: Status | None,
    *,
    copy: PrintedCopy | None = None,
    code: str = "",
    code_lines: tuple[str, ...] = (),
) -> Marks:
    """The marks of a document, form or the bound manual in that state; None for one that has no state."""
    watermark = _WATERMARKS.get(status, "") if status else ""
    stamp = _STAMPS.get(status, "") if status else ""
    state = status.label if status else ""
    if copy is not None and not copy.is_controlled:
        # A copy of a draft is a draft, whoever holds it.
        if not watermark:
            watermark, state = UNCONTROLLED, UNCONTROLLED
        stamp = "" if stamp == CONTROLLED else stamp
    elif stamp == CONTROLLED:
        state = f"{CONTROLLED} {copy.number}号" if copy and copy.number else CONTROLLED
    return Marks(watermark, stamp, state, copy, code, code_lines)


def stamp_svg(marks: Marks) -> str:
    """The red stamp with the number of the copy below it; empty where there is no stamp. Sizes in CSS pixels."""
    if not marks.stamp:
        return ""
    told = marks.copy_line
    told = told if len(told) <= _LONGEST_LINE else told[: _LONGEST_LINE - 1] + "…"
    line = escape(told)
    # A square of 11 pixels a character, and the frame.
    width, height = (max(178, 24 + 11 * len(told)), 58) if line else (112, 42)
    second = (
        f'<text x="{width / 2}" y="48" font-size="11" font-weight="500" text-anchor="middle">{line}</text>'
        if line
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<g fill="{RED}" font-family="Noto Sans SC, sans-serif">'
        f'<rect x="1.5" y="1.5" width="{width - 3}" height="{height - 3}" rx="4" fill="none" stroke="{RED}" stroke-width="2.4"/>'
        f'<text x="{width / 2}" y="30" font-size="24" font-weight="700" letter-spacing="6" text-anchor="middle">'
        f"{escape(marks.stamp)}</text>{second}</g></svg>"
    )


def label_svg(marks: Marks) -> str:
    """The QR code (ISO/IEC 18004, level M) with its lines left of it; empty where there is no code. Sizes in CSS pixels."""
    if not marks.code:
        return ""
    import segno

    code = segno.make(marks.code, error="m", micro=False)
    modules = code.symbol_size(border=0)[0]
    side = 68.0
    # Four modules of quiet around it (7.3.9).
    unit = side / (modules + 8)
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    )
    width, left = 300.0, 300.0 - side
    lines = "".join(
        f'<text x="{left - 2}" y="{22 + 15 * index}" font-size="10" font-weight="500" text-anchor="end">{escape(line)}</text>'
        for index, line in enumerate(marks.code_lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{side:g}" viewBox="0 0 {width:g} {side:g}">'
        f'<g fill="#444444" font-family="Noto Sans SC, sans-serif">{lines}</g>'
        f'<g transform="translate({left:g} 0) scale({unit:.5f})">'
        f'<path d="M0 0h{modules + 8}v{modules + 8}h-{modules + 8}z" fill="#ffffff"/><path d="{path}" fill="#000000"/></g></svg>'
    )


def alternative_text(marks: Marks) -> str:
    """What the stamp says, for those who do not see it."""
    return "，".join(filter(None, (f"印章：{marks.stamp}", marks.copy_line)))
