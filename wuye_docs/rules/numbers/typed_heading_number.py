"""NUM007."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.model import Document, Section
from wuye_docs.rules.rule import DocumentRule

_CHINESE = "零〇一二三四五六七八九十百"
# Each pattern matches a typed number with the space behind it. What only looks like one is kept out: 24小时值班,
# 三级检查, 第三方服务, 5S管理.
_TYPED = re.compile(
    rf"""
      \d+(?:[.．]\d+)+[.．、]?\s*(?=[^\d\s年月日版元米%])   # 1.1 目的
    | \d{{1,2}}\s*[.．、)）]\s*(?=\D)                       # 1. 目的  1、目的
    | [（(]\s*(?:\d{{1,2}}|[{_CHINESE}]+)\s*[)）]\s*         # （一）目的
    | [{_CHINESE}]+\s*[、.．]\s*                            # 一、目的
    | 第\s*(?:\d+|[{_CHINESE}]+)\s*章[\s、：:]*             # 第一章 目的
    | 第\s*(?:\d+|[{_CHINESE}]+)\s*[节条款篇编](?:[\s、：:]+|$)
    | 第\s*(?:\d+|[{_CHINESE}]+)\s*部分(?:[\s、：:]+|$)
    | [①-⑳㉑-㉟]\s*
    | [a-zA-Z]\s*[)）]\s*                                   # a) 目的
    """,
    re.VERBOSE,
)
# A bare number and a space: typed, unless a measure follows (24 小时值班) and the number is not the clause's own.
_BARE = re.compile(r"(\d{1,2})\s+(?=\D)")
_MEASURE = re.compile(r"[个名位人次件份项步条种类级层号楼栋户天日月年周季小时分钟秒点元万米吨度倍成%A-Za-z]")


class TypedHeadingNumber(DocumentRule):
    """A number typed by hand stands before a heading that the tool numbers itself.

    ## 说明
    标题前手工写了序号: `1.1 目的`、`第一章 总则`、`一、范围`、`（一）受理`。条款号由程序按层级统一生成。

    ## 为什么重要
    手写的号与生成的号会同时出现; 增删一条之后, 手写的号就与引用不符 (ISO 9001:2015 7.5.2 b)。

    ## Why it matters
    The typed number stands beside the generated one, and is wrong after the next insertion (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```markdown
    # 1 目的

    ## 1.1 总则
    ```

    ## 改为 Use instead
    ```markdown
    # 目的

    ## 总则
    ```
    """

    code = "NUM007"
    name = "typed-heading-number"
    severity = Severity.WARNING
    is_fixable = True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        for section in document.body.sections:
            typed = typed_number(section)
            if not typed:
                continue
            shown, rest = typed.strip(), section.title[len(typed) :].strip()
            span = section.span
            written = self.context.written_at(span)
            fix = None
            if rest and written.startswith(typed):
                prefix = span._replace(end_line=span.line, end_column=span.column + len(typed))
                fix = Fix(Message("删去手写的序号", "delete the typed number"), (Edit(prefix, ""),))
            yield self.finding(
                span._replace(end_line=span.line, end_column=span.column + len(shown)),
                f"标题中手写了序号 `{shown}`",
                f"number `{shown}` is typed into the heading",
                hint=Message("删去它, 条款号由程序生成", "delete it; clauses are numbered by the tool"),
                fix=fix,
            )


def typed_number(section: Section) -> str:
    """The typed number at the beginning of a heading, with the space behind it; empty if there is none."""
    if section.level < 1:
        return ""
    match = _TYPED.match(section.title)
    if match:
        return match.group()
    bare = _BARE.match(section.title)
    if bare is None:
        return ""
    is_own = bare.group(1) == section.number.rpartition(".")[2]
    return bare.group() if is_own or not _MEASURE.match(section.title, bare.end()) else ""
