"""Files and keys: what an editor, a copy or a hasty hand does to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.model import FieldType
from wuye_docs.references import Kind as Named
from wuye_docs.references import Relation

_KEY = re.compile(r"^(\s*)([a-z][a-z-]+):\s+(\S.*)$")


def _head(clean: Clean) -> Iterator[tuple[str, int, re.Match[str]]]:
    """The keys of one line at the top level of documents, flows and forms: path, line, match."""
    for record in clean.manual.controlled():
        path = record.span.path
        for number, line in enumerate(clean.lines(path), 1):
            if number > 1 and line == "---":
                break
            match = _KEY.match(line)
            if match and not match[1]:
                yield path, number, match


def key_misspelt(clean: Clean) -> Iterator[Fault]:
    """A key lacks a letter: `owne`."""
    for path, line, match in _head(clean):
        end = match.end(2) + 1
        yield fault([Edit(Span(path, line, end - 1, line, end), "")])


def required_key_dropped(clean: Clean) -> Iterator[Fault]:
    """A required key is taken out."""
    for record in clean.manual.controlled():
        for key in ("title", "owner", "level", "revision", "status", "kind", "document", "lanes"):
            if key == "lanes" or not (
                key in record.keys and clean.line(record.at(key)).startswith(f"{key}:")
            ):
                continue
            if key in ("revision", "status") and not record.span.path.endswith(".md"):
                continue
            if edit := clean.without_key(record, key):
                yield fault([edit], told_at=[record.span])


def step_without_lane(clean: Clean) -> Iterator[Fault]:
    """A step says nothing of who does it."""
    for _, step in clean.flow_steps():
        if edit := clean.without_key(step, "lane"):
            yield fault([edit], told_at=[step.span])


def value_of_wrong_type(clean: Clean) -> Iterator[Fault]:
    """A value is of a form that the key does not take."""
    wrong = {"revision": "1.0", "status": "现行", "review-every": "每年", "headcount": "两名", "level": "规程", "kind": "表格", "orientation": "横向", "effective": "2026.1.1"}  # fmt: skip
    for path, line, match in _head(clean):
        if match[2] in wrong:
            yield fault([Edit(Span(path, line, match.start(3) + 1, line, match.end(3) + 1), wrong[match[2]])])


def field_type_unknown(clean: Clean) -> Iterator[Fault]:
    """A field is of a type that there is not."""
    for form in clean.manual.forms.values():
        for field in form.fields:
            yield fault([Edit(field.at("type"), "string")])


def key_twice(clean: Clean) -> Iterator[Fault]:
    """A key stands twice."""
    for path, line, match in _head(clean):
        yield fault([Edit(clean.below(path, line), "\n" + match.group())], lines_below=1)


def step_twice(clean: Clean) -> Iterator[Fault]:
    """A step is copied and keeps its name."""
    for flow, step in clean.flow_steps():
        first, last = clean.step_block(flow, step)
        copied = "".join("\n" + line for line in clean.lines(flow.span.path)[first - 1 : last])
        yield fault([Edit(clean.below(flow.span.path, last), copied)], lines_below=1)


def bracket_not_closed(clean: Clean) -> Iterator[Fault]:
    """A bracket of a YAML list or mapping is not closed."""
    for path, line, match in _head(clean):
        if match[3].endswith("]"):
            yield fault([Edit(Span(path, line, match.end(3), line, match.end(3) + 1), "")])
    for flow, step in clean.flow_steps():
        source = clean.line(step.span)
        if source.endswith("}"):
            yield fault(
                [Edit(Span(flow.span.path, step.span.line, len(source), step.span.line, len(source) + 1), "")]
            )


def quote_not_closed(clean: Clean) -> Iterator[Fault]:
    """A quotation mark in YAML is not closed."""
    for path, line, match in _head(clean):
        if match[2] in ("title", "owner"):
            yield fault([Edit(Span(path, line, match.start(3) + 1, line, match.start(3) + 1), '"')])


def full_width_colon(clean: Clean) -> Iterator[Fault]:
    """A key ends in a full-width colon."""
    for path, line, match in _head(clean):
        yield fault([Edit(Span(path, line, match.end(2) + 1, line, match.start(3) + 1), "：")])


def space_behind_colon_lost(clean: Clean) -> Iterator[Fault]:
    """The space behind a key's colon is lost."""
    for path, line, match in _head(clean):
        yield fault([Edit(Span(path, line, match.end(2) + 2, line, match.start(3) + 1), "")])


def indented_by_tab(clean: Clean) -> Iterator[Fault]:
    """A line of YAML is indented by a tab."""
    for flow, step in clean.flow_steps():
        line = step.span.line
        yield fault([Edit(Span(flow.span.path, line, 1, line, step.span.column), "\t")])


def indentation_lost(clean: Clean) -> Iterator[Fault]:
    """A line of a step is indented too little."""
    for flow, step in clean.flow_steps():
        first, last = clean.step_block(flow, step)
        for line in range(first + 2, last + 1):
            if clean.lines(flow.span.path)[line - 1].startswith("    "):
                yield fault([Edit(Span(flow.span.path, line, 1, line, 2), "")])


def front_matter_not_opened(clean: Clean) -> Iterator[Fault]:
    """The first line of a document is lost."""
    for document in clean.manual.documents.values():
        yield fault([clean.without_lines(document.span.path, 1, 1)])


def front_matter_not_closed(clean: Clean) -> Iterator[Fault]:
    """The line that ends a document's front matter is lost."""
    for document in clean.manual.documents.values():
        path = document.span.path
        end = clean.lines(path).index("---", 1) + 1
        yield fault(
            [clean.without_lines(path, end, end)],
            told_at=[Span(path, 1, 1, 1, 1), Span(path, end, 1, end, 1)],
        )


def saved_as_gbk(clean: Clean) -> Iterator[Fault]:
    """An editor saved the file in GBK."""
    for record in clean.manual.controlled():
        text = "\n".join(clean.lines(record.span.path))
        line = next(i for i, one in enumerate(clean.lines(record.span.path), 1) if not one.isascii())
        yield fault(
            [],
            told_at=[Span(record.span.path, line, 1, line, 1)],
            files={record.span.path: text.encode("gb18030")},
        )


def saved_with_byte_order_mark(clean: Clean) -> Iterator[Fault]:
    """An editor put a byte order mark in front."""
    for record in clean.manual.controlled():
        path = record.span.path
        text = "\n".join(clean.lines(path))
        yield fault([], told_at=[Span.whole_file(path)], files={path: text.encode("utf-8-sig")})


def _inserted(clean: Clean, what: str) -> Iterator[Fault]:
    for _, _, _prose, span in clean.paragraphs():
        middle = len(clean.line(span)) // 2 + 1
        yield fault([Edit(Span(span.path, span.line, middle, span.line, middle), what)])


def replacement_character(clean: Clean) -> Iterator[Fault]:
    """A character was lost in a conversion."""
    yield from _inserted(clean, "\ufffd")


def mojibake(clean: Clean) -> Iterator[Fault]:
    """UTF-8 was read as GBK."""
    yield from _inserted(clean, "锟斤拷")


def zero_width_space(clean: Clean) -> Iterator[Fault]:
    """A zero-width space came along from a web page."""
    yield from _inserted(clean, "\u200b")


def private_character(clean: Clean) -> Iterator[Fault]:
    """A bullet of a symbol font came along from Word."""
    yield from _inserted(clean, "\uf0b7")


def file_of_wrong_suffix(clean: Clean) -> Iterator[Fault]:
    """A form is saved as .yml."""
    for form in clean.manual.forms.values():
        other = form.span.path.removesuffix(".yaml") + ".yml"
        yield fault(
            [],
            told_at=[Span.whole_file(other)],
            files={form.span.path: None, other: clean.workspace.read(form.span.path)},
        )


def word_file_left(clean: Clean) -> Iterator[Fault]:
    """A Word file lies among the sources."""
    for document in clean.manual.documents.values():
        path = document.span.path.removesuffix(".md") + "修改稿.docx"
        yield fault([], told_at=[Span.whole_file(path)], files={path: b"PK"})


def file_misnamed(clean: Clean) -> Iterator[Fault]:
    """A file is renamed, and its number stays."""
    for record in clean.manual.controlled():
        path = record.span.path
        stem, _, suffix = path.rpartition(".")
        other = f"{stem}新.{suffix}"
        yield fault(
            [],
            told_at=[record.span._replace(path=other)],
            files={path: None, other: clean.workspace.read(path)},
        )


def image_missing(clean: Clean) -> Iterator[Fault]:
    """A picture is shown that there is not."""
    for _, _, _, span in clean.paragraphs():
        yield fault(
            [Edit(clean.below(span.path, span.line), "\n\n![现场照片](photos/现场.png)")], lines_below=2
        )


def image_outside(clean: Clean) -> Iterator[Fault]:
    """A picture lies on somebody's desktop."""
    for _, _, _, span in clean.paragraphs():
        yield fault(
            [Edit(clean.below(span.path, span.line), "\n\n![现场照片](C:/Users/wang/Desktop/1.png)")],
            lines_below=2,
        )


def directive_misspelt(clean: Clean) -> Iterator[Fault]:
    """The name of a directive is misspelt."""
    for document in clean.manual.documents.values():
        for section in document.body.sections:
            for mark in section.marks:
                match = re.match(r":::\{(\w+)\}", clean.line(mark.span))
                if mark.kind.startswith("directive:") and match:
                    start = match.start(1) + 1
                    place = Span(mark.span.path, mark.span.line, start, mark.span.line, start + len(match[1]))
                    yield fault([Edit(place, match[1][:-2] + match[1][-1])])


def form_field_without_type(clean: Clean) -> Iterator[Fault]:
    """A field of a form says nothing of what goes in."""
    for form in clean.manual.forms.values():
        for field in form.fields:
            if field.type is not FieldType.TABLE and (edit := clean.without_key(field, "type")):
                yield fault([edit], told_at=[field.span])


def path_of_flow_directive_empty(clean: Clean) -> Iterator[Fault]:
    """A directive that shows a flow has lost the flow's number."""
    for one in clean.references(Relation.SHOWS, kind=Named.FLOW):
        start = one.span.column - 1
        yield fault([Edit(one.span._replace(column=start), "")])


KINDS = (
    Kind(("SRC003",), key_misspelt),
    Kind(("SRC004",), required_key_dropped),
    Kind(("SRC004",), step_without_lane),
    Kind(("SRC005",), value_of_wrong_type),
    Kind(("SRC005",), field_type_unknown),
    Kind(("SRC006",), key_twice),
    Kind(("SRC006",), step_twice),
    Kind(("SRC002",), bracket_not_closed),
    Kind(("SRC002",), quote_not_closed),
    Kind(("SRC002",), full_width_colon),
    Kind(("SRC002",), space_behind_colon_lost),
    Kind(("SRC002",), indented_by_tab),
    Kind(("SRC002", "SRC003", "SRC005"), indentation_lost),
    Kind(("SRC002",), front_matter_not_opened),
    Kind(("SRC002",), front_matter_not_closed),
    Kind(("SRC001",), saved_as_gbk),
    Kind(("SRC011",), saved_with_byte_order_mark),
    Kind(("SRC011",), replacement_character),
    Kind(("SRC011",), mojibake),
    Kind(("SRC011",), zero_width_space),
    Kind(("SRC011",), private_character),
    Kind(("SRC007",), file_of_wrong_suffix),
    Kind(("SRC007",), word_file_left),
    Kind(("SRC010",), file_misnamed),
    Kind(("SRC008",), image_missing),
    Kind(("SRC009",), image_outside),
    Kind(("SRC012",), directive_misspelt),
    Kind(("SRC004",), form_field_without_type),
    Kind(("REF002", "SRC012"), path_of_flow_directive_empty),
)
