"""Sections, paragraphs, lists and tables of documents."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.model import Document, Section
from wuye_docs.rules.source_blocks import tables_in

_ITEM = re.compile(r"^(\d+\. |- )\S")


def _top(clean: Clean) -> Iterator[tuple[Document, list[Section]]]:
    for document in clean.manual.documents.values():
        yield document, [one for one in document.body.sections if one.level == 1]


def _required(clean: Clean, document: Document, section: Section) -> bool:
    level = clean.manual.settings.levels[document.level]
    return section.title in level.sections and section.title not in level.optional


def section_dropped(clean: Clean) -> Iterator[Fault]:
    """A section that the level requires is deleted."""
    for document, sections in _top(clean):
        for section, following in zip(sections, [*sections[1:], sections[-2]], strict=True):
            if _required(clean, document, section):
                edit = clean.without_lines(document.span.path, *clean.section_lines(document, section))
                yield fault([edit], told_at=[following.span])


def section_renamed(clean: Clean) -> Iterator[Fault]:
    """The heading of a required section is worded otherwise."""
    for document, sections in _top(clean):
        for section, following in zip(sections, [*sections[1:], sections[-2]], strict=True):
            if _required(clean, document, section):
                other = {
                    "目的": "编制目的",
                    "适用范围": "范围",
                    "职责": "职责和权限",
                    "工作程序": "程序要点",
                }.get(section.title, section.title + "要求")
                yield fault([Edit(section.span, other)], told_at=[section.span, following.span])


def sections_changed_over(clean: Clean) -> Iterator[Fault]:
    """Two sections of the template stand in the other's place."""
    for document, sections in _top(clean):
        path = document.span.path
        template = clean.manual.settings.levels[document.level].sections
        for one, other in itertools.pairwise(sections):
            if one.title in template and other.title in template:
                first, second = clean.section_lines(document, one), clean.section_lines(document, other)
                lines = clean.lines(path)
                if lines[second[1] - 1].strip():
                    continue  # The last line of a file has no blank line to go along.
                new = "\n".join([*lines[second[0] - 1 : second[1]], *lines[first[0] - 1 : first[1]]])
                length = second[1] - second[0] + 1
                label = 1 if other.label else 0
                edit = Edit(Span(path, first[0], 1, second[1], len(lines[second[1] - 1]) + 1), new)
                moved = [Span(path, first[0], 1, first[0], 1)]
                yield fault([edit], told_at=moved, lines_below=label)._replace(
                    places=tuple(
                        {
                            **dict.fromkeys(fault([edit], told_at=moved, lines_below=label).places),
                            **dict.fromkeys(
                                fault(
                                    [edit], told_at=moved, lines_below=length + (1 if one.label else 0)
                                ).places
                            ),
                        }
                    )
                )


def section_emptied(clean: Clean) -> Iterator[Fault]:
    """The text below a heading is gone."""
    for document in clean.manual.documents.values():
        sections = document.body.sections
        for section, following in zip(sections, [*sections[1:], None], strict=True):
            if section.level and section.blocks and not (following and following.level > section.level):
                _first, last = clean.section_lines(document, section)
                if last > section.span.line + 1 and following:
                    edit = clean.without_lines(document.span.path, section.span.line + 1, last - 1)
                    yield fault([edit], told_at=[section.span])


def section_doubled(clean: Clean) -> Iterator[Fault]:
    """A heading stands twice."""
    for document, sections in _top(clean):
        for section, following in itertools.pairwise(sections):
            line = following.span.line - (1 if following.label else 0)
            place = Span(document.span.path, line, 1, line, 1)
            yield fault([Edit(place, f"# {section.title}\n\n同上。\n\n")])


def heading_level_skipped(clean: Clean) -> Iterator[Fault]:
    """A heading is one level too deep."""
    for document in clean.manual.documents.values():
        for before, section in zip(document.body.sections, document.body.sections[1:], strict=False):
            if section.level > before.level >= 1:
                place = Span(section.span.path, section.span.line, 1, section.span.line, 1)
                yield fault([Edit(place, "#")])


def _lists(clean: Clean) -> Iterator[tuple[str, int, int]]:
    """First and last line of each list of plain one-line items: path, first, last."""
    for document in clean.manual.documents.values():
        path, first = document.span.path, 0
        for number, line in enumerate([*clean.lines(path), ""], 1):
            if _ITEM.match(line):
                first = first or number
            else:
                if first and not line.strip() and number - first > 1:
                    yield path, first, number - 1
                first = 0


def list_of_one(clean: Clean) -> Iterator[Fault]:
    """All items of a list but the first are deleted."""
    for path, first, last in _lists(clean):
        yield fault([clean.without_lines(path, first + 1, last)], told_at=[clean.whole_line(path, first)])


def list_broken_off(clean: Clean) -> Iterator[Fault]:
    """The last items of a list are lost, and it ends in a semicolon."""
    for path, first, last in _lists(clean):
        line = clean.lines(path)[last - 2]
        if last - first > 1 and line.endswith("；"):
            yield fault([clean.without_lines(path, last, last)], told_at=[clean.whole_line(path, last - 1)])
        elif line.endswith("。"):
            end = len(clean.lines(path)[last - 1])
            yield fault([Edit(Span(path, last, end, last, end + 1), "；")])


def list_lost(clean: Clean) -> Iterator[Fault]:
    """A list is lost behind the colon that announces it."""
    for path, first, last in _lists(clean):
        if clean.lines(path)[first - 3].endswith("："):
            place = clean.whole_line(path, first - 2)
            yield fault([clean.without_lines(path, first - 1, last)], told_at=[place])


def sentence_broken_off(clean: Clean) -> Iterator[Fault]:
    """The end of a paragraph is lost, in the middle of a sentence."""
    for _, _, _, span in clean.paragraphs():
        source = clean.line(span)
        start = max(source.rfind("，"), source.rfind("。", 0, -1))
        if (
            len(source) > 30
            and len(source) - start > 10
            and "{{" not in source[-12:]
            and "》" not in source[-12:]
            and "`" not in source
        ):
            yield fault([Edit(Span(span.path, span.line, len(source) - 3, span.line, len(source) + 1), "")])


def count_announced_wrong(clean: Clean) -> Iterator[Fault]:
    """The lead of a list announces another number of items than there are."""
    for path, first, last in _lists(clean):
        lead = clean.lines(path)[first - 3]
        if lead.endswith("：") and not re.search("[一二两三四五六七八九十]", lead[-12:]):
            counted = last - first + 2
            match = re.search("(?:下列|以下|如下)(?=各|情形|内容|要求|事项|条件|方法|规定|程序|步骤)", lead)
            if counted < 11 and match:
                word = lead[match.end() :].removeprefix("各")
                place = Span(path, first - 2, match.end() + 1, first - 2, len(lead) - len(word) + 1)
                unit = "" if word[:1] in "项种类条个" else "项"
                yield fault([Edit(place, "零一二三四五六七八九十"[counted] + unit)])


def table_lost(clean: Clean) -> Iterator[Fault]:
    """The table that a sentence speaks of (下表) is lost."""
    for document in clean.manual.documents.values():
        path = document.span.path
        lines = clean.lines(path)
        for number, line in enumerate(lines[:-2], 1):
            if (
                re.search("下表|见表", line)
                and not line.startswith("|")
                and lines[number + 1].startswith("|")
            ):
                last = number + 2
                while last < len(lines) and lines[last].startswith("|"):
                    last += 1
                tables = sum(
                    one.startswith("|") and not lines[i - 1].startswith("|") for i, one in enumerate(lines)
                )
                yield fault(
                    [clean.without_lines(path, number + 1, last)], told_at=[clean.whole_line(path, number)]
                )
                del tables


def _rows(clean: Clean) -> Iterator[tuple[str, int, str]]:
    for document in clean.manual.documents.values():
        lines = clean.lines(document.span.path)
        for number, line in enumerate(lines, 1):
            if (
                line.startswith("|")
                and number > 2
                and lines[number - 2].startswith("|")
                and not re.match(r"\|[-: |]+$", line)
            ) and line.count("|") > 3:
                yield document.span.path, number, line


def table_row_short(clean: Clean) -> Iterator[Fault]:
    """A row of a table lacks its last cell."""
    for path, number, line in _rows(clean):
        start = line.rindex("|", 0, line.rindex("|")) + 1
        yield fault([Edit(Span(path, number, start + 1, number, len(line) + 1), "")])


def table_row_long(clean: Clean) -> Iterator[Fault]:
    """A row of a table has a cell too many."""
    for path, number, _line in _rows(clean):
        yield fault([Edit(clean.below(path, number), " 另见 |")])


def text_copied_from_another(clean: Clean) -> Iterator[Fault]:
    """A paragraph is copied from another document."""
    paragraphs = [
        one
        for one in clean.paragraphs()
        if len(re.sub("《[^》]*》|[^\u4e00-\u9fff]", "", clean.line(one[3]))) > 60
    ]
    for index, (_document, _, _, span) in enumerate(paragraphs):
        _, _, _, other = paragraphs[(index + len(paragraphs) // 2) % len(paragraphs)]
        if other.path == span.path or "[^" in clean.line(other) or "`" in clean.line(other):
            continue
        made = fault([Edit(clean.below(span.path, span.line), "\n\n" + clean.line(other))], lines_below=2)
        copied = made.places[0]
        yield made._replace(places=(copied, copied._replace(path=other.path, line=other.line)))


def text_copied_and_touched_up(clean: Clean) -> Iterator[Fault]:
    """A paragraph is copied from another document, and a few words are changed."""
    for one in text_copied_from_another(clean):
        edit = one.edits[0]
        new = (
            edit.new.replace("应当", "应")
            .replace("或者", "或")
            .replace("以及", "和")
            .replace("客户", "业主", 1)
            .replace("。", "，并做好记录。", 1)
        )
        if new != edit.new:
            yield one._replace(edits=(edit._replace(new=new),))


def sentence_repeated(clean: Clean) -> Iterator[Fault]:
    """A sentence of the document stands a second time."""
    seen: dict[str, str] = {}
    for _, _, _, span in clean.paragraphs():
        first = next(
            (
                one
                for one in clean.line(span).split("。")
                if "{" not in one and len(re.sub("[^\u4e00-\u9fff]", "", one)) > 18
            ),
            "",
        )
        if seen.get(span.path):
            place = clean.below(span.path, span.line)
            yield fault([Edit(place, seen[span.path])])
        elif first and "`" not in first and "[^" not in first:
            seen[span.path] = first + "。"


def step_repeated(clean: Clean) -> Iterator[Fault]:
    """An item of a list stands twice."""
    for path, first, last in _lists(clean):
        for line in range(first, last):
            item = _ITEM.sub("", clean.lines(path)[line - 1])
            if any(
                len(re.sub("[^\u4e00-\u9fff]", "", one)) > 16
                for one in re.sub("{{.*?}}", "。", item).split("。")
            ):
                yield fault(
                    [Edit(clean.below(path, line), "\n" + clean.lines(path)[line - 1])], lines_below=1
                )


def sentence_endless(clean: Clean) -> Iterator[Fault]:
    """Full stops became commas, and a sentence does not end."""
    for _, _, _, span in clean.paragraphs():
        source = clean.line(span)
        if "[^" not in source and len(re.sub("{{.*?}}", "", source)) > 130 and source.count("。") > 1:
            new = re.sub("[。；](?=.)", "，", source)
            yield fault([Edit(span, new)])


def placeholder_left(clean: Clean) -> Iterator[Fault]:
    """A gap is left that somebody meant to fill."""
    gaps = (
        "待定",
        "（待补充）",
        "XX部门",
        "____",
        "TODO",
        "××公司",
        "*某某部门*",
        "（此处补充时限）",
        "???",
        "XXX",
    )
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        end = len(clean.line(span))
        gap = gaps[index % len(gaps)]
        yield fault([Edit(Span(span.path, span.line, end, span.line, end), f"，由{gap}")])


def table_row_twice(clean: Clean) -> Iterator[Fault]:
    """A row of a table is copied below itself."""
    for document in clean.manual.documents.values():
        path = document.span.path
        for table in tables_in(document.text):
            for line, _ in table.rows[1:]:
                row = clean.lines(path)[line - 1]
                if "^^" not in row and not set(row) <= set("|-: "):
                    yield fault([Edit(clean.below(path, line), "\n" + row)], lines_below=1)


def item_twice(clean: Clean) -> Iterator[Fault]:
    """An item of a list is copied below itself."""
    for number, blocks in clean.context.lists.items():
        path = clean.manual.documents[number].span.path
        for block in blocks:
            for item in block.items:
                line = clean.lines(path)[item.line - 1]
                if len(item.text) > 6 and line.endswith(item.text) and not item.is_leading:
                    yield fault([Edit(clean.below(path, item.line), "\n" + line)], lines_below=1)


KINDS = (
    Kind(("DOC001",), section_dropped),
    Kind(("DOC001",), section_renamed),
    Kind(("DOC002",), sections_changed_over),
    Kind(("DOC003",), section_emptied),
    Kind(("DOC004",), section_doubled),
    Kind(("DOC005",), heading_level_skipped),
    Kind(("DOC006",), list_of_one),
    Kind(("DOC013",), list_broken_off),
    Kind(("DOC013",), list_lost),
    Kind(("DOC013",), sentence_broken_off),
    Kind(("DOC012",), count_announced_wrong),
    Kind(("DOC015",), table_lost),
    Kind(("DOC014",), table_row_short),
    Kind(("DOC014",), table_row_long),
    Kind(("DOC007",), text_copied_from_another),
    Kind(("DOC007",), text_copied_and_touched_up),
    Kind(("DOC008",), sentence_repeated),
    Kind(("DOC008",), step_repeated),
    Kind(("DOC010",), sentence_endless),
    Kind(("DOC009",), placeholder_left),
    Kind(("DOC016",), table_row_twice),
    Kind(("DOC008",), item_twice),
)
