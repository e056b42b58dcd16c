"""What stands in the way of a release: all of it at once, with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wuye_docs.control import IssueState
from wuye_docs.control.revisions import next_revisions
from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Status
from wuye_docs.project.standing import Standing, tasks


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why an edition cannot be released."""

    message: Message
    to_do: Message
    is_draft: bool = False
    """Whether `--allow-drafts` lets it pass."""


def is_approved(state: IssueState) -> bool:
    """Whether a number is approved as it stands, by the ledger; a claim of the front matter is no approval."""
    if state.status is Status.APPROVED or (state.status is Status.EFFECTIVE and state.edition):
        return bool(state.approvals)
    return False


def obstacles(standing: Standing, findings: Sequence[Diagnostic], edition: str) -> Iterator[Obstacle]:
    """Everything that a release of an edition waits for; `findings` are those of a check."""
    control = standing.control
    for fault in control.faults:
        yield Obstacle(Message(fault.message.zh, fault.message.en), fault.hint or Message("", ""))
    last = control.baselines[-1].edition if control.baselines else ""
    if edition in [one.edition for one in control.baselines]:
        yield Obstacle(
            Message(f"版本 {edition} 已经发布", f"edition {edition} has been released"),
            Message(f"下一版本为 {next_revisions(last)[0]}", f"the next is {next_revisions(last)[0]}"),
        )
    elif last and edition not in next_revisions(last):
        wanted = next_revisions(last)
        yield Obstacle(
            Message(f"版本 {edition} 不接着 {last}", f"edition {edition} does not follow {last}"),
            Message(f"用 {wanted[0]} (更改) 或 {wanted[-1]} (换版)", f"use {wanted[0]}, or {wanted[-1]} for a new edition"),
        )  # fmt: skip
    for one in findings:
        if one.severity is Severity.ERROR and one.code != "CTL008":
            place = f"{one.span.path}:{one.span.line}"
            yield Obstacle(
                Message(f"{place} {one.code} {one.message.zh}", f"{place} {one.code} {one.message.en}"),
                one.hint or Message("", ""),
            )
    yield from _undecided(standing)
    for number, state in control.issues.items():
        if not state.path and state.status is Status.EFFECTIVE:
            yield Obstacle(
                Message(f"{number} 现行有效, 源文件却不见了", f"{number} is in force but its source is gone"),
                Message(
                    f"恢复文件, 或 wuye obsolete {number} --as 岗位 --reason 理由",
                    f"restore it, or wuye obsolete {number} --as POST --reason TEXT",
                ),
            )
    if last and not any(
        _is_news(one, control.in_force.get(number)) for number, one in control.issues.items()
    ):
        yield Obstacle(
            Message(f"自 {last} 以来没有任何改动", f"nothing has changed since {last}"), Message("", "")
        )


def _undecided(standing: Standing) -> Iterator[Obstacle]:
    """Numbers that are not approved, or suspect, by what is to be done and by whom."""
    control = standing.control
    open_numbers = {
        number
        for number, one in control.issues.items()
        if one.path and one.status is not Status.OBSOLETE and not is_approved(one)
    }
    told: set[str] = set()
    for task in tasks(control):
        numbers = [one for one in task.numbers if one in open_numbers or task.verb == "confirm"]
        if not numbers:
            continue
        told.update(numbers)
        shown = "、".join(numbers[:6]) + ("…" if len(numbers) > 6 else "")
        word = {"review": ("待审核", "to be reviewed"), "approve": ("待批准", "to be approved"), "confirm": ("存疑, 待确认", "suspect, to be confirmed")}[task.verb]  # fmt: skip
        line = f"wuye {task.verb} --all-changed --as {task.post}"
        missing = Message("在文件头写 approver, 或在 manual.yaml 的 control 中指定", "write `approver` in the front matter, or `control` in manual.yaml")  # fmt: skip
        yield Obstacle(
            Message(f"{len(numbers)} 项{word[0]}: {shown}", f"{len(numbers)} {word[1]}: {shown}"),
            Message(line, line) if task.post else missing,
            is_draft=True,
        )
    left = sorted(open_numbers - told)
    if left:
        shown = "、".join(left[:6]) + ("…" if len(left) > 6 else "")
        yield Obstacle(
            Message(f"{len(left)} 项没有批准: {shown}", f"{len(left)} not approved: {shown}"),
            Message("wuye approve … --as 岗位", "wuye approve … --as POST"),
            is_draft=True,
        )


def _is_news(state: IssueState, in_force: IssueState | None) -> bool:
    if state.status is Status.OBSOLETE:
        return in_force is not None
    return state.status is not Status.EFFECTIVE or not state.edition
