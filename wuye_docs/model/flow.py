"""A flow chart: who does what, in which order, by when, on which form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wuye_docs.model.record import Record, key
from wuye_docs.model.status import Status


class StepKind(StrEnum):
    """The shape of a step, and what it stands for."""

    START = "start"
    TASK = "task"
    DECISION = "decision"
    END = "end"


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of a step; `label` is empty unless the step is a decision."""

    target: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Record):
    """One shape of the chart and one row of the step table."""

    name: str = ""
    lane: str = key(
        "泳道: 岗位、部门或外部相关方", "lane: post, department or party", required=True, default=""
    )
    kind: StepKind = key(
        "类型: start 开始, task 工作, decision 判断, end 结束",
        "start, task, decision or end",
        default=StepKind.TASK,
    )
    text: str = key("图中文字; 省略时用步骤名", "words in the shape; the step's name if left out", default="")
    next: tuple[Exit, ...] = key(
        "下一步: 步骤名; 并行写列表; 判断写 {是: …, 否: …}",
        "next step: a name; a list for a fork; {label: step} for a decision",
        default=(),
    )
    forms: tuple[str, ...] = key("填写的记录表编号", "numbers of the forms filled in", default=())
    documents: tuple[str, ...] = key("依据的文件编号", "numbers of the documents followed", default=())
    within: str = key("时限: 参数名", "deadline: name of a parameter", default="")
    note: str = key("工作说明", "what to do, in a sentence", default="")
    ordinal: int = 0
    """Position in reading order among the steps that carry a mark (①②③ …), from 1; 0 for start and end shapes."""

    @property
    def title(self) -> str:
        """The words in the shape."""
        return self.text or self.name

    @property
    def mark(self) -> str:
        """The step's mark in chart and table: ① to ㊿, or empty for start and end shapes."""
        return circled_number(self.ordinal) if self.ordinal else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Record):
    """The whole of a file in flows/."""

    number: str = key("流程编号", "number of the flow", required=True, default="")
    title: str = key("流程名称", "title of the flow", required=True, default="")
    document: str = key(
        "所属文件编号", "number of the document that it belongs to", required=True, default=""
    )
    revision: str = key("版次, 如 A/0", "revision", default="A/0", pattern=r"[A-Z]/\d+")
    status: Status = key("状态", "state of the life cycle", default=Status.DRAFT)
    aliases: tuple[str, ...] = key("别名", "other titles", default=())
    lanes: tuple[str, ...] = key("泳道, 从左到右", "lanes, left to right", required=True, default=())
    steps: Mapping[str, Step] = key(
        "步骤, 按阅读顺序", "steps in reading order, by name", required=True, default_factory=dict
    )
    basis: tuple[str, ...] = key("依据条目", "items of the facts that it covers", default=())
    note: str = key("说明", "remark", default="")


def circled_number(number: int) -> str:
    """The number in a circle: ① ⑳ ㉑ ㊱ … up to 50; beyond that `(51)`."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return f"({number})"
