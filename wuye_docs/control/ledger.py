"""The ledger: every decision about a controlled number, one JSON object a line, each with the hash of the one before.

Written in canonical JSON (RFC 8785). An entry's hash is SHA-256 over its line without `hash` and `signature`. Two branches of
a ledger that were merged stand one behind the other, untouched, and a `merge` entry names the ends of both; so the
chain is a graph in which every entry but the last is the predecessor of another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from wuye_docs.control.canonical_json import canonical, hash_of, hash_of_read, read_canonical
from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.loaders import CONTROL_FOLDER, Workspace

LEDGER_FILE = f"{CONTROL_FOLDER}/ledger.jsonl"
BROKEN = "CTL008"
"""Code of the findings about a ledger that is not whole."""
BEGINNING = "0" * 64
"""What stands as `previous` in the first entry."""
_HASH = re.compile(r"[0-9a-f]{64}")
# Keys of every entry; an empty one is left out of the line, except those without which it is none.
_TEXTS = ("time", "action", "number", "revision", "content", "post", "name", "date", "remark", "previous")
_ALL_TEXTS = (*_TEXTS, "hash")
_REQUIRED = ("sequence", "time", "action", "previous", "hash")
_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")


class Action(StrEnum):
    """What an entry does."""

    REVIEW = "review"
    APPROVE = "approve"
    RETURN = "return"
    """Sent back by a reviewer or approver."""
    WITHDRAW = "withdraw"
    OBSOLETE = "obsolete"
    CONFIRM = "confirm"
    RELEASE = "release"
    DISTRIBUTE = "distribute"
    RECALL = "recall"
    READ = "read"
    MERGE = "merge"

    @property
    def label(self) -> Message:
        """The action as people read it."""
        return {
            Action.REVIEW: Message("审核", "reviewed"),
            Action.APPROVE: Message("批准", "approved"),
            Action.RETURN: Message("退回", "returned"),
            Action.WITHDRAW: Message("撤回", "withdrawn"),
            Action.OBSOLETE: Message("作废", "made obsolete"),
            Action.CONFIRM: Message("确认不受影响", "confirmed"),
            Action.RELEASE: Message("发布", "released"),
            Action.DISTRIBUTE: Message("发放", "distributed"),
            Action.RECALL: Message("回收", "recalled"),
            Action.READ: Message("已阅", "read"),
            Action.MERGE: Message("合并台账", "ledgers merged"),
        }[self]


DECISIONS = (
    Action.REVIEW, Action.APPROVE, Action.RETURN, Action.WITHDRAW, Action.OBSOLETE, Action.CONFIRM, Action.RELEASE,
)  # fmt: skip
"""What says where a number stands; who holds a copy or has read it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger."""

    sequence: int
    """One more than that of the entry before; in branches that were merged a sequence stands twice."""
    time: str
    """When it was written: ISO 8601 with offset."""
    action: str
    """An `Action`; text, so that an entry of a later version of the tool can be read."""
    number: str = ""
    """The document, flow or form; empty for what concerns an edition."""
    revision: str = ""
    content: str = ""
    """Content hash of what was decided on; for a release, SHA-256 of the manifest."""
    post: str = ""
    name: str = ""
    date: str = ""
    """The day of the decision, YYYY-MM-DD."""
    remark: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    """Further keys of the action: `refers` of a decision, `edition` of a release, `successor` of an obsolete document …"""
    previous: str = BEGINNING
    hash: str = ""
    signature: Mapping[str, str] | None = None
    """`key`, the post whose public key it is, and `value`, Ed25519 over the hash, base64."""
    line: int = field(default=0, compare=False)
    """Where it stands in the file, from 1."""

    @property
    def span(self) -> Span:
        """The place of the entry in the ledger."""
        return Span(LEDGER_FILE, max(self.line, 1), 1, max(self.line, 1), 2)

    def data(self) -> dict[str, Any]:
        """The entry as it is hashed."""
        found: dict[str, Any] = {**self.details, "sequence": self.sequence}
        for name in _TEXTS:
            value = getattr(self, name)
            if value or name in _REQUIRED:
                found[name] = str(value)
        return found

    def as_line(self) -> bytes:
        """The entry as it stands in the file, with its line end."""
        data = self.data() | {"hash": self.hash}
        if self.signature:
            data["signature"] = dict(self.signature)
        return canonical(data) + b"\n"

    def sealed(self) -> Entry:
        """The entry with its hash."""
        from dataclasses import replace

        return replace(self, hash=hash_of(self.data()))


@dataclass(frozen=True)
class Ledger:
    """What has been decided, in order, and what is wrong with the record of it."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    """Broken chain, edited, missing or unreadable entries: CTL008, each at its line."""

    @cached_property
    def by_number(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries about each number, in order."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if entry.number:
                found.setdefault(entry.number, []).append(entry)
        return {number: tuple(entries) for number, entries in found.items()}

    def of(self, number: str, *actions: Action) -> tuple[Entry, ...]:
        """The entries about a number, of the actions asked for (all if none)."""
        found = self.by_number.get(number, ())
        return tuple(one for one in found if one.action in actions) if actions else found

    @cached_property
    def releases(self) -> tuple[Entry, ...]:
        """The releases of editions, the first first."""
        return tuple(one for one in self.entries if one.action == Action.RELEASE)

    @cached_property
    def ends(self) -> tuple[Entry, ...]:
        """The entries that no other names as its predecessor: one in a whole ledger, none in an empty one."""
        followed = {one for entry in self.entries for one in predecessors(entry)}
        return tuple(entry for entry in self.entries if entry.hash not in followed)

    @property
    def open_branches(self) -> tuple[Diagnostic, ...]:
        """The ends of branches that no entry binds yet (CTL008): git kept the lines of both. Writing binds them.

        In a broken ledger nobody can tell a branch from a gap: none.
        """
        return tuple(
            _fault(
                end.line,
                f"第 {end.line} 行 (条目 {end.sequence}) 是另一分支的末尾, 两个分支还没有合并",
                f"line {end.line} (entry {end.sequence}) ends a branch that has not been merged",
                Message("运行 `wuye ledger merge`, 两边的条目都会保留", "run `wuye ledger merge`; the entries of both sides stay"),
            )
            for end in (() if self.faults else self.ends[:-1])
        )  # fmt: skip

    @property
    def head(self) -> str:
        """The hash that the next entry names: that of the last entry, or `BEGINNING`."""
        return self.entries[-1].hash if self.entries else BEGINNING

    @property
    def has_begun(self) -> bool:
        """Whether anything has been decided; before that, front matter alone says what a status is."""
        return bool(self.entries)


def predecessors(entry: Entry) -> tuple[str, ...]:
    """The hashes of the entries that an entry follows: one, or the ends of the branches that it merges."""
    merged = entry.details.get("merged", [])
    return (entry.previous, *(str(one) for one in merged)) if isinstance(merged, list) else (entry.previous,)


def read_ledger(workspace: Workspace) -> Ledger:
    """The ledger of a workspace; an empty one if it has none. Never raises for a faulty one."""
    try:
        data = workspace.read(LEDGER_FILE)
    except FileNotFoundError:
        return Ledger()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return Ledger((), (_fault(1, f"台账无法读取: {reason}", f"the ledger cannot be read: {reason}"),))
    return parse_ledger(data)


def parse_ledger(data: bytes) -> Ledger:
    """The ledger that some bytes hold, with all that is wrong with it."""
    entries: list[Entry] = []
    faults: list[Diagnostic] = []
    claimed: dict[str, int] = {}
    lines = data.split(b"\n")
    if lines[-1]:
        faults.append(
            _fault(
                len(lines), f"第 {len(lines)} 行没有写完整", f"line {len(lines)} does not end",
                Message("最后一条可能被截断; 从备份或 git 恢复台账", "the last entry may be cut off; restore the ledger from a backup or git"),
            )
        )  # fmt: skip
    else:
        lines.pop()
    for index, raw in enumerate(lines, 1):
        line = raw.removesuffix(b"\r")
        if line.startswith(_CONFLICT):
            faults.append(
                _fault(
                    index, "台账中有 git 的冲突标记", "the ledger holds conflict markers of git",
                    Message("运行 `wuye ledger merge`, 两边的条目都会保留", "run `wuye ledger merge`; the entries of both sides stay"),
                )
            )  # fmt: skip
            continue
        read = _entry(index, line)
        if isinstance(read, Entry):
            entries.append(read)
        else:
            faults.append(read)
            claimed |= _claimed(line)
    faults += _chain_faults(entries, claimed)
    return Ledger(tuple(entries), tuple(sorted(faults, key=lambda one: one.order)))


def _entry(number: int, line: bytes) -> Entry | Diagnostic:
    """One line, read; what is no entry, or no longer the one that was written, is a fault."""
    try:
        data = read_canonical(line)
        known = isinstance(data, dict) and all(one in data for one in _REQUIRED)
        known = known and all(isinstance(data.get(one, ""), str) for one in _ALL_TEXTS)
        known = known and isinstance(data["sequence"], int) and not isinstance(data["sequence"], bool)
    except (ValueError, RecursionError):
        known = False
    if not known:
        return _edited(number, "", "不是完整的条目", "is no whole entry")
    signature = data.pop("signature", None)
    written = data.pop("hash")
    what = f"{data.get('action', '')} {data.get('number', '') or data.get('edition', '')}".strip()
    if not (signature is None or _is_signature(signature)):
        return _edited(number, what, "签名残缺", "has a damaged signature")
    if hash_of_read(data) != written:
        return _edited(number, what, "内容与其哈希值不符", "does not agree with its hash")
    texts = {name: data.pop(name, "") for name in _TEXTS}
    return Entry(
        sequence=data.pop("sequence"), details=data, hash=written, signature=signature, line=number, **texts
    )


def _is_signature(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == {"key", "value"}
        and all(isinstance(one, str) for one in value.values())
    )


def _claimed(line: bytes) -> dict[str, int]:
    """The hash and sequence that a broken entry says it has, so that those behind it are not found broken as well."""
    try:
        data = json.loads(line.decode("utf-8"))
        return {data["hash"]: data["sequence"] + 0}
    except (ValueError, RecursionError, KeyError, TypeError):
        return {}


def _chain_faults(entries: Iterable[Entry], claimed: Mapping[str, int]) -> Iterator[Diagnostic]:
    """Entries whose predecessor is missing, that stand twice or are counted wrongly; `claimed` are those of broken ones."""
    sequences: dict[str, int] = {BEGINNING: 0, **claimed}
    for entry in entries:
        if entry.hash in sequences and entry.hash not in claimed:
            yield _fault(
                entry.line, f"第 {entry.line} 行重复了前面的条目", f"line {entry.line} repeats an earlier entry",
                Message("运行 `wuye ledger merge`", "run `wuye ledger merge`"),
            )  # fmt: skip
            continue
        before = predecessors(entry)
        missing = [one for one in before if one not in sequences]
        if missing:
            yield _fault(
                entry.line,
                f"第 {entry.line} 行 (条目 {entry.sequence}) 前面的条目缺失或被改动: 找不到 {missing[0][:12]}…",
                f"line {entry.line} (entry {entry.sequence}): the entry before it is missing or was changed ({missing[0][:12]}…)",
            )  # fmt: skip
        elif entry.sequence != max(sequences[one] for one in before) + 1:
            yield _fault(
                entry.line,
                f"第 {entry.line} 行的序号 {entry.sequence} 不连续",
                f"line {entry.line}: sequence {entry.sequence} does not follow",
            )
        sequences[entry.hash] = entry.sequence


_RESTORE = Message(
    "台账只能追加, 不能修改; 从备份或 git 恢复 " + LEDGER_FILE,
    f"a ledger is only ever added to; restore {LEDGER_FILE} from a backup or git",
)


def _edited(line: int, what: str, zh: str, en: str) -> Diagnostic:
    shown = f" ({what})" if what else ""
    return _fault(
        line, f"第 {line} 行{shown}{zh}, 台账被改动过", f"line {line}{shown} {en}: the ledger was edited"
    )


def _fault(line: int, zh: str, en: str, hint: Message = _RESTORE) -> Diagnostic:
    return Diagnostic(BROKEN, Severity.ERROR, Span(LEDGER_FILE, line, 1, line, 2), Message(zh, en), hint)
