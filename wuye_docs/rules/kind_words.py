"""What each kind of thing is called in messages."""

from __future__ import annotations

from collections.abc import Sequence

from wuye_docs.diagnostics import Message
from wuye_docs.references import Kind

KIND_WORDS = {
    Kind.DOCUMENT: Message("文件", "document"),
    Kind.FORM: Message("记录表", "form"),
    Kind.FLOW: Message("流程", "flow"),
    Kind.STEP: Message("步骤", "step"),
    Kind.ROLE: Message("岗位", "post"),
    Kind.DEPARTMENT: Message("部门", "department"),
    Kind.PARTY: Message("外部相关方", "outside party"),
    Kind.PARAMETER: Message("参数", "figure"),
    Kind.TERM: Message("术语", "term"),
    Kind.STANDARD: Message("外部文件", "external document"),
    Kind.CLAUSE: Message("标准条款", "clause of the standard"),
    Kind.SECTION: Message("条款", "clause"),
    Kind.MANUAL: Message("手册", "manual"),
}


def any_of(kinds: Sequence[Kind]) -> Message:
    """The kinds as alternatives: 岗位、部门或外部相关方."""
    words = [KIND_WORDS[kind] for kind in kinds]
    return Message(
        _joined([word.zh for word in words], "、", "或"), _joined([word.en for word in words], ", ", " or ")
    )


def _joined(words: list[str], between: str, before_last: str) -> str:
    return before_last.join((between.join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
