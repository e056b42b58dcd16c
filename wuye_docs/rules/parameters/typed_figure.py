"""PAR004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.model import Prose
from wuye_docs.rules.figures import is_limit
from wuye_docs.rules.rule import ManualRule


class TypedFigure(ManualRule):
    """A figure is typed in the text although a parameter holds it.

    ## 说明
    正文中写的数值与 parameters.yaml 中同一事项的参数相等。是否同一事项, 看参数名称中的词是否都在这半句话里, 参数的分组是否在
    句中或标题中: “投诉.派单时限”对应“投诉应在30分钟内派单”。句子用别的话说到参数的 `subject` 时也报告, 但不自动改。
    数值按大小比较, “半小时”等于“30分钟”。数值不等的见 PAR003。

    ## 为什么重要
    同一个数写在两处, 修订时总会漏改一处 (ISO 9001:2015 7.5.3.2 c 更改控制)。

    ## Why it matters
    A figure written in two places is changed in one of them (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    一般投诉应在半小时内派单。
    ```

    ## 改为 Use instead
    ```markdown
    一般投诉应在{{ 投诉.派单时限 }}内派单。
    ```
    """

    code = "PAR004"
    name = "typed-figure"
    severity = Severity.WARNING
    is_fixable = True

    def check(self) -> Iterator[Diagnostic]:
        for figure in self.context.figures:
            same = []
            if is_limit(figure.quantity):
                subjects = self.context.subjects.of(figure, self.context.title_of(figure.text.source))
                same = [one for one in subjects if one.quantity.is_same_amount(figure.quantity)]
            replaced = self.context.replaced_by(figure)
            if replaced and replaced.quantity.is_same_amount(figure.quantity):
                same = [replaced]
            is_plain = bool(same)
            if not same and self.context.is_in_force(figure):
                same = self.context.subjects.of_same_amount(figure, self.context.surroundings_of(figure))[:1]
            if not same:
                continue
            name = same[0].parameter.name
            # 每月5日前 may be the whole value of the parameter.
            _, _, limit = same[0].parameter.text.rpartition(figure.written[-1])
            end = figure.end + (len(limit) if figure.text.text.startswith(limit, figure.end) else 0)
            written = figure.text.text[figure.start : end]
            span = figure.text.span(figure.start, end)
            fix = None
            # In a string of YAML braces would need quotes.
            if (
                is_plain
                and len(same) == 1
                and isinstance(figure.text.place, Prose)
                and self.context.written_at(span) == written
            ):
                fix = Fix(
                    Message(f"改为 {{{{ {name} }}}}", f"write {{{{ {name} }}}}"),
                    (Edit(span, f"{{{{ {name} }}}}"),),
                )
            yield self.finding(
                span,
                f"数值 `{written}` 已有参数 `{name}`",
                f"figure `{written}` is held by the parameter `{name}`",
                hint=Message(f"写成 {{{{ {name} }}}}", f"write {{{{ {name} }}}}"),
                fix=fix,
            )
