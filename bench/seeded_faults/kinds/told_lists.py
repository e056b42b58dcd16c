"""Numbered lists that tell a flow: one is written into the document from the flow itself, with one thing wrong.

The shipped manual lets `:::{steps}` make its lists, so there is none to spoil.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, Place, fault
from wuye_docs.model import Flow, Step, StepKind
from wuye_docs.references import Kind as Named
from wuye_docs.references import Relation
from wuye_docs.rules.told_steps import names_step

_FEWEST_STEPS = 5


def list_without_a_step(clean: Clean) -> Iterator[Fault]:
    """The list leaves out a step that the company has to take, and nothing else in the document says it."""
    for fault_, flow, step in _lists_of(clean, lambda step: step.lane not in clean.manual.parties, "step"):
        text = "\n".join(clean.lines(clean.manual.documents[flow.document].span.path))
        asked = [one for one in flow.steps.values() if any(exit_.target == step.name for exit_ in one.next)]
        if not any(names_step(one, step) for one in re.split("[。；\n]", text)) and not any(
            one.kind is StepKind.DECISION for one in asked
        ):
            yield fault_


def list_without_a_form(clean: Clean) -> Iterator[Fault]:
    """The list does not say that a step fills in its form."""
    yield from _lists(clean, lambda step: bool(step.forms), "forms")


def list_without_an_outcome(clean: Clean) -> Iterator[Fault]:
    """The list asks what a decision asks and does not say what follows."""
    yield from _lists(clean, lambda step: step.kind is StepKind.DECISION, "outcomes")


def list_with_another_deadline(clean: Clean) -> Iterator[Fault]:
    """The list gives a step another deadline than the flow."""
    yield from _lists(clean, lambda step: bool(step.within), "deadline")


def _lists(clean: Clean, fits: Callable[[Step], bool], spoilt: str) -> Iterator[Fault]:
    for one, _, _ in _lists_of(clean, fits, spoilt):
        yield one


def _lists_of(clean: Clean, fits: Callable[[Step], bool], spoilt: str) -> Iterator[tuple[Fault, Flow, Step]]:
    for flow in clean.manual.flows.values():
        shown = clean.graph.used_by(clean.target_of(flow), (Relation.SHOWS,))
        steps = [one for one in flow.steps.values() if one.kind in (StepKind.TASK, StepKind.DECISION)]
        if len(shown) != 1 or shown[0].source.kind is not Named.DOCUMENT or len(steps) < _FEWEST_STEPS:
            continue
        span = shown[0].span
        place = span._replace(column=1, end_line=span.line, end_column=1)
        for step in steps[1:-1]:
            if fits(step):
                items = list(_items(clean, flow, steps, step, spoilt))
                made = fault([Edit(place, "\n".join(items) + "\n\n")])
                first = made.places[0]
                lines = range(first.line, first.line + len(items))
                yield made._replace(places=tuple(Place(first.path, line) for line in lines)), flow, step


def _items(clean: Clean, flow: Flow, steps: list[Step], spoilt_step: Step, spoilt: str) -> Iterator[str]:
    number = 0
    for step in steps:
        wrong = spoilt if step is spoilt_step else ""
        if wrong == "step":
            continue
        number += 1
        due = ""
        if step.within:
            due = "在97小时内" if wrong == "deadline" else f"在{{{{ {step.within} }}}}内"
        text = f"{step.lane}{due}{'判断' if step.kind is StepKind.DECISION else ''}{step.title}"
        if step.kind is StepKind.DECISION and wrong != "outcomes":
            ways = (f"{one.label}的，{flow.steps[one.target].title}" for one in step.next)
            text += "：" + "；".join(ways)
        if step.forms and wrong != "forms":
            text += "，填写" + "、".join(f"《{clean.manual.forms[one].title}》" for one in step.forms)
        yield f"{number}. {text}。"


KINDS = (
    Kind(("FLW013",), list_without_a_step),
    Kind(("FLW013",), list_without_an_outcome),
    Kind(("FLW013",), list_with_another_deadline),
)

# What no rule can tell in every case, and why:
BEYOND = (
    # Where another item names the form too, and no form is named twice, a list that names each form once is no fault.
    Kind(("FLW013",), list_without_a_form),
)
