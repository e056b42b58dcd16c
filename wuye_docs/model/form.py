"""A form: a sheet to be filled in, kept as a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wuye_docs.model.record import Record, key
from wuye_docs.model.status import Status


class FormKind(StrEnum):
    """What kind of sheet it is."""

    FORM = "form"
    RECORD = "record"
    REGISTER = "register"
    NOTICE = "notice"
    CERTIFICATE = "certificate"
    CONTRACT = "contract"
    REPORT = "report"

    @property
    def label(self) -> str:
        """The kind as the manual shows it."""
        return {
            FormKind.FORM: "表单",
            FormKind.RECORD: "记录",
            FormKind.REGISTER: "台账",
            FormKind.NOTICE: "通知单",
            FormKind.CERTIFICATE: "证件",
            FormKind.CONTRACT: "协议",
            FormKind.REPORT: "报告",
        }[self]


class FieldType(StrEnum):
    """What goes into a field."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    CHECKBOX = "checkbox"
    TABLE = "table"
    SIGNATURE = "signature"
    HEADING = "heading"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention(Record):
    """How long a record is kept, by whom, and what happens then (ISO 9001:2015 7.5.3.2 d)."""

    years: str = key("保存年限, 数字或 长期", "years, or 长期 for good", required=True, default="")
    keeper: str = key("保管部门或岗位", "department or post that keeps it", required=True, default="")
    disposal: str = key("到期处置方式", "what happens at the end", default="")

    @property
    def text(self) -> str:
        """The period as the manual shows it."""
        return f"{self.years}年" if self.years[-1:].isdigit() else self.years


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Record):
    """A column of a table field."""

    name: str = key("列名", "head of the column", required=True, default="")
    type: FieldType = key("类型", "what goes in", default=FieldType.TEXT)
    choices: tuple[str, ...] = key("选项", "choices", default=())
    width: float = key("相对列宽", "relative width", default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Record):
    """A place to fill in."""

    name: str = key("栏目名称", "label of the field", required=True, default="")
    type: FieldType = key("类型", "what goes in", required=True, default=FieldType.TEXT)
    required: bool = key("必填", "must be filled in", default=False)
    choices: tuple[str, ...] = key("选项", "choices", default=())
    multiple: bool = key("可多选", "more than one choice", default=False)
    lines: int = key("留出的行数", "lines of room", default=1)
    wide: bool = key("独占一行", "takes a whole line of the sheet", default=False)
    columns: tuple[Column, ...] = key("表格的列", "columns of a table", default=())
    rows: int = key("表格的空白行数", "blank rows of a table", default=5)
    by: str = key("签名岗位或相关方", "who signs", default="")
    unit: str = key("单位", "unit printed after the blank", default="")
    note: str = key("填写说明", "how to fill it in", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Record):
    """The whole of a file in forms/."""

    number: str = key("记录表编号", "number of the form", required=True, default="")
    title: str = key("名称", "title", required=True, default="")
    kind: FormKind = key("类别", "kind of sheet", required=True, default=FormKind.RECORD)
    revision: str = key("版次", "revision", default="A/0", pattern=r"[A-Z]/\d+")
    status: Status = key("状态", "state of the life cycle", default=Status.DRAFT)
    owner: str = key("归口部门或岗位", "department or post that owns it", required=True, default="")
    retention: Retention | None = key("保存期限", "retention", default=None)
    copies: tuple[str, ...] = key("联次及去向", "copies and where each goes", default=())
    orientation: str = key(
        "纸张方向: portrait 纵向, landscape 横向",
        "portrait or landscape",
        default="portrait",
        pattern="portrait|landscape",
    )
    aliases: tuple[str, ...] = key("别名", "other titles", default=())
    fields: tuple[Field, ...] = key("栏目", "fields", default=())
    note: str = key("表末说明", "note at the foot of the sheet", default="")
    basis: tuple[str, ...] = key("依据条目", "items of the facts that it covers", default=())
