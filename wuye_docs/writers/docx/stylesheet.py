"""The styles of the manual's Word files, made from the values in manual.yaml.

Every style names its East Asian font outright: theme fonts would win over a name, and fall to a Japanese face. Sizes are in
pt, indents in twips.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wuye_docs.ooxml.markup import NOTHING, Xml, join, w
from wuye_docs.ooxml.text import half_points, indentation
from wuye_docs.writers.docx.look import KAI, LATIN, Look

GREY = "595959"
RULE = "7F7F7F"
SHADE = "EDF1F4"
BOX = "F4F6F8"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style; `name` is what Word knows it by, in lower case English for its own styles."""

    id: str
    name: str
    font: str
    size: float
    based_on: str = "Normal"
    next: str = ""
    align: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    """Exact pitch; 0 for as high as it needs."""
    indent: Xml = NOTHING
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    number: tuple[int, int] | None = None
    """(numId, ilvl)"""
    color: str = ""
    bold: bool = False
    spacing: int = 0
    """Extra space between characters, in twips."""
    right_tab: int = 0
    leader: str = "none"
    quick: bool = True
    """Shown in the gallery of styles."""


HEADING_IDS = tuple(f"Heading{level}" for level in range(1, 7))
_CLAUSE_LEVELS = 4
PART_STYLE, TITLE_STYLE = HEADING_IDS[:2]
"""In the bound manual: the styles of a part and of a document's title, so that Word's navigation shows those first."""


def heading_style(depth: int, bound: bool) -> str:
    """The style of a clause heading at `depth` (1 for the first level)."""
    return HEADING_IDS[min(depth, _CLAUSE_LEVELS) + (1 if bound else -1)]


def paragraph_styles(look: Look, bound: bool, clause_number: int) -> Iterator[ParagraphStyle]:
    """All paragraph styles; `clause_number` is the `w:num` that clauses are counted by."""
    song, hei = look.body_font, look.heading_font
    size, small, pitch, table_pitch = look.body_size, look.table_size, look.line_pitch, look.table_pitch
    indent = look.indent
    footnote = max(small - 1.5, 7.5)
    two_characters = indentation(first=indent, first_chars=200)
    yield ParagraphStyle("Normal", "Normal", song, size, based_on="")
    yield ParagraphStyle(
        "BodyText", "Body Text", song, size, align="both", line=pitch, indent=two_characters, next="BodyText"
    )
    clauses = ((size * 1.25, 14, 8), (size * 7 / 6, 10, 5), (size, 6, 3), (size, 6, 3))
    titles = ((size * 3, 180, 30), (size * 1.5, 2, 14)) if bound else ()
    for level, style_id in enumerate(HEADING_IDS):
        depth = level + 1 - len(titles)
        points, before, after = clauses[min(depth, _CLAUSE_LEVELS) - 1] if depth > 0 else titles[level]
        yield ParagraphStyle(
            style_id, f"heading {level + 1}", hei, round(points * 2) / 2, next="BodyText",
            align="" if depth > 0 else "center", before=before, after=after, line=max(pitch, round(points * 1.5)),
            keep_next=True, keep_lines=True, outline=level,
            number=(clause_number, depth - 1) if 1 <= depth <= _CLAUSE_LEVELS else None,
        )  # fmt: skip
    yield ParagraphStyle(
        "Title", "Title", hei, size * 1.5, next="BodyText", align="center", before=2, after=14, keep_next=True
    )
    yield ParagraphStyle(
        "ListItem", "列项", song, size, based_on="BodyText", align="both", line=pitch, indent=indentation()
    )
    yield ParagraphStyle(
        "ListContinue",
        "List Continue",
        song,
        size,
        based_on="BodyText",
        align="both",
        line=pitch,
        indent=indentation(),
    )
    yield ParagraphStyle(
        "Term",
        "术语",
        hei,
        size,
        next="BodyText",
        before=3,
        line=pitch,
        indent=two_characters,
        keep_next=True,
    )
    yield ParagraphStyle(
        "Rubric", "小标题", hei, size, next="BodyText", before=6, after=3, line=pitch, keep_next=True
    )
    yield ParagraphStyle("TableText", "表格正文", song, small, line=table_pitch, indent=indentation())
    yield ParagraphStyle("TableHead", "表头", hei, small, align="center", line=table_pitch, keep_next=True)
    yield ParagraphStyle(
        "TableListItem", "表格列项", song, small, based_on="TableText", line=table_pitch, indent=indentation()
    )
    yield ParagraphStyle("BoxTitle", "提示标题", hei, small, line=pitch - 2, keep_next=True)
    yield ParagraphStyle("BoxText", "提示正文", song, small, align="both", line=round(small * 1.75))
    yield ParagraphStyle(
        "BlockQuote", "引文", KAI, size, align="both", line=pitch, indent=indentation(indent, right=indent)
    )
    yield ParagraphStyle("Verbatim", "原样文字", song, small, line=table_pitch, indent=indentation(indent))
    yield ParagraphStyle(
        "Caption", "caption", hei, small, align="center", before=6, after=6, line=table_pitch, keep_lines=True
    )
    yield ParagraphStyle("Figure", "插图", song, size, align="center", before=6, keep_next=True)
    yield ParagraphStyle("LoneFigure", "单独插图", song, size, align="center", before=6, after=6, quick=False)
    yield ParagraphStyle("Gap", "表格间距", song, 4, line=6, quick=False)
    yield ParagraphStyle(
        "FormTitle", "表单标题", hei, size * 4 / 3, align="center", before=0, after=4, keep_next=True
    )
    yield ParagraphStyle("FormNumber", "表单编号", song, small - 1.5, align="right", after=3, keep_next=True)
    yield ParagraphStyle("FormLabel", "表单栏目", song, small, align="center", line=look.form_pitch)
    yield ParagraphStyle("FormHeading", "表单分栏", hei, small, line=look.form_pitch, keep_next=True)
    yield ParagraphStyle("FormBlank", "表单填写", song, small, line=look.form_pitch)
    yield ParagraphStyle("FormHint", "表单说明", song, small - 2, color=GREY, line=round((small - 2) * 1.5))
    yield ParagraphStyle(
        "PartHeading",
        "目录标题",
        hei,
        size * 4 / 3,
        align="center",
        before=6,
        after=12,
        keep_next=True,
        spacing=40,
    )
    for level in range(3):
        yield ParagraphStyle(
            f"TOC{level + 1}", f"toc {level + 1}", hei if level == 0 and bound else song, size if level == 0 else size - 1,
            line=pitch if level == 0 else pitch - 2, indent=indentation(level * indent), right_tab=look.page.text_width,
            leader="dot", before=4 if level == 0 and bound else 0, quick=False,
        )  # fmt: skip
    yield ParagraphStyle(
        "TableofFigures", "table of figures", song, size - 1, line=pitch - 2, right_tab=look.page.text_width,
        leader="dot", quick=False,
    )  # fmt: skip
    yield ParagraphStyle("Header", "header", song, 9, line=13, quick=False)
    yield ParagraphStyle("Footer", "footer", song, 9, line=13, quick=False)
    yield ParagraphStyle(
        "FootnoteText", "footnote text", song, footnote, line=round(footnote * 1.5), quick=False
    )
    yield ParagraphStyle("CoverCompany", "封面单位", hei, 22, align="center", spacing=80, quick=False)
    yield ParagraphStyle("CoverTitle", "封面标题", hei, 32, align="center", line=46, quick=False)
    yield ParagraphStyle("CoverLine", "封面副题", song, 15, align="center", line=26, quick=False)
    yield ParagraphStyle("CoverCell", "封面表格", song, 12, align="center", line=20, quick=False)
    yield ParagraphStyle("CoverNumber", "封面编号", song, 12, line=20, quick=False)


def paragraph_style_xml(style: ParagraphStyle) -> Xml:
    """`w:style` of type paragraph (17.7.4.17), its properties in schema order."""
    properties = [
        w("keepNext") if style.keep_next else NOTHING,
        w("keepLines") if style.keep_lines else NOTHING,
        w("numPr", w("ilvl", val=style.number[1]), w("numId", val=style.number[0]))
        if style.number
        else NOTHING,
        w("tabs", w("tab", val="right", leader=style.leader, pos=style.right_tab))
        if style.right_tab
        else NOTHING,
        w("snapToGrid", val=0),
        _spacing(style),
        style.indent,
        w("jc", val=style.align) if style.align else NOTHING,
        w("outlineLvl", val=style.outline) if style.outline is not None else NOTHING,
    ]
    runs = [
        fonts(style.font),
        w("b") + w("bCs") if style.bold else NOTHING,
        w("color", val=style.color) if style.color else NOTHING,
        w("spacing", val=style.spacing) if style.spacing else NOTHING,
        w("sz", val=half_points(style.size)),
        w("szCs", val=half_points(style.size)),
    ]
    head = [
        w("name", val=style.name),
        w("basedOn", val=style.based_on) if style.based_on else NOTHING,
        w("next", val=style.next) if style.next else NOTHING,
        w("uiPriority", val=9 if style.outline is not None else 99),
        w("qFormat") if style.quick else NOTHING,
    ]
    attributes = (
        ' w:default="1"' if style.id == "Normal" else "" if style.name.isascii() else ' w:customStyle="1"'
    )
    return Xml(
        f'<w:style w:type="paragraph"{attributes} w:styleId="{style.id}">{join(head)}'
        f"<w:pPr>{''.join(properties)}</w:pPr><w:rPr>{''.join(runs)}</w:rPr></w:style>"
    )


def fonts(chinese: str, latin: str = LATIN) -> Xml:
    """`w:rFonts` with all four slots."""
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin)


def _spacing(style: ParagraphStyle) -> Xml:
    attributes: dict[str, str | int] = {"before": round(style.before * 20), "after": round(style.after * 20)}
    if style.line:
        attributes |= {"line": round(style.line * 20), "lineRule": "exact"}
    else:
        attributes |= {"line": 240, "lineRule": "auto"}
    return w("spacing", **attributes)


def character_and_table_styles(look: Look) -> Xml:
    """Styles of runs and tables. Strong text is set in the heading font: 宋体 has no bold of its own."""

    def character(style_id: str, name: str, *properties: Xml, default: bool = False) -> Xml:
        attributes = ' w:default="1"' if default else ""
        base = NOTHING if default else w("basedOn", val="DefaultParagraphFont")
        inner = Xml(f"<w:rPr>{''.join(properties)}</w:rPr>") if properties else NOTHING
        return Xml(
            f'<w:style w:type="character"{attributes} w:styleId="{style_id}"><w:name w:val="{name}"/>'
            f"{base}{w('uiPriority', val=99)}{inner}</w:style>"
        )

    border: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "auto"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    margins = w(
        "tblCellMar",
        w("top", w=45, type="dxa"),
        w("left", w=100, type="dxa"),
        w("bottom", w=45, type="dxa"),
        w("right", w=100, type="dxa"),
    )
    plain = w("tblCellMar", w("top", w=0, type="dxa"), w("left", w=108, type="dxa"), w("bottom", w=0, type="dxa"), w("right", w=108, type="dxa"))  # fmt: skip
    return join(
        [
            character("DefaultParagraphFont", "Default Paragraph Font", default=True),
            character("Strong", "Strong", fonts(look.heading_font)),
            character("Emphasis", "Emphasis", fonts(KAI)),
            character("Hyperlink", "Hyperlink", w("color", val=look.accent)),
            # What was followed looks as before: an office's own default would underline it, in another colour.
            character("FollowedHyperlink", "FollowedHyperlink", w("color", val=look.accent)),
            character("FootnoteReference", "footnote reference", w("vertAlign", val="superscript")),
            character("PlaceholderText", "Placeholder Text", w("color", val="7F7F7F")),
            character("VerbatimText", "HTML Code", fonts(look.body_font, "Courier New")),
            Xml(
                '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
                f'<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{plain}</w:tblPr></w:style>'
            ),
            Xml(
                '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
                '<w:uiPriority w:val="39"/><w:tblPr>'
                f"{w('tblBorders', *(w(side, **border) for side in sides))}{margins}</w:tblPr></w:style>"
            ),
            Xml(
                '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
                '<w:uiPriority w:val="99"/></w:style>'
            ),
        ]
    )


def document_defaults(look: Look) -> Xml:
    """`w:docDefaults` (17.7.5.1): Chinese text in Simplified Chinese, no space between paragraphs."""
    size = half_points(look.body_size)
    runs = w("rPr", fonts(look.body_font), w("sz", val=size), w("szCs", val=size), w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))  # fmt: skip
    return w(
        "docDefaults",
        w("rPrDefault", runs),
        w("pPrDefault", w("pPr", w("spacing", after=0, line=240, lineRule="auto"))),
    )
