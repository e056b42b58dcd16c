"""New sources fit into the manual at once; what is left to fill in is found by the check."""

import json
from pathlib import Path

import pytest

from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.model import Manual
from wuye_docs.project import scaffold
from wuye_docs.project.edits import Refusal
from wuye_docs.rules import engine

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
DISK = DiskWorkspace(SAMPLE)
SOURCES: dict[str, str | bytes] = {path: DISK.read(path) for path in DISK.paths()}
# What a new source may be told: placeholders and hollow sections, and that nothing shows, uses or cites it yet.
EXPECTED = {
    "DOC003",
    "DOC009",
    "FLW019",
    "FRM002",
    "REF013",
    "CLS001",
    "ROL007",
    "ROL010",
    "ROL002",
    "FRM008",
    "ROL011",
}


def manual() -> Manual:
    return load(MemoryWorkspace(SOURCES)).manual


def codes(files: dict[str, str | bytes]) -> set[str]:
    workspace = MemoryWorkspace(files, below=None)
    outside = MemoryWorkspace({"facts.tsv": (SAMPLE / "facts.tsv").read_bytes()}, below=workspace)
    return {one.code for one in engine.check(load(workspace), outside)}


class DescribeANewSource:
    def it_takes_the_next_number_of_its_series(self) -> None:
        made = scaffold.new_document(manual(), "钥匙管理规程", "SYWIKF")
        assert made.path == "manual/instructions/SYWIKF03.md"
        assert codes({**SOURCES, made.path: made.text}) <= EXPECTED

    def it_takes_a_level_or_a_name_for_the_series(self) -> None:
        assert scaffold.new_document(manual(), "甲程序", "procedure").path == "manual/procedures/SYQP02.md"
        assert scaffold.new_document(manual(), "甲程序", "程序文件").path == "manual/procedures/SYQP02.md"

    def it_has_every_heading_of_its_level(self) -> None:
        made = scaffold.new_document(manual(), "钥匙管理规程", "SYWIKF")
        sections = manual().settings.levels["instruction"].sections
        assert [line[2:] for line in made.text.splitlines() if line.startswith("# ")] == list(sections)

    def it_passes_over_retired_numbers(self) -> None:
        settings = (SAMPLE / "manual/manual.yaml").read_text(encoding="utf-8")
        settings = settings.replace("  series:", "  retired: {SYWIKF03: 合并}\n  series:")
        read = load(MemoryWorkspace({**SOURCES, "manual/manual.yaml": settings})).manual
        assert scaffold.new_document(read, "钥匙管理规程", "SYWIKF").path.endswith("SYWIKF04.md")

    def it_can_be_a_job(self) -> None:
        made = scaffold.new_job(manual(), "工程主管", "项目管理处", "管理处经理")
        assert made.path == "manual/jobs/SYJD04.md"
        assert codes({**SOURCES, made.path: made.text}) <= EXPECTED
        assert (
            load(MemoryWorkspace({**SOURCES, made.path: made.text})).manual.roles["工程主管"].job == "SYJD04"
        )

    def it_moves_a_post_from_the_organisation(self) -> None:
        path = "manual/organization.yaml"
        before = (SAMPLE / path).read_text(encoding="utf-8")
        posts = "posts:\n  # 一线\n  保洁员:\n    department: 项目管理处\n    aliases: [清洁工]   # 旧称\n  # 后勤\n  保安员: {headcount: 3}\n\n"
        declared = before.replace("parties:", posts + "parties:")
        read = load(MemoryWorkspace({**SOURCES, path: declared})).manual
        made = scaffold.new_job(read, "保洁员")
        assert "post-aliases: [清洁工]" in made.text and "department: 项目管理处" in made.text
        change = scaffold.without_post(read.roles["保洁员"], declared.encode())
        assert change.after.decode() == declared.replace(
            "  保洁员:\n    department: 项目管理处\n    aliases: [清洁工]   # 旧称\n", ""
        )
        change = scaffold.without_post(read.roles["保安员"], declared.encode())
        assert change.after.decode() == declared.replace("  保安员: {headcount: 3}\n", "")

    def it_can_be_a_form_or_a_flow(self) -> None:
        form = scaffold.new_form(manual(), "钥匙借用登记表", "SYWIKF01")
        flow = scaffold.new_flow(manual(), "钥匙借用流程", "SYWIKF01")
        assert (form.path, flow.path) == ("forms/SYWIKF01-R03.yaml", "flows/SYFLKF03.yaml")
        assert codes({**SOURCES, form.path: form.text, flow.path: flow.text}) <= EXPECTED

    @pytest.mark.parametrize("title", ["客户回访规程", " ", "回访记录表"])
    def it_needs_a_title_of_its_own(self, title: str) -> None:
        with pytest.raises(Refusal):
            scaffold.new_document(manual(), title, "SYWIKF")

    def it_quotes_a_title_that_yaml_would_misread(self) -> None:
        made = scaffold.new_form(manual(), "登记表: 甲 [试行]", "SYWIKF01")
        read = load(MemoryWorkspace({**SOURCES, made.path: made.text})).manual
        assert read.forms["SYWIKF01-R03"].title == "登记表: 甲 [试行]"


class DescribeANewManual:
    @pytest.mark.parametrize(("company", "prefix"), [("", "WY"), ('好家"物业": [上海]', "HJ")])
    def it_checks_clean(self, company: str, prefix: str) -> None:
        made = scaffold.new_manual(company, prefix)
        workspace = MemoryWorkspace({path: text for path, text in made.items() if not path.startswith(".")})
        loaded = load(workspace)
        assert engine.check(loaded, workspace) == ()
        assert loaded.manual.settings.number == f"{prefix}QM01"
        if company:
            assert loaded.manual.settings.company.name == company

    def it_binds_every_schema_that_it_brings(self) -> None:
        made = scaffold.new_manual("", "WY")
        bound = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
        for path in bound:
            assert path.removeprefix("./") in made
