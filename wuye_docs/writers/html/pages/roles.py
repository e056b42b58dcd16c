"""One page a post: my duties, my deadlines, my steps, my forms, the documents I must know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.tables import DASH, joined, refer, step_id, titled
from wuye_docs.model import Flow, Role, Step
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.navigation import PEOPLE
from wuye_docs.writers.html.page import (
    Fact,
    Link,
    Page,
    aside,
    contents_of,
    listing,
    new_tree,
    paragraph,
    section,
)
from wuye_docs.writers.html.pages.promises import promise_table, promises
from wuye_docs.writers.html.standing import is_listed

DUTY = "职责"
"""A clause of a job description whose title holds this word tells the duties."""
ANSWERING = {
    Relation.OWNER: "归口", Relation.DRAFTER: "拟稿", Relation.REVIEWER: "审核", Relation.APPROVER: "批准",
}  # fmt: skip
NAMING = (Relation.MENTION, Relation.MARKUP)
SIGNED, FILLED = "签字", "填写"
AT_FORMS = {Relation.SIGNATURE: SIGNED, Relation.OWNER: "归口", Relation.KEEPER: "保管"}


def role_page(book: Book, addresses: Addresses, name: str) -> Page:
    """The page of a post."""
    role, target = book.manual.roles[name], Target(Kind.ROLE, name)
    tree = new_tree(name)
    if role.note:
        tree += paragraph(role.note)
    tree.extend(_duties(book, role))
    own = [one for one in promises(book) if one.step.lane == name]
    if own:
        tree += section("我的时限", "deadlines", promise_table(book, own, with_post=False))
    steps = flow_steps(book, target)
    if steps:
        tree += section("我的步骤", "steps", *steps, classes=("cards", "mine"))
    tree.extend(_forms(book, target))
    tree.extend(_documents(book, role, target))
    if not tree.children:
        tree += paragraph("手册尚未给这个岗位规定步骤、记录或文件。")
    return Page(
        f"roles/{addresses.roles[name]}",
        name,
        tree,
        kicker="岗位",
        facts=_facts(book, addresses, name, role),
        contents=tuple(contents_of(tree, 1)),
        group=PEOPLE,
    )


def _facts(book: Book, addresses: Addresses, name: str, role: Role) -> tuple[Fact, ...]:
    def linked(text: str) -> Fact:
        named = book.references.names.person(text)
        return Fact("", text or DASH, addresses.of(named.target) if named else "")

    department, above = linked(role.department), linked(role.reports_to)
    facts = [Fact("部门", department.value, department.address), Fact("直接上级", above.value, above.address)]
    led = [post for post, other in book.manual.roles.items() if other.reports_to == name]
    headed = [one for one, department in book.manual.departments.items() if department.head == name]
    if led:
        facts.append(Fact("直接下级", "", links=_links(addresses, Kind.ROLE, led)))
    if headed:
        facts.append(Fact("负责部门", "", links=_links(addresses, Kind.DEPARTMENT, headed)))
    if role.job:
        facts.append(Fact("岗位说明书", role.job, addresses.of(Target(Kind.DOCUMENT, role.job))))
    if role.aliases:
        facts.append(Fact("又称", "、".join(role.aliases)))
    return tuple(facts)


def _links(addresses: Addresses, kind: Kind, names: Iterable[str]) -> tuple[Link, ...]:
    return tuple(Link(name, addresses.of(Target(kind, name))) for name in names)


def _duties(book: Book, role: Role) -> Iterator[nodes.Node]:
    """The duties as the job description has them, with the way to the rest of it."""
    resolved = book.documents.get(role.job)
    if resolved is None:
        return
    for part in resolved.tree.findall(nodes.section):
        if isinstance(part.parent, nodes.document) and DUTY in part.children[0].astext():
            copy = part.deepcopy()
            for one in copy.findall(nodes.Element):
                # A page has each id once, and these belong to the job description.
                one["ids"] = [f"duties-{one['ids'][0]}"] if isinstance(one, nodes.section) else []
                one.attributes.pop("number", None)
            made = section("我的职责", "duties", *copy.children[1:], classes=("duties",))
            made += paragraph(
                "权限、任职资格和考核指标见",
                refer(Target(Kind.DOCUMENT, role.job), f"《{resolved.record.title}》"),
                "。",
            )
            yield made
            return


def flow_steps(book: Book, target: Target) -> list[nodes.section]:
    """A card for each flow with somebody's steps in it: what, by when, on which form."""
    manual, expressions = book.manual, Expressions(book.manual.parameters)
    found: dict[str, list[Step]] = {}
    for one in book.references.used_by(target, (Relation.LANE,)):
        if one.source.kind is Kind.STEP:
            number, _, name = one.source.key.partition("/")
            flow = manual.flows[number]
            step = flow.steps[name]
            if step.ordinal and is_listed(book, flow):
                found.setdefault(number, []).append(step)
    cards: list[nodes.section] = []
    for index, (number, steps) in enumerate(sorted(found.items()), 1):
        flow = manual.flows[number]
        title = refer(Target(Kind.FLOW, number), flow.title)
        mine = listing(*(_step(book, flow, one, expressions) for one in steps))
        cards.append(section(title, f"flow-{index}", mine))
    return cards


def _step(book: Book, flow: Flow, step: Step, expressions: Expressions) -> nodes.paragraph:
    limit = book.manual.parameters.get(step.within)
    link = refer(
        Target(Kind.STEP, f"{flow.number}/{step.name}"),
        f"{step.mark}{expressions.fill(step.title)}",
        anchor=step_id(flow, step, flow.number),
    )
    made = paragraph(link)
    if limit:
        made += nodes.Text(" ")
        made += aside(limit.text, "limit")
    forms = [titled(form, book.manual) for form in step.forms]
    if forms:
        made += nodes.Text("　")
        made.extend(nodes.Text(one) if isinstance(one, str) else one for one in joined(forms))
    return made


def _forms(book: Book, target: Target) -> Iterator[nodes.Node]:
    """What somebody fills in or signs, then what they keep and own."""
    manual = book.manual
    found: dict[str, dict[str, None]] = {}
    for one in book.references.used_by(target, (Relation.LANE,)):
        if one.source.kind is Kind.STEP:
            number, _, name = one.source.key.partition("/")
            for form in manual.flows[number].steps[name].forms:
                found.setdefault(form, {}).setdefault(FILLED)
    for one in book.references.used_by(target, tuple(AT_FORMS)):
        if one.source.kind is Kind.FORM:
            found.setdefault(one.source.key, {}).setdefault(AT_FORMS[one.relation])
    shown = {
        number: words for number, words in sorted(found.items())
        if number in manual.forms and is_listed(book, manual.forms[number])
    }  # fmt: skip
    mine = [number for number, words in shown.items() if FILLED in words or SIGNED in words]
    others = [number for number in shown if number not in mine]
    for title, anchor, numbers in (
        ("我填写或签字的记录", "forms", mine),
        ("我保管或归口的记录", "kept", others),
    ):
        if numbers:
            items = (
                paragraph(
                    refer(Target(Kind.FORM, number), f"{number}《{manual.forms[number].title}》"),
                    " ",
                    aside("、".join(shown[number]), "how"),
                )
                for number in numbers
            )
            yield section(title, anchor, listing(*items, classes=("columns",)))


def _documents(book: Book, role: Role, target: Target) -> Iterator[nodes.Node]:
    """The documents somebody answers for, those handed out to them, those their flows follow; last those that name them."""
    references = book.references
    answered: dict[str, dict[str, None]] = {}
    for one in references.used_by(target, tuple(ANSWERING)):
        if one.source.kind is Kind.DOCUMENT:
            answered.setdefault(one.source.key, {}).setdefault(ANSWERING[one.relation])
    given: dict[str, dict[str, None]] = {}
    people = [(target, "发给本岗位")]
    department = references.names.person(role.department)
    if department:
        people.append((department.target, "发给本部门"))
    for person, word in people:
        for one in references.used_by(person, (Relation.DISTRIBUTION,)):
            if one.source.kind is Kind.DOCUMENT:
                given.setdefault(one.source.key, {}).setdefault(word)
    worked: dict[str, dict[str, None]] = {}
    for one in references.used_by(target, (Relation.LANE,)):
        if one.source.kind is Kind.STEP:
            flow = book.manual.flows[one.source.key.partition("/")[0]]
            worked.setdefault(flow.document, {}).setdefault("有我的步骤")
    named: dict[str, dict[str, None]] = {}
    for one in references.used_by(target, NAMING):
        if one.source.kind is Kind.DOCUMENT:
            named.setdefault(one.source.key, {})
    told: set[str] = set()
    for title, anchor, numbers in (
        ("我负责的文件", "answered", answered),
        ("我必须知道的文件", "known", {**worked, **given}),
        ("提到我的其他文件", "named", named),
    ):
        items = []
        for number, document in book.manual.documents.items():
            if number in numbers and number not in told and is_listed(book, document):
                told.add(number)
                words = list(dict.fromkeys([*worked.get(number, ()), *numbers[number]]))
                entry = paragraph(refer(Target(Kind.DOCUMENT, number), f"{number}《{document.title}》"))
                if words:
                    entry += nodes.Text(" ")
                    entry += aside("、".join(words), "how")
                items.append(entry)
        if items:
            yield section(title, anchor, listing(*items, classes=("columns",)))
