"""REF010."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, place_of
from wuye_docs.rules.rule import ManualRule


class CircularSupersession(ManualRule):
    """Documents supersede each other in a circle, or one supersedes itself.

    ## 说明
    沿着 `supersedes` 找, 又回到同一份文件。

    ## 为什么重要
    说不清哪一份有效 (ISO 9001:2015 7.5.3.2 c 版本控制)。

    ## Why it matters
    Nobody can say which of them is in force (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```yaml
    # SYWIKF16 supersedes: [SYWIKF17]
    # SYWIKF17 supersedes: [SYWIKF16]
    ```

    ## 改为 Use instead
    ```yaml
    # SYWIKF16 supersedes: [SYWIKF17]
    # SYWIKF17 supersedes: []
    ```
    """

    code = "REF010"
    name = "circular-supersession"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        documents = self.context.manual.documents
        cleared: set[str] = set()
        for first in documents:
            if first in cleared:
                continue
            circle = _circle_from(first, documents, cleared)
            if circle:
                listed = " → ".join(circle)
                number = next(one for one in documents[circle[0]].supersedes if one == circle[1])
                yield self.finding(
                    place_of(number, documents[circle[0]].span),
                    f"代替关系成圈: {listed}",
                    f"documents supersede each other in a circle: {listed}",
                    hint=Message("删去其中一个 supersedes", "delete one of the keys supersedes"),
                )


def _circle_from(first: str, documents: Mapping[str, Document], cleared: set[str]) -> list[str]:
    """A circle that can be reached from a document, its beginning repeated at the end; empty if there is none."""
    way: list[str] = [first]
    waiting = [iter(documents[first].supersedes)]
    while waiting:
        following = next(waiting[-1], None)
        if following is None:
            waiting.pop()
            cleared.add(way.pop())
        elif following in way:
            cleared.update(way)
            return [str(one) for one in (*way[way.index(following) :], following)]
        elif following in documents and following not in cleared:
            way.append(following)
            waiting.append(iter(documents[following].supersedes))
    return []
