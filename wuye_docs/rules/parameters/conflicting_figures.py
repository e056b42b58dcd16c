"""PAR003."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model.quantities import Quantity, quantities_in, quantity_of
from wuye_docs.references import Kind, Target
from wuye_docs.rules.figure_subjects import Subject
from wuye_docs.rules.figures import Figure, is_limit
from wuye_docs.rules.rule import ManualRule

# A sentence shorter than this, without its figures, may well stand twice with two figures.
_SHORTEST_SENTENCE = 14
_WORDLESS = re.compile(r"[\W_\ufffc]+")


class ConflictingFigures(ManualRule):
    """Two figures are laid down for one subject.

    ## 说明
    同一事项有两个数值, 按大小比较 (30分钟等于半小时): 正文所写的数值与同一事项的参数不同; 除数值外一字不差的两句话数值不同;
    或者 parameters.yaml 中 `subject` 相同的两个参数数值不同。发布过的文件, 原来用参数的地方改写了数值的, 也报告。是否同一事项的判断见 PAR004。只差“工作日”与“日”的见 PAR009。

    ## 为什么重要
    两处时限不同, 员工照哪一处做都可能被判不合格 (ISO 9001:2015 8.2.2 a、7.5.2)。

    ## Why it matters
    With two limits for one thing, whoever keeps the one breaks the other (ISO 9001:2015 8.2.2 a, 7.5.2).

    ## 示例 Example
    ```markdown
    投诉受理后1小时内派单。（投诉.派单时限为30分钟）
    ```

    ## 改为 Use instead
    ```markdown
    投诉受理后{{ 投诉.派单时限 }}内派单。
    ```
    """

    code = "PAR003"
    name = "conflicting-figures"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        yield from self.between_parameters()
        sentences: dict[tuple[str, ...], tuple[Figure, list[Quantity]]] = {}
        judged: set[tuple[int, str]] = set()
        for figure in self.context.figures:
            is_counted = not is_limit(figure.quantity)
            # 二人签字 and 两份 say how many of something there are, and in characters hardly ever for a parameter.
            if is_counted and not re.search("[0-9０-９]", figure.written):
                continue
            against = self.against_parameter(figure)
            if against:
                yield against
            if against or is_counted:
                continue
            key = (id(figure.text), figure.sentence)
            if key not in judged:
                judged.add(key)
                yield from self.between_sentences(figure, sentences)

    def between_parameters(self) -> Iterator[Diagnostic]:
        first_of: dict[tuple[str, str, str], tuple[str, Quantity]] = {}
        for name, parameter in self.context.manual.parameters.items():
            quantity = quantity_of(parameter.text)
            if quantity is None or not parameter.subject:
                continue
            key = (name.rpartition(".")[0], "".join(parameter.subject.split()), quantity.dimension)
            first, amount = first_of.setdefault(key, (name, quantity))
            if not amount.is_same_amount(quantity):
                yield self.finding(
                    self.context.span_of(Target(Kind.PARAMETER, name)),
                    f"参数 `{name}` 与 `{first}` 所指事项相同, 数值不同",
                    f"figures `{name}` and `{first}` have one subject and two values",
                    hint=Message("保留一个, 或把 subject 写清楚", "keep one, or tell their subjects apart"),
                    related=(
                        Related(
                            self.context.span_of(Target(Kind.PARAMETER, first)),
                            Message("另一个数值", "the other figure"),
                        ),
                    ),
                )

    def against_parameter(self, figure: Figure) -> Diagnostic | None:
        """The finding of a figure that differs from the one parameter on its subject."""
        meant = self.context.replaced_by(figure) or self.meant_by(figure)
        if meant is None or meant.quantity.dimension != figure.quantity.dimension:
            return None
        if meant.quantity.is_same_amount(figure.quantity):
            return None
        parameter = meant.parameter
        return self.finding(
            figure.text.span(figure.start, figure.end),
            f"数值 `{figure.written}` 与参数 `{parameter.name}` ({parameter.text}) 不同",
            f"figure `{figure.written}` differs from the parameter `{parameter.name}` ({parameter.text})",
            hint=Message(
                f"写成 {{{{ {parameter.name} }}}}, 或改正参数",
                f"write {{{{ {parameter.name} }}}}, or mend the parameter",
            ),
            related=(
                Related(
                    self.context.span_of(Target(Kind.PARAMETER, parameter.name)),
                    Message(f"参数为 {parameter.text}", f"the parameter is {parameter.text}"),
                ),
            ),
        )

    def meant_by(self, figure: Figure) -> Subject | None:
        """The parameter that a figure of another amount is typed for: one whose name stands beside it, or one that the
        text around the figure speaks of."""
        around, subjects = self.context.surroundings_of(figure), self.context.subjects
        named = [
            one
            for one in subjects.of(figure, around.title)
            if one.quantity.dimension == figure.quantity.dimension
        ]
        alike = [
            one for one in quantities_in(figure.phrase) if one.quantity.dimension == figure.quantity.dimension
        ]
        if len(alike) != 1 or any(one.quantity.is_same_amount(figure.quantity) for one in named):
            return None
        plain = named[0] if len(named) == 1 and figure.is_of(named[0].words[-1]) else None
        if plain and not subjects.is_outdone(plain, figure, around):
            return plain
        return subjects.of_another_amount(figure, around) if self.context.is_in_force(figure) else None

    def between_sentences(
        self, figure: Figure, sentences: dict[tuple[str, ...], tuple[Figure, list[Quantity]]]
    ) -> Iterator[Diagnostic]:
        """The finding of a sentence that stands elsewhere, word for word, with other figures."""
        found = [one for one in quantities_in(figure.sentence) if is_limit(one.quantity)]
        pieces, cursor = [], 0
        for one in found:
            pieces.append(_WORDLESS.sub("", figure.sentence[cursor : one.start]))
            cursor = one.end
        pieces.append(_WORDLESS.sub("", figure.sentence[cursor:]))
        if sum(map(len, pieces)) < _SHORTEST_SENTENCE:
            return
        key = (*pieces, *(one.quantity.dimension for one in found))
        amounts = [one.quantity for one in found]
        first, others = sentences.setdefault(key, (figure, amounts))
        if all(one.is_same_amount(other) for one, other in zip(amounts, others, strict=True)):
            return
        place = first.text.span(first.start, first.end)
        yield self.finding(
            figure.text.span(figure.start, figure.end),
            f"同一句话在 {place} 的数值不同",
            f"the same sentence has another figure in {place}",
            hint=Message("核对后改为同一数值, 最好写成参数", "settle on one figure, best as a parameter"),
            related=(Related(place, Message(f"此处为 {first.written}", f"{first.written} here")),),
        )
