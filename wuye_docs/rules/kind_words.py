"""What each kind of thing is called in messages."""

from __future__ import annotations

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
