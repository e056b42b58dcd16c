"""The words of the Markdown dialect: which directives and inline roles there are, in English and in Chinese.

A directive stands on its own lines (`:::{flow} SYFLKF03`), an inline role in a sentence (``{doc}`SYWIKF16` ``). What each
comes out as is the content layer's business; loaders, references and rules only need to know the names.
"""

from __future__ import annotations

# Directives that generate something, by canonical name, with the Chinese name that may be written instead.
GENERATING_DIRECTIVES = {
    "flow": "流程图",
    "steps": "步骤表",
    "form": "记录表",
    "related": "相关文件",
    "records": "质量记录",
    "register": "文件清单",
    "forms": "记录清单",
    "clause-matrix": "条款对照",
    "role-matrix": "职责矩阵",
    "flow-matrix": "流程职责矩阵",
    "process-map": "过程关系图",
    "document-map": "文件关系图",
    "history": "修订记录",
    "distribution": "发放范围",
    "terms": "术语表",
    "standards": "外部文件",
    "parameters": "参数表",
    "organization": "组织结构图",
    "departments": "部门职能",
    "posts": "岗位一览",
    "parties": "相关方一览",
}
# Directives that frame text of the document.
ADMONITIONS = {
    "note": "注",
    "tip": "提示",
    "important": "重要",
    "warning": "警告",
    "caution": "注意",
    "admonition": "说明框",
}
ADMONITION_TITLES = {
    "note": "注", "tip": "提示", "hint": "提示", "important": "重要", "warning": "警告", "caution": "注意",
    "attention": "注意", "danger": "危险", "error": "错误",
}  # fmt: skip
"""What stands over a box, by the class of its node, on paper and on the screen."""
LAYOUT_DIRECTIVES = {"figure": "图", "image": "图片", "table": "表", "list-table": "列表式表格"}
# MyST reads only ASCII names in braces inside a sentence, so these have no Chinese twins.
INLINE_ROLES = ("doc", "form", "flow", "role", "clause")

_DIRECTIVES = {**GENERATING_DIRECTIVES, **ADMONITIONS, **LAYOUT_DIRECTIVES}
_BY_CHINESE = {chinese: name for name, chinese in _DIRECTIVES.items()}


def canonical_directive(name: str) -> str | None:
    """The English name of a directive, or None if there is no such directive."""
    return name if name in _DIRECTIVES else _BY_CHINESE.get(name)


def canonical_role(name: str) -> str | None:
    """The name of an inline role, or None if there is no such role."""
    return name if name in INLINE_ROLES else None


def directive_names() -> tuple[str, ...]:
    """Every name a directive goes by, for "did you mean"."""
    return (*_DIRECTIVES, *_BY_CHINESE)
