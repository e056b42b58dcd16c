"""PAR007."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model.quantities import Bound
from wuye_docs.rules.figures import Figure, is_limit
from wuye_docs.rules.rule import ManualRule

# Classes of one scale stand in one sentence, or in lines of one list or table.
_NEARBY_LINES = 4
_BOUNDS = frozenset({Bound.AT_MOST, Bound.AT_LEAST, Bound.LESS, Bound.MORE})
_OVERLAP = frozenset({Bound.AT_MOST, Bound.AT_LEAST})
_GAP = frozenset({Bound.LESS, Bound.MORE})


class BoundaryGap(ManualRule):
    """Two classes that meet at a figure both hold it, or neither does.

    ## 说明
    同一处分档的两边都包括界值 (“500元以下”“500元以上”: 500元归两档), 或者都不包括 (“不满500元”“超过500元”: 500元没有归属)。
    依《民法典》第1259条, “以上”“以下”“以内”包括本数, “不满”“超过”“以外”不包括本数。写“（不含）”“（含）”的以所写为准。

    ## 为什么重要
    正好等于界值的事项由谁批准、按哪一档办说不清 (ISO 9001:2015 5.3、8.2.2 a)。

    ## Why it matters
    Nobody can say who decides on exactly that figure (ISO 9001:2015 5.3, 8.2.2 a).

    ## 示例 Example
    ```markdown
    500元以下由主管批准，500元以上由经理批准。
    ```

    ## 改为 Use instead
    ```markdown
    500元以下由主管批准，超过500元的由经理批准。
    ```
    """

    code = "PAR007"
    name = "boundary-gap"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        near: deque[Figure] = deque(maxlen=8)
        for figure in self.context.figures:
            if figure.quantity.bound not in _BOUNDS or not is_limit(figure.quantity):
                continue
            for other in near:
                pair = {figure.quantity.bound, other.quantity.bound}
                if (
                    len(pair) == 2
                    and figure.quantity.is_same_amount(other.quantity)
                    and self.are_near(figure, other)
                ):
                    if pair == _OVERLAP:
                        yield self.said(figure, other, Message("归两档", "falls into both classes"))
                    elif pair == _GAP:
                        yield self.said(figure, other, Message("没有归属", "falls into neither class"))
            near.append(figure)

    def are_near(self, figure: Figure, other: Figure) -> bool:
        first, second = other.text.span(other.start, other.end), figure.text.span(figure.start, figure.end)
        return first.path == second.path and second.line - first.line <= _NEARBY_LINES

    def said(self, figure: Figure, other: Figure, how: Message) -> Diagnostic:
        return self.finding(
            figure.text.span(figure.start, figure.end),
            f"正好 `{figure.written}` 的{how.zh}",
            f"exactly `{figure.written}` {how.en}",
            hint=Message(
                "一边写“以上”“以下”“以内”, 另一边写“不满”或“超过”",
                "let one side hold the figure (以上、以下、以内) and the other not (不满、超过)",
            ),
            related=(Related(other.text.span(other.start, other.end), Message("另一档", "the other class")),),
        )
