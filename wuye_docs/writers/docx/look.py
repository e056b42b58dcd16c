"""The values of the printed page, settled once from manual.yaml: fonts that have a name, sizes in pt, the sheet in mm."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.content.accent import readable
from wuye_docs.model import Style
from wuye_docs.ooxml.sections import A4_MM, Page

SONG, HEI, KAI = "宋体", "黑体", "楷体"
LATIN = "Times New Roman"
# One name each, everywhere: Word takes 宋体 and SimSun for two fonts when it lists what a file uses.
CHINESE_NAMES = {"SimSun": SONG, "SimHei": HEI, "KaiTi": KAI, "FangSong": "仿宋"}


@dataclass(frozen=True, slots=True)
class Look:
    """What the style sheet and the layout are made from."""

    body_font: str
    heading_font: str
    body_size: float
    table_size: float
    line_pitch: float
    """Exact: the height of the font on another machine must not move page breaks."""
    page: Page
    accent: str
    """Of links, as Word writes it: `0F5C6E`."""

    @property
    def table_pitch(self) -> float:
        """Line pitch of table text, in pt, exact."""
        return float(round(self.table_size * 1.62))

    @property
    def form_pitch(self) -> float:
        """Line pitch in a form, in pt, exact: tighter, since the rows give the room."""
        return float(round(self.table_size * 1.43))

    @property
    def indent(self) -> int:
        """Two characters of body text, in twips."""
        return round(self.body_size * 40)


def look_of(style: Style) -> Look:
    """The look that manual.yaml asks for; without fonts of its own Chinese is 宋体 and 黑体, as in most offices."""
    return Look(
        CHINESE_NAMES.get(style.body_font, style.body_font) or SONG,
        CHINESE_NAMES.get(style.heading_font, style.heading_font) or HEI,
        style.body_size,
        style.table_size,
        style.line_pitch,
        Page(*A4_MM, style.margin_top, style.margin_bottom, style.margin_left, style.margin_right),
        readable(style.accent, "#ffffff").lstrip("#").upper(),
    )
