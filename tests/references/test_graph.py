"""Who names whom, found without markup."""

from __future__ import annotations

from pathlib import Path

from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.references import Kind, Naming, ReferenceGraph, Relation, Target

SAMPLE = DiskWorkspace(Path(__file__).parents[1] / "manuals" / "sample")


def graph(**files: str) -> ReferenceGraph:
    paths = {
        name.replace("__", "/").replace("_yaml", ".yaml").replace("_md", ".md"): text
        for name, text in files.items()
    }
    return ReferenceGraph(load(MemoryWorkspace(paths, SAMPLE)).manual)


def text_at(reference_span: object, files: DiskWorkspace = SAMPLE) -> str:
    line = files.read(reference_span.path).decode().split("\n")[reference_span.line - 1]  # type: ignore[attr-defined]
    return line[reference_span.column - 1 : reference_span.end_column - 1]  # type: ignore[attr-defined]


def it_resolves_everything_in_the_sample() -> None:
    assert graph().unresolved == ()


def it_gives_each_reference_the_place_of_the_written_name() -> None:
    found = graph()
    for reference in found.references:
        written = text_at(reference.span).strip("\"'")
        names = {
            reference.target.key,
            reference.target.key.rpartition("/")[2],
            reference.target.key.rpartition("#")[2],
        }
        record = found.manual.controlled_by(reference.target.key) or found.manual.standards.get(
            reference.target.key
        )
        named = found.names.person(written)
        assert (
            written in names
            or (record is not None and written == record.title)
            or (named is not None and named.target == reference.target)
            or found.names.title(written) is not None
            or written.endswith(reference.target.key.rpartition("#")[2])
        ), reference


def it_knows_who_uses_a_form() -> None:
    users = graph().used_by(Target(Kind.FORM, "SYWIKF01-R01"))
    assert {(one.relation, str(one.source)) for one in users} == {
        (Relation.TITLE, "document:SYJD03"),
        (Relation.TITLE, "document:SYWIKF01"),
        (Relation.FILLS, "step:SYFLKF01/登记"),
        (Relation.FILLS, "step:SYFLKF01/处理"),
        (Relation.TITLE, "step:SYFLKF01/处理"),
    }


def mentions(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.named.target.key) for one in graph().names.mentions(text)]


def it_takes_the_longest_name() -> None:
    found = graph(manual__organization_yaml="parties:\n  业主:\n  业主委员会:\n")
    text = "业主委员会和业主"
    assert [text[one.start : one.end] for one in found.names.mentions(text)] == ["业主委员会", "业主"]


def it_does_not_see_a_post_inside_a_longer_word() -> None:
    assert mentions("客服主管级以上") == []
    assert mentions("由客服主管批准") == [("客服主管", "客服主管")]


def it_tells_aliases_and_banned_names_apart() -> None:
    names = graph().names
    assert [names.people[name].naming for name in ("客户服务部", "客服部", "客服中心")] == [
        Naming.REGISTERED,
        Naming.ALIAS,
        Naming.BANNED,
    ]


def it_says_what_nothing_answers_to() -> None:
    found = graph(manual__parameters_yaml="回访.完成时限: {value: 2, unit: 工作日}\n")
    missing = {(one.name, str(one.span)) for one in found.unresolved if one.wanted == (Kind.PARAMETER,)}
    assert ("投诉.登记时限", "flows/SYFLKF01.yaml:12:13") in missing
    assert any(
        name == "投诉.登记时限" and place.startswith("manual/instructions/SYWIKF01.md:")
        for name, place in missing
    )


def it_reads_a_title_with_its_number_in_front() -> None:
    assert graph().names.title("SYWIKF02 客户回访规程") == graph().names.title("客户回访规程")
    assert graph().names.title("SYWIKF02 客户投诉处理规程") is None
