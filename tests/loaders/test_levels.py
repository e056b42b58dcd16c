"""Levels named by documents and by series of numbers."""

from wuye_docs.loaders import MemoryWorkspace, load

SETTINGS = """\
company: {name: 示例物业}
title: 手册
number: SYWIKF01
numbering: {series: [{prefix: SYWIKF, level: instruction}, {prefix: SYFL, level: flow}, {prefix: SYQP, level: procedures}]}
levels: {instruction: {name: 作业指导书}, procedure: {name: 程序文件}}
"""


def found(files: dict[str, str]) -> list[str]:
    return [
        f"{one.span} {one.code}" for one in load(MemoryWorkspace(files)).diagnostics if one.code == "SRC005"
    ]


def test_a_series_names_a_level_or_flow() -> None:
    column = SETTINGS.splitlines()[3].index("procedures") + 1
    assert found({"manual/manual.yaml": SETTINGS}) == [f"manual/manual.yaml:4:{column} SRC005"]


def test_a_document_names_a_level() -> None:
    settings = SETTINGS.replace("procedures", "procedure")
    document = "---\nnumber: SYWIKF01\nlevel: instrucion\n---\n"
    assert found({"manual/manual.yaml": settings, "manual/a.md": document}) == ["manual/a.md:3:8 SRC005"]


def test_without_levels_no_level_is_wrong() -> None:
    assert found({"manual/a.md": "---\nlevel: instrucion\n---\n"}) == []
