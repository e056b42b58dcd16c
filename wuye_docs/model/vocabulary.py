"""parameters.yaml, terms.yaml, standards.yaml, clauses.yaml: what the documents share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wuye_docs.model.record import Record, key

# Units that Chinese counts with 个: 2个工作日, 3个月, but 30分钟, 24小时, 5元.
COUNTED_UNITS = frozenset({"工作日", "月", "季度", "星期", "自然月"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Record):
    """A figure that is written once: a deadline, a frequency, an amount."""

    name: str = ""
    value: str = key("数值, 如 30、1-3、每月5日前", "the figure", required=True, default="")
    unit: str = key(
        "单位, 如 分钟、工作日、元; 无单位留空", "unit; empty if the value says it all", default=""
    )
    subject: str = key("所指事项", "what the figure is about", default="")
    note: str = key("说明: 来源、取舍理由", "where it comes from, why it was chosen", default="")
    basis: tuple[str, ...] = key("依据条目", "items of the facts it comes from", default=())
    is_builtin: bool = False
    """True for the few that come from manual.yaml, such as 公司.名称."""

    @property
    def text(self) -> str:
        """The figure as prose shows it: `30分钟`, `2个工作日`."""
        counter = "个" if self.unit in COUNTED_UNITS and self.value[-1:].isdigit() else ""
        return f"{self.value}{counter}{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """A word with a meaning of its own."""

    name: str = ""
    definition: str = key("定义", "what it means", required=True, default="")
    aliases: tuple[str, ...] = key("允许的同义词", "accepted synonyms", default=())
    banned: tuple[str, ...] = key("禁用的说法", "wording that must not be used", default=())
    source: str = key("出处", "where the definition comes from", default="")


class StandardStatus(StrEnum):
    """Whether an external document is in force."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard(Record):
    """An external document: a law, a regulation, a standard."""

    number: str = ""
    title: str = key("名称", "title", required=True, default="")
    kind: str = key("类别: 法律、行政法规、国家标准、国际标准…", "kind of document", default="")
    edition: str = key("版本或年份", "edition or year", default="")
    status: StandardStatus = key("状态", "whether it is in force", default=StandardStatus.CURRENT)
    aliases: tuple[str, ...] = key("其他写法", "other ways to write it", default=())
    note: str = key("说明", "remark", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Record):
    """A clause of the standard that the manual answers."""

    number: str = ""
    title: str = key("条款标题", "title of the clause", required=True, default="")
    evidence: tuple[str, ...] = key(
        "标准要求的成文信息", "documented information that the clause asks for", default=()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTable(Record):
    """The whole of clauses.yaml: one standard, its clauses and what is justified as not applicable."""

    standard: str = key(
        "标准编号, 见 standards.yaml", "the standard, from standards.yaml", required=True, default=""
    )
    clauses: Mapping[str, Clause] = key("条款", "clauses, by number", default_factory=dict)
    exclusions: Mapping[str, str] = key(
        "不适用条款及理由", "clauses that do not apply, with the reason", default_factory=dict
    )
