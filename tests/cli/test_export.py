"""`wuye export bpmn`: the same bytes wherever they go, and a flow that cannot be drawn."""

from pathlib import Path


def it_writes_the_same_to_a_file_a_folder_and_standard_output(sample: Path, wuye) -> None:
    done = wuye("export", "bpmn", "SYFLKF01", "-o", "-")
    assert done.code == 0
    assert done.printed.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<bpmn:definitions ")
    assert wuye("export", "bpmn", "SYFLKF01", "--out", "sub/one.xml").code == 0
    assert wuye("export", "bpmn", "SYFLKF01", "SYFLKF02", "SYFLKF01", "-o", "v1.0/").code == 0
    assert (sample / "sub/one.xml").read_bytes() == done.printed.encode()
    assert (sample / "v1.0/SYFLKF01.bpmn").read_bytes() == done.printed.encode()
    assert sorted(one.name for one in (sample / "v1.0").iterdir()) == ["SYFLKF01.bpmn", "SYFLKF02.bpmn"]


def it_goes_on_with_the_others_where_a_flow_cannot_be_drawn(sample: Path, wuye) -> None:
    (sample / "flows/SYFLKF01.yaml").write_text(
        "number: SYFLKF01\ntitle: 空\ndocument: SYWIKF01\nlanes: [客户]\nsteps: {}\n", encoding="utf-8"
    )
    done = wuye("export", "bpmn", "-o", "flows-bpmn")
    assert (done.code, done.printed) == (
        1,
        f"错误: SYFLKF01: 流程没有步骤\n{sample / 'flows-bpmn/SYFLKF02.bpmn'}\n",
    )
