"""One page a form: the sheet to print, and who fills it in where."""

from __future__ import annotations

from wuye_docs.content.book import Book
from wuye_docs.content.nodes import form_sheet
from wuye_docs.content.tables import person, refer, step_id
from wuye_docs.references import Kind, Relation, Target, label_of
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import series_of
from wuye_docs.writers.html.page import Fact, Link, Page, listing, new_tree, paragraph, section
from wuye_docs.writers.html.pages.documents import person_address, suspect_links, used_by
from wuye_docs.writers.html.standing import is_listed, standing


def form_page(book: Book, addresses: Addresses, number: str) -> Page:
    """The page of a form."""
    manual = book.manual
    form = manual.forms[number]
    state, target = standing(book, form), Target(Kind.FORM, number)
    tree = new_tree(number, form_sheet("", number=number))
    filled = []
    for one in book.references.used_by(target, (Relation.FILLS,)):
        flow_number, _, name = one.source.key.partition("/")
        flow = manual.flows[flow_number]
        if is_listed(book, flow):
            step = flow.steps[name]
            anchor = step_id(flow, step, flow_number)
            reference = refer(one.source, f"{flow.title} {step.mark}{step.title}", anchor=anchor)
            filled.append(paragraph(person(step.lane, book.references), "：", reference))
    if filled:
        tree += section("谁在哪一步填写", "filled", listing(*filled), classes=("apart",))
    used = used_by(book, target)
    if used:
        tree += section("被引用", "used-by", used, classes=("apart",))
    kept = form.retention
    belongs = number.rpartition(manual.settings.numbering.form_suffix)[0]
    facts = [
        Fact("编号", number),
        Fact("版次", state.revision),
        Fact("状态", state.status.label),
        Fact("类别", form.kind.label),
        Fact("归口", form.owner, person_address(book, addresses, form.owner)),
        Fact("保存期限", kept.text if kept else "—"),
        Fact(
            "保管", kept.keeper if kept else "—", person_address(book, addresses, kept.keeper) if kept else ""
        ),
        Fact("到期处置", (kept.disposal if kept else "") or "—"),
    ]
    if belongs in manual.documents:
        belonging = Target(Kind.DOCUMENT, belongs)
        facts.append(Fact("所属文件", label_of(belonging, manual), addresses.of(belonging)))
    return Page(
        name=f"forms/{number}",
        title=form.title,
        tree=tree,
        kicker="记录表",
        facts=tuple(facts),
        status=state.banner,
        in_force=state.in_force,
        edited_since=state.edited_since,
        suspect_because=suspect_links(book, addresses, state),
        downloads=(
            Link("PDF（打印或填写）", f"../pdf/forms/{number}.pdf"),
            Link("Word（填写）", f"../docx/forms/{number}.docx"),
        ),
        group=series_of(book, belongs),
        kind="form",
    )
