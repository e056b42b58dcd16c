"""Findings in each format."""

import json as json_module
from dataclasses import replace

import pytest

from tests.diagnostics import findings
from tests.diagnostics.findings import ADVICE, WHOLE_FILE
from wuye_docs.diagnostics import (
    Background,
    Diagnostic,
    Language,
    Message,
    Related,
    Severity,
    Span,
)
from wuye_docs.diagnostics.render import columns, github, json, short, summary, terminal

SOURCES = {
    "flows/a.yaml": "number: SYFLKF01\nlanes: [业主, 客服转员]\n\tnext: 登记\n",
    "manual/b.md": "甲" * 200 + "《投诉受理单》" + "乙" * 200 + "\n",
}
LANE = replace(findings.LANE, related=())
FOUND = (LANE, ADVICE, WHOLE_FILE)


def test_the_terminal_marks_chinese_by_its_width() -> None:
    assert terminal.render([LANE], SOURCES, Language.CHINESE) == (
        "flows/a.yaml (1 个错误)\n"
        "\n"
        "错误[FLW010]: 没有名为 `客服转员` 的岗位\n"
        " --> flows/a.yaml:2:13\n"
        "  |\n"
        "2 | lanes: [业主, 客服转员]\n"
        "  |               ^^^^^^^^\n"
        "  = 建议: 是否指 `客服专员`？\n"
        "  = 可自动修复 (wuye check --fix)\n"
    )


def test_the_terminal_speaks_english_and_shows_tabs_as_spaces() -> None:
    assert terminal.render([ADVICE], SOURCES, Language.ENGLISH) == (
        "flows/a.yaml (1 hint)\n"
        "\n"
        "hint[DOC010]: sentence is long\n"
        " --> flows/a.yaml:3:2\n"
        "  |\n"
        "3 |     next: 登记\n"
        "  |     ^^^^\n"
    )


def test_the_terminal_counts_for_each_file_and_names_its_title() -> None:
    background = Background(titles={"flows/a.yaml": "SYFLKF01 投诉处理流程"})
    headings = [
        line
        for line in terminal.render(FOUND, SOURCES, Language.CHINESE, background).splitlines()
        if line.endswith(")") and not line.startswith(" ")
    ]
    assert headings == ["SYFLKF01 投诉处理流程 (1 个错误、1 个提示)", "flows/b.yml (1 个警告)"]


def test_the_terminal_and_json_name_further_places() -> None:
    found = replace(ADVICE, related=(Related(Span("flows/a.yaml", 1, 9, 1, 17), Message("在这里", "here")),))
    assert terminal.render([found], SOURCES, Language.ENGLISH).endswith("  = see flows/a.yaml:1:9: here\n")
    data = json_module.loads(json.render([found], SOURCES, Language.ENGLISH))
    assert data["findings"][0]["related"] == [
        {
            "path": "flows/a.yaml",
            "line": 1,
            "column": 9,
            "end_line": 1,
            "end_column": 17,
            "message": "here",
        }
    ]


def test_a_finding_about_a_whole_file_has_no_excerpt() -> None:
    assert terminal.render([WHOLE_FILE], SOURCES, Language.ENGLISH) == (
        "flows/b.yml (1 warning)\n\nwarning[SRC007]: nothing reads this file\n --> flows/b.yml:1:1\n"
    )


def test_findings_stand_apart_by_an_empty_line() -> None:
    printed = terminal.render(FOUND, SOURCES, Language.CHINESE)
    assert printed.count("\n\n") == 4
    assert printed.endswith("\n") and not printed.endswith("\n\n")


def test_a_long_line_is_cut_around_what_is_blamed() -> None:
    found = Diagnostic(
        "REF001", Severity.ERROR, Span("manual/b.md", 1, 202, 1, 207), Message("没有登记", "unknown")
    )
    lines = terminal.render([found], SOURCES, Language.CHINESE).splitlines()
    text, mark = lines[5].removeprefix("1 | "), lines[6].removeprefix("  | ")
    assert columns.width(text) <= 100
    assert text.startswith("…") and text.endswith("…")
    before = text[: text.index("投诉受理单")]
    assert mark == " " * columns.width(before) + "^" * 10


def test_a_place_behind_the_line_is_still_marked() -> None:
    found = Diagnostic(
        "SRC004", Severity.ERROR, Span("flows/a.yaml", 1, 90, 1, 95), Message("缺少", "missing")
    )
    assert terminal.render([found], SOURCES, Language.CHINESE).splitlines()[6].endswith(" ^")


def test_colour_is_given_on_demand_only() -> None:
    assert "\x1b[" not in terminal.render(FOUND, SOURCES, Language.CHINESE)
    assert "\x1b[1;31m错误[FLW010]\x1b[0m" in terminal.render(FOUND, SOURCES, Language.CHINESE, colour=True)


def test_escape_sequences_of_a_source_do_not_reach_the_terminal() -> None:
    found = Diagnostic(
        "SRC003",
        Severity.ERROR,
        Span("x\x1b[2J.yaml", 1, 1, 1, 5),
        Message("没有键 `\x1b]0;x\x07`\n第二行", "no key `\u202e`"),
    )
    for language in Language:
        for form in (terminal, short):
            printed = form.render([found], {found.span.path: "\x1b[31mred\x9b"}, language)
            assert all(character.isprintable() or character == "\n" for character in printed)
    assert short.render([found], {}, Language.CHINESE).count("\n") == 1


def test_short_is_one_line_a_finding() -> None:
    assert short.render(FOUND, SOURCES, Language.ENGLISH) == (
        "flows/a.yaml:2:13: FLW010 no post is named `客服转员`\n"
        "flows/a.yaml:3:2: DOC010 sentence is long\n"
        "flows/b.yml:1:1: SRC007 nothing reads this file\n"
    )


def test_json_keeps_its_schema() -> None:
    data = json_module.loads(json.render(FOUND, SOURCES, Language.CHINESE))
    assert list(data) == ["version", "language", "findings", "summary"]
    assert data["version"] == 1
    assert data["findings"][0] == {
        "code": "FLW010",
        "severity": "error",
        "path": "flows/a.yaml",
        "line": 2,
        "column": 13,
        "end_line": 2,
        "end_column": 17,
        "message": "没有名为 `客服转员` 的岗位",
        "hint": "是否指 `客服专员`？",
        "fix": {
            "title": "改正",
            "edits": [
                {
                    "path": "flows/a.yaml",
                    "line": 2,
                    "column": 13,
                    "end_line": 2,
                    "end_column": 17,
                    "text": "客服专员",
                }
            ],
        },
        "related": [],
    }
    assert data["findings"][1]["hint"] is None and data["findings"][1]["fix"] is None
    assert data["summary"] == {
        "errors": 1,
        "warnings": 1,
        "hints": 1,
        "fixable": 1,
        "files": {"flows/a.yaml": 2, "flows/b.yml": 1},
    }


def test_github_annotations_escape_what_ends_them() -> None:
    found = Diagnostic(
        "SRC003",
        Severity.ERROR,
        Span("a,b:c.yaml", 2, 3, 2, 5),
        Message("100%\n第二行", "100%"),
        Message("改", "mend it: now"),
    )
    assert github.render([found], {}, Language.CHINESE) == (
        "::error file=a%2Cb%3Ac.yaml,line=2,endLine=2,col=3,endColumn=5,title=SRC003::100%25%0A第二行%0A改\n"
    )
    kinds = [line.split(" ")[0] for line in github.render(FOUND, SOURCES, Language.ENGLISH).splitlines()]
    assert kinds == ["::error", "::notice", "::warning"]


def test_the_summary_counts_by_severity_and_file() -> None:
    assert summary.render(FOUND, SOURCES, Language.ENGLISH) == (
        "1 error, 1 warning, 1 hint in 2 files, 1 can be fixed\n  2  flows/a.yaml\n  1  flows/b.yml\n"
    )
    assert summary.render(FOUND, SOURCES, Language.CHINESE) == (
        "1 个错误、1 个警告、1 个提示, 涉及 2 个文件, 其中 1 个可自动修复\n  2  flows/a.yaml\n  1  flows/b.yml\n"
    )
    assert summary.render([], SOURCES, Language.ENGLISH) == "no findings\n"


@pytest.mark.parametrize("form", [terminal, short, github])
def test_no_findings_print_nothing(form) -> None:
    assert form.render([], SOURCES, Language.CHINESE) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abc", 3), ("客服", 4), ("ＡＢ", 4), ("é", 1), ("e\u0301", 1), ("“”…", 3), ("", 0), ("①", 1)],
)
def test_width_counts_columns(text: str, expected: int) -> None:
    assert columns.width(text) == expected
