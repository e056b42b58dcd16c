"""A change notice as Markdown: to be kept with the sources, or pasted into a mail."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.redline.notice import Notice, notice_blocks


def render(notice: Notice) -> str:
    """The sheet as Markdown with tables."""
    parts = [f"# {notice.kind.heading}", notice.company]
    for block in notice_blocks(notice):
        if isinstance(block, nodes.rubric):
            parts.append(f"## {block.astext()}")
        elif isinstance(block, nodes.table):
            parts.append(_table(block))
        else:
            parts.append(_escaped(block.astext().strip()) or "（未填写）")
    return "\n\n".join(parts) + "\n"


def _table(table: nodes.table) -> str:
    rows = [
        [_cell(entry) for entry in row.children if isinstance(entry, nodes.entry)]
        for row in table.findall(nodes.row)
    ]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _cell(entry: nodes.entry) -> str:
    return "<br>".join(_escaped(child.astext()).replace("\n", " ") for child in entry.children)


def _escaped(text: str) -> str:
    return "".join(f"\\{one}" if one in "\\|*_<>[]`#" else one for one in text)
