"""One page a flow: the chart, its steps, its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.nodes import flow_figure
from wuye_docs.content.registers.records import form_list
from wuye_docs.content.responsibility import flow_matrix
from wuye_docs.content.tables import step_table
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Fact, Page, new_tree, section
from wuye_docs.writers.html.pages.documents import status_of


def flow_pages(book: Book, addresses: Addresses, numbers: Iterable[str]) -> Iterator[Page]:
    """The pages of some flows."""
    manual, expressions = book.manual, Expressions(book.manual.parameters)
    for number in numbers:
        flow = manual.flows[number]
        forms = dict.fromkeys(
            form for step in flow.steps.values() for form in step.forms if form in manual.forms
        )
        figure = flow_figure("", nodes.caption("", flow.title), number=number, host=number)
        parts: list[nodes.Node] = [figure]
        parts.append(section("步骤", "steps", step_table(flow, book.references, expressions, number)))
        if forms:
            parts.append(
                section(
                    "填写的记录", "forms", form_list(book.references, [manual.forms[one] for one in forms])
                )
            )
        parts.append(
            section("职责矩阵", "roles", flow_matrix(flow, book.references, expressions, captioned=False))
        )
        owner = manual.documents.get(flow.document)
        yield Page(
            name=f"flows/{number}",
            title=flow.title,
            tree=new_tree(number, *parts),
            kicker="流程",
            facts=(
                Fact("编号", number),
                Fact("版次", flow.revision),
                Fact("状态", flow.status.label),
                Fact(
                    "所属文件",
                    owner.title if owner else flow.document,
                    addresses.of(Target(Kind.DOCUMENT, flow.document)) if owner else "",
                ),
            ),
            status=status_of(flow.status),
        )
