"""All mechanical repairs of a manual at once, as one change to be shown before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wuye_docs.diagnostics import Diagnostic
from wuye_docs.loaders import MemoryWorkspace, Workspace
from wuye_docs.project.edits import FileChange, repairs

# A repair may lay open the next; more rounds than this would be two rules that undo each other.
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Repairs:
    """What can be repaired without a decision."""

    count: int
    """How many findings it repairs."""
    files: tuple[FileChange, ...]
    """Each file once, as it is and as it will be; comments and layout stay."""


def plan_repairs(
    workspace: Workspace, found: Sequence[Diagnostic], check: Callable[[Workspace], Sequence[Diagnostic]]
) -> Repairs:
    """The repairs of what was found in a workspace, and of what `check` finds once they are made. Writes nothing.

    Of two repairs that touch one place the first is made, and the second if it still holds after that. Raises Refusal
    for a file that cannot be edited.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    seen: list[dict[str, bytes]] = [{}]
    count = 0
    for _ in range(_MOST_ROUNDS):
        repaired = MemoryWorkspace(after, below=workspace)
        number, changed = repairs(found, repaired.read)
        before |= {one.path: workspace.read(one.path) for one in changed if one.path not in before}
        candidate = after | {one.path: one.after for one in changed}
        candidate = {path: text for path, text in candidate.items() if text != before[path]}
        if not number or candidate in seen:
            break
        count += number
        after = candidate
        seen.append(after)
        found = check(MemoryWorkspace(after, below=workspace))
    files = tuple(FileChange(path, before[path], path, text) for path, text in sorted(after.items()))
    return Repairs(count, files)
