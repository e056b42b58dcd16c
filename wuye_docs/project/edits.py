"""Change sources in place: by places, byte for byte, all files or none."""

from __future__ import annotations

import difflib
import re
import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wuye_docs.diagnostics import Diagnostic, Message, Span

_LINE_END = re.compile(r"\r\n|\r|\n")


class Refusal(Exception):
    """A change that is not made, with the reason for the user."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class Replacement(NamedTuple):
    """`text` in place of what stands from offset `start` to `end`."""

    start: int
    end: int
    text: str


class SourceText:
    """A source file's text with its own line ends and byte order mark, addressed by the places that loading gives."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        try:
            self.text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refusal(
                Message(f"{path} 不是 UTF-8 编码, 不能修改", f"{path} is not UTF-8 and cannot be edited")
            ) from None
        first = 1 if self.text.startswith("\ufeff") else 0
        self.starts = [first, *(match.end() for match in _LINE_END.finditer(self.text))]

    @property
    def line_end(self) -> str:
        """The line end that the file uses."""
        found = _LINE_END.search(self.text)
        return found.group() if found else "\n"

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; both count from 1."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def range_of(self, span: Span) -> tuple[int, int]:
        """Offsets of a place's start and end."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def line_of(self, offset: int) -> int:
        """The line an offset stands in, from 1."""
        return bisect_right(self.starts, offset)

    def replaced(self, replacements: Iterable[Replacement]) -> bytes:
        """The bytes of the file with the replacements made; two that overlap and differ are an error of the caller."""
        pieces = []
        done = 0
        for start, end, text in sorted(set(replacements)):
            if start < done:
                line = self.line_of(start)
                raise Refusal(
                    Message(
                        f"{self.path}:{line} 处的几个改动互相重叠, 请手工修改这一处",
                        f"changes overlap at {self.path}:{line}; edit that place by hand",
                    )
                )
            pieces += [self.text[done:start], text]
            done = end
        return "".join([*pieces, self.text[done:]]).encode()


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after; a file that moves has another path afterwards."""

    path: str
    before: bytes
    new_path: str
    after: bytes


def repairs(found: Iterable[Diagnostic], read: Callable[[str], bytes]) -> tuple[int, tuple[FileChange, ...]]:
    """(how many findings are repaired, the changes that do it) by the fixes that findings carry.

    A fix is made whole or not at all; one that touches what an earlier one changes is left out.
    """
    texts: dict[str, SourceText] = {}
    before: dict[str, bytes] = {}
    chosen: dict[str, list[Replacement]] = {}
    count = 0
    for one in found:
        wanted: list[tuple[str, Replacement]] = []
        for edit in one.fix.edits if one.fix else ():
            path = edit.span.path
            if path not in texts:
                before[path] = read(path)
                texts[path] = SourceText(path, before[path])
            wanted.append((path, Replacement(*texts[path].range_of(edit.span), edit.text)))
        if wanted and not any(_touches(made, chosen.get(path, ())) for path, made in wanted):
            for path, made in wanted:
                chosen.setdefault(path, []).append(made)
            count += 1
    return count, tuple(
        FileChange(path, before[path], path, texts[path].replaced(made))
        for path, made in sorted(chosen.items())
    )


def _touches(wanted: Replacement, others: Iterable[Replacement]) -> bool:
    return any(
        (wanted.start < other.end and other.start < wanted.end) or wanted.start == other.start
        for other in others
    )


def unified_diff(changes: Iterable[FileChange]) -> str:
    """The changes as a unified diff, as git prints it."""
    lines: list[str] = []
    for change in changes:
        if change.path != change.new_path:
            lines += [f"rename from {change.path}\n", f"rename to {change.new_path}\n"]
        lines += difflib.unified_diff(
            change.before.decode("utf-8").splitlines(keepends=True),
            change.after.decode("utf-8").splitlines(keepends=True),
            f"a/{change.path}",
            f"b/{change.new_path}",
        )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def write_changes(root: Path, changes: Iterable[FileChange]) -> None:
    """Make the changes on disk, all or none. Raises Refusal if a file is no longer what it was when it was read."""
    changes = tuple(changes)
    for change in changes:
        path, target = root / change.path, root / change.new_path
        if not path.is_file() or path.read_bytes() != change.before:
            raise Refusal(
                Message(
                    f"{change.path} 刚刚被其他程序修改, 没有做任何改动; 请重新运行",
                    f"{change.path} was changed by another program; nothing was done, run it again",
                )
            )
        if target != path and target.exists():
            raise Refusal(
                Message(
                    f"{change.new_path} 已经存在, 没有做任何改动",
                    f"{change.new_path} exists; nothing was done",
                )
            )
    prepared: dict[Path, Path] = {}
    try:
        for change in changes:
            target = root / change.new_path
            beside = target.with_name(f".{target.name}.wuye-tmp")
            prepared[target] = beside
            beside.write_bytes(change.after)
            shutil.copymode(root / change.path, beside)
    except OSError:
        for beside in prepared.values():
            beside.unlink(missing_ok=True)
        raise
    done: list[FileChange] = []
    try:
        for change in changes:
            target = root / change.new_path
            done.append(change)
            prepared[target].replace(target)
            if change.new_path != change.path:
                (root / change.path).unlink()
    except OSError:
        _put_back(root, done, prepared)
        raise


def write_new_files(root: Path, files: Mapping[str, str]) -> None:
    """Write files that must not exist yet, all or none. Raises Refusal if one does."""
    for path in files:
        if not (root / path).resolve().is_relative_to(root.resolve()):
            raise Refusal(Message(f"{path} 在项目之外", f"{path} is outside the project"))
        if (root / path).exists():
            raise Refusal(Message(f"{path} 已经存在, 没有覆盖", f"{path} exists and was not overwritten"))
    made: list[Path] = []
    try:
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            # `x`: another program may have made it since.
            with target.open("x", encoding="utf-8", newline="\n") as file:
                made.append(target)
                file.write(text)
    except OSError:
        for target in made:
            target.unlink(missing_ok=True)
        raise


def _put_back(root: Path, done: Iterable[FileChange], prepared: Mapping[Path, Path]) -> None:
    for change in done:
        if change.new_path != change.path:
            (root / change.new_path).unlink(missing_ok=True)
        (root / change.path).write_bytes(change.before)
    for beside in prepared.values():
        beside.unlink(missing_ok=True)
