"""NUM008."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Document, Manual, Numbering
from wuye_docs.model.numbering import chinese_number
from wuye_docs.references import Kind, Unresolved
from wuye_docs.rules.context import RunningText
from wuye_docs.rules.rule import ManualRule

_NUMERAL = r"\d+(?:\.\d+)*|[零〇一二三四五六七八九十百]+"
# 第5.9条, or 5.9 alone; a bare number must be dotted, and not be the beginning of a quantity.
_CLAUSE = (
    rf"(?:的\s*)?(?:第\s*(?P<counted>{_NUMERAL})\s*(?P<unit>[条章节款])"
    r"|\s*(?P<dotted>\d+(?:\.\d+)+)(?![\d.%％]|\s*(?:元|万|米|平方|公里|小时|分钟|天|日|年|倍|版|级|㎡|m|k)))"
)
_THIS = re.compile(
    r"本(?:文件|规程|程序|制度|办法|规定|手册|指导书|作业指导书|细则|标准|规范|准则|说明书)\s*" + _CLAUSE
)
_TITLED = re.compile(r"《(?P<title>[^《》\n]+)》\s*" + _CLAUSE)
_AFTER_NUMBER = re.compile(r"\s*" + _CLAUSE)


class UnknownClauseNumber(ManualRule):
    """The text refers to a clause by a number that the document does not have.

    ## 说明
    正文按条款号引用 (`SYWIKF16 5.9`、`《…》第5.9条`、`本文件第9.1条`), 而那份文件没有这一条。
    外部标准和法律的条款不检查。条款号会随修订变动, 引用时宜用标签: `` {clause}`SYWIKF16 分级` ``。

    ## 为什么重要
    照着引用去找的人找不到规定, 或者找到的是另一条 (ISO 9001:2015 7.5.3.1 a)。

    ## Why it matters
    Who follows the reference finds nothing, or something else (ISO 9001:2015 7.5.3.1 a).

    ## 示例 Example
    ```markdown
    重大投诉按《客户投诉建议处理规程》第5.9条办理。
    ```

    ## 改为 Use instead
    ```markdown
    重大投诉按{clause}`SYWIKF16 重大投诉`办理。
    ```
    """

    code = "NUM008"
    name = "unknown-clause-number"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        for text in self.context.texts:
            yield from self.check_text(text)
        for unresolved in self.context.references.unresolved:
            if Kind.SECTION in unresolved.wanted:
                document, label = aimed_clause(unresolved, self.context.manual)
                if document and is_clause_number(label) and not self.has_clause(document, label, ""):
                    yield self.unknown(unresolved.span, label, document)

    def check_text(self, text: RunningText) -> Iterator[Diagnostic]:
        """Clauses named by number in a run of text."""
        if "第" not in text.text and "." not in text.text:
            return
        names = self.context.references.names
        documents = self.context.manual.documents
        here = self.context.record_of(text.source)
        if isinstance(here, Document):
            for match in _THIS.finditer(text.text):
                yield from self.judge(text, here, match)
        for match in _TITLED.finditer(text.text):
            named = names.title(match.group("title"))
            if named and named.target.kind is Kind.DOCUMENT:
                yield from self.judge(text, documents[named.target.key], match)
        for _, end, target in names.numbers_in(text.text):
            if target and target.kind is Kind.DOCUMENT:
                after = _AFTER_NUMBER.match(text.text, end)
                if after:
                    yield from self.judge(text, documents[target.key], after)

    def judge(self, text: RunningText, document: Document, match: re.Match[str]) -> Iterator[Diagnostic]:
        group = "counted" if match.group("counted") else "dotted"
        written, unit = match.group(group), match.group("unit") or ""
        if not self.has_clause(document, written, unit):
            yield self.unknown(text.span(*match.span(group)), written, document)

    def has_clause(self, document: Document, written: str, unit: str) -> bool:
        """Whether a document has the clause that is written; True where it cannot be told."""
        level = self.context.manual.settings.levels.get(document.level)
        numbering = level.numbering if level else Numbering.DECIMAL
        numbers = {section.number for section in document.body.sections}
        if numbering is Numbering.DECIMAL:
            return written in numbers or written in map(_in_chinese, numbers)
        if numbering is Numbering.CHAPTER and unit in ("章", "条"):
            return f"第{written}{unit}" in numbers or f"第{_in_chinese(written)}{unit}" in numbers
        return True

    def unknown(self, span: Span, written: str, document: Document) -> Diagnostic:
        numbers = [section.number for section in document.body.sections if section.level == 1]
        hint = Message(
            f"在被引用的标题上方写 (标签)=, 用 {{clause}}`{document.number} 标签` 引用",
            f"write (label)= above the heading that is meant, and refer by {{clause}}`{document.number} label`",
        )
        if numbers:
            hint = Message(
                f"最后一条是 {numbers[-1]}; {hint.zh}", f"the last one is {numbers[-1]}; {hint.en}"
            )
        return self.finding(
            span,
            f"{document.number} 没有条款 `{written}`",
            f"{document.number} has no clause `{written}`",
            hint=hint,
        )


def aimed_clause(unresolved: Unresolved, manual: Manual) -> tuple[Document | None, str]:
    """The document and the label that `{clause}` markup aims at; no document if its number is unknown."""
    number, _, label = unresolved.name.rpartition(" ")
    return manual.documents.get(number.strip() or unresolved.source.key), label


def is_clause_number(label: str) -> bool:
    """Whether what stands in the place of a label is a clause number."""
    return re.fullmatch(r"\d+(?:\.\d+)*", label) is not None


def _in_chinese(number: str) -> str:
    return chinese_number(int(number)) if re.fullmatch(r"[0-9]{1,3}", number) else number
