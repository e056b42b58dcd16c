"""A Word file being put together: template, headers of each document, text, numbering, notes, properties."""

from __future__ import annotations

from collections.abc import Mapping

from wuye_docs.content.book import Book
from wuye_docs.content.marks import NO_MARKS, Marks, signature
from wuye_docs.ooxml.markup import NOTHING, Xml, close_in_last_paragraph, join
from wuye_docs.ooxml.namespaces import root_declarations
from wuye_docs.ooxml.numbering import NumberingPart
from wuye_docs.ooxml.package import MAIN_PART, part_xml
from wuye_docs.ooxml.properties import set_application_properties, set_core_properties, set_custom_properties
from wuye_docs.ooxml.sections import part_references
from wuye_docs.ooxml.settings import lock_to_fields
from wuye_docs.ooxml.watermark import watermark
from wuye_docs.writers.docx.base_template import separator
from wuye_docs.writers.docx.clause_counter import define_lists
from wuye_docs.writers.docx.cover_marks import write_cover_marks
from wuye_docs.writers.docx.look import look_of
from wuye_docs.writers.docx.story import Story
from wuye_docs.writers.docx.template import Surround, base_bytes, clean, fill, load_template
from wuye_docs.writers.docx.verify import verify

_MOST_PROBLEMS = 5
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class WordFault(Exception):
    """A written file that Word would repair, ask about or show wrongly; it is not published."""


class WordFile:
    """One file on its way. Raises template.TemplateFault if the company's template cannot be used."""

    def __init__(self, book: Book, *, bound: bool) -> None:
        settings = book.manual.settings
        look = look_of(settings.style)
        path = settings.style.word_template
        self.template = load_template(book.read(path) if path else base_bytes(), look, bound)
        self.package = self.template.package.copy()
        self._numbering = NumberingPart(self.template.first_definition, self.template.first_instance)
        lists, base = define_lists(self._numbering, look, bound=bound)
        self.story = Story(book, self.package, look, self._numbering, lists, base, bound=bound)
        self._font = look.heading_font
        self._surrounds = 0
        self._watermarks = 0

    def surround(self, values: Mapping[str, str], marks: Marks = NO_MARKS) -> Xml:
        """The references to headers and footers of one document's own, made from the template's."""
        values = {**values, "status": marks.state or values["status"], **_mark_values(marks)}
        mark = marks.watermark
        found: dict[str, dict[str, str]] = {"header": {}, "footer": {}}
        for one in self.template.surrounds:
            found[one.kind][one.type] = self._add_surround(one, values, mark)
        return join([part_references("header", found["header"]), part_references("footer", found["footer"])])

    def _add_surround(self, surround: Surround, values: Mapping[str, str], mark: str) -> str:
        self._surrounds += 1
        name = f"word/{surround.kind}{100 + self._surrounds}.xml"
        content = fill(surround.template, _cleaned(values))
        if surround.kind == "header" and mark:
            content = self._marked(content, mark)
        self.package.add_part(name, part_xml(content), f"{_TYPE}{surround.kind}+xml")
        if surround.relationships:
            self.package.relationships[name] = list(surround.relationships)
        return self.package.relate(MAIN_PART, surround.kind, name)

    def _marked(self, header: Xml, mark: str) -> Xml:
        self._watermarks += 1
        return close_in_last_paragraph(header, watermark(mark, self._watermarks, self._font))

    def finish(
        self,
        values: Mapping[str, str],
        body: Xml,
        *,
        marks: Marks = NO_MARKS,
        date: str,
        digest: str,
        with_cover: bool = True,
        locked: bool = False,
    ) -> bytes:
        """The bytes of the file, verified; `body` ends with the section of its last page. Raises WordFault.

        A file that is `locked` takes writing in its content controls only.
        """
        if locked:
            self._lock()
        cleaned = _cleaned({**values, **_mark_values(marks)})
        opening = fill(self.template.cover, cleaned)
        if not with_cover:
            opening = Xml(opening[: opening.index("<w:body>") + len("<w:body>")])
            cover_marks = NOTHING
        else:
            cover_marks = write_cover_marks(self.story, marks)
        opening = Xml(opening.replace("<w:body>", f"<w:body>{cover_marks}", 1))
        self._fill_cover_parts(cleaned, marks.watermark, with_cover=with_cover)
        self._write_part("document.main", MAIN_PART, Xml(f"{opening}{body}</w:body></w:document>"))
        lists = join([self.template.definitions, self._numbering.definitions(), self.template.instances, self._numbering.instances()])  # fmt: skip
        self._write_related("numbering", Xml(f"<w:numbering {root_declarations()}>{lists}</w:numbering>"))
        notes = join(
            [separator(0, "separator"), separator(1, "continuationSeparator"), *self.story.footnotes]
        )
        self._write_related("footnotes", Xml(f"<w:footnotes {root_declarations()}>{notes}</w:footnotes>"))
        set_core_properties(
            self.package,
            title=values["title"],
            subject=values["number"],
            creator=values["company"],
            version=values["revision"],
            date=date,
        )
        set_application_properties(self.package, values["company"])
        known = {
            "number": values["number"],
            "revision": values["revision"],
            "status": values["status"],
            "digest": digest,
        }
        set_custom_properties(self.package, known)
        data = self.package.to_bytes()
        if problems := verify(data):
            raise WordFault("; ".join(problems[:_MOST_PROBLEMS]))
        return data

    def _fill_cover_parts(self, values: Mapping[str, str], mark: str, *, with_cover: bool) -> None:
        for name, template in self.template.cover_parts.items():
            if not with_cover:
                self._drop(name)
                continue
            content = fill(template, values)
            if mark and "<w:hdr" in content[:40]:
                content = self._marked(content, mark)
            self.package.parts[name] = part_xml(content)

    def _lock(self) -> None:
        part = self.package.related(MAIN_PART, "settings")
        if part in self.package.parts:
            self.package.parts[part] = lock_to_fields(self.package.parts[part])

    def _drop(self, name: str) -> None:
        """Take a part out with every arrow to it."""
        self.package.parts.pop(name, None)
        self.package.overrides.pop(name, None)
        self.package.relationships.pop(name, None)
        listed = self.package.relationships.get(MAIN_PART, [])
        ids = {one.id for one in listed if self.package.target_of(MAIN_PART, one.id) == name}
        listed[:] = [one for one in listed if one.id not in ids]

    def _write_part(self, kind: str, name: str, content: Xml) -> None:
        self.package.add_part(name, part_xml(content), f"{_TYPE}{kind}+xml")

    def _write_related(self, kind: str, content: Xml) -> None:
        name = self.package.related(MAIN_PART, kind) or f"word/{kind}.xml"
        self._write_part(kind, name, content)
        self.package.relate(MAIN_PART, kind, name)


def _mark_values(marks: Marks) -> dict[str, str]:
    """The fields of a template that tell of marks."""
    reviewed, approved = signature(marks.reviewed), signature(marks.approved)
    return {
        "copy": marks.copy_line,
        "copy_number": marks.copy.number if marks.copy else "",
        "controlled": marks.boxes,
        "reviewed_by": reviewed[0],
        "reviewed_on": reviewed[1],
        "approved_by": approved[0],
        "approved_on": approved[1],
    }


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    return {name: clean(value) for name, value in values.items()}
