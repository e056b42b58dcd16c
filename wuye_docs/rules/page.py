"""The page of a rule, made from its docstring, and the list of all rules."""

from __future__ import annotations

import inspect
import re

from wuye_docs.diagnostics import Language, Message, RuleText, Severity
from wuye_docs.rules.catalogue import CATALOGUE
from wuye_docs.rules.rule import Rule

SEVERITIES = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.HINT: Message("提示", "hint"),
}
WHAT, WHY_ZH, WHY_EN = "说明", "为什么重要", "Why it matters"
EXAMPLE, INSTEAD = "示例 Example", "改为 Use instead"
HEADINGS = (WHAT, WHY_ZH, WHY_EN, EXAMPLE, INSTEAD)
# Examples may have headings of their own.
_HEADING = re.compile(rf"^## ({'|'.join(map(re.escape, HEADINGS))})$", re.MULTILINE)


def rule_page(rule: type[Rule], language: Language) -> str:
    """The page of a rule as Markdown: what it finds, why that matters, an example and its repair."""
    parts = page_parts(rule)
    head = f"# {rule.code} {rule.name}\n\n{_facts(rule, language)}\n"
    if language is Language.CHINESE:
        sections = [
            (WHAT, parts[WHAT]),
            (WHY_ZH, parts[WHY_ZH]),
            ("示例", parts[EXAMPLE]),
            ("改为", parts[INSTEAD]),
        ]
    else:
        sections = [
            ("What it finds", parts[""]),
            (WHY_EN, parts[WHY_EN]),
            ("Example", parts[EXAMPLE]),
            ("Use instead", parts[INSTEAD]),
        ]
    return head + "".join(f"\n## {title}\n\n{text}\n" for title, text in sections)


def rule_list(language: Language = Language.CHINESE) -> str:
    """A Markdown table of all rules: code, name, severity, whether it can be fixed, what it finds."""
    head = Message(
        "| 代码 | 名称 | 级别 | 可自动修复 | 检查内容 |",
        "| code | name | severity | fixable | what it finds |",
    )
    rows = [head.text(language), "| --- | --- | --- | --- | --- |"]
    for rule in CATALOGUE:
        severity = SEVERITIES[rule.severity].text(language)
        fixable = _yes_or_no(rule).text(language)
        rows.append(f"| {rule.code} | {rule.name} | {severity} | {fixable} | {summary(rule, language)} |")
    return "\n".join(rows) + "\n"


def rule_text(rule: type[Rule]) -> RuleText:
    """What reports tell about a rule, in both languages."""
    return RuleText(
        rule.code,
        rule.name,
        rule.severity,
        Message(summary(rule, Language.CHINESE), summary(rule, Language.ENGLISH)),
        Message(rule_page(rule, Language.CHINESE), rule_page(rule, Language.ENGLISH)),
    )


def summary(rule: type[Rule], language: Language) -> str:
    """What a rule finds, in one sentence."""
    parts = page_parts(rule)
    if language is Language.ENGLISH:
        return _one_line(parts[""].split("\n\n")[0])
    return _one_line(parts[WHAT]).partition("。")[0] + "。"


def page_parts(rule: type[Rule]) -> dict[str, str]:
    """The text under each heading of the docstring; the English summary stands under the empty heading."""
    pieces = _HEADING.split(inspect.cleandoc(rule.__doc__ or ""))
    parts = {"": pieces[0].strip()}
    for title, text in zip(pieces[1::2], pieces[2::2], strict=True):
        parts[title.strip()] = text.strip()
    return parts


def _facts(rule: type[Rule], language: Language) -> str:
    severity = SEVERITIES[rule.severity].text(language)
    fixable = _yes_or_no(rule).text(language)
    if language is Language.CHINESE:
        return f"级别: {severity} · 自 {rule.since} 版起 · 可自动修复: {fixable}"
    return f"Severity: {severity} · since {rule.since} · fixable: {fixable}"


def _yes_or_no(rule: type[Rule]) -> Message:
    return Message("部分", "in part") if rule.is_fixable else Message("否", "no")


def _one_line(text: str) -> str:
    """Text with its lines joined; Chinese lines meet without a space."""
    return re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])", "", text).replace("\n", " ")
