"""Registers: what stands in them, and what does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wuye_docs.content.registers.catalogue import REGISTER_NAMES, make_registers
from wuye_docs.content.registers.controlled import document_register, due_text, review_calendar
from wuye_docs.content.registers.ledger_rows import copies_of, next_copy_number, readings_of
from wuye_docs.content.registers.reading import reading_list, signature_sheet
from wuye_docs.content.registers.register import Register, Tone, register_sheet, register_table, text_of
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.registers.standing import Copy
from wuye_docs.content.resolve import bound_order
from wuye_docs.control import Act, Entry, IssueState, Ledger
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.model import Status
from wuye_docs.references import ReferenceGraph

SAMPLE = DiskWorkspace(Path(__file__).parents[1] / "manuals" / "sample")
WIKF01, WIKF02 = "manual/instructions/SYWIKF01.md", "manual/instructions/SYWIKF02.md"


def changed(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """A file of the sample with texts replaced, each of which must be there."""
    text = SAMPLE.read(path).decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {path: text}


def sources(files: dict[str, str] | None = None, **more: Any) -> RegisterSources:
    references = ReferenceGraph(load(MemoryWorkspace(files or {}, SAMPLE)).manual)
    return RegisterSources(references, bound_order(references.manual), **more)


def cells(register: Register[Any], *keys: str) -> list[tuple[str, ...]]:
    """The texts of some columns, row by row."""
    places = [[one.key for one in register.columns].index(key) for key in keys]
    return [tuple(text_of(row[place]) for place in places) for row in register.rows()]


class DescribeTheMasterList:
    def it_lists_what_is_in_force_or_on_its_way_in_the_order_of_the_bound_manual(self) -> None:
        found = document_register(sources(changed(WIKF02, ("status: draft", "status: obsolete"))))
        assert cells(found, "place", "number", "status") == [
            ("1", "SYQM01", "草案"),
            ("2", "SYQP01", "草案"),
            ("3", "SYWIKF01", "草案"),
            ("4", "SYJD01", "草案"),
            ("5", "SYJD02", "草案"),
            ("6", "SYJD03", "草案"),
        ]

    def it_names_who_approved_only_once_that_is_decided(self) -> None:
        found = document_register(sources(changed(WIKF01, ("status: draft", "status: effective"))))
        assert ("SYWIKF01", "管理处经理") in cells(found, "number", "approved")
        assert ("SYWIKF02", "") in cells(found, "number", "approved")

    def it_is_the_same_inside_a_document_and_on_a_sheet_of_its_own(self) -> None:
        found = document_register(sources())
        inside = [
            row.astext().split("\n\n") for row in register_table(found).children[0].children[-1].children
        ]
        sheet = [
            row.astext().split("\n\n") for row in register_sheet(found).children[0].children[-1].children
        ]
        assert [(row[0], row[1]) for row in inside] == [(row[1], row[2]) for row in sheet]
        assert len(sheet[0]) == len(found.columns) > len(inside[0])


class DescribeAnIssueInForce:
    def it_is_what_registers_tell_while_the_next_revision_is_written(self) -> None:
        def state(revision: str, status: Status, **more: Any) -> IssueState:
            return IssueState(
                number="SYWIKF01",
                kind="document",
                title="",
                revision=revision,
                status=status,
                content="",
                **more,
            )

        released = state(
            "A/0", Status.EFFECTIVE, effective="2026-01-08", approvals=(Act("总经理", "李明", "2026-01-01"),)
        )
        working = state("A/1", Status.DRAFT, in_force="A/0")
        found = sources(issues={"SYWIKF01": working}, in_force={"SYWIKF01": released})
        shown = cells(document_register(found), "number", "revision", "status", "effective", "approved")
        assert ("SYWIKF01", "A/0", "现行有效（修订中 A/1）", "2026-01-08", "总经理 李明 2026-01-01") in shown


class DescribeTheListOfObsoleteDocuments:
    def it_holds_obsolete_documents_retired_numbers_and_what_was_replaced(self) -> None:
        files = {
            **changed(WIKF02, ("status: draft", "status: obsolete")),
            **changed(WIKF01, ("aliases: [投诉处理制度]", "supersedes: [SYWIKF02, SYWIKF07]")),
            **changed(
                "manual/manual.yaml", ("  series:\n", "  retired: {SYWIKF09: 并入 SYWIKF01}\n  series:\n")
            ),
        }
        found = make_registers(sources(files), "obsolete")[0]
        assert cells(found, "number", "reason", "successor") == [
            ("SYWIKF02", "由新文件代替", "SYWIKF01"),
            ("SYWIKF07", "由新文件代替", "SYWIKF01"),
            ("SYWIKF09", "并入 SYWIKF01", ""),
        ]


DATED = {
    **changed(WIKF01, ("status: draft", "status: effective\neffective: 2026-01-31\nreview-every: 1")),
    **changed(WIKF02, ("status: draft", "status: effective\neffective: 2026-02-15")),
}


class DescribeTheReviewCalendar:
    @pytest.mark.parametrize(
        ("today", "expected"),
        [
            (date(2026, 2, 28), "30 天内"),
            (date(2026, 3, 12), "逾期 12 天"),
            (date(2026, 1, 1), "60 天内"),
            (date(2025, 12, 1), "90 天内"),
            (date(2025, 10, 1), "150 天后"),
        ],
    )
    def it_tells_how_much_time_is_left(self, today: date, expected: str) -> None:
        first = review_calendar(sources(DATED, today=today)).entries[0]
        assert (first.record.number, first.state.next_review) == ("SYWIKF01", "2026-02-28")
        assert due_text(first) == expected

    def it_begins_with_the_earliest_and_marks_what_is_overdue(self) -> None:
        found = review_calendar(sources(DATED, today=date(2026, 3, 12)))
        assert cells(found, "number", "next-review") == [
            ("SYWIKF01", "2026-02-28"),
            ("SYWIKF02", "2027-02-15"),
        ]
        assert [found.tone(one) for one in found.entries] == [Tone.OVERDUE, Tone.PLAIN]

    def it_says_nothing_that_depends_on_the_day_where_no_day_is_given(self) -> None:
        found = review_calendar(sources(DATED))
        assert "state" not in [one.key for one in found.columns]
        assert {found.tone(one) for one in found.entries} == {Tone.PLAIN}


class DescribeTheClauseEvidence:
    def it_tells_answered_excluded_grouping_and_unanswered_clauses_apart(self) -> None:
        clauses = """standard: GB/T 19001—2016
clauses:
  "8": {title: 运行}
  "8.2.1": {title: 顾客沟通}
  "8.3": {title: 设计和开发}
  "10.2": {title: 不合格和纠正措施}
exclusions: {"8.3": 不从事设计}
"""
        found = make_registers(sources({"manual/clauses.yaml": clauses}), "evidence")[0]
        assert cells(found, "clause", "document", "records") == [
            ("8", "见下级条款", ""),
            ("8.2.1", "SYWIKF01《客户投诉处理规程》", "SYWIKF01-R01 投诉受理表、SYWIKF01-R02 投诉台账"),
            ("8.3", "不适用：不从事设计", ""),
            ("10.2", "无对应文件", ""),
        ]
        assert [found.tone(one) for one in found.entries] == [
            Tone.PLAIN,
            Tone.PLAIN,
            Tone.FADED,
            Tone.OVERDUE,
        ]


class DescribeReadingLists:
    def it_says_why_a_post_reads_a_document(self) -> None:
        assert cells(reading_list(sources(), "客服专员"), "number", "reason") == [
            ("SYQM01", "发放"),
            ("SYQP01", "发放"),
            ("SYWIKF01", "发放、流程、职责"),
            ("SYWIKF02", "发放、流程、职责"),
            ("SYJD02", "发放"),
            ("SYJD03", "岗位说明书、发放"),
        ]

    def it_has_a_line_for_each_person_of_a_post(self) -> None:
        files = changed("manual/jobs/SYJD03.md", ("headcount: 2", "headcount: 3"))
        found = sources(files)
        sheet = signature_sheet(found, found.manual.documents["SYWIKF01"])
        assert [post for (post,) in cells(sheet, "post")].count("客服专员") == 3

    def it_counts_a_confirmation_of_the_present_revision_only(self) -> None:
        ledger = Ledger(
            (
                entry("read", "SYWIKF01", post="客服专员", name="王芳"),
                entry("read", "SYWIKF02", revision="Z/9", post="客服专员", name="王芳"),
            )
        )
        found = reading_list(sources(readings=readings_of(ledger)), "客服专员")
        assert [row for row in cells(found, "number", "reader") if row[1]] == [("SYWIKF01", "王芳")]


def entry(action: str, number: str, revision: str = "A/0", date: str = "2026-03-01", **more: Any) -> Entry:
    details = {key: more.pop(key) for key in ("to", "copy", "medium") if key in more}
    return Entry(
        sequence=1,
        time="",
        action=action,
        number=number,
        revision=revision,
        date=date,
        details=details,
        **more,
    )


class DescribeTheDistributionLedger:
    def it_joins_a_recall_to_the_copy_of_its_revision(self) -> None:
        ledger = Ledger(
            (
                entry("distribute", "SYWIKF01", to="客户服务部", copy="02"),
                entry("distribute", "SYWIKF01", "A/1", "2026-05-01", to="客户服务部", copy="02"),
                entry("recall", "SYWIKF01", "A/0", "2026-05-02", to="客户服务部", copy="02", post="文员"),
                entry("recall", "SYWIKF99", "A/0", "2026-05-02", to="客户服务部", copy="02"),
            )
        )
        assert [(one.revision, one.recalled, one.recalled_by) for one in copies_of(ledger)] == [
            ("A/0", "2026-05-02", "文员"),
            ("A/1", "", ""),
        ]

    def it_marks_a_copy_of_an_older_revision_that_is_still_out(self) -> None:
        files = changed(WIKF01, ("revision: A/0", "revision: A/1"))
        copies = copies_of(Ledger((entry("distribute", "SYWIKF01", to="客户服务部", copy="02"),)))
        found = make_registers(sources(files, copies=copies), "distribution")[0]
        rows = [row for row in cells(found, "number", "copy", "holder", "state") if row[0] == "SYWIKF01"]
        assert rows == [
            ("SYWIKF01", "01", "项目管理处", "待发放"),
            ("SYWIKF01", "02", "客户服务部", "应回收（现行 A/1）"),
        ]

    @pytest.mark.parametrize(
        ("holder", "expected"), [("客户服务部", "02"), ("项目管理处", "01"), ("业主", "04"), ("街道办", "09")]
    )
    def it_chooses_the_number_that_a_holder_had_or_has_in_the_distribution(
        self, holder: str, expected: str
    ) -> None:
        copies = (
            Copy("SYWIKF01", "A/0", "03", "管理处经理", "纸质", "2026-01-01"),
            Copy("SYWIKF01", "A/0", "09", "街道办", "纸质", "2026-01-01", recalled="2026-02-01"),
        )
        assert next_copy_number(copies, "SYWIKF01", holder, ["项目管理处", "客户服务部"]) == expected


class DescribeEveryRegister:
    @pytest.mark.parametrize("name", REGISTER_NAMES)
    def it_takes_the_number_and_revision_of_the_form_that_manual_yaml_gives_it(self, name: str) -> None:
        files = changed("manual/manual.yaml", ("facts: facts.tsv", f"registers: {{{name}: SYWIKF01-R02}}"))
        for register in make_registers(sources(files), name):
            assert (register.number, register.revision) == ("SYWIKF01-R02", "A/0")
            assert register.title.zh and register.title.en and register.about.zh and register.about.en
