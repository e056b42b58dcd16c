"""Make templates/base.docx: `python -m wuye_docs.writers.docx.base_template`.

The file is what a company opens in Word to restyle cover, header and footer: plain tables and paragraphs with fields such
as `{{ company }}`. Text styles and page come from manual.yaml whatever the template says.
"""

from __future__ import annotations

from pathlib import Path

from wuye_docs.model import Style
from wuye_docs.ooxml.fields import field
from wuye_docs.ooxml.markup import NOTHING, Xml, join, w
from wuye_docs.ooxml.namespaces import root_declarations
from wuye_docs.ooxml.package import MAIN_PART, Package, content_types, part_xml
from wuye_docs.ooxml.properties import set_application_properties, set_core_properties
from wuye_docs.ooxml.sections import A4_MM, Page, part_references, section_break, section_properties
from wuye_docs.ooxml.text import paragraph, paragraph_properties, run_properties, text_run
from wuye_docs.writers.docx.look import HEI, KAI, LATIN, Look, look_of
from wuye_docs.writers.docx.stylesheet import (
    RULE,
    character_and_table_styles,
    document_defaults,
    paragraph_style_xml,
    paragraph_styles,
)
from wuye_docs.writers.docx.theme import theme

BASE_PATH = Path(__file__).parent / "templates" / "base.docx"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_COVER_PAGE = Page(*A4_MM, 25, 20, 28, 28)


def base_template() -> bytes:
    """The template, with the look that manual.yaml has where it says nothing."""
    look = look_of(Style())
    package = Package(defaults=content_types({"png": "image/png", "svg": "image/svg+xml"}))
    package.relate("", "officeDocument", MAIN_PART)
    for kind, name, content in (
        ("styles", "styles", _styles(look)),
        ("numbering", "numbering", _root("numbering", NOTHING)),
        ("settings", "settings", _settings()),
        ("fontTable", "fontTable", _font_table()),
        ("footnotes", "footnotes", footnote_separators()),
    ):
        package.add_part(f"word/{name}.xml", part_xml(content), f"{_TYPE}{name}+xml")
        package.relate(MAIN_PART, kind, f"word/{name}.xml")
    package.add_part(
        "word/theme/theme1.xml",
        part_xml(theme(LATIN, look.heading_font, look.body_font)),
        "application/vnd.openxmlformats-officedocument.theme+xml",
    )
    package.relate(MAIN_PART, "theme", "word/theme/theme1.xml")
    headers = {"header1": _root("hdr", _empty("Header")), "header2": _root("hdr", _header_table())}
    footers = {"footer1": _root("ftr", _empty("Footer")), "footer2": _root("ftr", _footer_lines())}
    arrows = {}
    for name, content in {**headers, **footers}.items():
        kind = name[:-1]
        package.add_part(f"word/{name}.xml", part_xml(content), f"{_TYPE}{kind}+xml")
        arrows[name] = package.relate(MAIN_PART, kind, f"word/{name}.xml")
    cover = section_properties(_COVER_PAGE, _references(arrows["header1"], arrows["footer1"]))
    text = section_properties(look.page, _references(arrows["header2"], arrows["footer2"]))
    body = [*_cover(), section_break(cover, "Normal"), _line("Normal", "{{p body }}"), text]
    package.add_part(MAIN_PART, part_xml(_root("document", w("body", *body))), f"{_TYPE}document.main+xml")
    set_core_properties(package, title="", subject="", creator="", version="", date="")
    set_application_properties(package, "")
    return package.to_bytes()


def _root(name: str, content: Xml) -> Xml:
    return Xml(f"<w:{name} {root_declarations()}>{content}</w:{name}>")


def _references(header: str, footer: str) -> Xml:
    return join(
        [part_references("header", {"default": header}), part_references("footer", {"default": footer})]
    )


def _line(style: str, text: str, **options: str) -> Xml:
    return paragraph(paragraph_properties(style, align=options.get("align", "")), text_run(text))


def _empty(style: str) -> Xml:
    return paragraph(paragraph_properties(style))


def _cover() -> list[Xml]:
    """The cover: rows of fixed height, so that a title of two lines moves nothing else."""
    width = _COVER_PAGE.text_width
    standards = "{% if standards %}依据 {{ standards }}{% endif %}"
    rows = [
        (2600, "center", [_line("CoverCompany", "{{ company }}")]),
        (
            3700,
            "center",
            [
                _line("CoverLine", "{{ level }}"),
                _line("CoverTitle", "{{ title }}"),
                _line("CoverLine", standards),
            ],
        ),
        (2400, "center", [_control_table(width)]),
        (2800, "center", [_approval_table(width)]),
        (1400, "bottom", [_dates_table(width)]),
        (900, "center", [_line("CoverLine", "{{ company }}　发布")]),
    ]
    body = [
        w(
            "tr",
            w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="exact")),
            w(
                "tc",
                w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val=align)),
                *content,
                _closing(content),
            ),
        )
        for height, align, content in rows
    ]
    layout = w("tblPr", w("tblW", w=width, type="dxa"), w("tblLayout", type="fixed"), _flush())
    return [w("tbl", layout, w("tblGrid", w("gridCol", w=width)), *body)]


def _closing(content: list[Xml]) -> Xml:
    """A cell must end in a paragraph: one of a point's height behind a table."""
    if not content[-1].endswith("</w:tbl>"):
        return NOTHING
    return _low_paragraph()


def _low_paragraph() -> Xml:
    """A paragraph of a point's height, for places that must end in one."""
    return paragraph(
        paragraph_properties("Normal", spacing=w("spacing", before=0, after=0, line=20, lineRule="exact"))
    )


def _flush() -> Xml:
    return w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))


def _borders(**sides: int) -> Xml:
    """Borders of a table by side, widths in eighths of a point."""
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    return w(
        "tblBorders",
        *(w(side, val="single", sz=sides[side], space=0, color="auto") for side in order if side in sides),
    )


def _table(
    widths: list[int],
    borders: Xml,
    rows: list[list[Xml]],
    *,
    indent: int = 0,
    height: int = 0,
    align: str = "",
) -> Xml:
    """A table of one paragraph a cell; widths and heights in twips."""
    properties = [
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val=align) if align else NOTHING,
        w("tblInd", w=indent, type="dxa") if indent else NOTHING,
        borders,
        w("tblLayout", type="fixed"),
    ]
    body = [
        w(
            "tr",
            w("trPr", w("cantSplit"), w("trHeight", val=height, hRule="atLeast")) if height else NOTHING,
            *(
                w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), cell)
                for width, cell in zip(widths, row, strict=True)
            ),
        )
        for row in rows
    ]
    return w("tbl", w("tblPr", *properties), w("tblGrid", *(w("gridCol", w=one) for one in widths)), *body)


def _control_table(width: int) -> Xml:
    """What identifies and controls the document (ISO 9001:2015 7.5.2 a, 7.5.3.2): as the cover of the PDF has it.

    Number and revision are fields: whoever renews them in Word gets what the properties of the file say.
    """
    label, value = 1300, (width - 600) // 2 - 1300
    pairs = (
        ("文件编号", field("DOCPROPERTY number", "{{ number }}"), "版　　次", field("DOCPROPERTY revision", "{{ revision }}")),
        ("状　　态", text_run("{{ status }}"), "归　　口", text_run("{% if owner %}{{ owner }}{% else %}—{% endif %}")),
        ("受控状态", text_run("{{ controlled }}"), "发放编号", text_run("{{ copy_number }}")),
        (
            "下次复审",
            text_run("{% if next_review %}{{ next_review }}{% else %}—{% endif %}"),
            "所属手册",
            text_run("{{ manual_title }}"),
        ),
    )  # fmt: skip
    style = paragraph_properties("CoverNumber")
    cells = [
        [
            _line("CoverCell", left),
            paragraph(style, first),
            _line("CoverCell", right),
            paragraph(style, second),
        ]
        for left, first, right, second in pairs
    ]
    sides = _borders(top=8, left=8, bottom=8, right=8, insideH=4, insideV=4)
    return _table([label, value, label, value], sides, cells, height=480, align="center")


def _approval_table(width: int) -> Xml:
    """Who drafts, reviews and approves; what the ledger does not know stays empty, for a pen."""
    widths = [1300, 2700, 2600, width - 6600 - 600]
    head = [_line("CoverCell", one) for one in ("", "岗位", "签名", "日期")]
    rows = [
        [_line("CoverCell", text) for text in row]
        for row in (
            ("拟　稿", "{{ drafter }}", "", ""),
            ("审　核", "{{ reviewer }}", "{{ reviewed_by }}", "{{ reviewed_on }}"),
            ("批　准", "{{ approver }}", "{{ approved_by }}", "{{ approved_on }}"),
        )
    ]
    sides = _borders(top=8, left=8, bottom=8, right=8, insideH=4, insideV=4)
    return _table(widths, sides, [head, *rows], height=560, align="center")


def _dates_table(width: int) -> Xml:
    half = width // 2
    blank = "　　　　年　　月　　日"
    left = "发布日期：{% if issued %}{{ issued }}{% else %}" + blank + "{% endif %}"
    right = "实施日期：{% if effective %}{{ effective }}{% else %}" + blank + "{% endif %}"
    cells = [_line("CoverNumber", left), _line("CoverNumber", right, align="right")]
    return _table([half, width - half], _borders(bottom=8), [cells])


def _header_table() -> Xml:
    """Company, title, number, revision, state, date of effect, page x of y; in percent, so that it fits a turned page."""
    columns = (25, 31, 26, 18)
    page = [
        text_run("第 "),
        field("PAGE", "1"),
        text_run(" 页　共 "),
        field("NUMPAGES", "1"),
        text_run(" 页"),
    ]
    dated = "实施：{% if effective %}{{ effective }}{% else %}—{% endif %}"
    merged = {0: ("{{ company }}", "center"), 1: ("{{ title }}", "center")}
    texts: list[list[list[Xml]]] = [
        [[], [], [text_run("编号：{{ number }}")], [text_run("版次：{{ revision }}")]],
        [[], [], [text_run(dated)], [text_run("状态：{{ status }}")]],
        [[], [], page, []],
    ]
    grid = [round(9070 * part / 100) for part in columns]
    rows = []
    for index, row in enumerate(texts):
        cells = []
        for column, runs in enumerate(row):
            if index == 2 and column == 3:
                continue
            span = 2 if index == 2 and column == 2 else 1
            properties = [
                w("tcW", w=sum(columns[column : column + span]) * 50, type="pct"),
                w("gridSpan", val=span) if span > 1 else NOTHING,
                (w("vMerge") if index else w("vMerge", val="restart")) if column in merged else NOTHING,
                w("vAlign", val="center"),
            ]
            if column in merged:
                text, align = merged[column]
                runs = [text_run(text, run_properties(size=10.5))] if index == 0 else []
            else:
                align = "center" if span > 1 else ""
            cells.append(
                w("tc", w("tcPr", *properties), paragraph(paragraph_properties("Header", align=align), runs))
            )
        rows.append(w("tr", w("trPr", w("trHeight", val=270, hRule="atLeast")), *cells))
    table = w(
        "tbl",
        w(
            "tblPr",
            w("tblW", w=5000, type="pct"),
            _borders(top=6, left=6, bottom=6, right=6, insideH=4, insideV=4),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w=80, type="dxa"), w("right", w=80, type="dxa")),
        ),
        w("tblGrid", *(w("gridCol", w=one) for one in grid)),
        *rows,
    )
    return join([table, _low_paragraph()])


def _footer_lines() -> Xml:
    """Who owns the document, and that a print is not controlled (ISO 9001:2015 7.5.3)."""
    border = w("pBdr", w("top", val="single", sz=4, space=4, color=RULE))
    properties = Xml(f"<w:pPr>{w('pStyle', val='Footer')}{border}</w:pPr>")
    owner = "{% if owner %}归口：{{ owner }}　　{% endif %}"
    copied = "受控文件，未经批准不得复印、外传；打印件为非受控文件，使用前核对版次。"
    owner += (
        "{% if copy %}受控副本　{{ copy }}　　不得复印、外传，换版时交回。{% else %}" + copied + "{% endif %}"
    )
    return paragraph(properties, text_run(owner))


def footnote_separators() -> Xml:
    """footnotes.xml without footnotes: the lines above them, which Word wants first (17.11.23)."""
    return _root("footnotes", join([separator(0, "separator"), separator(1, "continuationSeparator")]))


def separator(number: int, kind: str) -> Xml:
    """One of the two lines that stand above footnotes."""
    return w("footnote", paragraph(paragraph_properties("Normal"), w("r", w(kind))), type=kind, id=number)


def _styles(look: Look) -> Xml:
    listed = (paragraph_style_xml(style) for style in paragraph_styles(look, bound=False, clause_number=0))
    return _root("styles", join([document_defaults(look), *listed, character_and_table_styles(look)]))


def _settings() -> Xml:
    """Word 2013 and later without compatibility mode (MS-DOCX 2.3), Chinese line rules as Chinese Word sets them."""
    office = "http://schemas.microsoft.com/office/word"
    compat = (
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
        ("useWord2013TrackBottomHyphenation", "0"),
    )
    flags = (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "adjustLineHeightInTable",
        "useFELayout",
    )
    return _root(
        "settings",
        join(
            [
                w("zoom", percent=100),
                w("defaultTabStop", val=420),
                w("characterSpacingControl", val="compressPunctuation"),
                w("footnotePr", w("footnote", id=0), w("footnote", id=1)),
                w(
                    "compat",
                    *(w(flag) for flag in flags),
                    *(w("compatSetting", name=name, uri=office, val=value) for name, value in compat),
                ),
                w("themeFontLang", val="en-US", eastAsia="zh-CN"),
            ]
        ),
    )


def _font_table() -> Xml:
    """Other names of the Chinese fonts, for systems that list them in English."""
    listed = (("宋体", "SimSun"), (HEI, "SimHei"), (KAI, "KaiTi"))
    chinese = (
        w("font", w("altName", val=other), w("charset", val="86"), name=name) for name, other in listed
    )
    return _root("fonts", join([*chinese, w("font", w("charset", val="00"), name=LATIN)]))


if __name__ == "__main__":
    BASE_PATH.parent.mkdir(exist_ok=True)
    BASE_PATH.write_bytes(base_template())
