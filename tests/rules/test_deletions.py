"""Take away anything that is used, and a finding says where it is missed."""

import re
from pathlib import Path

import pytest

from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.loaders import DiskWorkspace, MemoryWorkspace, load
from wuye_docs.references import Kind, Reference, ReferenceGraph, Relation, Target
from wuye_docs.rules import check

ROOT = Path(__file__).parents[1] / "manuals" / "sample"
DISK = DiskWorkspace(ROOT)
FILES: dict[str, str | bytes] = {
    **{path: DISK.read(path).decode() for path in DISK.paths()},
    "facts.tsv": (ROOT / "facts.tsv").read_text("utf-8"),
}
WHOLE = load(MemoryWorkspace(FILES))
GRAPH = ReferenceGraph(WHOLE.manual)
# A name in prose that is no longer registered is only a word; so is what an outline says of itself.
SOFT = {Relation.MENTION, Relation.DESCRIBES, Relation.BELONGS}


def without_block(text: str, name: str) -> str:
    """YAML text without the key `name` and what is indented below it, or without it in a flow mapping of one line."""
    lines = text.split("\n")
    start = next(index for index, line in enumerate(lines) if re.match(rf"\s*{re.escape(name)}\s*:", line))
    depth = len(lines[start]) - len(lines[start].lstrip())
    stop = start + 1
    while stop < len(lines) and (
        not lines[stop].strip() or len(lines[stop]) - len(lines[stop].lstrip()) > depth
    ):
        stop += 1
    return "\n".join([*lines[:start], *lines[stop:]])


def findings(files: dict[str, str | bytes]) -> tuple[Diagnostic, ...]:
    workspace = MemoryWorkspace(files)
    return check(load(workspace), workspace)


def written_at(files: dict[str, str | bytes], one: Diagnostic) -> str:
    lines = str(files.get(one.span.path, "")).split("\n")
    line = lines[one.span.line - 1] if one.span.line <= len(lines) else ""
    return line[one.span.column - 1 : one.span.end_column - 1]


def places_that_use(target: Target) -> set[tuple[str, int, int]]:
    """Where the whole manual names a thing in a way that must resolve, from outside the thing itself."""
    own = WHOLE.manual.controlled_by(target.key)
    home = own.span.path if own else None
    return {
        (use.span.path, use.span.line, use.span.column)
        for use in GRAPH.used_by(target)
        if use.relation not in SOFT and use.span.path != home and not is_step_in_lane(use)
    }


def is_step_in_lane(use: Reference) -> bool:
    """Whether a reference is a step's lane: the flow declares its lanes, and an unknown one is named there, once."""
    return use.relation is Relation.LANE and use.source.kind is Kind.STEP


def test_the_sample_is_clean() -> None:
    assert findings(FILES) == ()


CONTROLLED = [record.number for record in WHOLE.manual.controlled()]


@pytest.mark.parametrize("number", CONTROLLED)
def test_a_document_flow_or_form_that_is_deleted_is_missed_wherever_it_is_used(number: str) -> None:
    record = WHOLE.manual.controlled_by(number)
    assert record is not None
    kind = Kind(type(record).__name__.lower())
    files = {path: text for path, text in FILES.items() if path != record.span.path}
    found = findings(files)
    errors = {
        (one.span.path, one.span.line, one.span.column) for one in found if one.severity is Severity.ERROR
    }
    missed = places_that_use(Target(kind, number)) - errors
    assert not missed
    # A number that nothing fills is a gap, and forms lose their owner.
    assert found


NAMED = [
    *((Kind.ROLE, name) for name, role in WHOLE.manual.roles.items() if not role.job),
    *((Kind.DEPARTMENT, name) for name in WHOLE.manual.departments),
    *((Kind.PARTY, name) for name in WHOLE.manual.parties),
    *((Kind.PARAMETER, name) for name, one in WHOLE.manual.parameters.items() if not one.is_builtin),
    *((Kind.STANDARD, name) for name in WHOLE.manual.standards),
]


@pytest.mark.parametrize(("kind", "name"), NAMED, ids=[f"{kind}-{name}" for kind, name in NAMED])
def test_a_name_that_is_deleted_is_missed_wherever_it_is_used(kind: Kind, name: str) -> None:
    path = {Kind.PARAMETER: "manual/parameters.yaml", Kind.STANDARD: "manual/standards.yaml"}.get(
        kind, "manual/organization.yaml"
    )
    files = {**FILES, path: without_block(str(FILES[path]), name)}
    found = findings(files)
    lines_removed = str(FILES[path]).count("\n") - str(files[path]).count("\n")
    assert lines_removed > 0
    expected = {place for place in places_that_use(Target(kind, name)) if place[0] != path}
    found_places = {(one.span.path, one.span.line, one.span.column) for one in found}
    # The clause tables are not judged by the standard they no longer find: one finding is enough.
    assert expected <= found_places
    if places_that_use(Target(kind, name)):
        assert any(one.severity is Severity.ERROR for one in found)
    for one in found:
        if one.code in ("ROL001", "ROL009", "FLW010", "FRM004", "PAR001"):
            assert written_at(files, one) in (name, *alias_names(kind, name))


def alias_names(kind: Kind, name: str) -> tuple[str, ...]:
    record = WHOLE.manual.named(name) if kind in (Kind.ROLE, Kind.DEPARTMENT, Kind.PARTY) else None
    return tuple(getattr(record, "aliases", ()))


STEPS = [(flow.number, step) for flow in WHOLE.manual.flows.values() for step in flow.steps]


@pytest.mark.parametrize(("number", "step"), STEPS)
def test_a_step_that_is_deleted_is_missed_where_it_comes_next(number: str, step: str) -> None:
    flow = WHOLE.manual.flows[number]
    path = flow.span.path
    cut_text = without_block(str(FILES[path]), step)
    files = {**FILES, path: cut_text}
    found = [one for one in findings(files) if one.severity is Severity.ERROR]
    leading = [other for other in flow.steps.values() if any(exit_.target == step for exit_ in other.next)]
    broken = [one for one in found if one.code == "FLW005"]
    assert found
    assert len(broken) == sum(exit_.target == step for other in leading for exit_ in other.next)
    for one in broken:
        assert written_at(files, one) == step


JOBS = [(role.name, role.job) for role in WHOLE.manual.roles.values() if role.job]


@pytest.mark.parametrize(("post", "job"), JOBS)
def test_a_post_goes_with_its_job_description_and_is_missed(post: str, job: str) -> None:
    document = WHOLE.manual.documents[job]
    files = {path: text for path, text in FILES.items() if path != document.span.path}
    expected = {
        (use.span.path, use.span.line, use.span.column)
        for use in GRAPH.used_by(Target(Kind.ROLE, post))
        if use.relation not in SOFT and use.span.path != document.span.path and not is_step_in_lane(use)
    }
    found = {(one.span.path, one.span.line, one.span.column) for one in findings(files)}
    assert expected
    assert expected <= found
