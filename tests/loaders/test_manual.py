"""Sources to a Manual: partial records and findings, never exceptions."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wuye_docs.loaders import DiskWorkspace, Loaded, MemoryWorkspace, load
from wuye_docs.model import Located, StepKind

SAMPLE = DiskWorkspace(Path(__file__).parents[1] / "manuals" / "sample")


def load_with(**files: str | bytes) -> Loaded:
    paths = {
        name.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md"): text
        for name, text in files.items()
    }
    return load(MemoryWorkspace(paths, SAMPLE))


def found(loaded: Loaded) -> list[str]:
    return [f"{one.span} {one.code}" for one in loaded.diagnostics]


def it_reads_the_sample_without_a_finding() -> None:
    loaded = load(SAMPLE)
    assert found(loaded) == []
    assert loaded.manual.documents["SYWIKF01"].title == "客户投诉处理规程"
    assert loaded.manual.roles["客服专员"].job.startswith("SYJD")
    assert loaded.manual.parameters["投诉.处理时限"].text == "3个工作日"


def it_gives_every_value_its_place() -> None:
    flow = load(SAMPLE).manual.flows["SYFLKF01"]
    step = flow.steps["登记"]
    assert step.kind is StepKind.TASK
    assert step.mark == "①"
    form = step.forms[1]
    assert isinstance(form, Located)
    assert str(form.span) == "flows/SYFLKF01.yaml:11:27"


def it_reports_unknown_missing_and_wrong_keys_in_one_run() -> None:
    loaded = load_with(
        flows__SYFLKF09_yaml="number: SYFLKF09\ntitel: 流程\nlanes: {a: b}\nsteps:\n  甲: {lane: 业主, kind: begin}\n"
    )
    assert found(loaded) == [
        "flows/SYFLKF09.yaml:1:9 SRC004",
        "flows/SYFLKF09.yaml:1:9 SRC004",
        "flows/SYFLKF09.yaml:2:1 SRC003",
        "flows/SYFLKF09.yaml:3:8 SRC005",
        "flows/SYFLKF09.yaml:5:23 SRC005",
    ]
    hint = next(one.hint for one in loaded.diagnostics if one.code == "SRC003")
    assert hint is not None and "title" in hint.zh


def it_keeps_a_partial_record_of_a_broken_file() -> None:
    loaded = load_with(forms__SYWIKF01_R09_yaml="number: SYWIKF01-R09\ntitle: [坏\nkind: record\n")
    assert "SYWIKF01-R09" in loaded.manual.forms or "SYWIKF01_R09" in loaded.manual.forms


def it_goes_by_the_files_name_where_the_number_cannot_be_read() -> None:
    loaded = load_with(manual__instructions__SYWIKF07_md="# 没有文件头\n")
    assert "SYWIKF07" in loaded.manual.documents
    assert "manual/instructions/SYWIKF07.md:1:1 SRC002" in found(loaded)


def it_names_the_encoding_that_a_file_seems_to_have() -> None:
    loaded = load_with(manual__terms_yaml="投诉: {definition: 不满}".encode("gb18030"))
    first = loaded.diagnostics[0]
    assert (first.code, first.span.line) == ("SRC001", 1)
    assert first.hint is not None and "GBK" in first.hint.zh


def it_finds_debris_of_bad_conversions() -> None:
    loaded = load_with(manual__terms_yaml="投诉: {definition: 锟斤拷\ufffd}\n")
    assert [one.code for one in loaded.diagnostics] == ["SRC011", "SRC011"]


def it_reports_files_that_nothing_reads() -> None:
    assert "manual/说明.txt SRC007" in [
        f"{one.span.path} {one.code}"
        for one in load(MemoryWorkspace({"manual/说明.txt": ""}, SAMPLE)).diagnostics
    ]


def it_knows_the_list_of_facts_that_manual_yaml_names() -> None:
    settings = (
        SAMPLE.read("manual/manual.yaml").decode().replace("facts: facts.tsv", "facts: manual/facts.tsv")
    )
    files = {"manual/manual.yaml": settings, "manual/facts.tsv": "id\tkind\ttitle\n"}
    assert found(load(MemoryWorkspace(files, SAMPLE))) == []


def it_reads_windows_line_ends_and_a_byte_order_mark() -> None:
    text = SAMPLE.read("manual/instructions/SYWIKF02.md").decode().replace("\n", "\r\n")
    loaded = load(
        MemoryWorkspace({"manual/instructions/SYWIKF02.md": b"\xef\xbb\xbf" + text.encode()}, SAMPLE)
    )
    assert [one.code for one in loaded.diagnostics] == ["SRC011"]
    assert loaded.manual.documents["SYWIKF02"].body == load(SAMPLE).manual.documents["SYWIKF02"].body


@settings(max_examples=60)
@given(
    st.sampled_from(
        [
            "manual/manual.yaml",
            "manual/organization.yaml",
            "flows/SYFLKF01.yaml",
            "manual/instructions/SYWIKF01.md",
        ]
    ),
    st.text(alphabet=st.sampled_from(list("ab:{}[]- \n#'\"&*|>%@`，业主《》{}1.")), max_size=120),
    st.integers(0, 400),
)
def it_never_raises_whatever_a_source_holds(path: str, debris: str, position: int) -> None:
    text = SAMPLE.read(path).decode()
    load(MemoryWorkspace({path: text[:position] + debris + text[position:]}, SAMPLE))
