"""REF012."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity, Span
from wuye_docs.loaders import did_you_mean
from wuye_docs.model import Document, place_of
from wuye_docs.references import Kind, Unresolved
from wuye_docs.rules.numbers.unknown_clause_number import aimed_clause, is_clause_number
from wuye_docs.rules.rule import ManualRule


class UnknownLabel(ManualRule):
    """A clause label, or the anchor of a link, does not exist, or is set twice in one document.

    ## 说明
    `` {clause}`标签` `` 或链接 `[文字](#标签)` 指向没有设置的标签, 或者一份文件里两个标题用了同一标签 (只有第一个有效)。
    按条款号引用而该条存在的, 也在此报告, 并给出应写的标签。条款号不存在的见 NUM008, 文件编号不存在的见 REF002。

    ## 为什么重要
    点不开的链接和对不上的条款使规定无从查找 (ISO 9001:2015 7.5.3.1 a)。

    ## Why it matters
    A link that leads nowhere leaves the reader without the rule (ISO 9001:2015 7.5.3.1 a).

    ## 示例 Example
    ```markdown
    分级见{clause}`分及`。
    ```

    ## 改为 Use instead
    ```markdown
    分级见{clause}`分级`。

    (分级)=
    ## 分级与时限
    ```
    """

    code = "REF012"
    name = "unknown-label"
    severity = Severity.ERROR
    is_fixable = True

    def check(self) -> Iterator[Diagnostic]:
        for unresolved in self.context.references.unresolved:
            if Kind.SECTION in unresolved.wanted:
                yield from self.check_clause(unresolved)
        for document in self.context.manual.documents.values():
            yield from self.check_document(document)

    def check_clause(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        document, label = aimed_clause(unresolved, self.context.manual)
        if document is None:
            return  # REF002 says so.
        if not is_clause_number(label):
            yield self.unknown(unresolved.span, label, document)
            return
        section = next((one for one in document.body.sections if one.number == label), None)
        if section is None:
            return  # NUM008 says so.
        number = unresolved.name[: len(unresolved.name) - len(label)]
        fix = None
        if section.label:
            written = f"{number}{section.label}"
            hint = Message(f"写成 {{clause}}`{written}`", f"write {{clause}}`{written}`")
            if self.context.written_at(unresolved.span) == unresolved.name:
                title = Message(f"改为 `{written}`", f"write `{written}`")
                fix = Fix(title, (Edit(unresolved.span, written),))
        else:
            hint = Message(
                f"在 {section.span.path} 第 {section.span.line} 行的标题上方写 (标签)=, 按标签引用",
                f"write (label)= above the heading in line {section.span.line} of {section.span.path}, and refer to that",
            )
        yield self.finding(
            unresolved.span,
            f"`{label}` 是条款号, 不是标签",
            f"`{label}` is a clause number, not a label",
            hint=hint,
            fix=fix,
        )

    def check_document(self, document: Document) -> Iterator[Diagnostic]:
        seen: dict[str, Span] = {}
        for section in document.body.sections:
            if section.label:
                place = place_of(section.label, section.span)
                if section.label in seen:
                    yield self.finding(
                        place,
                        f"标签 `{section.label}` 重复",
                        f"label `{section.label}` is set twice",
                        hint=Message(
                            f"第 {seen[section.label].line} 行已有, 请改名",
                            f"line {seen[section.label].line} has it already; rename one",
                        ),
                    )
                seen.setdefault(section.label, place)

    def unknown(self, span: Span, label: str, document: Document) -> Diagnostic:
        labels = document.body.labels()
        known = "、".join(labels)
        if labels:
            hint = did_you_mean(label, labels) or Message(f"已有标签: {known}", f"labels there: {known}")
        else:
            hint = Message(
                f"在被引用的标题上方写 ({label})=", f"write ({label})= above the heading that is meant"
            )
        return self.finding(
            span,
            f"{document.number} 中没有标签 `{label}`",
            f"{document.number} has no label `{label}`",
            hint=hint,
        )
