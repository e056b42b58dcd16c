"""Adding to the ledger: one writer at a time, all entries of a command or none, on the disk before it ends."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from wuye_docs.control.ledger import BEGINNING, LEDGER_FILE, Entry, Ledger, parse_ledger
from wuye_docs.control.merging import merged
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import CONTROL_FOLDER

SECONDS_TO_WAIT = 30.0
"""For another writer; a release holds the lock only while it writes its entry."""
# Line ends stay as they are, or hashes would not hold; git joins two ledgers by keeping the lines of both.
_GIT_ATTRIBUTES = "* -text\nledger.jsonl merge=union\n"
_GIT_IGNORE = ".*\n!.gitattributes\n!.gitignore\n"

Sign = Callable[[Entry], Entry]
"""Adds the signature of a post to a sealed entry."""


class LedgerRefusal(Exception):
    """The ledger cannot be added to; `message` says why."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class LedgerWriter:
    """The ledger while this process alone may add to it."""

    def __init__(self, root: Path, ledger: Ledger, now: datetime) -> None:
        self._root = root
        self.ledger = ledger
        self._now = now

    def append(self, drafts: Sequence[Entry], sign: Sign | None = None) -> tuple[Entry, ...]:
        """Add entries, in order, all or none; their time, sequence, predecessor and hash are set here. Branches are bound.

        When it returns they are on the disk. Raises OSError if they could not be written: then none of them is there.
        """
        known = self.ledger.entries
        if self.ledger.open_branches:
            known = merged(known)
        last = known[-1] if known else None
        made: list[Entry] = []
        for draft in drafts:
            entry = replace(
                draft,
                sequence=last.sequence + 1 if last else 1,
                time=self._now.isoformat(timespec="seconds"),
                date=draft.date or self._now.date().isoformat(),
                previous=last.hash if last else BEGINNING,
                line=len(known) + len(made) + 1,
            ).sealed()
            last = sign(entry) if sign else entry
            made.append(last)
        if made:
            write_ledger(self._root, (*known, *made))
            self.ledger = Ledger((*known, *made))
        return tuple(made)


@contextmanager
def ledger_writer(root: Path, now: datetime) -> Iterator[LedgerWriter]:
    """The ledger of a project, read and held: decide on what it says, then append.

    Raises LedgerRefusal if it is broken or somebody else holds it too long, OSError if it cannot be read.
    """
    with ledger_lock(root):
        path = root / LEDGER_FILE
        ledger = parse_ledger(path.read_bytes()) if path.exists() else Ledger()
        if ledger.faults:
            first = ledger.faults[0]
            raise LedgerRefusal(
                Message(f"台账不完整, 没有写入任何内容: {first.message.zh}", f"the ledger is not whole, nothing was written: {first.message.en}"),
                first.hint,
            )  # fmt: skip
        yield LedgerWriter(root, ledger, now)


@contextmanager
def ledger_lock(root: Path) -> Iterator[None]:
    """Hold the lock of a ledger; the system lets go of it however the process ends. Raises LedgerRefusal."""
    # Whoever only reads the ledger, as checks do, has no need of it.
    from filelock import FileLock, Timeout

    folder = root / CONTROL_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".ledger.lock", timeout=SECONDS_TO_WAIT)
    try:
        with lock:
            for stale in folder.glob(".ledger.jsonl.*.tmp"):
                # Left by a process that was killed while it wrote.
                stale.unlink(missing_ok=True)
            yield
    except Timeout:
        raise LedgerRefusal(
            Message(
                "另一位同事正在写入台账, 请稍后再试",
                "somebody else is writing to the ledger; try again in a moment",
            )
        ) from None


def write_ledger(root: Path, entries: Sequence[Entry]) -> None:
    """Put a whole ledger in the place of the present one, in one step. Only for who holds the lock."""
    path = root / LEDGER_FILE
    for name, text in ((".gitattributes", _GIT_ATTRIBUTES), (".gitignore", _GIT_IGNORE)):
        if not (path.parent / name).exists():
            (path.parent / name).write_text(text, encoding="utf-8", newline="\n")
    replace_whole(path, b"".join(entry.as_line() for entry in entries))


def replace_whole(path: Path, data: bytes) -> None:
    """Write a file so that at every moment, a power cut included, the old or the new one is there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    for wait in (0.02, 0.1, 0.5, 1.0, None):
        try:
            beside.replace(path)
            break
        except PermissionError:
            # Windows, while a virus scanner or a reader has the file open.
            if wait is None:
                beside.unlink(missing_ok=True)
                raise
            time.sleep(wait)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system has a way to."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
