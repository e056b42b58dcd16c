"""REF002."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Fix, Message, Severity
from wuye_docs.model.numbering import reserved_numbers
from wuye_docs.references import PEOPLE, Kind, Relation, Unresolved
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.kind_words import KIND_WORDS, any_of
from wuye_docs.rules.numbers.unknown_clause_number import aimed_clause
from wuye_docs.rules.rule import UnresolvedRule


class BrokenReference(UnresolvedRule):
    """A number or explicit markup refers to a document, form, flow or standard that does not exist.

    ## 说明
    正文中的编号、`{doc}` `{form}` `{flow}` 标记、流程图和记录表的指令, 流程的 `document`、步骤的 `documents`,
    文件头的 `supersedes`, 以及设置中的标准, 指向没有登记的对象, 或者类别不对 (`{form}` 指到了文件)。
    步骤的 `forms` 见 FLW018, 岗位见 ROL001, 条款标签见 REF012。

    ## 为什么重要
    文件之间相互依存, 一处断开, 规定就落空 (ISO 9001:2015 4.4.1 b、7.5.3.1 a)。

    ## Why it matters
    A rule that points at nothing cannot be followed (ISO 9001:2015 4.4.1 b, 7.5.3.1 a).

    ## 示例 Example
    ```markdown
    按{doc}`SYWIKF61`办理。
    ```

    ## 改为 Use instead
    ```markdown
    按{doc}`SYWIKF16`办理。
    ```
    """

    code = "REF002"
    name = "broken-reference"
    severity = Severity.ERROR
    is_fixable = True
    relations = frozenset(
        {
            Relation.NUMBER,
            Relation.MARKUP,
            Relation.SHOWS,
            Relation.BELONGS,
            Relation.SUPERSEDES,
            Relation.FOLLOWS,
            Relation.STANDARD,
        }
    )

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.reserved = reserved_numbers(context.manual.settings.numbering)

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        if any(kind in PEOPLE for kind in unresolved.wanted):
            return
        if Kind.SECTION in unresolved.wanted:
            yield from self.check_section(unresolved)
            return
        right = self.context.numbers.canonical(unresolved.name)
        if right and self.context.references.names.numbered(right) is None:
            right = None
        if right and unresolved.relation is Relation.NUMBER:
            return  # NUM006 says so.
        if Kind.STANDARD in unresolved.wanted and self.context.declarations_lost(unresolved.wanted):
            return
        yield self.missing(unresolved, right)

    def check_section(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        document, _ = aimed_clause(unresolved, self.context.manual)
        number = unresolved.name.rpartition(" ")[0].strip()
        if document is None and number:
            span = unresolved.span
            start = unresolved.name.find(number)
            part = span._replace(column=span.column + start, end_column=span.column + start + len(number))
            yield self.missing(unresolved._replace(name=number, span=part, wanted=(Kind.DOCUMENT,)), None)

    def missing(self, unresolved: Unresolved, right: str | None) -> Diagnostic:
        name = unresolved.name
        zh, en = any_of(unresolved.wanted)
        if not name:
            return self.finding(
                unresolved.span,
                f"没有写明是哪个{zh}",
                f"it does not say which {en}",
                hint=Message("写上编号", "write the number"),
            )
        record = self.context.manual.controlled_by(name)
        if record is not None:
            is_what = KIND_WORDS[Kind(type(record).__name__.lower())]
            statement = Message(
                f"`{name}` 是{is_what.zh}, 此处应为{zh}", f"`{name}` is a {is_what.en}; a {en} is wanted here"
            )
            return self.finding(unresolved.span, *statement)
        return self.finding(
            unresolved.span,
            f"没有登记的{zh} `{name}`",
            f"no {en} `{name}` is registered",
            hint=self.advice(unresolved, right),
            fix=Fix.writing(right, unresolved.span)
            if right and self.context.written_at(unresolved.span) == name
            else None,
        )

    def advice(self, unresolved: Unresolved, right: str | None) -> Message:
        """What became of the number, or what may be meant."""
        name = unresolved.name
        retired = self.context.manual.settings.numbering.retired
        if right:
            return Message(f"写成 `{right}`", f"write `{right}`")
        if name in retired:
            return Message(f"该编号已停用: {retired[name]}", f"the number is retired: {retired[name]}")
        if name in self.reserved:
            return Message(
                f"该编号是预留的 ({self.reserved[name]}), 文件尚未编写",
                f"the number is reserved ({self.reserved[name]}), and nothing is written under it",
            )
        if Kind.STANDARD in unresolved.wanted:
            return self.context.did_you_mean(name, unresolved.wanted) or Message(
                "在 manual/standards.yaml 中登记", "register it in manual/standards.yaml"
            )
        return self.context.did_you_mean(name, unresolved.wanted) or Message(
            "改正编号, 或编写该文件", "mend the number, or write what it stands for"
        )
