"""Who may decide what, and what a decision comes to."""

import pytest

from tests.control.evidence import NOW, approval, control_of, entry, released, with_ledger
from wuye_docs.control import Action, content_hashes
from wuye_docs.control.decisions import Decision, plan_decision
from wuye_docs.control.ledger import parse_ledger
from wuye_docs.control.ledger_file import LedgerRefusal
from wuye_docs.control.revisions import next_revisions
from wuye_docs.control.selection import select
from wuye_docs.control.signatures import make_key, public_key, signature_faults, signer
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.model import ControlSettings, SigningKey
from wuye_docs.references import ReferenceGraph

DOCUMENT = "manual/instructions/SYWIKF01.md"
MANUAL = "manual/manual.yaml"


def reviewed(files):
    control = control_of(files)
    return entry(
        "review",
        "SYWIKF01",
        revision="A/0",
        content=control.hashes.of("SYWIKF01"),
        post="客服主管",
        date="2026-03-01",
    )


def answer(files, action: Action, post: str, number: str = "SYWIKF01", **keys: str) -> str:
    """Why a decision is refused; `settled` or `entered` otherwise."""
    settings = load(MemoryWorkspace(files)).manual.settings.control
    plan = plan_decision(control_of(files), settings, [number], Decision(action=action, post=post, **keys))
    return plan.refused[0].message.zh if plan.refused else "settled" if plan.settled else "entered"


def it_asks_for_the_review_and_the_posts_of_the_front_matter(files) -> None:
    assert answer(files, Action.APPROVE, "客服专员") == "应由 管理处经理 批准"
    assert answer(files, Action.APPROVE, "管理处经理") == "还没有审核: 先由 客服主管 审核"
    assert answer(files, Action.REVIEW, "管理处经理") == "应由 客服主管 审核"
    files = with_ledger(files, reviewed(files))
    assert answer(files, Action.REVIEW, "客服主管") == "settled"
    assert answer(files, Action.APPROVE, "管理处经理") == "entered"
    assert answer(files, Action.WITHDRAW, "管理处经理") == "entered"
    assert answer(files, Action.RETURN, "客服主管") == "entered"


def it_goes_by_the_posts_that_manual_yaml_gives_a_level_and_lets_nobody_approve_his_own_draft(
    files, edit
) -> None:
    edit(
        MANUAL,
        "facts: facts.tsv",
        "control:\n  levels: {instruction: {approve: [管理处经理, 客服主管, 客服专员]}, form: {approve: [客服专员]}}\n",
    )
    files = with_ledger(files, reviewed(files))
    assert answer(files, Action.APPROVE, "客服主管") == "编制岗位 客服主管 不能批准自己编制的文件"
    assert answer(files, Action.APPROVE, "客服专员") == "entered"
    assert answer(files, Action.APPROVE, "管理处经理", "SYWIKF01-R01") == "应由 客服专员 批准"
    files[MANUAL] += "  drafter-may-approve: true\n"
    assert answer(files, Action.APPROVE, "客服主管") == "entered"


def it_keeps_to_the_moves_that_manual_yaml_allows(files, edit) -> None:
    edit(MANUAL, "facts: facts.tsv", "control: {moves: {in-review: draft}}\n")
    files = with_ledger(files, reviewed(files))
    assert answer(files, Action.APPROVE, "管理处经理") == "manual.yaml 不允许从“审核中”到“已批准”"


def it_asks_for_the_next_revision_of_what_was_changed(files) -> None:
    after = released(files)
    assert answer(after, Action.REVIEW, "客服主管") == "settled"
    text = after[DOCUMENT].replace("办理方法", "办理办法")
    assert "应为 A/1" in answer({**after, DOCUMENT: text}, Action.REVIEW, "客服主管")
    for revision, expected in (("A/1", "entered"), ("B/0", "entered"), ("A/2", "应为 A/1")):
        raised = text.replace("revision: A/0\n", f"revision: {revision}\n", 1)
        assert expected in answer({**after, DOCUMENT: raised}, Action.REVIEW, "客服主管")
    raised = after[DOCUMENT].replace("revision: A/0\n", "revision: A/1\n", 1)
    assert "内容却没有变" in answer({**after, DOCUMENT: raised}, Action.REVIEW, "客服主管")
    assert next_revisions("Z/3") == ("Z/4",)


def it_takes_out_of_use_only_with_a_successor_that_exists(files) -> None:
    after = released(files)
    assert answer(after, Action.OBSOLETE, "管理处经理", successor="SYWIKF09") == "代替文件 SYWIKF09 不存在"
    assert answer(after, Action.OBSOLETE, "管理处经理", successor="SYWIKF01") == "文件不能代替自己"
    assert answer(after, Action.OBSOLETE, "管理处经理", successor="SYWIKF02") == "entered"
    control = control_of(after)
    gone = entry("obsolete", "SYWIKF01", revision="A/0", post="管理处经理", remark="并入")
    after = with_ledger(after, *control.ledger.entries, gone)
    assert answer(after, Action.OBSOLETE, "管理处经理", remark="并入") == "settled"
    assert "已作废" in answer(after, Action.APPROVE, "管理处经理")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["SYWIKF02"], ["SYWIKF02", "SYFLKF02", "SYWIKF02-R01"]),
        (["SYJD"], ["SYJD01", "SYJD02", "SYJD03"]),
        (["程序文件", "policy"], ["SYQM01", "SYQP01"]),
        (["流程"], ["SYFLKF01", "SYFLKF02"]),
        (["forms"], ["SYWIKF01-R01", "SYWIKF01-R02", "SYWIKF02-R01"]),
    ],
)
def it_knows_numbers_series_levels_and_kinds(files, words: list[str], numbers: list[str]) -> None:
    manual = load(MemoryWorkspace(files)).manual
    assert list(select(manual, control_of(files), words).numbers) == numbers


def it_says_which_word_names_nothing(files) -> None:
    manual = load(MemoryWorkspace(files)).manual
    with pytest.raises(LookupError, match="SYXX"):
        select(manual, control_of(files), ["SYWIKF01", "SYXX"])


def it_signs_and_finds_signatures_that_are_wrong_missing_or_of_nobody(files, tmp_path) -> None:
    path = tmp_path / "manager.pem"
    public = make_key(path)
    assert public == public_key(path)
    assert path.stat().st_mode & 0o077 == 0
    settings = ControlSettings(signatures={"管理处经理": SigningKey(public=public, since="2026-03-01")})
    control = control_of(files)
    (plain,) = parse_ledger(
        with_ledger({}, approval(control, "SYWIKF01"))["manual/control/ledger.jsonl"]
    ).entries
    signed = signer(path, "管理处经理", settings)(plain)

    def said(entry_, settings_=settings) -> list[str]:
        ledger = parse_ledger(entry_.as_line())
        assert not ledger.faults
        return [one.message.zh for one in signature_faults(settings_, ledger)]

    assert said(signed) == []
    assert "没有 管理处经理 的签名" in said(plain)[0]
    assert (
        said(plain, ControlSettings(signatures={"管理处经理": SigningKey(public=public, since="2027-01-01")}))
        == []
    )
    assert "没有登记的公钥" in said(signed, ControlSettings())[0]
    other = tmp_path / "other.pem"
    make_key(other)
    strange = ControlSettings(signatures={"管理处经理": SigningKey(public=public_key(other))})
    assert "签名不对" in said(signed, strange)[0]
    with pytest.raises(LedgerRefusal, match="not the key registered"):
        signer(other, "管理处经理", settings)
    (tmp_path / "no.pem").write_text("x", encoding="utf-8")
    with pytest.raises(LedgerRefusal, match="no usable private key"):
        public_key(tmp_path / "no.pem")


def it_gives_all_hashes_at_once(files) -> None:
    references = ReferenceGraph(load(MemoryWorkspace(files)).manual)
    assert content_hashes(references) == control_of(files).hashes.all()
    assert NOW.tzinfo is not None
