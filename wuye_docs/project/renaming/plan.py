"""Plan a renaming: what is asked for, where it is edited, whether it holds."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.diagnostics import Message
from wuye_docs.loaders import MemoryWorkspace, Workspace, load
from wuye_docs.project.edits import FileChange, Refusal
from wuye_docs.project.renaming.aliases import add_alias
from wuye_docs.project.renaming.change import Change
from wuye_docs.project.renaming.edited_sources import EditedSources
from wuye_docs.project.renaming.name_edits import edit_names
from wuye_docs.project.renaming.new_name import changes_to
from wuye_docs.project.renaming.numbers import add_retired, file_moves
from wuye_docs.project.renaming.old_name import resolve_old_name
from wuye_docs.project.renaming.verification import verify
from wuye_docs.references import Kind, ReferenceGraph


@dataclass(frozen=True, slots=True)
class RenamePlan:
    """What a renaming would do."""

    changes: tuple[Change, ...]
    files: tuple[FileChange, ...]
    places: int
    """How many places are edited."""
    notes: tuple[Message, ...]


def plan_rename(
    workspace: Workspace,
    old: str,
    new: str,
    *,
    kind: Kind | None = None,
    retire: str | None = None,
    keep_alias: bool = False,
) -> RenamePlan:
    """What renaming `old` to `new` changes; nothing is written. Raises Refusal where it cannot be done safely.

    `retire` is the reason under which an old number is kept from being used again; `keep_alias` leaves the old name as an
    accepted one.
    """
    old, new = old.strip(), new.strip()
    if not new:
        raise Refusal(Message("新名称是空的", "the new name is empty"))
    if old == new:
        raise Refusal(Message("新旧名称相同", "old and new name are the same"))
    # One reading of the files serves both loading and editing, so that places and bytes belong together.
    present = MemoryWorkspace(_bytes_of(workspace), day=workspace.today())
    loaded = load(present)
    graph = ReferenceGraph(loaded.manual)
    changes = changes_to(graph, resolve_old_name(graph, old, kind), new)
    asked = changes[0]
    _require_fitting_options(asked, retire, keep_alias)

    sources = EditedSources(present, loaded.sources)
    for change in changes:
        edit_names(graph, sources, change)
    if keep_alias and not any(change.promotes_alias for change in changes):
        add_alias(graph.manual, sources, asked)
    notes = []
    if retire is not None:
        add_retired(sources, changes, retire)
    elif asked.is_number:
        notes.append(
            Message(
                f"{old} 空出; 若曾发布过, 请用 --retire 登记停用, 以免再用",
                f"{old} is free; if it was ever issued, use --retire so that nobody takes it again",
            )
        )
    files = sources.changes(file_moves(graph.manual, changes, present.paths()))
    notes += verify(loaded, graph, load(sources.after(files)), changes)
    return RenamePlan(changes, files, sources.places, tuple(notes))


def _require_fitting_options(asked: Change, retire: str | None, keep_alias: bool) -> None:
    if retire is not None and not asked.is_number:
        raise Refusal(Message("--retire 只用于编号", "--retire is for numbers"))
    if keep_alias and (asked.is_number or asked.target.kind in (Kind.PARAMETER, Kind.STEP)):
        raise Refusal(
            Message(
                "--keep-alias 只用于标题、岗位、部门、相关方和术语",
                "--keep-alias is for titles, posts, departments, parties and terms",
            )
        )


def _bytes_of(workspace: Workspace) -> dict[str, str | bytes]:
    """Every file that can be read; one that cannot is loading's to report."""
    contents: dict[str, str | bytes] = {}
    for path in workspace.paths():
        try:
            contents[path] = workspace.read(path)
        except OSError:
            continue
    return contents
