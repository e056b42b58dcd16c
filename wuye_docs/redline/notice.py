"""文件更改申请单 and 文件更改通知单: what is to change or has changed, why, whom it reaches, what is to be called in.

ISO 9001:2015 7.5.3.2 asks for control of changes, 8.5.6 for a review of them; the columns are those that Chinese companies
use. What people decide or sign stays blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from docutils import nodes

from wuye_docs.content.tables import Cell, make_table
from wuye_docs.redline.affected import Affected, Receiver, affected_documents, receivers
from wuye_docs.redline.changes import ChangeKind, ThingChanges
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.render.wording import KINDS
from wuye_docs.redline.sentences import parameter_values, sentences_of


class NoticeKind(StrEnum):
    """Before or after the decision."""

    REQUEST = "request"
    NOTICE = "notice"

    @property
    def heading(self) -> str:
        """The name of the sheet."""
        return {NoticeKind.REQUEST: "文件更改申请单", NoticeKind.NOTICE: "文件更改通知单"}[self]


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """One row of the list of changes."""

    kind: str
    """As shown: 文件, 记录表, 流程, 参数."""
    number: str
    title: str
    revision_before: str
    revision: str
    change: ChangeKind
    sentences: tuple[str, ...]
    remark: str
    """What was typed into the revision history: the reason, beside what was computed."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that the sheet says."""

    kind: NoticeKind
    number: str
    company: str
    manual: str
    states: tuple[str, str]
    reason: str
    effective: str
    """YYYY-MM-DD or empty."""
    changed: tuple[ChangedThing, ...]
    affected: tuple[Affected, ...]
    receivers: tuple[Receiver, ...]

    @property
    def recalled(self) -> tuple[ChangedThing, ...]:
        """What is on paper in the old state and no longer holds: changed and withdrawn documents and forms."""
        kinds = (KINDS["document"].zh, KINDS["form"].zh)
        return tuple(
            one for one in self.changed if one.kind in kinds and one.change is not ChangeKind.INSERTED
        )


def make_notice(
    comparison: Comparison,
    things: Sequence[ThingChanges],
    kind: NoticeKind,
    *,
    number: str = "",
    reason: str = "",
    effective: str = "",
) -> Notice:
    """The notice about some changes; things that only follow from others, such as lists, are left out."""
    settings = comparison.new.manual.settings
    values = parameter_values(things)
    changed = []
    for thing in things:
        sentences = _with_parameters(thing, values)
        if sentences or thing.change is not ChangeKind.EDITED:
            changed.append(
                ChangedThing(
                    KINDS[thing.kind].zh,
                    str(thing.number),
                    "" if thing.title == thing.number else str(thing.title),
                    str(thing.revision_before),
                    str(thing.revision),
                    thing.change,
                    tuple(sentences),
                    remark_of(comparison, thing),
                )
            )
    told = {one.number for one in changed}
    meant = [one for one in things if one.number in told]
    return Notice(
        kind, number, str(settings.company.name), str(settings.title), (comparison.old.name, comparison.new.name),
        reason, effective, tuple(changed), affected_documents(comparison, meant), receivers(comparison, meant),
    )  # fmt: skip


def _with_parameters(thing: ThingChanges, values: dict[str, tuple[str, str]]) -> list[str]:
    if thing.kind == "parameter" and thing.number in values:
        before, after = values[thing.number]
        places = "、".join(dict.fromkeys(f"{one.number} {one.clause}".strip() for one in thing.showings))
        told = f"由{before or '无'}改为{after or '无'}"
        return [f"{told}，用于 {places}" if places else told]
    return sentences_of(thing, values)


def remark_of(comparison: Comparison, thing: ThingChanges) -> str:
    """What somebody typed about this revision of a document; empty if it is the same as before."""
    old, new = (side.manual.documents.get(thing.number) for side in (comparison.old, comparison.new))
    if thing.kind != "document" or new is None:
        return ""
    known = {(entry.revision, entry.change) for entry in old.history} if old else set()
    typed = [
        str(entry.change)
        for entry in new.history
        if entry.revision == new.revision and (entry.revision, entry.change) not in known
    ]
    return "；".join(typed)


def notice_blocks(notice: Notice) -> Iterator[nodes.Element]:
    """The sheet below its title as blocks that every writer draws."""
    facts = [
        ("编号", notice.number or "　", "手册", notice.manual),
        ("原状态", notice.states[0], "新状态", notice.states[1]),
        ("生效日期", notice.effective or "　　　年　　月　　日", "申请部门或岗位", "　"),
    ]
    yield _table(["项目", "内容", "项目", "内容"], [list(one) for one in facts], [14, 36, 18, 32])
    yield from _part("更改原因", nodes.paragraph("", notice.reason or "　"))
    rows: list[Sequence[Cell]] = []
    for one in notice.changed:
        revision = " → ".join(dict.fromkeys(filter(None, (one.revision_before, one.revision))))
        told = [*one.sentences, *([f"说明：{one.remark}"] if one.remark else [])]
        rows.append([one.kind, f"{one.number} {one.title}".strip(), revision or "—", _lines(told)])
    yield from _part("更改内容", _table(["类别", "编号和名称", "版次", "更改内容"], rows, [9, 24, 11, 56]))
    rows = [
        [f"{one.number}《{one.title}》", _lines(one.reasons), "□不需更改　□需更改"] for one in notice.affected
    ]
    yield from _part(
        "受影响的文件", _table(["文件", "与更改的关系", "评审结果"], rows, [30, 46, 24]) if rows else _none()
    )
    rows = [[one.name, "、".join(one.documents), "", ""] for one in notice.receivers]
    yield from _part("通知岗位和部门", _table(["岗位或部门", "涉及", "签收", "日期"], rows, [22, 48, 16, 14]))
    rows = [
        [f"{one.number} {one.title}".strip(), one.revision_before or "—", "", "□收回　□销毁　□加盖作废章", ""]
        for one in notice.recalled
    ]
    yield from _part(
        "旧版回收",
        _table(["编号和名称", "旧版次", "份数", "处理", "经办和日期"], rows, [36, 10, 8, 28, 18])
        if rows
        else _none(),
    )
    if notice.kind is NoticeKind.REQUEST:
        rows = [["对其他文件、记录表、在用版本的影响", ""], ["需要的培训", ""], ["需要的资源和其他准备", ""]]
        yield from _part("影响评审", _table(["事项", "评审意见"], rows, [36, 64]))
    names = ("申请", "审核", "批准") if notice.kind is NoticeKind.REQUEST else ("编制", "审核", "批准")
    yield from _part(
        "审批", _table(["", "岗位", "签名", "日期"], [[one, "", "", ""] for one in names], [14, 32, 32, 22])
    )


def _part(title: str, *blocks: nodes.Element) -> Iterator[nodes.Element]:
    yield nodes.rubric("", title)
    yield from blocks


def _table(head: list[str], rows: Sequence[Sequence[Cell]], widths: list[int]) -> nodes.table:
    return make_table("notice", head, rows, widths)


def _lines(texts: Sequence[str]) -> list[nodes.paragraph]:
    return [nodes.paragraph("", one) for one in texts] or [nodes.paragraph("", "—")]


def _none() -> nodes.paragraph:
    return nodes.paragraph("", "无。")
