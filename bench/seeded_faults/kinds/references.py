"""References: titles, labels, lists of documents and records, what is out of force."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.model import Document, Form, place_of
from wuye_docs.references import Kind as Named
from wuye_docs.references import Reference, Relation, Target

_CITING = (Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.SHOWS, Relation.FILLS, Relation.FOLLOWS)
STANDARDS = "manual/standards.yaml"


def _titles(clean: Clean, *kinds: Named) -> Iterator[Reference]:
    for one in clean.references(Relation.TITLE):
        if (
            one.target.kind in kinds
            and clean.line(one.span)[one.span.end_column - 1 : one.span.end_column] == "》"
        ):
            yield one


def title_misquoted(clean: Clean) -> Iterator[Fault]:
    """A title in 《》 lacks a letter."""
    for one in _titles(clean, Named.DOCUMENT, Named.FORM, Named.STANDARD):
        title = clean.written(one.span)
        middle = len(title) // 2
        made = title[:middle] + title[middle + 1 :]
        if clean.graph.names.title(made) is None:
            yield fault([Edit(one.span, made)])


def title_changed(clean: Clean) -> Iterator[Fault]:
    """A document or form gets another title, and what cites it keeps the old one."""
    records: list[Document | Form] = [*clean.manual.documents.values(), *clean.manual.forms.values()]
    for record in records:
        uses = clean.graph.used_by(
            Target(Named.FORM if record.number in clean.manual.forms else Named.DOCUMENT, record.number),
            (Relation.TITLE,),
        )
        uses = [one for one in uses if clean.written(one.span) == record.title]
        if uses:
            yield fault(
                [Edit(place_of(record.title, record.span), "新" + record.title)],
                told_at=[one.span for one in uses],
            )


def title_by_alias(clean: Clean) -> Iterator[Fault]:
    """A document or form is cited by an old title."""
    for one in _titles(clean, Named.DOCUMENT, Named.FORM):
        record = clean.context.record_of(one.target)
        if record and clean.written(one.span) == record.title:
            for alias in record.aliases:
                yield fault([Edit(one.span, alias)])


def title_marks_lost(clean: Clean) -> Iterator[Fault]:
    """A title stands without 《》."""
    for one in _titles(clean, Named.DOCUMENT, Named.FORM):
        span = one.span
        if (
            one.span.path.endswith(".md")
            and len(clean.written(span)) > 4
            and re.search("[表单台账规程程序]$", clean.written(span))
        ):
            yield fault(
                [
                    Edit(
                        span._replace(column=span.column - 1, end_column=span.end_column + 1),
                        clean.written(span),
                    )
                ]
            )


def form_named_that_is_none(clean: Clean) -> Iterator[Fault]:
    """The text wants a form filled in that nobody registered."""
    forms = ("访客车位借用登记表", "夜间巡更异常登记表", "楼道堆物清理通知单", "儿童乐园使用台账")
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        verb = "开具" if forms[index % 4].endswith("单") else "填写"
        yield fault([Edit(clean.below(span.path, span.line), f"办理完毕后{verb}{forms[index % 4]}。")])


def title_nobody_registered(clean: Clean) -> Iterator[Fault]:
    """The text cites a document that nobody registered."""
    for _, _, _, span in clean.paragraphs():
        yield fault([Edit(clean.below(span.path, span.line), "具体按《儿童乐园管理细则》执行。")])


def form_dropped(clean: Clean) -> Iterator[Fault]:
    """The file of a form is deleted."""
    for form in clean.manual.forms.values():
        uses = clean.graph.used_by(Target(Named.FORM, form.number), _CITING)
        if uses:
            yield fault([], told_at=[one.span for one in uses], files={form.span.path: None})


def document_dropped(clean: Clean) -> Iterator[Fault]:
    """The file of a document is deleted."""
    for document in clean.manual.documents.values():
        uses = clean.graph.used_by(clean.target_of(document), _CITING)
        uses = [one for one in uses if one.span.path != document.span.path]
        if uses and not document.post:
            yield fault([], told_at=[one.span for one in uses], files={document.span.path: None})


def _with_status(clean: Clean, document: Document, status: str) -> Edit | None:
    place = document.keys.get("status")
    return Edit(place, status) if place else None


def obsolete_cited(clean: Clean) -> Iterator[Fault]:
    """A document is withdrawn, and others still cite it."""
    for document in clean.manual.documents.values():
        uses = clean.graph.used_by(clean.target_of(document), _CITING)
        uses = [one for one in uses if one.span.path.endswith(".md") and one.span.path != document.span.path]
        edit = _with_status(clean, document, "obsolete")
        if uses and edit:
            yield fault([edit], told_at=[one.span for one in uses])


def draft_cited(clean: Clean) -> Iterator[Fault]:
    """A document goes back to draft and is cited by one in force; or comes into force before what it cites."""
    for document in clean.manual.documents.values():
        uses = [
            one for one in clean.graph.uses(clean.target_of(document), (Relation.TITLE, Relation.SHOWS))
            if one.target.kind is not Named.STANDARD
            and (record := clean.context.record_of(one.target)) is not None
            and record.status == "draft"
        ]  # fmt: skip
        edit = _with_status(clean, document, "effective")
        if uses and edit and document.status == "draft":
            yield fault([edit], told_at=[one.span for one in uses])


def circular_supersession(clean: Clean) -> Iterator[Fault]:
    """Two documents replace each other."""
    documents = list(clean.manual.documents.values())
    for one, other in itertools.pairwise(documents):
        edits = [
            Edit(clean.below(a.span.path, a.span.line), f"\nsupersedes: [{b.number}]")
            for a, b in ((one, other), (other, one))
            if "supersedes" not in a.keys
        ]
        if len(edits) == 2:
            yield fault(edits, told_at=[one.span, other.span], lines_below=1)


def standard_without_edition(clean: Clean) -> Iterator[Fault]:
    """A standard loses its edition."""
    for number, standard in clean.manual.standards.items():
        edit = clean.without_key(standard, "edition")
        if edit and "标准" in standard.kind and not re.search(r"\d{4}", number):
            yield fault([edit], told_at=[standard.span])


def standard_superseded(clean: Clean) -> Iterator[Fault]:
    """A standard is superseded, and documents still cite it."""
    for number, standard in clean.manual.standards.items():
        uses = clean.graph.used_by(Target(Named.STANDARD, number), (Relation.TITLE,))
        if uses and "status" not in standard.keys and clean.line(standard.span).endswith(":"):
            place = clean.below(STANDARDS, standard.span.line)
            yield fault(
                [Edit(place, "\n  status: superseded")], told_at=[standard.span, *(one.span for one in uses)]
            )


def standard_dropped(clean: Clean) -> Iterator[Fault]:
    """An external document is no longer registered, and documents still cite it."""
    for number, standard in clean.manual.standards.items():
        uses = clean.graph.used_by(Target(Named.STANDARD, number), (Relation.TITLE,))
        if uses:
            yield fault(
                [clean.without_lines(STANDARDS, *clean.block(STANDARDS, standard.span.line))],
                told_at=[one.span for one in uses],
            )


def label_dropped(clean: Clean) -> Iterator[Fault]:
    """The label of a clause that is referred to is deleted."""
    for document in clean.manual.documents.values():
        for section in document.body.sections:
            uses = (
                clean.graph.used_by(Target(Named.SECTION, f"{document.number}#{section.label}"))
                if section.label
                else []
            )
            if uses:
                line = place_of(section.label, section.span).line
                yield fault(
                    [clean.without_lines(document.span.path, line, line)], told_at=[one.span for one in uses]
                )


def label_misspelt(clean: Clean) -> Iterator[Fault]:
    """A reference names a label that there is not."""
    for one in clean.references(Relation.MARKUP, kind=Named.SECTION):
        yield fault([Edit(one.span, clean.written(one.span) + "节")])


def label_twice(clean: Clean) -> Iterator[Fault]:
    """Two clauses of a document have one label."""
    for document in clean.manual.documents.values():
        labelled = next((one for one in document.body.sections if one.label), None)
        other = next((one for one in document.body.sections if one.level and not one.label), None)
        if labelled and other:
            place = Span(document.span.path, other.span.line, 1, other.span.line, 1)
            first = place_of(labelled.label, labelled.span)
            yield fault([Edit(place, f"({labelled.label})=\n")], told_at=[place, first])


def document_nobody_cites(clean: Clean) -> Iterator[Fault]:
    """The only place that cites a document is deleted."""
    for document in clean.manual.documents.values():
        uses = clean.graph.used_by(clean.target_of(document), _CITING)
        uses = [one for one in uses if clean.context.record_of(one.source) is not document]
        if len(uses) == 1 and not document.post and uses[0].relation is Relation.TITLE:
            span = uses[0].span
            yield fault(
                [Edit(span._replace(column=span.column - 1, end_column=span.end_column + 1), "有关规定")],
                told_at=[document.span],
            )


def _listed_by_hand(
    clean: Clean, directive: str, kinds: tuple[Named, ...]
) -> Iterator[tuple[Document, Span, dict[str, Span]]]:
    """Documents whose list of documents or records is made: the directive's place, titles and where each is first named."""
    for document in clean.manual.documents.values():
        mark = next(
            (
                one
                for section in document.body.sections
                for one in section.marks
                if one.kind == f"directive:{directive}"
            ),
            None,
        )
        if mark is None:
            continue
        named: dict[str, Span] = {}
        sources = [clean.target_of(document)]
        if directive == "records":
            for flow in clean.manual.flows_of(document.number):
                sources += [
                    clean.target_of(flow),
                    *(Target(Named.STEP, f"{flow.number}/{one}") for one in flow.steps),
                ]
        for source in sources:
            for one in clean.graph.uses(source):
                if one.target.kind not in kinds or one.target == clean.target_of(document):
                    continue
                if one.relation in (Relation.BELONGS, Relation.ANSWERS, Relation.STANDARD):
                    continue
                record = clean.context.record_of(one.target)
                title = (
                    record.title
                    if record
                    else getattr(clean.manual.standards.get(one.target.key), "title", "")
                )
                named.setdefault(title, one.span)
        line = mark.span.line
        lines = clean.lines(mark.span.path)
        if named and lines[line].startswith(":::"):
            yield document, Span(mark.span.path, line, 1, line + 1, len(lines[line]) + 1), named


def _list(titles: list[str]) -> str:
    return (
        "\n".join(f"{number}. 《{title}》" for number, title in enumerate(titles, 1))
        if len(titles) > 1
        else "".join(f"《{one}》" for one in titles)
    )


def document_not_listed(clean: Clean) -> Iterator[Fault]:
    """相关文件, written by hand, lacks a document that the text cites."""
    for _, place, named in _listed_by_hand(clean, "related", (Named.DOCUMENT, Named.STANDARD)):
        if len(named) > 1:
            for left_out in named:
                told = [one for title, one in named.items() if title == left_out]
                yield fault([Edit(place, _list([one for one in named if one != left_out]))], told_at=told)


def document_listed_and_not_cited(clean: Clean) -> Iterator[Fault]:
    """相关文件, written by hand, names a document that the text does not cite."""
    for document, place, named in _listed_by_hand(clean, "related", (Named.DOCUMENT, Named.STANDARD)):
        other = next(
            (
                one.title
                for one in clean.manual.documents.values()
                if one.title not in named and one is not document and not one.post
            ),
            None,
        )
        if other:
            made = [*named, other]
            yield fault([Edit(place, _list(made))], lines_below=len(made) - 1)


def record_not_listed(clean: Clean) -> Iterator[Fault]:
    """质量记录, written by hand, lacks a form that the text or a flow uses."""
    for _, place, named in _listed_by_hand(clean, "records", (Named.FORM,)):
        if len(named) > 1:
            for left_out in named:
                yield fault(
                    [Edit(place, _list([one for one in named if one != left_out]))],
                    told_at=[named[left_out], place],
                )


def record_listed_and_not_used(clean: Clean) -> Iterator[Fault]:
    """质量记录, written by hand, names a form that the text does not use."""
    for _, place, named in _listed_by_hand(clean, "records", (Named.FORM,)):
        other = next((one.title for one in clean.manual.forms.values() if one.title not in named), None)
        if other:
            made = [*named, other]
            yield fault([Edit(place, _list(made))], lines_below=len(made) - 1)


KINDS = (
    Kind(("REF001",), title_misquoted),
    Kind(("REF001",), title_changed),
    Kind(("REF009",), title_by_alias),
    Kind(("REF015",), title_marks_lost),
    Kind(("REF014",), form_named_that_is_none),
    Kind(("REF001",), title_nobody_registered),
    Kind(("FLW018", "REF001", "REF002"), form_dropped),
    Kind(("REF001", "REF002", "REF012"), document_dropped),
    Kind(("REF003",), obsolete_cited),
    Kind(("REF004",), draft_cited),
    Kind(("REF010",), circular_supersession),
    Kind(("REF011",), standard_without_edition),
    Kind(("REF011",), standard_superseded),
    Kind(("REF001",), standard_dropped),
    Kind(("REF012",), label_dropped),
    Kind(("REF012",), label_misspelt),
    Kind(("REF012",), label_twice),
    Kind(("REF013",), document_nobody_cites),
    Kind(("REF005",), document_not_listed),
    Kind(("REF006",), document_listed_and_not_cited),
    Kind(("REF007",), record_not_listed),
    Kind(("REF008",), record_listed_and_not_used),
)
