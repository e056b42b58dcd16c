"""Links of Markdown that name documents and labels."""

from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.references import Kind, ReferenceGraph, Relation, Target

SETTINGS = """\
company: {name: 示例物业}
title: 手册
number: SYWIKF01
numbering: {series: [{prefix: SYWIKF, level: instruction}]}
levels: {instruction: {name: 作业指导书}}
"""
HEAD = "---\nnumber: {}\ntitle: {}\n---\n\n"


def graph_of(body: str) -> ReferenceGraph:
    files = {
        "manual/manual.yaml": SETTINGS,
        "manual/instructions/SYWIKF01.md": HEAD.format("SYWIKF01", "投诉规程")
        + "(分级)=\n# 分级\n\n文字。\n",
        "manual/instructions/SYWIKF02.md": HEAD.format("SYWIKF02", "回访规程") + body,
    }
    return ReferenceGraph(load(MemoryWorkspace(files)).manual)


def test_a_link_to_a_source_file_names_the_document() -> None:
    graph = graph_of("见[规程](SYWIKF01.md)。\n")
    (use,) = graph.used_by(Target(Kind.DOCUMENT, "SYWIKF01"))
    assert (use.relation, use.span.line, use.span.column) == (Relation.MARKUP, 6, 7)


def test_a_link_to_an_anchor_names_the_clause() -> None:
    graph = graph_of("(方式)=\n# 方式\n\n见[方式](#方式)和[分级](SYWIKF01.md#分级)。\n")
    assert [one.target.key for one in graph.references if one.target.kind is Kind.SECTION] == [
        "SYWIKF02#方式",
        "SYWIKF01#分级",
    ]
    assert graph.unresolved == ()


def test_addresses_name_nothing() -> None:
    graph = graph_of("见[网站](https://example.com/SYWIKF99.md#x)、<mailto:a@b.c>和[表](a.xlsx)。\n")
    assert graph.unresolved == ()


def test_what_does_not_exist_is_unresolved() -> None:
    graph = graph_of("见[规程](SYWIKF99.md)和[方式](#方式)。\n")
    assert [(one.name, one.wanted) for one in graph.unresolved] == [
        ("SYWIKF99", (Kind.DOCUMENT,)),
        ("方式", (Kind.SECTION,)),
    ]
