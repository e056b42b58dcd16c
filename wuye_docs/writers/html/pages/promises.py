"""All promises of time: what has to be done by when, from the steps of the flows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.tables import Cell, make_table, person, refer, step_id
from wuye_docs.model import Flow, Parameter, Step
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.page import Page, contents_of, new_tree, section
from wuye_docs.writers.html.pages.tasks import OTHERS, department_of
from wuye_docs.writers.html.standing import listed


@dataclass(frozen=True, slots=True)
class Promise:
    """A step that has to be done in time."""

    flow: Flow
    step: Step
    limit: Parameter


def promises(book: Book) -> list[Promise]:
    """Every step with a deadline, flow by flow."""
    found = []
    for flow in sorted(listed(book, book.manual.flows.values()), key=lambda one: one.number):
        for step in flow.steps.values():
            limit = book.manual.parameters.get(step.within)
            if limit:
                found.append(Promise(flow, step, limit))
    return found


def promise_table(book: Book, some: Iterable[Promise], *, with_post: bool) -> nodes.table:
    """时限 / 做什么 / (岗位) / 流程."""
    expressions = Expressions(book.manual.parameters)
    rows: list[Sequence[Cell]] = []
    for one in some:
        step = refer(
            Target(Kind.STEP, f"{one.flow.number}/{one.step.name}"),
            f"{one.step.mark}{expressions.fill(one.step.title)}",
            anchor=step_id(one.flow, one.step, one.flow.number),
        )
        post = [person(one.step.lane, book.references)] if with_post else []
        flow = refer(Target(Kind.FLOW, one.flow.number), one.flow.title)
        meant = one.limit.subject or one.limit.name
        rows.append([one.limit.text, meant, *post, [step, "　", flow]])
    head = ["时限", "事项", *(["岗位"] if with_post else []), "步骤和流程"]
    widths = [14, 34, 14, 38] if with_post else [16, 40, 44]
    return make_table("promises", head, rows, widths)


def promises_page(book: Book) -> Page:
    """All promises of time, by department."""
    found = promises(book)
    parts = []
    names = [*book.manual.departments, OTHERS]
    for index, name in enumerate(names, 1):
        own = [one for one in found if department_of(book, one.step.lane) == name]
        if own:
            title = "公司其他岗位和外部相关方" if name == OTHERS else name
            parts.append(section(title, f"promises-{index}", promise_table(book, own, with_post=True)))
    tree = new_tree("promises", *parts)
    return Page(
        "registers/promises",
        "时限承诺",
        tree,
        kicker="清单与对照",
        contents=tuple(contents_of(tree)),
        group="registers",
    )
