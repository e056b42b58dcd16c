"""Flow charts: steps, exits, lanes and what they name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean, lost_steps
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.model import Flow, Step, StepKind, place_of
from wuye_docs.references import Kind as Named
from wuye_docs.references import Relation


def _next_place(clean: Clean, step: Step) -> Span:
    """The line of a step's `next`, as a place to look for its value."""
    return step.at("next")


def _with_one_exit(clean: Clean) -> Iterator[tuple[Flow, Step]]:
    for flow, step in clean.flow_steps():
        if (
            len(step.next) == 1
            and not step.next[0].label
            and clean.written(step.at("next")) == step.next[0].target
        ):
            yield flow, step


def flow_dropped(clean: Clean) -> Iterator[Fault]:
    """The file of a flow is deleted."""
    for flow in clean.manual.flows.values():
        uses = clean.graph.used_by(clean.target_of(flow), (Relation.SHOWS, Relation.MARKUP, Relation.TITLE))
        if uses:
            yield fault([], told_at=[one.span for one in uses], files={flow.span.path: None})


def step_dropped(clean: Clean) -> Iterator[Fault]:
    """A step is deleted, and the steps before it still lead to it."""
    for flow, step in clean.flow_steps():
        leading = [
            place_of(exit_.target, one.span)
            for one in flow.steps.values()
            for exit_ in one.next
            if exit_.target == step.name and one is not step
        ]
        if leading:
            edit = clean.without_lines(flow.span.path, *clean.step_block(flow, step))
            yield fault([edit], told_at=leading)


def step_without_next(clean: Clean) -> Iterator[Fault]:
    """A task does not say what comes next."""
    for _, step in _with_one_exit(clean):
        if step.kind is StepKind.TASK and (edit := clean.without_key(step, "next")):
            yield fault([edit], told_at=[step.span])


def next_misspelt(clean: Clean) -> Iterator[Fault]:
    """An exit leads to a name that no step has."""
    for flow, step in clean.flow_steps():
        for exit_ in step.next:
            yield fault([Edit(place_of(exit_.target, flow.span), exit_.target + "后")])


def decision_exit_cut(clean: Clean) -> Iterator[Fault]:
    """One of a decision's two exits is taken out."""
    for flow, step in clean.flow_steps():
        if step.kind is StepKind.DECISION and len(step.next) == 2:
            first, second = (place_of(one.target, flow.span) for one in step.next)
            if first.line == second.line:
                cut = Span(first.path, first.line, first.end_column, second.line, second.end_column)
                yield fault([Edit(cut, "")], told_at=[first, step.span])


def exits_without_labels(clean: Clean) -> Iterator[Fault]:
    """The exits of a decision are a list, without saying when which is taken."""
    for _, step in clean.flow_steps():
        span = step.at("next")
        if step.kind is StepKind.DECISION and len(step.next) > 1 and clean.written(span).startswith("{"):
            listed = ", ".join(one.target for one in step.next)
            yield fault([Edit(span, f"[{listed}]")], told_at=[span, step.span])


def exit_labels_alike(clean: Clean) -> Iterator[Fault]:
    """Both exits of a decision have one label."""
    for flow, step in clean.flow_steps():
        if step.kind is StepKind.DECISION and len(step.next) > 1:
            yield fault([Edit(place_of(step.next[1].label, flow.span), step.next[0].label)])


def exit_labels_unpaired(clean: Clean) -> Iterator[Fault]:
    """否 becomes 不合格 where the other exit says 是."""
    for flow, step in clean.flow_steps():
        labels = [str(one.label) for one in step.next]
        if sorted(labels) == ["否", "是"]:
            odd = step.next[labels.index("否")]
            yield fault([Edit(place_of(odd.label, flow.span), "不合格")])


def exit_leads_back(clean: Clean) -> Iterator[Fault]:
    """An exit is turned back to an earlier step, and the rest is cut off or goes round for ever."""
    for flow, step in _with_one_exit(clean):
        order = list(flow.steps)
        for target in order[1 : order.index(step.name)][-3:]:
            lost = lost_steps(flow, step.name, [target])
            if lost and flow.steps[target].kind is StepKind.TASK:
                told = [flow.steps[one].span for one in lost]
                yield fault([Edit(step.at("next"), target)], told_at=[*told, step.at("next")])
                break


def step_jumped_over(clean: Clean) -> Iterator[Fault]:
    """An exit leads past the next step, which nothing else leads to."""
    for flow, step in _with_one_exit(clean):
        following = flow.steps.get(step.next[0].target)
        if following is not None and len(following.next) == 1 and following.next[0].target != step.name:
            lost = lost_steps(flow, step.name, [following.next[0].target])
            if following.name in lost:
                yield fault([Edit(step.at("next"), following.next[0].target)], told_at=[following.span])


def start_not_marked(clean: Clean) -> Iterator[Fault]:
    """The first step is no longer `kind: start`."""
    for flow, step in clean.flow_steps():
        if step.kind is StepKind.START and (edit := clean.without_key(step, "kind")):
            yield fault([edit], told_at=[flow.span, step.span])


def second_start(clean: Clean) -> Iterator[Fault]:
    """A flow gets a second start."""
    for flow in clean.manual.flows.values():
        last = list(flow.steps.values())[-1]
        task = next((one for one in flow.steps.values() if one.kind is StepKind.TASK), None)
        if task is not None:
            _, line = clean.step_block(flow, last)
            new = f"\n  另行开始: {{lane: {task.lane}, kind: start, next: {task.name}}}"
            yield fault([Edit(clean.below(flow.span.path, line), new)], lines_below=1)


def end_not_marked(clean: Clean) -> Iterator[Fault]:
    """The only end is no longer `kind: end`."""
    for flow in clean.manual.flows.values():
        ends = [one for one in flow.steps.values() if one.kind is StepKind.END]
        if len(ends) == 1 and (edit := clean.without_key(ends[0], "kind")):
            yield fault([edit], told_at=[flow.span, ends[0].span])


def lane_unused(clean: Clean) -> Iterator[Fault]:
    """A lane is declared in which nobody does anything."""
    for flow in clean.manual.flows.values():
        other = next((one for one in clean.manual.roles if one not in flow.lanes), None)
        if other:
            yield fault([Edit(clean.behind(place_of(flow.lanes[-1], flow.span)), f", {other}")])


def lane_undeclared(clean: Clean) -> Iterator[Fault]:
    """A lane in which there are steps is taken out of the list of lanes."""
    for flow in clean.manual.flows.values():
        for lane, after in zip(flow.lanes, flow.lanes[1:], strict=False):
            first, second = place_of(lane, flow.span), place_of(after, flow.span)
            if first.line == second.line:
                cut = Span(first.path, first.line, first.column, first.line, second.column)
                steps = [place_of(one.lane, one.span) for one in flow.steps.values() if one.lane == lane]
                yield fault([Edit(cut, "")], told_at=steps)


def lanes_with_full_width_comma(clean: Clean) -> Iterator[Fault]:
    """A full-width comma makes one lane of two."""
    for flow in clean.manual.flows.values():
        for lane, after in zip(flow.lanes, flow.lanes[1:], strict=False):
            first, second = place_of(lane, flow.span), place_of(after, flow.span)
            if first.line == second.line:
                yield fault(
                    [Edit(Span(first.path, first.line, first.end_column, first.line, second.column), "，")]
                )


def lane_twice(clean: Clean) -> Iterator[Fault]:
    """A lane is declared twice."""
    for flow in clean.manual.flows.values():
        yield fault([Edit(clean.behind(place_of(flow.lanes[-1], flow.span)), f", {flow.lanes[0]}")])


def steps_unexplained(clean: Clean) -> Iterator[Fault]:
    """All notes and forms of a flow are taken out."""
    for flow in clean.manual.flows.values():
        edits = [
            edit
            for step in flow.steps.values()
            for key in ("note", "forms", "documents")
            if (edit := clean.without_key(step, key))
        ]
        tasks = [
            one
            for one in flow.steps.values()
            if one.kind is StepKind.TASK and one.lane not in clean.manual.parties
        ]
        if tasks and edits:
            yield fault(edits, told_at=[tasks[0].span])


def step_text_twice(clean: Clean) -> Iterator[Fault]:
    """Two steps of one lane have the same words."""
    for flow in clean.manual.flows.values():
        tasks = [one for one in flow.steps.values() if one.kind is StepKind.TASK and one.text]
        for first, second in itertools.pairwise(tasks):
            if first.lane == second.lane:
                place = place_of(second.text, second.span)
                yield fault(
                    [Edit(place, first.text)],
                    told_at=[place, place_of(first.text, first.span), first.span, second.span],
                )


def label_on_a_task(clean: Clean) -> Iterator[Fault]:
    """A decision is no longer `kind: decision`, and its exits still have labels."""
    for _, step in clean.flow_steps():
        if step.kind is StepKind.DECISION and (edit := clean.without_key(step, "kind")):
            yield fault([edit], told_at=[step.span, step.at("next")])


def fork_not_joined(clean: Clean) -> Iterator[Fault]:
    """A task gets a second exit at once, to an end of its own."""
    for flow, step in _with_one_exit(clean):
        if step.kind is StepKind.TASK:
            last = list(flow.steps.values())[-1]
            _, line = clean.step_block(flow, last)
            side = f"\n  旁支: {{lane: {step.lane}, text: 另行告知, next: 旁支结束, note: 电话告知。}}\n  旁支结束: {{lane: {step.lane}, kind: end}}"
            edits = [
                Edit(step.at("next"), f"[{step.next[0].target}, 旁支]"),
                Edit(clean.below(flow.span.path, line), side),
            ]
            yield fault(edits, told_at=[step.span, step.at("next")])


def approval_without_refusal(clean: Clean) -> Iterator[Fault]:
    """A step becomes an approval from which there is no way but on."""
    for flow, step in _with_one_exit(clean):
        following = flow.steps.get(step.next[0].target)
        if step.kind is StepKind.TASK and step.text and following and following.kind is not StepKind.DECISION:
            yield fault([Edit(place_of(step.text, step.span), "审批方案")])


def step_form_unknown(clean: Clean) -> Iterator[Fault]:
    """A step fills in a form that there is not."""
    for one in clean.references(Relation.FILLS):
        yield fault([Edit(one.span, one.target.key[:-2] + "97")])


def step_document_unknown(clean: Clean) -> Iterator[Fault]:
    """A step follows a document that there is not."""
    for one in clean.references(Relation.FOLLOWS):
        yield fault([Edit(one.span, one.target.key[:-2] + "97")])


def step_limit_unknown(clean: Clean) -> Iterator[Fault]:
    """A step's deadline is no parameter."""
    for one in clean.references(Relation.WITHIN):
        yield fault([Edit(one.span, one.target.key + "长")])


def flow_of_unknown_document(clean: Clean) -> Iterator[Fault]:
    """A flow belongs to a document that there is not."""
    for flow in clean.manual.flows.values():
        yield fault([Edit(place_of(flow.document, flow.span), flow.document[:-2] + "97")])


def flow_of_another_document(clean: Clean) -> Iterator[Fault]:
    """A flow says that it belongs to another document than the one that shows it."""
    documents = [one for one in clean.manual.documents if not clean.manual.documents[one].post]
    for flow in clean.manual.flows.values():
        other = next(one for one in documents if one != flow.document)
        place = place_of(flow.document, flow.span)
        shown = clean.graph.used_by(clean.target_of(flow), (Relation.SHOWS,))
        yield fault([Edit(place, other)], told_at=[place, flow.span, *(one.span for one in shown)])


def flow_not_shown(clean: Clean) -> Iterator[Fault]:
    """The directive that shows a flow is deleted from its document."""
    for flow in clean.manual.flows.values():
        shown = clean.graph.used_by(clean.target_of(flow), (Relation.SHOWS,))
        if len(shown) == 1:
            span = shown[0].span
            lines = clean.lines(span.path)
            last = next(i for i in range(span.line, len(lines)) if lines[i].startswith(":::")) + 1
            yield fault([clean.without_lines(span.path, span.line, last)], told_at=[flow.span])


def flow_number_wrong_in_text(clean: Clean) -> Iterator[Fault]:
    """A document shows a flow by a number that there is not."""
    for one in clean.references(Relation.SHOWS, kind=Named.FLOW):
        yield fault([Edit(one.span, one.target.key[:-2] + "97")])


def company_duty_of_outsider(clean: Clean) -> Iterator[Fault]:
    """A step of filing or registering stands in the lane of an outside party."""
    for flow, step in clean.flow_steps():
        party = next((one for one in flow.lanes if one in clean.manual.parties), None)
        if (
            party
            and step.lane != party
            and step.kind is StepKind.TASK
            and re.search("归档|台账|派单|存档|签发|汇总|考核", step.title)
        ):
            yield fault(
                [Edit(place_of(step.lane, step.span), party)],
                told_at=[place_of(step.lane, step.span), step.span],
            )


def listed_steps_in_other_order(clean: Clean) -> Iterator[Fault]:
    """Two numbered items that tell steps of the document's flow are changed over."""
    for document, items in _told_lists(clean):
        for (first, one), (second, other) in itertools.pairwise(items):
            if one == other:
                continue
            a, b = (clean.whole_line(document, line) for line in (first, second))
            texts = [re.sub(r"^\d+\. ", "", clean.line(span)) for span in (a, b)]
            yield fault(
                [Edit(a._replace(column=4), texts[1]), Edit(b._replace(column=4), texts[0])], told_at=[a, b]
            )


def _told_lists(clean: Clean) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Numbered lists whose items each hold the words of a step of the document's flow, in the flow's order."""
    for document in clean.manual.documents.values():
        path = document.span.path
        lines = clean.lines(path)
        for flow in clean.manual.flows_of(document.number):
            steps = [
                one.title for one in flow.steps.values() if one.kind is StepKind.TASK and len(one.title) > 3
            ]
            run: list[tuple[int, int]] = []
            for number, line in enumerate([*lines, ""], 1):
                told = [index for index, title in enumerate(steps) if title[:4] in line]
                if re.match(r"\d\. ", line) and len(told) == 1:
                    run.append((number, told[0]))
                elif not re.match(r"\d\. ", line):
                    if len(run) > 2 and [one for _, one in run] == sorted(one for _, one in run):
                        yield path, run
                    run = []


def form_filled_by_another_post(clean: Clean) -> Iterator[Fault]:
    """The text has another post fill in a form than the flow does."""
    hands: dict[str, set[str]] = {}
    for _, step in clean.flow_steps():
        for form in step.forms:
            hands.setdefault(form, set()).add(step.lane)
    for one in clean.references(Relation.SIGNATURE):
        hands.setdefault(one.source.key, set()).add(one.target.key)
    manual, names = clean.manual, clean.graph.names
    for text, match, span in clean.found(
        "([\u4e00-\u9fff]{2,9}?)(?:填写|登入|填报)(?=《)", outside_titles=False
    ):
        role = next((one for one in manual.roles if match.group(1).endswith(one)), None)
        title = re.match("《([^》]*)》", text.text[match.end() :])
        named = names.title(title.group(1)) if title else None
        if not role or not named or role not in hands.get(named.target.key, ()):
            continue
        if any(one in manual.departments for one in hands[named.target.key]):
            continue
        other = next(one for one in manual.roles if one not in hands[named.target.key])
        start = match.end(1) - len(role) - match.start()
        place = span._replace(column=span.column + start, end_column=span.column + start + len(role))
        yield fault([Edit(place, other)])


def step_left_out(clean: Clean) -> Iterator[Fault]:
    """A step is deleted, and the one before it leads on to the one behind it."""
    for flow, step in _with_one_exit(clean):
        leading = [one for one in flow.steps.values() if any(exit_.target == step.name for exit_ in one.next)]
        if len(leading) == 1 and len(leading[0].next) == 1 and step.kind is StepKind.TASK:
            edits = [
                clean.without_lines(flow.span.path, *clean.step_block(flow, step)),
                Edit(place_of(leading[0].next[0].target, flow.span), step.next[0].target),
            ]
            yield fault(edits, told_at=[leading[0].span, flow.span])


def exits_changed_over(clean: Clean) -> Iterator[Fault]:
    """The answers of a decision lead where the other should."""
    for flow, step in clean.flow_steps():
        if step.kind is StepKind.DECISION and len(step.next) == 2:
            first, second = (place_of(one.target, flow.span) for one in step.next)
            yield fault([Edit(first, step.next[1].target), Edit(second, step.next[0].target)])


KINDS = (
    Kind(("REF002",), flow_dropped),
    Kind(("FLW005",), step_dropped),
    Kind(("FLW004",), step_without_next),
    Kind(("FLW005",), next_misspelt),
    Kind(("FLW006",), decision_exit_cut),
    Kind(("FLW007",), exits_without_labels),
    Kind(("SRC006", "FLW007"), exit_labels_alike),
    Kind(("FLW008",), exit_labels_unpaired),
    Kind(("FLW003", "FLW004"), exit_leads_back),
    Kind(("FLW003",), step_jumped_over),
    Kind(("FLW001",), start_not_marked),
    Kind(("FLW001",), second_start),
    Kind(("FLW002",), end_not_marked),
    Kind(("FLW009",), lane_unused),
    Kind(("FLW009",), lane_undeclared),
    Kind(("FLW010",), lanes_with_full_width_comma),
    Kind(("FLW009",), lane_twice),
    Kind(("FLW011",), steps_unexplained),
    Kind(("FLW012",), step_text_twice),
    Kind(("FLW013",), listed_steps_in_other_order),
    Kind(("FLW013",), form_filled_by_another_post),
    Kind(("FLW014",), label_on_a_task),
    Kind(("FLW015",), fork_not_joined),
    Kind(("FLW016",), approval_without_refusal),
    Kind(("FLW018",), step_form_unknown),
    Kind(("REF002",), step_document_unknown),
    Kind(("PAR001",), step_limit_unknown),
    Kind(("REF002",), flow_of_unknown_document),
    Kind(("FLW019",), flow_of_another_document),
    Kind(("FLW019",), flow_not_shown),
    Kind(("REF002",), flow_number_wrong_in_text),
    Kind(("FLW020",), company_duty_of_outsider),
)

# What no rule can tell, and why:
BEYOND = (
    # The chart is whole without the step; only a text that tells the steps one by one knows of it (FLW013).
    Kind(("FLW013", "FRM002", "PAR002", "FLW009"), step_left_out),
    # The chart is whole; what follows from yes and from no is for whoever knows the work, unless the text tells it (FLW013).
    Kind(("FLW013",), exits_changed_over),
)
