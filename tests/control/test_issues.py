"""Where a number stands, as decisions are taken and sources edited."""

from datetime import date

import pytest

from tests.control.evidence import approval, control_of, entry, released, with_ledger
from wuye_docs.control import as_issued, baseline_workspace, baselines
from wuye_docs.loaders import MemoryWorkspace, load

DOCUMENT = "manual/instructions/SYWIKF01.md"
OTHER = "manual/instructions/SYWIKF02.md"


def state(files, number: str = "SYWIKF01"):
    return control_of(files).issues[number]


def it_goes_by_front_matter_while_there_is_no_ledger(files, edit) -> None:
    edit(DOCUMENT, "status: draft", "status: effective\neffective: 2026-01-31")
    found = state(files)
    assert (found.status, found.effective, found.next_review) == ("effective", "2026-01-31", "2027-01-31")
    assert (found.drafted.post, found.reviewed.post, found.approved.post) == (
        "客服主管",
        "客服主管",
        "管理处经理",
    )


def it_is_in_review_then_approved_and_a_draft_again_when_the_text_changes(files, edit) -> None:
    control = control_of(files)
    reviewed = entry(
        "review",
        "SYWIKF01",
        revision="A/0",
        content=control.hashes.of("SYWIKF01"),
        post="客服主管",
        date="2026-02-27",
    )
    assert state(with_ledger(files, reviewed)).status == "in-review"
    files = with_ledger(files, reviewed, approval(control, "SYWIKF01", name="王五"))
    found = state(files)
    assert found.status == "approved"
    assert (found.approved.post, found.approved.name, found.approved.date) == (
        "管理处经理",
        "王五",
        "2026-03-01",
    )
    assert state(files, "SYWIKF02").status == "draft"
    for path, old, new in (
        (DOCUMENT, "办理方法", "办理办法"),
        (DOCUMENT, "revision: A/0\n", "revision: A/1\n"),
    ):
        assert state({**files, path: files[path].replace(old, new)}).status == "draft"


@pytest.mark.parametrize("action", ["withdraw", "return"])
def it_is_a_draft_again_when_the_approval_is_taken_back(files, action: str) -> None:
    control = control_of(files)
    back = entry(action, "SYWIKF01", revision="A/0", content=control.hashes.of("SYWIKF01"), post="管理处经理")
    files = with_ledger(files, approval(control, "SYWIKF01"), back)
    assert state(files).status == "draft"


def it_waits_for_as_many_posts_as_the_quorum_asks(files, edit) -> None:
    edit(
        "manual/manual.yaml",
        "facts: facts.tsv",
        "control:\n  levels:\n    instruction: {approve: [管理处经理, 客服主管], quorum: 2}\n",
    )
    control = control_of(files)
    twice = [approval(control, "SYWIKF01"), approval(control, "SYWIKF01")]
    assert state(with_ledger(files, *twice)).status == "in-review"
    found = state(with_ledger(files, *twice, approval(control, "SYWIKF01", "客服主管")))
    assert (found.status, [one.post for one in found.approvals]) == ("approved", ["管理处经理", "客服主管"])


def it_is_effective_by_its_baseline_and_the_next_revision_leaves_that_in_force(files, edit) -> None:
    edit(DOCUMENT, "status: draft\n", "")
    after = released(files)
    found = state(after)
    assert (found.status, found.edition, found.issued, found.approved.post) == (
        "effective",
        "A/0",
        "2026-03-02",
        "管理处经理",
    )
    text = after[DOCUMENT].replace("办理方法", "办理办法").replace("revision: A/0\n", "revision: A/1\n", 1)
    edited = {**after, DOCUMENT: text}
    found = state(edited)
    assert (found.status, found.revision, found.in_force, found.is_changed) == ("draft", "A/1", "A/0", True)
    assert control_of(edited).in_force["SYWIKF01"].revision == "A/0"
    assert control_of(edited).in_force["SYWIKF01"].status == "effective"


def it_is_obsolete_with_its_successor_also_when_the_file_is_gone(files) -> None:
    after = released(files)
    control = control_of(after)
    gone = entry(
        "obsolete",
        "SYWIKF02",
        revision="A/0",
        post="管理处经理",
        remark="并入",
        details={"successor": "SYWIKF01"},
    )
    ledger = [*control.ledger.entries, gone]
    for present in (True, False):
        kept = {path: text for path, text in after.items() if present or path != OTHER}
        found = state(with_ledger(kept, *ledger), "SYWIKF02")
        assert (found.status, found.successor, found.reason, found.title) == (
            "obsolete",
            "SYWIKF01",
            "并入",
            "客户回访规程",
        )
    assert (
        state({path: text for path, text in after.items() if path != OTHER}, "SYWIKF02").status == "effective"
    )


def it_is_suspect_when_what_it_cites_changes_until_that_is_confirmed(files, edit) -> None:
    control = control_of(files)
    approved = [approval(control, number) for number in control.issues]
    edit(OTHER, "核实投诉的处理结果", "核实投诉的办理结果")
    after = control_of(with_ledger(files, *approved))
    suspects = {number: one.suspect_because for number, one in after.issues.items() if one.suspect_because}
    # The flow names SYWIKF02 in a note; the others cite it by title or number.
    assert suspects == dict.fromkeys(("SYWIKF01", "SYFLKF01", "SYQP01", "SYJD03"), ("SYWIKF02",))
    look = {"refers": after.hashes.cited("SYQP01")}
    confirmed = entry(
        "confirm",
        "SYQP01",
        revision="A/0",
        content=after.hashes.of("SYQP01"),
        post="管理处经理",
        details=look,
    )
    again = control_of(with_ledger(files, *approved, confirmed))
    assert again.issues["SYQP01"].suspect_because == ()
    assert again.issues["SYQP01"].status == "approved"
    assert again.issues["SYFLKF01"].suspect_because == ("SYWIKF02",)


def it_shows_the_status_of_the_ledger_in_every_record(files) -> None:
    after = released(files)
    workspace = MemoryWorkspace(after)
    manual = as_issued(load(workspace).manual, control_of(after).issues)
    assert {one.status for one in manual.controlled()} == {"effective"}
    assert manual.documents["SYWIKF01"].effective == "2026-03-02"


def it_reads_the_old_sources_back_from_a_baseline(files) -> None:
    after = released(files)
    after[DOCUMENT] = after[DOCUMENT].replace("办理方法", "办理办法")
    workspace = MemoryWorkspace(after)
    old = baseline_workspace(workspace, "A/0")
    assert old.paths() == tuple(sorted(path for path in files))
    assert old.read(DOCUMENT).decode() == files[DOCUMENT]
    assert old.today() == date(2026, 3, 2)
    assert load(old).manual.documents["SYWIKF01"].text != load(workspace).manual.documents["SYWIKF01"].text
    (baseline,) = baselines(workspace)
    assert (baseline.edition, baseline.issues["SYWIKF01"].title) == ("A/0", "客户投诉处理规程")
    with pytest.raises(LookupError):
        baseline_workspace(workspace, "B/0")


def it_does_not_read_a_frozen_source_that_was_changed(files) -> None:
    after = released(files)
    path = "manual/control/baselines/A-0/sources.zip"
    after[path] = after[path].replace("办理方法".encode(), "办理办法".encode())
    with pytest.raises(OSError, match="SYWIKF01"):
        baseline_workspace(MemoryWorkspace(after), "A/0").read(DOCUMENT)


def it_knows_the_revision_that_was_approved_with_other_words(files, edit) -> None:
    approved = with_ledger(files, approval(control_of(files), "SYWIKF01"))
    assert state(approved).edited_since == ""
    edited = {**approved, DOCUMENT: approved[DOCUMENT].replace("办理方法", "办理办法")}
    assert (state(edited).status, state(edited).edited_since) == ("draft", "A/0")
    raised = {**edited, DOCUMENT: edited[DOCUMENT].replace("revision: A/0\n", "revision: A/1\n")}
    assert (state(raised).status, state(raised).edited_since) == ("draft", ""), "a draft of the next revision"
