"""What staff come to do: the flows by what sets them off, the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.tables import refer
from wuye_docs.model import Flow, StepKind
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.page import aside, listing, paragraph
from wuye_docs.writers.html.standing import listed

# Words of what cannot wait, the most pressing first; and of what is done before or after it.
URGENT = ("应急", "火灾", "火警", "困人", "斗殴", "突发", "可疑", "报警", "公共卫生", "重大事项", "紧急")
NOT_YET = ("准备", "演练", "善后", "评估", "计划", "解除", "预案")
OTHERS = "其他"


@dataclass(frozen=True, slots=True)
class Task:
    """A flow as staff look for it."""

    flow: Flow
    name: str
    """What is done: the title without the word flow."""
    when: str
    """What sets it off: `客户提出投诉`; empty if the flow does not say."""
    department: str
    """The department that the flow's document belongs to."""
    is_asked: bool
    """Somebody from outside sets it off."""
    urgency: int | None
    """The place among what cannot wait; None for all else."""


def tasks_of(book: Book) -> list[Task]:
    """All flows in force or to come, in the order of their numbers."""
    expressions = Expressions(book.manual.parameters)
    flows = sorted(listed(book, book.manual.flows.values()), key=lambda one: one.number)
    return [_task(book, flow, expressions) for flow in flows]


def _task(book: Book, flow: Flow, expressions: Expressions) -> Task:
    manual = book.manual
    starts = [step for step in flow.steps.values() if step.kind is StepKind.START]
    name = str(flow.title).removesuffix("流程")
    urgency = next((place for place, word in enumerate(URGENT) if word in name), None)
    if any(word in name for word in NOT_YET):
        urgency = None
    owner = manual.documents.get(flow.document)
    return Task(
        flow,
        name,
        "；".join(f"{one.lane}{expressions.fill(one.title)}" for one in starts),
        department_of(book, owner.owner if owner else ""),
        any(one.lane in manual.parties for one in starts),
        urgency,
    )


def department_of(book: Book, name: str) -> str:
    """The department that a department, post or other name belongs to; 其他 for none."""
    named = book.references.names.person(name)
    if named and named.target.kind is Kind.DEPARTMENT:
        return named.target.key
    if named and named.target.kind is Kind.ROLE:
        above = book.references.names.person(book.manual.roles[named.target.key].department)
        return above.target.key if above else OTHERS
    return OTHERS


def task_link(task: Task) -> nodes.paragraph:
    """A flow with what sets it off, as one link."""
    link = refer(Target(Kind.FLOW, task.flow.number), "")
    link.children = []
    link += aside(task.name, "task")
    if task.when:
        link += nodes.Text(" ")
        link += aside(f"{task.when}时", "when")
    return paragraph(link)


def by_department(book: Book, tasks: list[Task]) -> Mapping[str, list[Task]]:
    """Tasks by department, in the order of the organisation."""
    found = {
        name: [one for one in tasks if one.department == name] for name in (*book.manual.departments, OTHERS)
    }
    return {name: some for name, some in found.items() if some}


def task_list(tasks: list[Task], *classes: str) -> nodes.bullet_list:
    """Tasks as a list of links."""
    return listing(*(task_link(one) for one in tasks), classes=("tasks", *classes))
