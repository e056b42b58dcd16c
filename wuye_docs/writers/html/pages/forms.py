"""One page a form: the sheet to print, and who fills it in where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import form_sheet
from wuye_docs.content.tables import refer, step_id
from wuye_docs.references import Kind, Relation, Target, label_of
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Fact, Link, Page, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.documents import status_of, used_by


def form_pages(book: Book, addresses: Addresses, numbers: Iterable[str]) -> Iterator[Page]:
    """The pages of some forms."""
    manual = book.manual
    for number in numbers:
        form = manual.forms[number]
        target = Target(Kind.FORM, number)
        tree = new_tree(number, form_sheet("", number=number))
        filled = []
        for one in book.references.used_by(target, (Relation.FILLS,)):
            flow_number, _, name = one.source.key.partition("/")
            flow = manual.flows[flow_number]
            step = flow.steps[name]
            anchor = step_id(flow, step, flow_number)
            reference = refer(one.source, f"{flow.title} {step.mark}{step.title}", anchor=anchor)
            filled.append(paragraph(reference, f"（{step.lane}）"))
        if filled:
            tree += section("在哪一步填写", "filled", listing(*filled))
        used = used_by(book, target)
        if used:
            tree += section("被引用", "used-by", used)
        kept = form.retention
        belongs = number.rpartition(manual.settings.numbering.form_suffix)[0]
        owner = book.references.names.person(form.owner)
        facts = [
            Fact("编号", number),
            Fact("版次", form.revision),
            Fact("状态", form.status.label),
            Fact("类别", form.kind.label),
            Fact("归口", form.owner, addresses.of(owner.target) if owner else ""),
            Fact("保存期限", kept.text if kept else "—"),
            Fact("保管", kept.keeper if kept else "—"),
        ]
        if belongs in manual.documents:
            belonging = Target(Kind.DOCUMENT, belongs)
            facts.append(Fact("所属文件", label_of(belonging, manual), addresses.of(belonging)))
        yield Page(
            name=f"forms/{number}",
            title=form.title,
            tree=tree,
            kicker="记录表",
            facts=tuple(facts),
            status=status_of(form.status),
            downloads=(
                Link("PDF", f"../pdf/forms/{number}.pdf"),
                Link("可填写的 Word", f"../docx/forms/{number}.docx"),
            ),
        )
