"""Findings of every kind, for the tests of the report formats."""

from datetime import date

from wuye_docs.diagnostics import (
    Background,
    Diagnostic,
    Edit,
    Fix,
    Message,
    Related,
    RuleText,
    Severity,
    Span,
    Waived,
)

SOURCES = {
    "flows/a.yaml": "number: SYFLKF01\nlanes: [业主, 客服转员]\n\tnext: 登记\n",
    "manual/投诉 受理.md": "# 受理\n客服专员填写《投诉受理单》。\n",
    "manual/clean.md": "# 目的\n",
}
LANE = Diagnostic(
    "FLW010",
    Severity.ERROR,
    Span("flows/a.yaml", 2, 13, 2, 17),
    Message("没有名为 `客服转员` 的岗位", "no post is named `客服转员`"),
    Message("是否指 `客服专员`？", "did you mean `客服专员`?"),
    Fix(Message("改正", "mend"), (Edit(Span("flows/a.yaml", 2, 13, 2, 17), "客服专员"),)),
    (Related(Span("flows/a.yaml", 1, 9, 1, 17), Message("流程在这里", "the flow is here")),),
)
ADVICE = Diagnostic(
    "DOC010", Severity.HINT, Span("flows/a.yaml", 3, 2, 3, 6), Message("句子过长", "sentence is long")
)
TITLE = Diagnostic(
    "REF001",
    Severity.WARNING,
    Span("manual/投诉 受理.md", 2, 7, 2, 14),
    Message("《投诉受理单》没有登记", "《投诉受理单》 is not registered"),
)
WHOLE_FILE = Diagnostic(
    "SRC007",
    Severity.WARNING,
    Span.whole_file("flows/b.yml"),
    Message("此文件不会被读取", "nothing reads this file"),
)
FOUND = (LANE, ADVICE, WHOLE_FILE)


def rule(code: str, name: str, severity: Severity) -> RuleText:
    return RuleText(
        code,
        name,
        severity,
        Message("检查内容。", "What it finds."),
        Message(
            f"# {code} {name}\n\n级别\n\n## 说明\n\n检查内容 `a`。\n",
            f"# {code} {name}\n\nSeverity\n\n## What it finds\n\nText `a`.\n",
        ),
    )


BACKGROUND = Background(
    manual="示例手册",
    titles={"flows/a.yaml": "SYFLKF01 投诉处理流程", "manual/clean.md": "SYQP02 干净的程序"},
    files=("flows/a.yaml", "flows/b.yml", "manual/clean.md", "manual/投诉 受理.md"),
    rules=(
        rule("SRC007", "unread-file", Severity.WARNING),
        rule("DOC010", "long-sentence", Severity.HINT),
        rule("REF001", "unregistered-title", Severity.WARNING),
        rule("FLW010", "unknown-lane", Severity.ERROR),
    ),
    waived=(Waived(TITLE, "年底统一", "总经理", "2026-12-31"),),
    day=date(2026, 11, 22),
    version="0.1.0",
)
