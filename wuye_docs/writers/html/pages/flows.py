"""One page a flow: the chart, its steps, its forms."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.nodes import flow_figure
from wuye_docs.content.registers.records import form_list
from wuye_docs.content.responsibility import flow_matrix
from wuye_docs.content.tables import step_table
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import series_of
from wuye_docs.writers.html.page import Fact, Page, new_tree, section
from wuye_docs.writers.html.pages.documents import suspect_links
from wuye_docs.writers.html.standing import standing


def flow_page(book: Book, addresses: Addresses, number: str) -> Page:
    """The page of a flow."""
    manual, expressions = book.manual, Expressions(book.manual.parameters)
    flow = manual.flows[number]
    state = standing(book, flow)
    forms = dict.fromkeys(form for step in flow.steps.values() for form in step.forms if form in manual.forms)
    figure = flow_figure("", nodes.caption("", flow.title), number=number, host=number)
    parts: list[nodes.Node] = [figure]
    parts.append(section("步骤", "steps", step_table(flow, book.references, expressions, number)))
    if forms:
        table = form_list(book.references, [manual.forms[one] for one in forms])
        parts.append(section("填写的记录", "forms", table))
    matrix = flow_matrix(flow, book.references, expressions, captioned=False)
    parts.append(section("职责矩阵", "roles", matrix))
    owner = manual.documents.get(flow.document)
    target = Target(Kind.DOCUMENT, flow.document)
    return Page(
        name=f"flows/{number}",
        title=flow.title,
        tree=new_tree(number, *parts),
        kicker="流程",
        facts=(
            Fact("编号", number),
            Fact("版次", state.revision),
            Fact("状态", state.status.label),
            Fact("所属文件", owner.title if owner else flow.document, addresses.of(target) if owner else ""),
        ),
        status=state.banner,
        in_force=state.in_force,
        edited_since=state.edited_since,
        suspect_because=suspect_links(book, addresses, state),
        group=series_of(book, flow.document),
        kind="flow",
    )
