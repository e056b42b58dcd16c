"""What goes along with a number: the file that is called by it, and its entry among the retired ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import yaml

from wuye_docs.diagnostics import Message
from wuye_docs.loaders import MANUAL_FILE
from wuye_docs.model import Manual
from wuye_docs.project.edits import Refusal
from wuye_docs.project.renaming.change import Change, numbered_record
from wuye_docs.project.renaming.edited_sources import EditedSources
from wuye_docs.project.renaming.yaml_source import added_entries, child, compose, plain_or_quoted


def file_moves(manual: Manual, changes: Iterable[Change], taken: Iterable[str]) -> Mapping[str, str]:
    """New paths of the files called by an old number. Raises Refusal where another file is in the way."""
    moves: dict[str, str] = {}
    for change in changes:
        if change.is_number:
            path = PurePosixPath(numbered_record(manual, change.target).span.path)
            if path.stem == change.old:
                moves[str(path)] = str(path.with_stem(change.new))
    in_the_way = {*taken} - {*moves}
    for moved in moves.values():
        if moved in in_the_way:
            raise Refusal(Message(f"文件 {moved} 已经存在", f"the file {moved} exists"))
    return moves


def add_retired(sources: EditedSources, changes: Iterable[Change], reason: str) -> None:
    """Note the edit that enters the old numbers in `numbering.retired` of manual.yaml.

    Each is retired for the reason given, or else for its new number. Raises Refusal if there is no place for them.
    """
    text = sources.text(MANUAL_FILE)
    numbering = child(compose(text), "numbering")
    retired = child(numbering, "retired")
    entries = [f"{change.old}: {plain_or_quoted(reason or change.new)}" for change in changes]
    if isinstance(retired, yaml.MappingNode):
        sources.replace(text, added_entries(text, retired, entries))
    elif isinstance(numbering, yaml.MappingNode) and not numbering.flow_style and retired is None:
        indent = " " * (numbering.value[0][0].start_mark.column + 2)
        block = "".join(f"{text.line_end}{indent}{entry}" for entry in entries)
        sources.replace(text, added_entries(text, numbering, [f"retired:{block}"]))
    else:
        raise Refusal(
            Message(
                "manual.yaml 的 numbering 中无法写入 retired, 请手工登记",
                "found no place for `retired` under `numbering` of manual.yaml; enter it by hand",
            )
        )
