"""Renaming edits every reference and nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wuye_docs.diagnostics import Severity
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.project.edits import Refusal, write_changes
from wuye_docs.project.renaming import RenamePlan, plan_rename
from wuye_docs.rules import engine

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
DISK = DiskWorkspace(SAMPLE)
SOURCES: dict[str, str | bytes] = {path: DISK.read(path) for path in DISK.paths()}

# Named by manual.yaml, and no source itself.
FACTS = (SAMPLE / "facts.tsv").read_bytes()


def after(sources: dict[str, str | bytes], plan: RenamePlan) -> dict[str, str | bytes]:
    changed = dict(sources)
    for file in plan.files:
        del changed[file.path]
    changed.update({file.new_path: file.after for file in plan.files})
    return changed


def renamed(sources: dict[str, str | bytes], old: str, new: str, **how: object) -> dict[str, str | bytes]:
    return after(sources, plan_rename(MemoryWorkspace(sources), old, new, **how))  # type: ignore[arg-type]


def text_of(sources: dict[str, str | bytes], path: str) -> str:
    content = sources[path]
    return content.decode() if isinstance(content, bytes) else content


def codes_of(sources: dict[str, str | bytes]) -> list[str]:
    """Codes of the findings, hints aside."""
    workspace = MemoryWorkspace({"facts.tsv": FACTS}, below=MemoryWorkspace(sources))
    found = engine.check(load(MemoryWorkspace(sources)), workspace)
    # A number that is given up leaves a gap in its series; `--retire` is there to fill it.
    return [one.code for one in found if one.severity is not Severity.HINT and one.code != "NUM003"]


TERMS = frozenset(load(MemoryWorkspace(SOURCES)).manual.terms)


def every_name() -> list[tuple[str, str]]:
    """(old, new) for everything in the sample that can be renamed."""
    manual = load(MemoryWorkspace(SOURCES)).manual
    names: list[tuple[str, str]] = []
    for one in manual.controlled():
        names.append((one.number, re.sub(r"\d\d$", "77", one.number)))
        names.append((one.title, f"{one.title[:2]}新{one.title[2:]}"))
    for name in (*manual.roles, *manual.departments, *manual.parties):
        names += [(name, f"{name}长"), (name, "督导")]
    names += [(name, f"{name}二") for name, one in manual.parameters.items() if not one.is_builtin]
    names += [(name, f"{name}词") for name in manual.terms]
    names += [(f"{flow.number}/{step}", f"{step}#1") for flow in manual.flows.values() for step in flow.steps]
    return [(str(old), new) for old, new in names]


class DescribeEveryName:
    @pytest.mark.parametrize(("old", "new"), every_name())
    def it_comes_back_byte_for_byte_and_brings_no_finding(self, old: str, new: str) -> None:
        there = renamed(SOURCES, old, new)
        assert there != SOURCES
        # Prose keeps the old word of a term, which `rename` says; so a document may define what it no longer uses.
        assert set(codes_of(there)) <= ({"TRM010"} if old in TERMS else set())
        flow, separator, step = old.partition("/")
        back = renamed(there, f"{flow}/{new}", step) if separator else renamed(there, new, old)
        assert back == SOURCES


class DescribeAnyName:
    # What YAML, Markdown or the tool itself might trip over, among ordinary characters.
    @settings(max_examples=25, deadline=None)
    @given(new=st.text(st.sampled_from("甲乙a1 :#-[]{},&*!|>'\"%@`?~\\/()（）"), min_size=1, max_size=6))
    def it_is_read_back_as_it_was_given(self, new: str) -> None:
        new = new.strip()
        assume(new)
        try:
            there = renamed(SOURCES, "SYFLKF02/回访", new)
        except Refusal:
            return
        steps = load(MemoryWorkspace(there)).manual.flows["SYFLKF02"].steps
        assert list(steps) == ["开始", new, "审阅", "结束"]
        assert renamed(there, f"SYFLKF02/{new}", "回访") == SOURCES


class DescribeANumber:
    def it_takes_forms_and_files_along(self) -> None:
        there = renamed(SOURCES, "SYWIKF01", "SYWIKF05")
        assert "manual/instructions/SYWIKF05.md" in there
        assert "forms/SYWIKF05-R02.yaml" in there
        assert not any("SYWIKF01" in path for path in there)
        assert not any("SYWIKF01" in text_of(there, path) for path in there)

    def it_keeps_comments_and_layout(self) -> None:
        there = renamed(SOURCES, "SYWIKF01", "SYWIKF05")
        assert "forms: [SYWIKF05-R01, SYWIKF05-R02]   # 先填表, 后登台账\n" in text_of(
            there, "flows/SYFLKF01.yaml"
        )

    def it_changes_the_number_of_the_bound_manual(self) -> None:
        there = renamed(SOURCES, "SYQM01", "SYQM02")
        assert "number: SYQM02\n" in text_of(there, "manual/manual.yaml")

    def it_keeps_line_ends_byte_order_marks_and_quotes(self) -> None:
        path = "forms/SYWIKF02-R01.yaml"
        content = text_of(SOURCES, path).replace("number: SYWIKF02-R01", 'number: "SYWIKF02-R01"')
        source = b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode()
        there = renamed({**SOURCES, path: source}, "SYWIKF02-R01", "SYWIKF02-R09")
        assert there["forms/SYWIKF02-R09.yaml"] == source.replace(b"SYWIKF02-R01", b"SYWIKF02-R09")

    def it_follows_a_reference_inside_a_block_of_yaml(self) -> None:
        path = "forms/SYWIKF01-R02.yaml"
        content = text_of(SOURCES, path).replace("note: 按", "note: |\n  第一行。\n  按SYWIKF02和")
        there = renamed({**SOURCES, path: content}, "SYWIKF02", "SYWIKF08")
        assert "  按SYWIKF08和《客户投诉处理规程》登记" in text_of(there, path)

    def it_follows_headings_and_waivers_and_the_reasons_of_retired_numbers(self) -> None:
        settings = text_of(SOURCES, "manual/manual.yaml")
        settings = settings.replace("  series:", "  retired: {SYWIKF09: 并入SYWIKF02}\n  series:")
        settings += "waivers:\n  - {code: FLW011, place: manual/instructions/SYWIKF02.md, reason: 试行, by: 管理处经理, until: 2099-01-01}\n"
        document = text_of(SOURCES, "manual/procedures/SYQP01.md").replace(
            "## 编写与批准", "## 按SYWIKF02编写与批准"
        )
        there = renamed(
            {**SOURCES, "manual/manual.yaml": settings, "manual/procedures/SYQP01.md": document},
            "SYWIKF02",
            "SYWIKF08",
        )
        assert "retired: {SYWIKF09: 并入SYWIKF08}" in text_of(there, "manual/manual.yaml")
        assert "place: manual/instructions/SYWIKF08.md" in text_of(there, "manual/manual.yaml")
        assert "## 按SYWIKF08编写与批准" in text_of(there, "manual/procedures/SYQP01.md")

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("", "  retired:\n    SYFLKF02: 作废\n  display:"),
            ("  retired: {}\n", "  retired: {SYFLKF02: 作废}\n"),
            ("  retired: {SYQP09: 合并}\n", "  retired: {SYQP09: 合并, SYFLKF02: 作废}\n"),
            ("  retired:\n    SYQP09: 合并\n", "  retired:\n    SYFLKF02: 作废\n    SYQP09: 合并\n"),
        ],
    )
    def it_is_retired_when_asked(self, written: str, expected: str) -> None:
        settings = text_of(SOURCES, "manual/manual.yaml").replace("  display:", f"{written}  display:")
        there = renamed({**SOURCES, "manual/manual.yaml": settings}, "SYFLKF02", "SYFLKF03", retire="作废")
        assert expected in text_of(there, "manual/manual.yaml")
        assert load(MemoryWorkspace(there)).manual.settings.numbering.retired["SYFLKF02"] == "作废"


class DescribeAName:
    def it_leaves_longer_words_alone(self) -> None:
        path = "manual/procedures/SYQP01.md"
        content = text_of(SOURCES, path).replace(
            "客服主管起草文件，", "客服主管起草文件，客服主管级以上人员审阅，"
        )
        there = renamed({**SOURCES, path: content}, "客服主管", "客服经理")
        assert "客服经理起草文件，客服主管级以上人员审阅，" in text_of(there, path)

    def it_takes_the_title_of_the_job_description_along(self) -> None:
        there = renamed(SOURCES, "客服专员", "客户管家")
        assert "title: 客户管家岗位说明书\n" in text_of(there, "manual/jobs/SYJD03.md")

    def it_leaves_the_history_as_it_was_told(self) -> None:
        path = "manual/jobs/SYJD03.md"
        content = text_of(SOURCES, path).replace("change: 首次编制", "change: 由客服专员拟稿")
        there = renamed({**SOURCES, path: content}, "客服专员", "客户管家")
        assert "change: 由客服专员拟稿" in text_of(there, path)

    def it_quotes_what_yaml_would_misread(self) -> None:
        there = renamed(SOURCES, "SYFLKF02/回访", "回访[电话]")
        assert 'next: "回访[电话]"}' in text_of(there, "flows/SYFLKF02.yaml")

    def it_keeps_the_line_break_inside_a_name(self) -> None:
        path = "manual/procedures/SYQP01.md"
        content = text_of(SOURCES, path).replace("管理处经理批准后发放", "管理处\n经理批准后发放")
        there = renamed({**SOURCES, path: content}, "管理处经理", "项目总监")
        assert "项目总\n监批准后发放" in text_of(there, path)

    def it_renames_labels_and_choices_of_forms(self) -> None:
        path = "forms/SYWIKF02-R01.yaml"
        content = text_of(SOURCES, path).replace("name: 审阅人", "name: 客服主管意见")
        content = content.replace("基本满意, 不满意", "不满意, 转客服主管")
        there = renamed({**SOURCES, path: content}, "客服主管", "客服经理")
        assert "{name: 客服经理意见, type: signature, by: 客服经理}" in text_of(there, path)
        assert "choices: [满意, 不满意, 转客服经理]" in text_of(there, path)

    def it_finds_a_parameter_beside_a_longer_one(self) -> None:
        path = "manual/parameters.yaml"
        content = text_of(SOURCES, path) + "投诉.登记时限上限: {value: 60, unit: 分钟}\n"
        document = text_of(SOURCES, "manual/instructions/SYWIKF01.md").replace(
            "{{ 投诉.登记时限 }}", "{{ 投诉.登记时限上限 }}至{{ 投诉.登记时限 ~ 投诉.登记时限 }}"
        )
        there = renamed(
            {**SOURCES, path: content, "manual/instructions/SYWIKF01.md": document},
            "投诉.登记时限",
            "投诉.甲",
        )
        assert "{{ 投诉.登记时限上限 }}至{{ 投诉.甲 ~ 投诉.甲 }}" in text_of(
            there, "manual/instructions/SYWIKF01.md"
        )

    def it_changes_places_with_an_alias_that_becomes_the_name(self) -> None:
        there = renamed(SOURCES, "客户服务部", "客服部")
        organization = text_of(there, "manual/organization.yaml")
        assert "  客服部:\n" in organization
        assert "aliases: [客户服务部]" in organization

    @pytest.mark.parametrize(
        ("old", "path", "expected"),
        [
            ("业主", "manual/organization.yaml", "aliases: [房屋产权人, 业主]"),
            ("客服主管", "manual/jobs/SYJD02.md", "post-aliases: [客服主管]\n"),
            ("项目管理处", "manual/organization.yaml", "    aliases: [项目管理处]\n    code: XM\n"),
            ("投诉台账", "forms/SYWIKF01-R02.yaml", "aliases: [投诉台账]\n"),
            ("文件控制程序", "manual/procedures/SYQP01.md", "aliases: [文件管理制度, 文件控制程序]\n"),
            ("回访", "manual/terms.yaml", "  aliases: [回访]\n"),
        ],
    )
    def it_stays_an_alias_when_asked(self, old: str, path: str, expected: str) -> None:
        there = renamed(SOURCES, old, "督导甲", keep_alias=True)
        assert expected in text_of(there, path)
        assert codes_of(there) == []


class DescribeARefusal:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("客服主管", "客服专员", "taken"),
            ("客服主管", "客服文员", "taken"),
            ("客户服务部", "项目经理", "taken"),
            ("SYWIKF01", "SYWIKF02", "taken"),
            ("SYWIKF01", "SYWIKF1", "breaks the numbering"),
            ("SYWIKF01", "SYJD09", "not a number for"),
            ("SYWIKF01-R01", "SYWIKF09-R01", "existing document"),
            ("SYWIKF01-R01", "SYWIKF01", "existing document"),
            ("投诉台账", "回访记录表", "taken"),
            ("投诉台账", "投《诉》", "no 《》"),
            ("投诉.登记时限", "登记 时限", "cannot name"),
            ("公司.名称", "公司.全名", "fixed"),
            ("SYFLKF01/登记", "处理", "taken"),
            ("项目经理", "经理", "another name"),
            ("没有", "有", "there is no"),
            ("客服主管", "客服主管", "the same"),
            ("客服主管", " ", "empty"),
        ],
    )
    def it_says_why(self, old: str, new: str, said: str) -> None:
        with pytest.raises(Refusal) as refusal:
            renamed(SOURCES, old, new)
        assert said in refusal.value.message.en

    def it_spares_a_retired_number(self) -> None:
        settings = text_of(SOURCES, "manual/manual.yaml").replace(
            "  series:", "  retired: {SYWIKF05: 合并}\n  series:"
        )
        with pytest.raises(Refusal, match="retired"):
            renamed({**SOURCES, "manual/manual.yaml": settings}, "SYWIKF01", "SYWIKF05")

    def it_writes_nothing_when_a_source_changed_meanwhile(self, tmp_path: Path) -> None:
        for path, content in SOURCES.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        plan = plan_rename(DiskWorkspace(tmp_path), "SYWIKF01", "SYWIKF05")
        (tmp_path / "flows/SYFLKF01.yaml").write_text("number: SYFLKF01\n", encoding="utf-8")
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        with pytest.raises(Refusal, match="changed by another program"):
            write_changes(tmp_path, plan.files)
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

    def it_puts_everything_back_when_writing_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for path, content in SOURCES.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(content if isinstance(content, bytes) else content.encode())
        plan = plan_rename(DiskWorkspace(tmp_path), "SYWIKF01", "SYWIKF05")
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        replace, calls = Path.replace, []

        def fail_at_the_third(self: Path, target: Path) -> Path:
            calls.append(target)
            if len(calls) == 3:
                raise OSError(28, "No space left on device")
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", fail_at_the_third)
        with pytest.raises(OSError, match="No space"):
            write_changes(tmp_path, plan.files)
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
