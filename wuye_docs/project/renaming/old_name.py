"""What the old name stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wuye_docs.diagnostics import Message
from wuye_docs.loaders import nearest
from wuye_docs.project.edits import Refusal
from wuye_docs.project.renaming.change import NUMBERED
from wuye_docs.references import PEOPLE, Kind, ReferenceGraph, Target, tight_title


class OldName(NamedTuple):
    """What is renamed, and whether it was called by its title."""

    target: Target
    is_title: bool


def resolve_old_name(graph: ReferenceGraph, written: str, kind: Kind | None = None) -> OldName:
    """The one thing that a number, `FLOW/step`, title or name stands for. Raises Refusal if there is none, or several."""
    found = [one for one in _readings(graph, written) if kind is None or one.target.kind is kind]
    if len(found) > 1:
        listed = ", ".join(dict.fromkeys(one.target.kind.value for one in found))
        raise Refusal(
            Message(f"`{written}` 不只指一样东西 ({listed})", f"`{written}` is several things ({listed})"),
            Message("用 --kind 指明是哪一种", "name one with --kind"),
        )
    if found:
        return found[0]
    named = graph.names.person(written) or graph.names.title(written)
    if named:
        raise Refusal(
            Message(
                f"`{written}` 是 `{named.target.key}` 的别名",
                f"`{written}` is another name of `{named.target.key}`",
            ),
            Message("请写登记的名称或编号", "give the registered name or number"),
        )
    near = nearest(written, [*graph.names.known((*NUMBERED, *PEOPLE, Kind.PARAMETER)), *graph.manual.terms])
    raise Refusal(
        Message(f"没有 `{written}`", f"there is no `{written}`"),
        Message(f"是否指 `{near}`？", f"did you mean `{near}`?") if near else None,
    )


def _readings(graph: ReferenceGraph, written: str) -> Iterator[OldName]:
    """Everything that what is written may stand for."""
    manual = graph.manual
    numbered = graph.names.numbered(written)
    if numbered:
        yield OldName(numbered, False)
    flow, separator, step = written.partition("/")
    if separator and flow in manual.flows and step in manual.flows[flow].steps:
        yield OldName(Target(Kind.STEP, written), False)
    for kind, group in (
        (Kind.ROLE, manual.roles), (Kind.DEPARTMENT, manual.departments), (Kind.PARTY, manual.parties),
        (Kind.PARAMETER, manual.parameters), (Kind.TERM, manual.terms),
    ):  # fmt: skip
        if written in group:
            yield OldName(Target(kind, written), False)
    title = tight_title(written.strip("《》"))
    for kind, records in (
        (Kind.DOCUMENT, manual.documents.values()),
        (Kind.FORM, manual.forms.values()),
        (Kind.FLOW, manual.flows.values()),
    ):
        for record in records:
            if tight_title(record.title) == title:
                yield OldName(Target(kind, record.number), True)
