"""Run the rules of the catalogue over a loaded manual, once, and apply the manual's waivers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from wuye_docs.diagnostics import Diagnostic, Message, Span, Waived
from wuye_docs.loaders import MANUAL_FILE, Loaded, Workspace
from wuye_docs.references import Relation
from wuye_docs.rules.catalogue import CATALOGUE
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.rule import (
    BuiltRule,
    ControlledRule,
    DocumentRule,
    FlowRule,
    FormRule,
    LoadingRule,
    ManualRule,
    ReferenceRule,
    Rule,
    TextRule,
    UnresolvedRule,
    WaiverRule,
)
from wuye_docs.rules.sources.failed_check import FailedCheck
from wuye_docs.rules.waivers import sort_by_waivers

R = TypeVar("R", bound=Rule)
_KNOWN_CODES = frozenset(rule.code for rule in CATALOGUE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check gave."""

    found: tuple[Diagnostic, ...]
    """What is wrong, in the order of the sources."""
    waived: tuple[Waived, ...]
    """What would be, had the manual no waivers; in the same order."""


def check(
    loaded: Loaded,
    workspace: Workspace,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    only_paths: Iterable[str] = (),
) -> tuple[Diagnostic, ...]:
    """What the rules find, in the order of the sources, without what is waived; see `check_with_waived`."""
    return check_with_waived(loaded, workspace, select=select, ignore=ignore, only_paths=only_paths).found


def check_with_waived(
    loaded: Loaded,
    workspace: Workspace,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    only_paths: Iterable[str] = (),
) -> Checked:
    """What the rules find, and what they find that a waiver in force covers.

    `select` and `ignore` hold codes or their beginnings (`FLW`, `FLW00`); nothing selected means every rule.
    `only_paths` keeps the findings of some files or folders. Never raises for faulty sources: a rule that fails is a
    finding itself (SRC000).
    """
    chosen = select_rules(select, ignore)
    wanted_paths = tuple(only_paths)
    try:
        context = CheckContext.of(loaded, workspace)
    except Exception as fault:
        return Checked((*loaded.diagnostics, _failure("references", fault)), ())
    run = _Run(context, chosen)
    run.visit()
    by_waiver = sort_by_waivers(run.found, context.manual.settings.waivers, context.today)
    run.found = list(by_waiver.kept)
    complete = {rule.code for rule in chosen} if not wanted_paths else set()
    run.visit_waivers(by_waiver.silenced, complete)

    def is_wanted(one: Diagnostic) -> bool:
        return not wanted_paths or _is_below(one.span.path, wanted_paths)

    found = dict.fromkeys(sorted(run.found, key=lambda one: one.order))
    waived = dict.fromkeys(sorted(by_waiver.waived, key=lambda one: one.finding.order))
    return Checked(
        tuple(one for one in found if is_wanted(one)), tuple(one for one in waived if is_wanted(one.finding))
    )


def select_rules(
    select: Iterable[str] = (), ignore: Iterable[str] = (), *, built: bool = False
) -> tuple[type[Rule], ...]:
    """The rules of the catalogue whose code begins with one of `select` (all if empty) and with none of `ignore`.

    Rules about the sources, or, if `built`, those about what a build wrote.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    return tuple(
        rule
        for rule in CATALOGUE
        if issubclass(rule, BuiltRule) is built
        and (not wanted or rule.code.startswith(wanted))
        and not (unwanted and rule.code.startswith(unwanted))
    )


class _Run:
    """One visit of everything, by the rules chosen."""

    def __init__(self, context: CheckContext, chosen: Iterable[type[Rule]]) -> None:
        self.context = context
        self.rules = [rule(context) for rule in chosen]
        self.found: list[Diagnostic] = []
        self.failed: set[str] = set()

    def visit(self) -> None:
        """Show every part of the manual to the rules that want it."""
        manual, references = self.context.manual, self.context.references
        self.confirm_loading()
        for rule in self.of_kind(ManualRule):
            self.collect(rule, rule.check)
        for controlled in self.of_kind(ControlledRule):
            for record in manual.controlled():
                self.collect(controlled, controlled.check, record)
        for document_rule in self.of_kind(DocumentRule):
            for document in manual.documents.values():
                self.collect(document_rule, document_rule.check, document)
        for flow_rule in self.of_kind(FlowRule):
            for flow in manual.flows.values():
                incomplete = flow.span.path in self.context.faulty_files
                if flow.steps and (flow_rule.judges_incomplete or not incomplete):
                    self.collect(flow_rule, flow_rule.check, flow)
        for form_rule in self.of_kind(FormRule):
            for form in manual.forms.values():
                self.collect(form_rule, form_rule.check, form)
        for text_rule in self.of_kind(TextRule):
            for text in text_rule.texts():
                self.collect(text_rule, text_rule.check, text)
        by_relation: dict[Relation, list[ReferenceRule]] = defaultdict(list)
        for reference_rule in self.of_kind(ReferenceRule):
            if reference_rule.is_needed():
                for relation in reference_rule.relations:
                    by_relation[relation].append(reference_rule)
        for reference in references.references if by_relation else ():
            for reference_rule in by_relation.get(reference.relation, ()):
                self.collect(reference_rule, reference_rule.check, reference)
        unresolved_by_relation: dict[Relation, list[UnresolvedRule]] = defaultdict(list)
        for unresolved_rule in self.of_kind(UnresolvedRule):
            for relation in unresolved_rule.relations:
                unresolved_by_relation[relation].append(unresolved_rule)
        for unresolved in references.unresolved:
            for unresolved_rule in unresolved_by_relation.get(unresolved.relation, ()):
                self.collect(unresolved_rule, unresolved_rule.check, unresolved)

    def confirm_loading(self) -> None:
        """Take over what reading found, under the severity that the catalogue gives it."""
        rules = {rule.code: rule for rule in self.of_kind(LoadingRule)}
        for diagnostic in self.context.loading:
            rule = rules.get(diagnostic.code)
            if rule and rule.confirms(diagnostic):
                self.found.append(replace(diagnostic, severity=rule.severity))

    def visit_waivers(self, silenced: Mapping[int, int], complete: set[str]) -> None:
        """Show each waiver to the rules about waivers, with what it silenced if its rule saw all files."""
        # A code that no rule has waives nothing, whatever was checked.
        complete = complete | {waiver.code for waiver in self.context.manual.settings.waivers} - _KNOWN_CODES
        for rule in self.of_kind(WaiverRule):
            for index, waiver in enumerate(self.context.manual.settings.waivers):
                count = silenced.get(index, 0) if waiver.code in complete else None
                self.collect(rule, rule.check, waiver, count)

    def of_kind(self, kind: type[R]) -> list[R]:
        return [rule for rule in self.rules if isinstance(rule, kind)]

    def collect(self, rule: Rule, look: Callable[..., Iterable[Diagnostic]], *what: object) -> None:
        """Note what a rule finds; a rule that fails is named once, and the others go on."""
        try:
            self.found.extend(look(*what))
        except Exception as fault:
            if rule.code not in self.failed:
                self.failed.add(rule.code)
                self.found.append(_failure(rule.code, fault))


def _failure(what: str, fault: Exception) -> Diagnostic:
    """The finding that a check failed: a fault of this program, not of the sources, and so not to be passed over."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = ""
    if trace:
        file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rsplit("/wuye_docs/", 1)[-1]
        place = f" ({file}:{trace.tb_lineno})"
    shown = f"{type(fault).__name__}: {fault}{place}"
    return Diagnostic(
        FailedCheck.code,
        FailedCheck.severity,
        Span.whole_file(MANUAL_FILE),
        Message(f"检查 `{what}` 中断: {shown}", f"check `{what}` failed: {shown}"),
        Message(
            "这是软件的错误, 请连同源文件报告",
            "this is a fault of the program; please report it with the sources",
        ),
    )


def _is_below(path: str, wanted: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(one.rstrip("/") + "/") for one in wanted)
