"""A decision on documents, flows and forms, entered in the ledger of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from wuye_docs.control import Entry
from wuye_docs.control.decisions import Decision, Plan, plan_decision
from wuye_docs.control.document_control import DocumentControl, read_control
from wuye_docs.control.ledger_file import ledger_writer
from wuye_docs.control.selection import Selection
from wuye_docs.control.signatures import signer
from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.loaders import DiskWorkspace, load
from wuye_docs.model import Manual
from wuye_docs.references import ReferenceGraph

Choose = Callable[[Manual, DocumentControl], Selection]


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision."""

    entries: tuple[Entry, ...]
    """What was written; nothing if one of the numbers named could not be decided on."""
    plan: Plan
    selection: Selection
    faulty: tuple[Diagnostic, ...] = ()
    """Faults of the sources of numbers named: what does not read cannot be decided on."""


def decide(
    root: Path, choose: Choose, decision: Decision, *, now: datetime, key: Path | None = None
) -> Decided:
    """Take a decision on the numbers that `choose` gives, all those named or none; of a group those that can be.

    Raises LedgerRefusal if the ledger cannot be written or signed, LookupError from `choose`.
    """
    workspace = DiskWorkspace(root)
    loaded = load(workspace)
    references = ReferenceGraph(loaded.manual)
    with ledger_writer(root, now) as writer:
        # Under the lock: what somebody else decided a moment ago counts.
        control = read_control(workspace, references)
        selection = choose(loaded.manual, control)
        settings = loaded.manual.settings.control
        unread = _unread(loaded.diagnostics, control, selection.numbers)
        plan = plan_decision(control, settings, selection.numbers, decision)
        plan = replace(plan, entries=tuple(one for one in plan.entries if one.number not in unread))
        faulty = tuple(one for number in unread for one in unread[number])
        if any(one.number in selection.named for one in plan.refused) or selection.named & set(unread):
            return Decided((), plan, selection, faulty)
        sign = signer(key, decision.post, settings) if key else None
        return Decided(writer.append(plan.entries, sign) if plan.entries else (), plan, selection, faulty)


def _unread(
    found: Iterable[Diagnostic], control: DocumentControl, numbers: Sequence[str]
) -> dict[str, list[Diagnostic]]:
    """The faults of reading, of each number whose source does not read whole."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        if one.severity is Severity.ERROR:
            by_path.setdefault(one.span.path, []).append(one)
    paths = {number: control.issues[number].path for number in numbers}
    return {number: by_path[path] for number, path in paths.items() if path in by_path}
