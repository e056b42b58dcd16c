"""False alarms: what the checks say of Chinese prose that has nothing to do with the manual.

The text is laid under the shipped manual as documents of its own, in memory. Rules that ask a document for its sections,
owners and lists would speak of that wrapping; only findings in the text itself count, and they are listed to be judged.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.timing import ROOT
from wuye_docs.loaders import load
from wuye_docs.project.project import Project
from wuye_docs.rules.engine import check

_A_DOCUMENT = 6_000
_HEAD = """---
number: {number}
title: 外来文字{index}
level: instruction
revision: A/0
status: draft
owner: 品质管理部
---

# 目的

"""
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$^:!]")


def options(parser: argparse.ArgumentParser) -> None:
    """What the measurement is told."""
    parser.add_argument("texts", type=Path, nargs="+", help="text files, UTF-8, a paragraph a line")
    parser.add_argument("--shown", type=int, default=12, help="examples of each rule")


def measure(texts: Sequence[Path], shown: int = 12) -> None:
    """Print how many findings each rule has in some text files (UTF-8, a paragraph a line), with examples."""
    paragraphs = [line for text in texts for line in _paragraphs(text)]
    characters = sum(map(len, paragraphs))
    project = Project(ROOT)
    buffers = dict(_documents(paragraphs))
    workspace = project.workspace_with(buffers)
    head_lines = _HEAD.count("\n")
    counts: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    for one in check(load(workspace), workspace, only_paths=[*buffers]):
        if one.span.line <= head_lines:
            continue
        counts[one.code] += 1
        line = buffers[one.span.path].split("\n")[one.span.line - 1]
        left = max(one.span.column - 13, 0)
        examples[one.code].append(f"{one.message.zh}  … {line[left : one.span.end_column + 11]} …")
    print(f"\nfindings in {characters:,} characters of other prose, in {len(buffers)} documents")
    for code, count in counts.most_common():
        print(f"{code}  {count:5}  {count * 100_000 / characters:8.1f} in 100,000 characters")
        step = max(len(examples[code]) // shown, 1)
        for example in examples[code][::step][:shown]:
            print(f"        {example}")


def _paragraphs(text: Path) -> Iterator[str]:
    for line in text.read_text("utf-8", errors="replace").split("\n"):
        bare = line.strip().strip("　")
        if bare:
            yield _MARKUP.sub(lambda found: "\\" + found.group(), bare)


def _documents(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs as source files, by path."""
    held: list[str] = []
    index = 0
    for last, paragraph in enumerate(paragraphs, 1 - len(paragraphs)):
        held.append(paragraph)
        if last == 0 or sum(map(len, held)) > _A_DOCUMENT:
            index += 1
            number = f"SYWIHJ{index + 100}"
            yield (
                f"manual/instructions/{number}.md",
                _HEAD.format(number=number, index=index) + "\n\n".join(held) + "\n",
            )
            held = []
