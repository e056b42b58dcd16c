"""Findings as one page to be read, sent and kept: no script, no network, nothing beside it. `report.html` is its form.

A file is a section; in it, what one rule finds stands together, under the page of the rule. Who repairs a document works
through one kind of fault after the other.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, NewType

from wuye_docs.diagnostics.background import NOTHING_KNOWN, Background, RuleText, Waived
from wuye_docs.diagnostics.diagnostic import Diagnostic, Edit
from wuye_docs.diagnostics.message import Language, Message
from wuye_docs.diagnostics.render.excerpt import Excerpt, SourceLines
from wuye_docs.diagnostics.render.summary import by_file, count
from wuye_docs.diagnostics.render.wording import SEVERITY_WORDS, printable
from wuye_docs.diagnostics.severity import Severity
from wuye_docs.diagnostics.span import Span

# Text of the page that is escaped already; only `told`, the rule's page and the style sheet are.
Html = NewType("Html", str)

_FORM = Path(__file__).with_name("report.html")
# Columns of an excerpt: about three lines of a phone, two of a printed page.
_ROOM = 150
_LONGEST_REPAIR = 80

_WORDS: Mapping[str, Message] = {
    "report": Message("检查报告", "Check report"),
    "clean": Message("没有发现问题", "no findings"),
    "files": Message("已检查文件", "files checked"),
    "fixable": Message("可自动修复", "can be repaired"),
    "waived": Message("豁免", "waived"),
    "errors": Message("错误", "errors"),
    "warnings": Message("警告", "warnings"),
    "hints": Message("提示", "hints"),
    "errors_about": Message("发布前必须改正", "must be mended before a release"),
    "warnings_about": Message("需要判断和决定", "ask for a decision"),
    "hints_about": Message("供参考", "advice"),
    "show": Message("显示", "Show"),
    "documents": Message("按文件", "By document"),
    "rules": Message("按规则", "By rule"),
    "rule": Message("规则", "Rule"),
    "about": Message("检查内容", "What it finds"),
    "severity": Message("级别", "Severity"),
    "count": Message("数量", "Count"),
    "why": Message("规则说明", "About this rule"),
    "hint": Message("建议", "What to do"),
    "see": Message("另见", "See"),
    "repair": Message("可自动修复", "Can be repaired"),
    "clean_files": Message("没有问题的文件", "Files without findings"),
    "waivers": Message("豁免的问题", "Waived findings"),
    "place": Message("位置", "Place"),
    "finding": Message("问题", "Finding"),
    "reason": Message("理由", "Reason"),
    "by": Message("批准", "Accepted by"),
    "until": Message("有效期至", "Until"),
    "top": Message("返回页首", "Back to top"),
    "run": Message(
        "在手册文件夹中运行 wuye check --fix, 确认后自动修复标有“可自动修复”的问题。",
        "Run wuye check --fix in the folder of the manual to repair what is marked so; it asks before it writes.",
    ),
}


@dataclass(frozen=True, slots=True)
class _Shown:
    """A finding as the page shows it."""

    line: int
    place: str
    """The line in words; empty where the finding is about the whole file."""
    message: Html
    hint: Html
    excerpt: Excerpt | None
    repairs: tuple[tuple[str, str], ...]
    """(what stands there, what takes its place); long text is cut."""
    is_fixable: bool
    related: tuple[tuple[str, Html], ...]
    """(place, what it is about)."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What one rule finds in one file."""

    code: str
    severity: str
    severity_word: str
    title: Html
    page: Html
    found: tuple[_Shown, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A section of the page."""

    id: str
    path: str
    title: str
    """Empty where the file has no number."""
    counts: tuple[tuple[str, str, int], ...]
    """(severity, its word, number) of those that occur."""
    groups: tuple[_Group, ...]


def render(
    diagnostics: Iterable[Diagnostic],
    sources: Mapping[str, str],
    language: Language,
    background: Background = NOTHING_KNOWN,
) -> str:
    """The whole page. Text of sources is escaped; the page's own policy forbids scripts and requests besides."""
    from jinja2 import Environment, StrictUndefined

    found = tuple(diagnostics)
    page = _Page(sources, language, background)
    files = [page.file(number, path, some) for number, (path, some) in enumerate(by_file(found), 1)]
    blamed = {file.path for file in files}
    style, form = _style_and_form()
    maker = f"wuye check {background.version}".rstrip()
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return environment.from_string(form).render(
        language="zh-CN" if language is Language.CHINESE else "en",
        words={key: message.text(language) for key, message in _WORDS.items()},
        style=Html(style),
        style_digest=digest,
        manual=background.manual,
        day=background.day.isoformat() if background.day else "",
        made=Message(f"由 {maker} 生成", f"made by {maker}").text(language),
        counts=count(found),
        files=files,
        rules=page.rules(found),
        clean=[(path, background.titles.get(path, "")) for path in background.files if path not in blamed],
        checked=len({*background.files, *blamed}),
        waived=[page.waived(one) for one in background.waived],
    )


class _Page:
    """What the parts of one page share."""

    def __init__(self, sources: Mapping[str, str], language: Language, background: Background) -> None:
        self.lines = SourceLines(sources)
        self.language = language
        self.background = background
        self.texts = {rule.code: rule for rule in background.rules}
        self.pages: dict[str, Html] = {}

    def file(self, number: int, path: str, found: Sequence[Diagnostic]) -> _File:
        by_code: dict[str, list[Diagnostic]] = {}
        for one in sorted(found, key=lambda one: (one.severity.rank, one.order)):
            by_code.setdefault(one.code, []).append(one)
        counts = count(found)
        numbers = zip(Severity, (counts.errors, counts.warnings, counts.hints), strict=True)
        return _File(
            f"file-{number}",
            printable(path),
            printable(self.background.titles.get(path, "")),
            tuple((severity.value, self.word(severity), number) for severity, number in numbers if number),
            tuple(self.group(code, some) for code, some in by_code.items()),
        )

    def group(self, code: str, found: Sequence[Diagnostic]) -> _Group:
        severity = found[0].severity
        return _Group(
            code,
            severity.value,
            self.word(severity),
            self.summary(code),
            self.page(code),
            tuple(self.shown(one) for one in found),
        )

    def shown(self, one: Diagnostic) -> _Shown:
        whole = one.span == one.span.whole_file(one.span.path)
        return _Shown(
            one.span.line,
            "" if whole else Message(f"第 {one.span.line} 行", f"line {one.span.line}").text(self.language),
            self.told(one.message),
            self.told(one.hint) if one.hint else Html(""),
            self.excerpt(one.span),
            tuple(self.repair(edit) for edit in one.fix.edits) if one.fix else (),
            one.fix is not None,
            tuple((printable(str(other.span)), self.told(other.message)) for other in one.related),
        )

    def repair(self, edit: Edit) -> tuple[str, str]:
        return _cut(self.lines.blamed(edit.span)), _cut(edit.text)

    def rules(self, found: Sequence[Diagnostic]) -> list[tuple[str, str, str, Html, int]]:
        """(code, severity, its word, what it finds, number of findings); the worst first, then the most frequent."""
        by_code: dict[str, list[Diagnostic]] = {}
        for one in found:
            by_code.setdefault(one.code, []).append(one)
        rows = sorted(by_code.items(), key=lambda row: (row[1][0].severity.rank, -len(row[1]), row[0]))
        return [
            (code, some[0].severity.value, self.word(some[0].severity), self.summary(code), len(some))
            for code, some in rows
        ]

    def waived(self, one: Waived) -> dict[str, str | Html]:
        return {
            "place": printable(f"{one.finding.span.path}:{one.finding.span.line}"),
            "code": one.finding.code,
            "message": self.told(one.finding.message),
            "reason": printable(one.reason),
            "by": printable(one.by),
            "until": printable(one.until),
        }

    def word(self, severity: Severity) -> str:
        return SEVERITY_WORDS[severity].text(self.language)

    def summary(self, code: str) -> Html:
        rule = self.texts.get(code)
        return self.told(rule.summary) if rule else Html("")

    def told(self, message: Message) -> Html:
        """A statement, what stands in backticks as code."""
        parts = escape(printable(message.text(self.language))).split("`")
        if len(parts) % 2 == 0:
            # A backtick without its second is one of the source.
            return Html("`".join(parts))
        return Html(
            "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))
        )

    def excerpt(self, span: Span) -> Excerpt | None:
        """The line without what indents it; a phone has no room to spare."""
        found = self.lines.excerpt(span, _ROOM)
        return found._replace(before=found.before.lstrip()) if found else None

    def page(self, code: str) -> Html:
        """The page of a rule without its heading, which the group has; empty where no page is known."""
        if code not in self.pages:
            rule = self.texts.get(code)
            self.pages[code] = _page_of(rule, self.language) if rule else Html("")
        return self.pages[code]


def _page_of(rule: RuleText, language: Language) -> Html:
    from markdown_it import MarkdownIt

    text = rule.page.text(language).partition("\n")[2].replace("\n## ", "\n#### ")
    rendered: Any = MarkdownIt("commonmark", {"html": False}).render(text)
    return Html(str(rendered))


def _style_and_form() -> tuple[str, str]:
    """The style sheet, and the page with a place for it; apart, because the policy names the style's digest."""
    head, _, rest = _FORM.read_text("utf-8").partition("<style>")
    style, _, tail = rest.partition("</style>")
    return style, f"{head}<style>{{{{ style|safe }}}}</style>{tail}"


def _cut(text: str) -> str:
    text = printable(text)
    return text if len(text) <= _LONGEST_REPAIR else text[: _LONGEST_REPAIR - 1] + "…"
