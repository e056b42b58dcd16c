"""FLW018."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Fix, Message, Severity
from wuye_docs.references import Relation, Unresolved
from wuye_docs.rules.rule import UnresolvedRule


class UnknownForm(UnresolvedRule):
    """A step fills in a form that does not exist.

    ## 说明
    步骤的 `forms` 中有没有登记的编号, 或者写的是文件、流程的编号。

    ## 为什么重要
    要求填写的记录没有表格可填, 过程就没有证据 (ISO 9001:2015 4.4.2 b)。

    ## Why it matters
    A record that has no form is not kept, and the process leaves no evidence (ISO 9001:2015 4.4.2 b).

    ## 示例 Example
    ```yaml
    登记: {lane: 客服专员, forms: [SYWIKF16-R10], next: 分级}
    ```

    ## 改为 Use instead
    ```yaml
    登记: {lane: 客服专员, forms: [SYWIKF16-R01], next: 分级}
    ```
    """

    code = "FLW018"
    name = "unknown-form"
    severity = Severity.ERROR
    is_fixable = True
    relations = frozenset({Relation.FILLS})

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        name = unresolved.name
        right = self.context.numbers.canonical(name)
        fix = None
        if right and right in self.context.manual.forms:
            hint: Message | None = Message(f"写成 `{right}`", f"write `{right}`")
            if self.context.written_at(unresolved.span) == name:
                fix = Fix.writing(right, unresolved.span)
        else:
            titled = next(
                (one.number for one in self.context.manual.forms.values() if one.title == name), None
            )
            hint = (
                Message(f"应写编号 `{titled}`", f"write its number, `{titled}`")
                if titled
                else self.context.did_you_mean(name, unresolved.wanted)
            )
        other = self.context.manual.controlled_by(name)
        yield self.finding(
            unresolved.span,
            f"`{name}` 不是记录表" if other else f"记录表 `{name}` 不存在",
            f"`{name}` is no form" if other else f"form `{name}` does not exist",
            hint=hint or Message("改正编号, 或编写该记录表", "mend the number, or write the form"),
            fix=fix,
        )
