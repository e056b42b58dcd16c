"""manual.yaml: the company, the numbering scheme, the levels of documents and what is built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wuye_docs.model.control import ControlSettings
from wuye_docs.model.record import Record, key


class Numbering(StrEnum):
    """How the clauses of a document are numbered."""

    DECIMAL = "decimal"
    """1, 1.1, 1.1.1, then lists a) 1), as GB/T 1.1 numbers them."""
    CHAPTER = "chapter"
    """第一章, then 第一条 … are counted through the document, as regulations are."""
    CHINESE = "chinese"
    """一、 （一） 1. （1）, as official letters are."""


class ChartFormat(StrEnum):
    """What a flow's chart is in a Word file."""

    SVG = "svg"
    """Vectors for Word from 2016 on, with a PNG for those before."""
    EMF = "emf"
    """Vectors for every Word and WPS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Record):
    """Who issues the manual."""

    name: str = key("公司全称", "full name of the company", required=True, default="")
    short: str = key("公司简称, 用于页眉和正文", "short name, for headers and prose", default="")
    feedback: str = key(
        "意见反馈邮箱, 或问题单网址 (https, 可用 {subject} {body})",
        "mail address that takes reports of problems, or the https address of an issue form, with {subject} and {body}",
        default="",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series(Record):
    """One run of numbers: a prefix and a counter."""

    prefix: str = key(
        "编号前缀, 如 SYWIKF",
        "what the numbers begin with",
        required=True,
        default="",
        pattern=r"[A-Z][A-Z0-9-]*",
    )
    level: str = key(
        "层级键, 对应 levels 中的一项; 流程写 flow", "key of a level, or `flow`", required=True, default=""
    )
    name: str = key("系列名称, 如 客户服务作业指导书", "name of the series", default="")
    digits: int = key("序号位数", "digits of the counter", default=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingScheme(Record):
    """How numbers are made, and which are spent."""

    display: str = key(
        "编号的显示格式, 可用 {number} {year}",
        "how a number is shown; {number} and {year} are filled in",
        default="{number}",
    )
    series: tuple[Series, ...] = key("编号系列", "the runs of numbers", default=())
    form_suffix: str = key(
        "记录表编号后缀的前缀, 如 -R",
        "what stands between a document's number and a form's counter",
        default="-R",
    )
    retired: Mapping[str, str] = key(
        "已停用编号及去向", "numbers never to be used again, with the reason", default_factory=dict
    )
    reserved: Mapping[str, str] = key(
        "预留编号及用途; 可写一段, 如 SYWIKF02-15",
        "numbers kept for documents still to be written, with their purpose; a run is written SYWIKF02-15",
        default_factory=dict,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Record):
    """One level of documents: its name, folder and the sections that its documents share."""

    name: str = key("层级名称, 如 程序文件", "name of the level", required=True, default="")
    folder: str = key(
        "源文件所在文件夹", "folder that holds the sources, from the project's root", default=""
    )
    sections: tuple[str, ...] = key("章节模板, 依次排列", "headings of the first level, in order", default=())
    optional: tuple[str, ...] = key(
        "可以省略的章节", "headings of the template that may be left out", default=()
    )
    numbering: Numbering = key("条款编号方式", "how clauses are numbered", default=Numbering.DECIMAL)
    attach_forms: bool = key(
        "文末附上本文件的记录表", "append the document's own forms as an annex", default=True
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(Record):
    """Values of the printed page, for Word and PDF alike; sizes in pt, margins in mm."""

    body_font: str = key(
        "正文字体; 留空用内置字体", "font of the text; empty for the embedded default", default=""
    )
    heading_font: str = key(
        "标题字体; 留空用内置字体", "font of headings; empty for the embedded default", default=""
    )
    body_size: float = key("正文字号 (磅)", "size of the text (pt)", default=12.0, limits=(7.5, 24))
    table_size: float = key("表格字号 (磅)", "size of table text (pt)", default=10.5, limits=(6, 18))
    line_pitch: float = key(
        "正文行距 (磅, 固定值)", "line pitch of the text (pt, exact)", default=22.0, limits=(9, 60)
    )
    margin_top: float = key("上边距 (毫米)", "top margin (mm)", default=30.0, limits=(20, 60))
    margin_bottom: float = key("下边距 (毫米)", "bottom margin (mm)", default=25.0, limits=(15, 60))
    margin_left: float = key("左边距 (毫米)", "left margin (mm)", default=25.0, limits=(10, 50))
    margin_right: float = key("右边距 (毫米)", "right margin (mm)", default=25.0, limits=(10, 50))
    accent: str = key(
        "强调色 (#rrggbb), 用于网站、Word、PDF 和关系图; 看不清的自动加深, 深色界面自动调亮",
        "accent colour of site, Word, PDF and maps (#rrggbb); darkened where it could not be read, lightened for dark screens",
        default="#0f5c6e",
        pattern=r"#[0-9a-fA-F]{6}",
    )
    word_template: str = key(
        "公司自己的 Word 模板 (封面、页眉、页脚)",
        "the company's own Word template for cover, header and footer",
        default="",
    )
    word_charts: ChartFormat = key(
        "Word 中流程图的格式: svg (默认, Word 2016 起为矢量图), emf (旧版 Word 也是矢量图)",
        "format of flow charts in Word: svg (vectors from Word 2016 on) or emf (vectors in older Word too)",
        default=ChartFormat.SVG,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A finding that is accepted for a time, with a reason."""

    code: str = key("检查规则代码", "code of the rule", required=True, default="", pattern=r"[A-Z]{3}\d{3}")
    place: str = key("文件, 可用 * 通配", "file, with * as wildcard", required=True, default="")
    reason: str = key("理由", "why it is accepted", required=True, default="")
    by: str = key("批准豁免的岗位", "post that accepted it", required=True, default="")
    until: str = key(
        "失效日期 YYYY-MM-DD", "last day it holds", required=True, default="", pattern=r"\d{4}-\d{2}-\d{2}"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """The whole of manual.yaml."""

    company: Company = key("公司", "the company", required=True, default=Company())
    title: str = key("手册名称", "title of the manual", required=True, default="")
    number: str = key("合订本编号 (质量手册的编号)", "number of the bound manual", required=True, default="")
    edition: str = key("手册版本, 如 A/0", "edition of the manual", default="A/0", pattern=r"[A-Z]/\d+")
    standards: tuple[str, ...] = key(
        "所依据的标准, 见 standards.yaml", "standards it answers, from standards.yaml", default=()
    )
    numbering: NumberingScheme = key("编号规则", "numbering", required=True, default=NumberingScheme())
    levels: Mapping[str, Level] = key(
        "文件层级",
        "levels of documents, in the order of the bound manual",
        required=True,
        default_factory=dict,
    )
    style: Style = key("版式", "values of the printed page", default=Style())
    waivers: tuple[Waiver, ...] = key("检查豁免", "findings accepted for a time", default=())
    registers: Mapping[str, str] = key(
        "清单用的记录表编号, 如 distribution: SYQP01-R02; 清单名见 `wuye register --help`",
        "the form that each register fills in, by name of the register (see `wuye register --help`)",
        default_factory=dict,
    )
    control: ControlSettings = key(
        "文件控制: 审批岗位、状态、签名",
        "document control: authority, life cycle, signatures",
        default=ControlSettings(),
    )
    facts: str = key("覆盖率清单 (tsv)", "list of items that the manual must cover", default="")
