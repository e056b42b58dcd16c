"""The sources of a manual, and the replacements that are to be made in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.project.edits import FileChange, Replacement, SourceText
from wuye_docs.project.renaming.sentences import sentence_ranges


class EditedSources:
    """Texts that are read when they are asked for, with the edits collected so far; the same edit counts once."""

    def __init__(self, workspace: MemoryWorkspace, paths: Iterable[str]) -> None:
        self.workspace = workspace
        self.paths = tuple(paths)
        self._texts: dict[str, SourceText] = {}
        self._replacements: dict[str, set[Replacement]] = {}

    def text(self, path: str) -> SourceText:
        """A source with its places. Raises Refusal if it cannot be edited."""
        if path not in self._texts:
            self._texts[path] = SourceText(path, self.workspace.read(path))
        return self._texts[path]

    @cached_property
    def sentences(self) -> tuple[tuple[SourceText, int, int], ...]:
        """(text, start, end) of every stretch that holds sentences and no text of a document's body."""
        return tuple(
            (text, start, end) for text in map(self.text, self.paths) for start, end in sentence_ranges(text)
        )

    def replace(self, text: SourceText, replacement: Replacement) -> None:
        """Note an edit."""
        self._replacements.setdefault(text.path, set()).add(replacement)

    @property
    def places(self) -> int:
        """How many places are edited."""
        return sum(map(len, self._replacements.values()))

    def changes(self, moves: Mapping[str, str]) -> tuple[FileChange, ...]:
        """Every changed or moved file, sorted by path; `moves` gives the new path of those that move."""
        return tuple(
            FileChange(
                path,
                self.workspace.read(path),
                moves.get(path, path),
                self.text(path).replaced(self._replacements.get(path, ())),
            )
            for path in sorted({*self._replacements, *moves})
        )

    def after(self, changes: Iterable[FileChange]) -> MemoryWorkspace:
        """All files as they would be with the changes made."""
        files = dict(self.workspace.files)
        changes = tuple(changes)
        for change in changes:
            del files[change.path]
        files.update({change.new_path: change.after for change in changes})
        return MemoryWorkspace(files, day=self.workspace.day)
