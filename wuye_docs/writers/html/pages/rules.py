"""The page of all check rules, for those who keep the manual."""

from __future__ import annotations

from docutils import nodes
from markdown_it import MarkdownIt

from wuye_docs.diagnostics import Language
from wuye_docs.writers.html.page import Fact, Page, contents_of, new_tree, paragraph, section

FAMILIES = {
    "SRC": "源文件", "NUM": "编号", "REF": "引用", "ROL": "岗位", "FLW": "流程", "FRM": "记录表", "PAR": "数值",
    "DOC": "文件", "TRM": "用语", "CLS": "标准条款", "CTL": "文件控制",
}  # fmt: skip


def rules_page() -> Page:
    """What each rule finds, why that matters, an example and its repair; a rule's anchor is its code."""
    # The catalogue costs as much as all else here, and a page of the preview may not need it.
    from wuye_docs.rules.catalogue import CATALOGUE
    from wuye_docs.rules.page import rule_page, summary

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    families: dict[str, list[nodes.Node]] = {}
    for rule in CATALOGUE:
        text = rule_page(rule, Language.CHINESE).partition("\n")[2]
        body = markdown.render(text).replace("<h2>", "<h4>").replace("</h2>", "</h4>")
        body = body.replace("<pre>", '<pre tabindex="0">')
        page = nodes.raw("", body, format="html")
        title = f"{rule.code} {summary(rule, Language.CHINESE).rstrip('。')}"
        families.setdefault(rule.code[:3], []).append(section(title, rule.code, page))
    parts = [
        section(f"{FAMILIES.get(key, key)} {key}", f"family-{key}", *rules) for key, rules in families.items()
    ]
    intro = paragraph(
        "“wuye check” 按这些规则检查手册。每条说明查什么、为什么重要、怎么改；方括号里的代码就是这里的编号。"
    )
    tree = new_tree("rules", intro, *parts)
    return Page(
        "registers/rules",
        "检查规则",
        tree,
        kicker="手册管理",
        facts=(Fact("规则", f"{len(CATALOGUE)} 条"),),
        contents=tuple(contents_of(tree, 1)),
        group="registers",
    )
