"""What a post may decide about numbers now, and the entries that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wuye_docs.control.authority import Authorities, Posts
from wuye_docs.control.content_hash import ContentHashes
from wuye_docs.control.document_control import DocumentControl
from wuye_docs.control.issue_state import IssueState
from wuye_docs.control.ledger import Action, Entry
from wuye_docs.control.revisions import next_revisions
from wuye_docs.diagnostics import Message
from wuye_docs.model import ControlSettings, Status


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides, the same for many numbers."""

    action: Action
    post: str
    """Registered name of the post."""
    name: str = ""
    date: str = ""
    """YYYY-MM-DD; empty for today."""
    remark: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a decision cannot be taken on a number."""

    number: str
    message: Message
    is_other_post: bool = False
    """Whether it is for another post to decide, which in a group is no reason to complain."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a decision on some numbers."""

    entries: tuple[Entry, ...]
    """Drafts for the ledger, in the order of the numbers."""
    refused: tuple[Refused, ...]
    settled: tuple[str, ...]
    """Numbers about which it has been decided so already."""


class _No(Exception):
    """The decision cannot be taken."""

    def __init__(self, zh: str, en: str, is_other_post: bool = False) -> None:
        super().__init__(en)
        self.message = Message(zh, en)
        self.is_other_post = is_other_post


class _Settled(Exception):
    """It has been decided so already."""


def plan_decision(
    control: DocumentControl, settings: ControlSettings, numbers: Iterable[str], decision: Decision
) -> Plan:
    """The entries that a decision on some numbers comes to, and the numbers on which it cannot be taken."""
    entries: list[Entry] = []
    refused: list[Refused] = []
    settled: list[str] = []
    for number in numbers:
        state = control.issues[number]
        try:
            details = _Judge(control, settings, decision, state).details()
        except _Settled:
            settled.append(number)
        except _No as no:
            refused.append(Refused(number, no.message, no.is_other_post))
        else:
            entries.append(
                Entry(
                    sequence=0, time="", action=decision.action.value, number=number, revision=state.revision,
                    content=state.content, post=decision.post, name=decision.name, date=decision.date,
                    remark=decision.remark, details=details,
                )
            )  # fmt: skip
    return Plan(tuple(entries), tuple(refused), tuple(settled))


class _Judge:
    """One decision on one number."""

    def __init__(
        self, control: DocumentControl, settings: ControlSettings, decision: Decision, state: IssueState
    ) -> None:
        self.control = control
        self.settings = settings
        self.decision = decision
        self.state = state
        self.authorities: Authorities = control.authorities
        self.hashes: ContentHashes = control.hashes
        self.posts: Posts = control.authorities.of(state.number)

    def details(self) -> dict[str, object]:
        """Further keys of the entry. Raises _No or _Settled."""
        match self.decision.action:
            case Action.REVIEW:
                return self.review()
            case Action.APPROVE:
                return self.approve()
            case Action.RETURN:
                return self.give_back()
            case Action.WITHDRAW:
                return self.withdraw()
            case Action.OBSOLETE:
                return self.obsolete()
            case _:
                return self.confirm()

    def review(self) -> dict[str, object]:
        self.require_open()
        if not self.posts.may_review:
            raise _No("没有审核岗位, 可直接批准", "nobody is named to review it; it can be approved", True)
        self.require_post(self.posts.may_review, Message("审核", "review"))
        self.require_revision()
        if self.state.reviewed and self.state.reviewed.post == self.decision.post:
            raise _Settled
        self.require_move(Status.IN_REVIEW)
        return {}

    def approve(self) -> dict[str, object]:
        self.require_open()
        if not self.posts.may_approve:
            raise _No(
                "没有批准岗位: 在文件头写 approver, 或在 manual.yaml 的 control 中指定",
                "nobody may approve it: write `approver` in the front matter or `control` in manual.yaml",
            )
        self.require_post(self.posts.may_approve, Message("批准", "approve"))
        if self.decision.post == self.posts.drafter and not self.settings.drafter_may_approve:
            raise _No(
                f"编制岗位 {self.posts.drafter} 不能批准自己编制的文件",
                f"{self.posts.drafter} drafted it and may not approve it",
            )
        self.require_revision()
        if self.decision.post in [one.post for one in self.state.approvals]:
            raise _Settled
        if self.posts.may_review and not self.state.reviewed:
            who = "、".join(self.posts.may_review)
            raise _No(f"还没有审核: 先由 {who} 审核", f"not reviewed yet: {who} first")
        self.require_move(Status.APPROVED)
        return {"refers": dict(self.hashes.cited(self.state.number))}

    def give_back(self) -> dict[str, object]:
        self.require_open()
        self.require_post((*self.posts.may_review, *self.posts.may_approve), Message("退回", "return"))
        return {}

    def withdraw(self) -> dict[str, object]:
        self.require_post((*self.posts.may_approve, *self.posts.may_review), Message("撤回", "withdraw"))
        if self.state.status is Status.DRAFT:
            raise _No("没有可撤回的审核或批准", "there is no review or approval to withdraw")
        return {}

    def obsolete(self) -> dict[str, object]:
        if self.state.status is Status.OBSOLETE:
            raise _Settled
        self.require_post(self.posts.may_approve, Message("作废", "make obsolete"))
        self.require_move(Status.OBSOLETE)
        successor = self.decision.successor
        if successor and successor not in self.control.issues:
            raise _No(f"代替文件 {successor} 不存在", f"the successor {successor} does not exist")
        if successor == self.state.number:
            raise _No("文件不能代替自己", "it cannot be its own successor")
        return {"successor": successor} if successor else {}

    def confirm(self) -> dict[str, object]:
        if not self.state.suspect_because:
            raise _Settled
        self.require_post(
            tuple(filter(None, (*self.posts.may_review, *self.posts.may_approve, self.posts.drafter))),
            Message("确认", "confirm"),
        )
        return {"refers": dict(self.hashes.cited(self.state.number))}

    def require_open(self) -> None:
        """The working copy is something to decide on."""
        if not self.state.path:
            raise _No("源文件已不存在", "its source is gone")
        if self.state.status is Status.OBSOLETE:
            raise _No("已作废; 要恢复先 `wuye withdraw`", "it is obsolete; `wuye withdraw` brings it back")
        if self.state.status is Status.EFFECTIVE and self.state.edition:
            raise _Settled

    def require_post(self, allowed: tuple[str, ...], what: Message) -> None:
        if self.decision.post not in allowed:
            who = "、".join(dict.fromkeys(allowed)) or "—"
            raise _No(f"应由 {who} {what.zh}", f"{who} is to {what.en} it", True)

    def require_revision(self) -> None:
        """A changed document has a new revision, and the next one in sequence."""
        state = self.state
        if not state.in_force:
            return
        if state.revision not in next_revisions(state.in_force):
            wanted = next_revisions(state.in_force)[0]
            raise _No(
                f"内容已改而版次未升: 现行 {state.in_force}, 应为 {wanted} (运行 `wuye check --fix`)",
                f"changed since revision {state.in_force}: it must be {wanted} (`wuye check --fix`)",
            )
        if self.control.in_force[state.number].content == state.content:
            raise _No(
                f"版次升到 {state.revision}, 内容却没有变: 改回 {state.in_force}",
                f"revision {state.revision} with nothing changed: write {state.in_force}",
            )

    def require_move(self, after: Status) -> None:
        before = self.state.status
        if before is not after and not self.authorities.may_move(before, after):
            raise _No(
                f"manual.yaml 不允许从“{before.label}”到“{after.label}”",
                f"manual.yaml does not allow {before.value} to become {after.value}",
            )
