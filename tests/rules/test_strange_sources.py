"""Whatever the sources hold, reading and checking give findings and never an exception."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from tests.rules.cases import BASE
from wuye_docs.diagnostics import Language
from wuye_docs.diagnostics.render import github, json, short, summary, terminal
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.project.edits import repairs
from wuye_docs.rules import check

PATHS = [
    *BASE.files,
    "manual/terms.yaml",
    "manual/clauses.yaml",
    "manual/jobs/SYJD01.md",
    "forms/SYWIKF01/SYWIKF01-R02.yaml",
    "flows/x.yml",
]
# Words of the sources, put together at random, get further into reading than random characters do.
WORDS = st.sampled_from(
    [
        "number:",
        "title:",
        "steps:",
        "lanes:",
        "next:",
        "kind:",
        "lane:",
        "fields:",
        "retention:",
        "numbering:",
        "series:",
        "levels:",
        "waivers:",
        "reserved:",
        "posts:",
        "departments:",
        "clauses:",
        "SYWIKF01",
        "SYFLKF01",
        "SYWIKF01-R01",
        "SYJD",
        "SY-WI-KF-01",
        "SYWIKF",
        "客服专员",
        "业主",
        "投诉",
        "登记",
        "start",
        "decision",
        "end",
        "{",
        "}",
        "[",
        "]",
        "-",
        "---",
        ":",
        ",",
        '"',
        "'",
        "&",
        "*",
        "!",
        "|",
        ">",
        "#",
        "##",
        "(分级)=",
        "{doc}`SYWIKF01`",
        "{clause}`1.1`",
        "{clause}``",
        "{{",
        "投诉.派单时限",
        "}}",
        "{{",
        "}}",
        "{{",
        "《",
        "》",
        "《投诉受理表》",
        "第9条",
        "本规程",
        "5.9",
        "![](x.png)",
        "![](../../..)",
        "[x](#y)",
        "[x](a.md#)",
        ":::{flow}",
        ":::",
        "```{note}",
        "```",
        "|a|b|",
        "|-|-|",
        "[^1]",
        "[^1]:",
        "<!--",
        "-->",
        "%",
        "\\",
        "1.",
        "一、",
        "第一章",
        "2026-01-01",
        "true",
        "~",
        "null",
        "&a",
        "*a",
    ]
)
SEPARATORS = st.sampled_from(["\n", "\n", " ", "\n  ", "\n    ", "", "\t", "\n\n", "\u3000"])
SOUP = st.lists(st.tuples(WORDS | st.text(max_size=4), SEPARATORS), max_size=60).map(
    lambda pieces: "".join(word + separator for word, separator in pieces)
)
FRONT = "---\nnumber: SYWIKF02\ntitle: 回访规程\nlevel: instruction\n---\n"
CONTENT = SOUP | SOUP.map(lambda text: FRONT + text) | st.binary(max_size=60)


@st.composite
def cut_and_mixed(draw: st.DrawFn) -> dict[str, str | bytes]:
    """The base manual with files cut off, doubled or replaced by soup."""
    files: dict[str, str | bytes] = dict(BASE.files)
    for path in draw(st.lists(st.sampled_from(PATHS), min_size=1, max_size=4, unique=True)):
        text = files.get(path, "")
        match draw(st.sampled_from(["soup", "soup", "cut", "double", "insert", "gone"])):
            case "cut" if text:
                files[path] = text[: draw(st.integers(0, len(text)))]
            case "double":
                files[path] = text + text  # type: ignore[operator]
            case "insert" if isinstance(text, str):
                at = draw(st.integers(0, len(text)))
                files[path] = text[:at] + draw(SOUP) + text[at:]
            case "gone":
                files.pop(path, None)
            case _:
                files[path] = draw(CONTENT)
    return files


@given(cut_and_mixed())
@example({"flows/SYFLKF01.yaml": "steps: {a: {next: {是: b}}, b: {kind: end}}"})
@example(
    {
        "manual/manual.yaml": "numbering: {series: [{prefix: '-', level: a, digits: 0}]}",
        "flows/a.yaml": "number: -1",
    }
)
def test_no_sources_make_a_check_fail(files: dict[str, str | bytes]) -> None:
    workspace = MemoryWorkspace(files)
    loaded = load(workspace)
    found = check(loaded, workspace)
    assert [one.message.en for one in found if one.code == "SRC000"] == []
    for one in found:
        assert one.span.line >= 1 and one.span.column >= 1, one
        assert (one.span.end_line, one.span.end_column) >= (one.span.line, one.span.column), one
        lines = loaded.sources.get(one.span.path, "").split("\n")
        assert one.span.line <= len(lines), one
        assert one.message.zh and one.message.en
        assert not one.message.en.endswith(".")
    for language in Language:
        printed = terminal.render(found, loaded.sources, language)
        acting = {
            character for character in printed if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
        }
        assert acting <= {"\n"}
        for form in (short, json, github, summary):
            form.render(found, loaded.sources, language)
    assert short.render(found, loaded.sources, Language.ENGLISH).count("\n") == len(found)
    repairs(found, workspace.read)
