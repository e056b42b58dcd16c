"""FRM005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Field, FieldType, Form, place_of
from wuye_docs.rules.rule import FormRule


class DuplicateField(FormRule):
    """A form has the same field twice under one heading, or a table the same column.

    ## 说明
    同一小标题下有两个同名栏目, 或者一个表格栏目有两个同名的列, 或者小标题重复。不同小标题下可以同名 (如各有“日期”)。
    栏目没有类型的见 SRC004。

    ## 为什么重要
    填表的人不知道填哪一栏, 汇总时数据也分不开 (ISO 9001:2015 7.5.3.1 b 完整性)。

    ## Why it matters
    Who fills it in cannot tell the two apart, nor can who counts the results (ISO 9001:2015 7.5.3.1 b).

    ## 示例 Example
    ```yaml
    - {name: 日期, type: date}
    - {name: 日期, type: date}
    ```

    ## 改为 Use instead
    ```yaml
    - {name: 受理日期, type: date}
    - {name: 办结日期, type: date}
    ```
    """

    code = "FRM005"
    name = "duplicate-field"
    severity = Severity.ERROR

    def check(self, form: Form) -> Iterator[Diagnostic]:
        headings: dict[str, Span] = {}
        under_heading: dict[str, Span] = {}
        for field in form.fields:
            if not field.name or field.type is FieldType.NOTE:
                continue
            if field.type is FieldType.HEADING:
                under_heading = {}
                yield from self.note(field, headings, Message("小标题", "heading"))
            else:
                yield from self.note(field, under_heading, Message("栏目", "field"))
            choices: dict[str, Span] = {}
            for choice in field.choices:
                place = place_of(choice, field.span)
                if choice in choices:
                    yield self.twice(choice, place, choices[choice], Message("选项", "choice"))
                choices.setdefault(choice, place)
            columns: dict[str, Span] = {}
            for column in field.columns:
                place = place_of(column.name, column.span)
                if column.name and column.name in columns:
                    yield self.twice(column.name, place, columns[column.name], Message("列", "column"))
                columns.setdefault(column.name, place)

    def note(self, field: Field, seen: dict[str, Span], what: Message) -> Iterator[Diagnostic]:
        place = place_of(field.name, field.span)
        if field.name in seen:
            yield self.twice(field.name, place, seen[field.name], what)
        seen.setdefault(field.name, place)

    def twice(self, name: str, place: Span, first: Span, what: Message) -> Diagnostic:
        return self.finding(
            place,
            f"{what.zh} `{name}` 重复",
            f"{what.en} `{name}` is there twice",
            hint=Message(
                f"第 {first.line} 行已有, 请改名或合并", f"line {first.line} has it already; rename or merge"
            ),
        )
