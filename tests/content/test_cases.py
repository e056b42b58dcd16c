"""Markdown to resolved trees: each case is a source and the tree it gives, without ids."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wuye_docs.content.resolve import Resolver
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.references import ReferenceGraph

HERE = Path(__file__).parent
SAMPLE = DiskWorkspace(HERE.parent / "manuals" / "sample")
HEAD = """---
number: SYWIKF09
title: 案例
level: instruction
revision: A/0
status: draft
owner: 客户服务部
history: [{revision: A/0, change: 首次编制, by: 客服主管}]
---
"""


def cases() -> list[tuple[str, int, str, str, str]]:
    """(file, index, title, source, expected) of every case: title, dot, source, dot, tree, dot."""
    found = []
    for path in sorted((HERE / "cases").glob("*.md")):
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        for index in range(0, len(parts) - 2, 3):
            found.append((path.name, index // 3, parts[index].strip(), parts[index + 1], parts[index + 2]))
    return found


def resolve(source: str) -> str:
    """The resolved tree of a source that stands as SYWIKF09 in the sample manual, without ids and blank lines."""
    path = "manual/instructions/SYWIKF09.md"
    manual = load(MemoryWorkspace({path: HEAD + source}, SAMPLE)).manual
    tree = Resolver(ReferenceGraph(manual)).document(manual.documents["SYWIKF09"]).tree
    shown = re.sub(
        r' (ids|refid|backrefs|colwidth|anchor|state)="[^"]*"', "", tree.pformat().replace("\ufeff", "")
    )
    return "\n".join(line for line in shown.splitlines()[1:] if line.strip()) + "\n"


@pytest.mark.parametrize(
    ("file", "index", "title", "source", "expected"), cases(), ids=[case[2] for case in cases()]
)
def it_resolves(
    file: str, index: int, title: str, source: str, expected: str, request: pytest.FixtureRequest
) -> None:
    shown = resolve(source)
    if request.config.getoption("--update-cases"):
        path = HERE / "cases" / file
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        parts[index * 3 + 2] = shown
        path.write_text(".\n".join(parts), "utf-8")
    else:
        assert shown == expected, title
