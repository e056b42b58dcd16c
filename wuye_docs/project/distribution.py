"""Giving copies out, calling them back, and confirming that somebody has read: entries of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wuye_docs.content.registers.ledger_rows import copies_of, next_copy_number
from wuye_docs.content.registers.standing import Copy
from wuye_docs.control import Action, DocumentControl, Entry, Ledger, read_control
from wuye_docs.control.ledger_file import LedgerWriter, ledger_writer
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import DiskWorkspace, load, nearest, not_found
from wuye_docs.model import Document, Flow, Form, Manual, Status
from wuye_docs.project.edits import Refusal
from wuye_docs.references import ReferenceGraph

MEDIA = ("纸质", "电子")


@dataclass(frozen=True)
class Counter:
    """What hands out and takes back: the manual, and where everything stands."""

    root: Path
    manual: Manual
    references: ReferenceGraph
    control: DocumentControl

    @classmethod
    def of(cls, root: Path) -> Counter:
        """The counter of a project."""
        workspace = DiskWorkspace(root)
        references = ReferenceGraph(load(workspace).manual)
        return cls(root, references.manual, references, read_control(workspace, references))

    def record(self, number: str) -> Document | Flow | Form:
        """What has the number. Raises Refusal."""
        found = self.manual.controlled_by(number)
        if found is None:
            near = nearest(number, [str(one.number) for one in self.manual.controlled()])
            raise Refusal(not_found(f"没有编号 `{number}`", f"no number `{number}`", near))
        return found

    def holder(self, name: str) -> str:
        """The registered name of a department, post or party; a name of somebody else as it is written.

        Raises Refusal for nothing at all.
        """
        text = " ".join(name.split())
        if not text:
            raise Refusal(Message("请写明发放给谁", "say who receives it"))
        known = self.references.names.person(text)
        return str(known.target.key) if known else text

    def post(self, name: str) -> str:
        """The registered name of a post. Raises Refusal."""
        known = self.references.names.person(name)
        if known is None or known.target.key not in self.manual.roles:
            near = nearest(name, [str(one) for one in self.manual.roles])
            raise Refusal(not_found(f"没有岗位 `{name}`", f"no post `{name}`", near))
        return str(known.target.key)

    def issue(self, number: str) -> tuple[str, str]:
        """(revision, content hash) of the issue in force. Raises Refusal where nothing is in force."""
        record = self.record(number)
        released = self.control.in_force.get(number)
        if released is not None:
            return released.revision, released.content
        state = self.control.issues.get(number)
        if state is None or state.status is not Status.EFFECTIVE:
            label = (state.status if state else record.status).label
            raise Refusal(
                Message(
                    f"{number} 还没有现行有效的版次 (状态: {label}), 不能发放; 先批准并发布",
                    f"{number} has no issue in force (it is {state.status.value if state else record.status.value}); approve and release it first",
                )
            )
        return state.revision, state.content

    def distribute(
        self,
        number: str,
        holders: Sequence[str],
        *,
        now: datetime,
        copy: str = "",
        medium: str = MEDIA[0],
        post: str = "",
        name: str = "",
        received: str = "",
        remark: str = "",
    ) -> list[Copy]:
        """Give out a copy to each holder; returns the copies. Raises Refusal, LedgerRefusal or OSError."""
        revision, content = self.issue(number)
        record = self.record(number)
        planned = record.distribution if isinstance(record, Document) else ()
        named = [self.holder(one) for one in holders or planned]
        if not named:
            raise Refusal(
                Message(
                    f"{number} 没有写发放范围 (distribution), 请用 --to 指定",
                    f"{number} names no distribution; say --to whom",
                )
            )
        if copy and len(named) > 1:
            raise Refusal(Message("--copy 只能用于一个持有者", "--copy goes with one holder"))
        by = self.post(post) if post else ""
        with ledger_writer(self.root, now) as writer:
            drafts = self._copies(writer, number, revision, content, named, copy, planned)
            entries = [
                Entry(
                    sequence=0, time="", action=Action.DISTRIBUTE, number=number, revision=revision, content=content,
                    post=by, name=name, remark=remark,
                    details={key: text for key, text in (("to", holder), ("copy", given), ("medium", medium), ("received", received)) if text},
                )
                for holder, given in drafts
            ]  # fmt: skip
            written = writer.append(entries)
        return list(copies_of(Ledger(written)))

    def _copies(
        self,
        writer: LedgerWriter,
        number: str,
        revision: str,
        content: str,
        holders: Sequence[str],
        wanted: str,
        planned: Sequence[str],
    ) -> list[tuple[str, str]]:
        """(holder, 分发号) of each copy. Raises Refusal if a number is out, or a holder has this revision already."""
        copies = list(copies_of(writer.ledger))
        given: list[tuple[str, str]] = []
        for holder in holders:
            out = [one for one in copies if one.number == number and not one.recalled]
            own = next((one for one in out if one.holder == holder and one.revision == revision), None)
            if own and not wanted:
                raise Refusal(
                    Message(
                        f"{holder} 已持有 {number} {revision} (分发号 {own.copy}); 另发一份请用 --copy 指定分发号",
                        f"{holder} has {number} {revision} already (copy {own.copy}); name another copy with --copy",
                    )
                )
            old = next((one for one in out if one.holder == holder and one.revision != revision), None)
            copy = wanted or (old.copy if old else next_copy_number(copies, number, holder, planned))
            taken = next((one for one in out if one.copy == copy and one is not old), None)
            if taken:
                raise Refusal(
                    Message(
                        f"{number} 的分发号 {copy} 在 {taken.holder} 手中, 未回收",
                        f"copy {copy} of {number} is with {taken.holder} and has not come back",
                    )
                )
            given.append((holder, copy))
            copies.append(Copy(number, revision, copy, holder, "", ""))
        return given

    def recall(
        self,
        number: str,
        holders: Sequence[str] = (),
        *,
        now: datetime,
        copy: str = "",
        outdated: bool = False,
        post: str = "",
        name: str = "",
        remark: str = "",
    ) -> list[Copy]:
        """Take copies back: those of some holders, one by its number, or all that are outdated. Raises as `distribute`."""
        named = [self.holder(one) for one in holders]
        by = self.post(post) if post else ""
        with ledger_writer(self.root, now) as writer:
            out = [one for one in copies_of(writer.ledger) if one.number == number and not one.recalled]
            if outdated:
                current = self.control.in_force.get(number)
                state = self.control.issues.get(number)
                revision = current.revision if current else state.revision if state else ""
                out = [
                    one
                    for one in out
                    if one.revision != revision or (state and state.status is Status.OBSOLETE)
                ]
            if named:
                out = [one for one in out if one.holder in named]
            if copy:
                out = [one for one in out if one.copy == copy]
            if not out:
                raise Refusal(
                    Message(
                        f"没有符合条件、还未回收的 {number} 副本; 见 `wuye register distribution`",
                        f"no copy of {number} of that kind is out; see `wuye register distribution`",
                    )
                )
            writer.append(
                [
                    Entry(
                        sequence=0, time="", action=Action.RECALL, number=number, revision=one.revision,
                        post=by, name=name, remark=remark, details={"to": one.holder, "copy": one.copy},
                    )
                    for one in out
                ]
            )  # fmt: skip
        return out

    def read(self, number: str, post: str, name: str, *, now: datetime) -> tuple[str, str]:
        """Note that somebody has read the issue in force; returns (post, revision). Raises as `distribute`."""
        revision, content = self.issue(number)
        by = self.post(post)
        with ledger_writer(self.root, now) as writer:
            writer.append(
                [Entry(sequence=0, time="", action=Action.READ, number=number, revision=revision, content=content, post=by, name=name)]
            )  # fmt: skip
        return by, revision
