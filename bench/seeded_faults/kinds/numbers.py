"""Numbers of documents, flows, forms and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.loaders import MANUAL_FILE
from wuye_docs.references import Kind as Named
from wuye_docs.references import Relation


def number_broken(clean: Clean) -> Iterator[Fault]:
    """A number lacks its last digit."""
    for record in clean.manual.controlled():
        yield fault([Edit(record.span, record.number[:-1])])


def number_doubled(clean: Clean) -> Iterator[Fault]:
    """A file is copied for a new one and keeps the number."""
    for record in clean.manual.controlled():
        path = record.span.path
        stem, _, suffix = path.rpartition(".")
        other = f"{stem[:-2]}97.{suffix}"
        yield fault([], told_at=[record.span._replace(path=other)], files={other: clean.workspace.read(path)})


def number_skipped(clean: Clean) -> Iterator[Fault]:
    """A new document, flow or form leaves numbers free before its own."""
    for record in clean.manual.controlled():
        path = record.span.path
        stem, _, suffix = path.rpartition(".")
        number = record.number[:-2] + "97"
        lines = [*clean.lines(path)]
        lines[record.span.line - 1] = f"number: {number}"
        new = "\n".join(lines).replace(f"title: {record.title}", f"title: 新编{record.title}")
        other = f"{stem[:-2]}97.{suffix}"
        yield fault([], told_at=[record.span._replace(path=other)], files={other: new.encode()})


def retired_number_used(clean: Clean) -> Iterator[Fault]:
    """A number is retired, and the document still carries it."""
    line = next(i for i, one in enumerate(clean.lines(MANUAL_FILE), 1) if re.match(r"\s+series:", one))
    if clean.manual.settings.numbering.retired:
        return
    for record in clean.manual.controlled():
        new = f"  retired: {{{record.number}: 已停用}}\n"
        yield fault([Edit(Span(MANUAL_FILE, line, 1, line, 1), new)], told_at=[record.span])


def form_number_of_a_flow(clean: Clean) -> Iterator[Fault]:
    """A form takes its number from a flow."""
    for form in clean.manual.forms.values():
        flow = next(iter(clean.manual.flows))
        yield fault([Edit(form.span, f"{flow}-R97")])


def form_number_of_another_document(clean: Clean) -> Iterator[Fault]:
    """A form's number is that of another document's form, and its file keeps the name."""
    documents = [one.number for one in clean.manual.documents.values() if not one.post]
    for form in clean.manual.forms.values():
        other = next(one for one in documents if not form.number.startswith(one))
        yield fault([Edit(form.span, f"{other}-R97")])


def number_written_otherwise(clean: Clean) -> Iterator[Fault]:
    """The text writes a number with hyphens, in small letters or with a year."""
    number = next(one for one in clean.manual.documents)
    ways = (
        f"{number[:2]}-{number[2:-2]}-{number[-2:]}",
        number.lower(),
        f"{number}-2026",
        f"{number[:-2]} {number[-2:]}",
    )
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        end = len(clean.line(span))
        yield fault(
            [Edit(Span(span.path, span.line, end, span.line, end), f"（见{ways[index % len(ways)]}）")]
        )


def unknown_number_in_text(clean: Clean) -> Iterator[Fault]:
    """The text names a document by a number that there is not."""
    number = next(one for one in clean.manual.documents)[:-2] + "97"
    for _, _, _, span in clean.paragraphs():
        end = len(clean.line(span))
        yield fault([Edit(Span(span.path, span.line, end, span.line, end), f"（见{number}）")])


def heading_number_typed(clean: Clean) -> Iterator[Fault]:
    """A heading carries a number typed by hand."""
    for document in clean.manual.documents.values():
        counter = 0
        for section in document.body.sections:
            if section.level == 1:
                counter += 1
                span = section.span
                start = Span(span.path, span.line, span.column, span.line, span.column)
                yield fault(
                    [
                        Edit(
                            start,
                            f"{counter} "
                            if counter % 2
                            else f"{'一二三四五六七八九十'[(counter - 1) % 10]}、",
                        )
                    ]
                )


def clause_number_unknown(clean: Clean) -> Iterator[Fault]:
    """The text refers to a clause of its document that there is not."""
    for _, _, _, span in clean.paragraphs():
        end = len(clean.line(span))
        yield fault([Edit(Span(span.path, span.line, end, span.line, end), "，见本文件第19.9条")])


def clause_number_of_another_unknown(clean: Clean) -> Iterator[Fault]:
    """The text refers to a clause of another document that there is not."""
    for one in clean.references(Relation.TITLE, kind=Named.DOCUMENT):
        if clean.line(one.span)[one.span.end_column - 1] == "》" and one.span.path.endswith(".md"):
            place = Span(
                one.span.path, one.span.line, one.span.end_column + 1, one.span.line, one.span.end_column + 1
            )
            yield fault([Edit(place, "第19.9条")])


def title_of_another_number(clean: Clean) -> Iterator[Fault]:
    """The number that stands beside a title is another one's."""
    numbers = [one.number for one in clean.manual.documents.values() if not one.post]
    for one in clean.references(Relation.TITLE, kind=Named.DOCUMENT):
        source = clean.line(one.span)
        if source[one.span.column - 2 : one.span.column - 1] == "《" and one.span.path.endswith(".md"):
            other = next(number for number in numbers if number != one.target.key)
            yield fault(
                [
                    Edit(
                        Span(
                            one.span.path,
                            one.span.line,
                            one.span.column - 1,
                            one.span.line,
                            one.span.column - 1,
                        ),
                        other,
                    )
                ]
            )


KINDS = (
    Kind(("NUM001",), number_broken),
    Kind(("NUM002",), number_doubled),
    Kind(("NUM003",), number_skipped),
    Kind(("NUM004",), retired_number_used),
    Kind(("NUM005",), form_number_of_a_flow),
    Kind(("NUM005", "SRC010"), form_number_of_another_document),
    Kind(("NUM006",), number_written_otherwise),
    Kind(("REF002",), unknown_number_in_text),
    Kind(("NUM007",), heading_number_typed),
    Kind(("NUM008",), clause_number_unknown),
    Kind(("NUM008",), clause_number_of_another_unknown),
    Kind(("NUM009",), title_of_another_number),
)
