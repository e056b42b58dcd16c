"""What changed between two states of the sample manual, thing by thing."""

from __future__ import annotations

from tests.redline.history import sample_sources
from wuye_docs.diagnostics import Language
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.redline.change_list import changes_between
from wuye_docs.redline.changes import ChangeKind, Part
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.notice import NoticeKind, make_notice
from wuye_docs.redline.render import json, terminal
from wuye_docs.redline.side import Side

COMPLAINTS = "manual/instructions/SYWIKF01.md"
FLOW = "flows/SYFLKF01.yaml"
FORM = "forms/SYWIKF01-R01.yaml"
Edit = tuple[str, str, str]
_before = Side.of("A/0", MemoryWorkspace(sample_sources()))  # type: ignore[arg-type]


def compared(*edits: Edit) -> Comparison:
    """The sample against itself with (file, old text, new text) replaced."""
    sources = sample_sources()
    for path, old, new in edits:
        text = sources[path].decode()
        assert old in text, old
        sources[path] = text.replace(old, new).encode()
    return Comparison(_before, Side.of("A/1", MemoryWorkspace(sources)))  # type: ignore[arg-type]


def told(*edits: Edit) -> list[str]:
    """Every change as a line: thing, kind, part, clause or key, text."""
    return [
        f"{thing.number} {one.kind.value} {one.part.value} {one.where}: "
        + "".join(
            {"": "", "deleted": "-", "inserted": "+"}[piece.kind] + piece.text for piece in one.fragments
        )
        for thing in changes_between(compared(*edits))
        for one in thing.changes
        if one.part is not Part.GENERATED
    ]


def it_finds_nothing_between_equal_states() -> None:
    assert changes_between(compared()) == ()


def it_does_not_count_comments_line_breaks_and_the_order_of_keys() -> None:
    assert told(
        ("manual/parameters.yaml", "# 数值只在这里写一次", "# 说明改了"),
        (COMPLAINTS, "填写《投诉受理表》，并", "填写《投诉受理表》，\n并"),
        (FORM, "title: 投诉受理表\nkind: form", "kind: form\ntitle: 投诉受理表"),
    ) == []  # fmt: skip


def it_tells_a_parameter_once_with_the_places_where_it_shows() -> None:
    things = changes_between(compared(("manual/parameters.yaml", "value: 30", "value: 20")))
    parameter = next(one for one in things if one.kind == "parameter")
    assert [(one.before, one.after) for one in parameter.changes] == [("30分钟", "20分钟")]
    assert [f"{one.number} {one.clause}" for one in parameter.showings] == [
        "SYFLKF01 登记",
        "SYWIKF01 5.1 登记",
    ]
    document = next(one for one in things if one.kind == "document")
    assert [one.parameters for one in document.changes if one.part is Part.PARAGRAPH] == [("投诉.登记时限",)]
    assert not [one for one in things if one.kind == "flow"], "the flow itself names the parameter, as before"


def it_tells_edited_inserted_deleted_and_moved_blocks_with_their_lines() -> None:
    comparison = compared(
        (COMPLAINTS, "规定投诉从登记到关闭的办理方法。", "规定投诉从受理到关闭的办理方法。"),
        (COMPLAINTS, "| 客服专员 | 登记投诉，回复业主 |\n", ""),
        (COMPLAINTS, "适用于业主提出的投诉。", "投诉处理完毕后一周内归档。\n\n适用于业主提出的投诉。"),
        (COMPLAINTS, "责任明确的投诉在{{ 投诉.处理时限 }}内处理完毕。属于侵权的，按《中华人民共和国民法典》办理。\n", ""),
        (COMPLAINTS, "## 登记\n", "## 登记\n\n责任明确的投诉在{{ 投诉.处理时限 }}内处理完毕。属于侵权的，按《中华人民共和国民法典》办理。\n"),
    )  # fmt: skip
    (thing,) = (one for one in changes_between(comparison) if one.kind == "document")
    lines = [
        (one.kind.value, one.part.value, one.where, one.old and one.old.line, one.new and one.new.line)
        for one in thing.changes
        if one.part is not Part.GENERATED
    ]
    assert lines == [
        ("edited", "paragraph", "1 目的", 21, 21),
        ("inserted", "paragraph", "2 适用范围", None, 25),
        ("deleted", "row", "3 职责", 29, None),
        ("moved", "paragraph", "5.1 登记", 51, 44),
    ]


def it_follows_a_renamed_clause_and_a_renumbered_one() -> None:
    assert told(
        (COMPLAINTS, "# 定义\n", "# 术语和定义\n"),
        (COMPLAINTS, "# 职责\n", "# 原则\n\n投诉不过夜，事事有回音。\n\n# 职责\n"),
    ) == [
        "SYWIKF01 inserted clause 3 原则: +原则 投诉不过夜，事事有回音。",
        "SYWIKF01 edited heading 5 术语和定义: +术语和定义",
        "SYWIKF02 edited paragraph 4 工作程序: 投诉按《客户投诉处理规程》处理完毕后2个工作日内回访，分级见SYWIKF01《客户投诉处理规程》-5.2+6.2。",
    ]  # fmt: skip


def it_tells_fields_and_retention_of_a_form() -> None:
    lines = told(
        (FORM, "years: 3", "years: 5"),
        (FORM, "  - {name: 联系方式, type: text}\n", ""),
        (FORM, "name: 投诉人,", "name: 投诉人姓名,"),
        (FORM, "lines: 4", "lines: 6"),
        (
            FORM,
            "  - {name: 核实人",
            "  - {name: 满意度, type: choice, choices: [满意, 不满意]}\n  - {name: 核实人",
        ),
    )
    assert [line for line in lines if line.startswith("SYWIKF01-R01 ")] == [
        "SYWIKF01-R01 edited key 保存期限 保存年限: -3+5",
        "SYWIKF01-R01 edited field 投诉人姓名: -投诉人+投诉人姓名",
        "SYWIKF01-R01 deleted field 联系方式: -联系方式",
        "SYWIKF01-R01 edited field 内容 留出的行数: -4+6",
        "SYWIKF01-R01 inserted field 满意度: +满意度（满意、不满意）",
    ]


def it_tells_steps_of_a_flow() -> None:
    lines = told(
        (FLOW, "text: 派单处理", "text: 派单并督办"),
        (FLOW, "next: 归档\n", "next: 回访\n"),
        (FLOW, "  归档:\n", "  回访:\n    lane: 客服专员\n    text: 回访业主\n    next: 归档\n  归档:\n"),
        (FLOW, "next: {是: 审定, 否: 处理}", "next: {重大: 审定, 否: 处理}"),
        (
            FLOW,
            "    lane: 客服专员\n    text: 更新台账并归档",
            "    lane: 客服主管\n    text: 更新台账并归档",
        ),
    )
    assert [line for line in lines if line.startswith("SYFLKF01 ")] == [
        "SYFLKF01 edited way ②是否重大投诉: -是→审定+重大→审定",
        "SYFLKF01 edited step ④派单并督办: -派单处理+派单并督办",
        "SYFLKF01 edited way ④派单并督办: -→归档+→回访",
        "SYFLKF01 inserted step 回访: +回访业主（客服专员）",
        "SYFLKF01 edited step ⑥更新台账并归档 泳道: -客服专员+客服主管",
    ]


def it_tells_documents_that_only_one_state_has() -> None:
    sources = sample_sources()
    del sources["manual/jobs/SYJD03.md"]
    things = changes_between(Comparison(_before, Side.of("A/1", MemoryWorkspace(sources))))  # type: ignore[arg-type]
    assert ("SYJD03", ChangeKind.DELETED) in [(one.number, one.change) for one in things]


def it_prints_what_was_deleted_and_inserted_in_its_line() -> None:
    comparison = compared((COMPLAINTS, "从登记到关闭", "从受理到关闭"))
    printed = terminal.render(changes_between(comparison), ("A/0", "A/1"), Language.CHINESE)
    assert printed == (
        "A/0 → A/1: 文件 (修改 1)\n\n文件 SYWIKF01 客户投诉处理规程 A/0\n  1 目的\n"
        f"    修改 段落  {COMPLAINTS}:21:1\n      规定投诉从[-登记-]{{+受理+}}到关闭的办理方法。\n"
    )


def it_gives_programs_the_same_as_json() -> None:
    from json import loads

    comparison = compared((COMPLAINTS, "从登记到关闭", "从受理到关闭"))
    data = loads(json.render(changes_between(comparison), ("A/0", "A/1")))
    assert (data["version"], data["old"], data["new"]) == (1, "A/0", "A/1")
    (change,) = data["things"][0]["changes"]
    assert change["old"] == {
        "text": "规定投诉从登记到关闭的办理方法。",
        "place": {"file": COMPLAINTS, "line": 21},
    }
    assert [one["kind"] for one in change["fragments"]] == ["kept", "deleted", "inserted", "kept"]


def it_writes_a_notice_with_sentences_affected_documents_and_receivers() -> None:
    comparison = compared(
        ("manual/parameters.yaml", "value: 30", "value: 20"),
        (COMPLAINTS, "从登记到关闭", "从受理到关闭"),
        (COMPLAINTS, "revision: A/0\nstatus", "revision: A/1\nstatus"),
        (COMPLAINTS, "history:\n", "history:\n  - {revision: A/1, change: 客户要求更快, by: 客服主管}\n"),
    )
    notice = make_notice(comparison, changes_between(comparison), NoticeKind.NOTICE, reason="客户要求")
    changed = {one.number: one for one in notice.changed}
    assert changed["SYWIKF01"].sentences == (
        "1 目的：“登记”改为“受理”",
        "5.1 登记：登记时限由30分钟改为20分钟",
    )
    assert changed["SYWIKF01"].remark == "客户要求更快"
    assert changed["投诉.登记时限"].sentences == (
        "由30分钟改为20分钟，用于 SYFLKF01 登记、SYWIKF01 5.1 登记",
    )
    assert [one.number for one in notice.affected] == ["SYQP01", "SYWIKF02", "SYJD02"]
    assert [one.name for one in notice.receivers] == ["项目管理处", "客户服务部"]
    assert [one.number for one in notice.recalled] == ["SYWIKF01"]
