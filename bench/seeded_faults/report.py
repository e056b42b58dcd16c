"""The table of a run, as Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from bench.seeded_faults.planting import Outcome, Verdict
from wuye_docs.diagnostics import Diagnostic


def markdown(outcomes: Sequence[Outcome], clean: Sequence[Diagnostic]) -> str:
    """A table by kind, the sum below it, then every fault that was not found right."""
    rows = [
        "| kind | codes | planted | right | elsewhere | missed |",
        "|---|---|--:|--:|--:|--:|",
    ]
    by_kind: dict[str, list[Outcome]] = {}
    for one in outcomes:
        by_kind.setdefault(one.kind.name, []).append(one)
    for name, those in by_kind.items():
        rows.append(_row(name, " ".join(those[0].kind.codes), those))
    rows.append(_row(f"all {len(by_kind)} kinds", "", outcomes))
    lines = [f"Findings on the clean manual: {len(clean)}"]
    lines += [f"- {one.span} {one.code} {one.message.en}" for one in clean]
    wrong = [one for one in outcomes if one.verdict is not Verdict.RIGHT]
    if wrong:
        lines += ["", "Not found right:", *map(told, wrong)]
    return "\n".join([*rows, "", *lines]) + "\n"


def as_json(outcomes: Iterable[Outcome], clean: Sequence[Diagnostic]) -> str:
    """One object a fault."""
    faults = [
        {
            "kind": one.kind.name,
            "codes": one.kind.codes,
            "verdict": one.verdict,
            "places": list(map(str, one.fault.places)),
            "edits": [{"at": str(edit.span), "new": edit.new} for edit in one.fault.edits],
            "files": list(one.fault.files),
            "found": [f"{each.span} {each.code} {each.message.en}" for each in one.found],
        }
        for one in outcomes
    ]
    return json.dumps(
        {"clean": [f"{one.span} {one.code}" for one in clean], "faults": faults}, ensure_ascii=False, indent=1
    )


def told(one: Outcome) -> str:
    """A line on a fault, where it should have been told and what was found."""
    edits = "; ".join(f"{edit.span} -> {edit.new[:40]!r}" for edit in one.fault.edits[:3])
    files = ", ".join(one.fault.files)
    places = ", ".join(map(str, one.fault.places[:4]))
    found = "; ".join(f"{each.span} {each.code}" for each in one.found[:4]) or "nothing"
    return f"- {one.kind.name}: planted {edits}{' ' + files if files else ''}, to be told at {places}; found {found}"


def _row(name: str, codes: str, those: Sequence[Outcome]) -> str:
    counts = [sum(one.verdict is verdict for one in those) for verdict in Verdict]
    return f"| {name} | {codes} | {len(those)} | {' | '.join(map(str, counts))} |"
