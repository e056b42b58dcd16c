"""Bookmarks: the names that Word accepts, and ids that are counted through a document."""

from __future__ import annotations

import re
from hashlib import blake2b

from wuye_docs.ooxml.markup import Xml, close_in_last_paragraph, open_in_first_paragraph

LONGEST_NAME = 40
"""Word cuts a longer name off, LibreOffice too."""
_DIGEST = 10


def bookmark_name(block_id: str) -> str:
    """The name of a block's bookmark: its id where Word allows that, else a readable part of it and a digest."""
    name = block_id.replace("-", "_")
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) and len(name) <= LONGEST_NAME:
        return name
    digest = blake2b(block_id.encode(), digest_size=_DIGEST // 2).hexdigest()
    stem = re.sub(r"[^A-Za-z0-9_]", "", name)[: LONGEST_NAME - _DIGEST - 3]
    return f"B_{stem}_{digest}"


class Bookmarks:
    """Hands out bookmarks of one document; a name that is taken is not given again (names ignore case)."""

    def __init__(self) -> None:
        self._last = 0
        self._taken: set[str] = set()

    def pair(self, name: str) -> tuple[Xml, Xml] | None:
        """Start and end with an id of their own, or None if the name is taken."""
        if name.lower() in self._taken:
            return None
        self._taken.add(name.lower())
        self._last += 1
        return (
            Xml(f'<w:bookmarkStart w:id="{self._last}" w:name="{name}"/>'),
            Xml(f'<w:bookmarkEnd w:id="{self._last}"/>'),
        )

    def around_runs(self, name: str, runs: Xml) -> Xml:
        """The runs inside a bookmark; unmarked if the name is taken."""
        pair = self.pair(name)
        return Xml(pair[0] + runs + pair[1]) if pair else runs

    def around_blocks(self, name: str, blocks: Xml) -> Xml:
        """The blocks with a bookmark from their first paragraph to their last.

        A range between paragraphs is allowed too, but a cell must end in a paragraph, and LibreOffice moves such an end into
        the next block.
        """
        if "</w:p>" not in blocks:
            return blocks
        pair = self.pair(name)
        if pair is None:
            return blocks
        return close_in_last_paragraph(open_in_first_paragraph(blocks, pair[0]), pair[1])
