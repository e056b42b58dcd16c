"""DOC007."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Manual, Prose, Status
from wuye_docs.rules.rule import ManualRule

_SHORTEST = 50
# Pieces of six characters, all of them: a library that samples them (datasketch) brings numpy and scipy, and takes longer
# to import than this takes for three thousand paragraphs.
_WIDTH = 6
_LEAST_SHARED = 0.7
_MOST_HOLDERS = 8
_WORDLESS = re.compile(r"[\W_]+")


class CopiedText(ManualRule):
    """A paragraph says nearly word for word what another document says.

    ## 说明
    一段话 (50个字以上) 的大部分文字在另一份文件中已有。比较时不计标点和空格。每段只报告一次, 指向先出现的文件。

    ## 为什么重要
    同一规定写在两份文件里, 修订时总有一份没有改 (ISO 9001:2015 7.5.3.2 c)。写在一处, 另一处引用。

    ## Why it matters
    A rule that stands in two documents is revised in one of them (ISO 9001:2015 7.5.3.2 c). Write it once and refer to it.

    ## 示例 Example
    ```markdown
    （两份规程中各写一遍同一段话）
    ```

    ## 改为 Use instead
    ```markdown
    回访的方法见《回访管理标准作业规程》。
    ```
    """

    code = "DOC007"
    name = "copied-text"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        holders: dict[str, list[int]] = defaultdict(list)
        paragraphs = list(_paragraphs(self.context.manual))
        for index, (number, prose, shingles) in enumerate(paragraphs):
            counted = Counter(chain.from_iterable(holders[one] for one in shingles if one in holders))
            shared = (
                (count, -holder) for holder, count in counted.items() if paragraphs[holder].document != number
            )
            count, first = max(shared, default=(0, 0))
            if count >= _LEAST_SHARED * len(shingles):
                other = paragraphs[-first]
                place = other.prose.span(0, len(other.prose.text))
                yield self.finding(
                    prose.span(0, len(prose.text)),
                    f"这段话在 `{other.document}` 中已有",
                    f"`{other.document}` has this paragraph",
                    hint=Message(
                        f"只写一处, 另一处写“按{self.shown(other.document)}”",
                        f"keep one, and refer to {other.document} in the other",
                    ),
                    related=(Related(place, Message("先写的一处", "where it stands first")),),
                )
            for one in shingles:
                # What stands everywhere tells no two paragraphs apart.
                if len(holders[one]) < _MOST_HOLDERS:
                    holders[one].append(index)

    def shown(self, number: str) -> str:
        return f"《{self.context.manual.documents[number].title}》"


class _Paragraph(NamedTuple):
    document: str
    prose: Prose
    shingles: frozenset[str]


def _paragraphs(manual: Manual) -> Iterator[_Paragraph]:
    """The long paragraphs with the pieces of text that they are made of."""
    for number, document in manual.documents.items():
        if document.status is Status.OBSOLETE:
            continue
        for section in document.body.sections:
            for prose in section.prose:
                bare = _WORDLESS.sub("", prose.text) if len(prose.text) >= _SHORTEST else ""
                if len(bare) >= _SHORTEST:
                    pieces = [bare[start : start + _WIDTH] for start in range(len(bare) - _WIDTH + 1)]
                    yield _Paragraph(number, prose, frozenset(pieces))
