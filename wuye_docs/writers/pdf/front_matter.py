"""What stands before the text: cover, revision history, contents, dividers; and the control data on every page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from docutils import nodes

from wuye_docs.content.book import Book, ControlBlock, ResolvedDocument, bound_control
from wuye_docs.content.book_marks import document_marks, form_marks, manual_marks
from wuye_docs.content.marks import NO_MARKS, Marks, label_svg, signature, stamp_svg
from wuye_docs.model import Form, RevisionEntry
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.links import document_label
from wuye_docs.writers.pdf.typst_code import Lettering

_DASH = "—"
# Beyond as many clauses of two levels the contents show the first level only.
_MOST_ENTRIES = 42


class FrontMatter:
    """Typst code of the front matter."""

    def __init__(self, book: Book, lettering: Lettering) -> None:
        self._book = book
        self._manual = book.manual
        self._text = lettering.literal

    def document_control(self, resolved: ResolvedDocument) -> str:
        """The dictionary that a document's cover, header and footer are filled from."""
        marks = document_marks(self._book, resolved.record)
        return self._control(resolved.control, resolved.control.level, marks)

    def manual_control(self) -> str:
        """The same for the bound manual."""
        return self._control(bound_control(self._book), "质量管理体系文件", manual_marks(self._book))

    def form_control(self, form: Form) -> str:
        """The same for a form that is printed alone."""
        marks = form_marks(self._book, form)
        return typst_code.dictionary(
            {
                "company": self._text(self._manual.settings.company.name),
                "number": self._text(form.number),
                "revision": self._text(form.revision),
                "status": self._text(marks.state),
                "owner": self._text(f"归口：{form.owner}" if form.owner else ""),
                "watermark": self._text(marks.watermark),
            }
        )

    def _control(self, control: ControlBlock, kind: str, marks: Marks) -> str:
        texts = {
            "company": control.company,
            "manual": control.manual_title,
            "title": control.title,
            "number": control.number,
            "kind": kind,
            "revision": control.revision,
            "status": control.status,
            "issued": control.issued or _DASH,
            "effective": control.effective,
            "effective-long": control.effective or _DASH,
            "owner": control.owner,
            "review": control.next_review or _DASH,
            "standards": "、".join(control.standards),
            "watermark": marks.watermark,
            "state": marks.state or control.status,
            "controlled": marks.boxes,
            "copy": marks.copy.number if marks.copy else "",
            "copy-line": marks.copy_line,
        }
        pictures = {
            name: typst_code.name(svg)
            for name, svg in (("stamp", stamp_svg(marks)), ("label", label_svg(marks)))
        }
        return typst_code.dictionary({key: self._text(text) for key, text in texts.items()} | pictures)

    def approvals(self, resolved: ResolvedDocument | None) -> str:
        """Rows 拟稿, 审核, 批准 with the post; signature and date are left to the pen where the ledger does not know them."""
        control = resolved.control if resolved else None
        marks = document_marks(self._book, resolved.record) if resolved else NO_MARKS
        posts = (control.drafter, control.reviewer, control.approver) if control else ("", "", "")
        signed = (("", ""), signature(marks.reviewed), signature(marks.approved))
        rows = (
            typst_code.array(map(self._text, (label, post, *words)))
            for label, post, words in zip(("拟稿", "审核", "批准"), posts, signed, strict=True)
        )
        return typst_code.array(rows)

    def approval_cells(self, control: ControlBlock) -> str:
        """The same as label and post in turn, for the head of a document in the bound manual."""
        cells = (
            ("拟稿", control.drafter),
            ("审核", control.reviewer),
            ("批准", control.approver),
            ("下次复审", control.next_review),
        )
        return typst_code.array(self._text(text or _DASH) for cell in cells for text in cell)

    def history(self, entries: Sequence[RevisionEntry]) -> str:
        """The revision history, a line a revision; an empty line where nothing was entered."""
        rows = [
            (str(count), entry.revision, entry.date or _DASH, entry.change, entry.by or _DASH)
            for count, entry in enumerate(entries, 1)
        ] or [("1", _DASH, _DASH, _DASH, _DASH)]
        return f"history({typst_code.array(typst_code.array(map(self._text, row)) for row in rows)})"

    def caption_lists(self, documents: Iterable[ResolvedDocument]) -> list[str]:
        """The lists of figures and of tables of the bound manual: whatever has a caption, with the document that it is in."""
        listed: dict[str, list[str]] = {"图": [], "表": []}
        for one in documents:
            for caption in one.tree.findall(nodes.TextElement):
                owner = caption.parent
                is_table = isinstance(caption, nodes.title) and isinstance(owner, nodes.table)
                if not (is_table or isinstance(caption, nodes.caption)) or not owner["ids"]:
                    continue
                label = "表" if is_table else "图"
                words = f"{one.control.number}　{label} {caption.get('number', '')}　{caption.astext()}"
                target = typst_code.name(str(owner["ids"][0]))
                listed[label].append(typst_code.array([self._text(words), target]))
        return [
            f"captions({typst_code.name(title)}, {typst_code.array(rows)})"
            for title, rows in (("图目录", listed["图"]), ("表目录", listed["表"]))
            if rows
        ]

    def divider(self, label: str, title: str, documents: Iterable[ResolvedDocument]) -> str:
        """The page that opens a level of documents in the bound manual."""
        rows = (
            typst_code.dictionary(
                {
                    "id": typst_code.name(document_label(one.record.number)),
                    "number": self._text(one.control.number),
                    "title": self._text(one.control.title),
                    "revision": self._text(one.control.revision),
                    "status": self._text(one.control.status),
                }
            )
            for one in documents
        )
        return f"divider({typst_code.name(label)}, {self._text(title)}, {typst_code.array(rows)})"


def document_contents(resolved: ResolvedDocument) -> str:
    """Typst code of a document's contents: the clauses of one level, or of two where they are few."""
    titled = [section for section in resolved.record.body.sections if section.level in (1, 2)]
    depth = 2 if len(titled) <= _MOST_ENTRIES else 1
    return _contents(depth, [level for level in _levels(resolved.tree) if level <= depth])


def bound_contents(documents: Iterable[ResolvedDocument]) -> str:
    """Typst code of the contents of the bound manual: levels of documents, and documents."""
    levels = []
    for _, group in groupby(documents, key=lambda one: one.control.level):
        levels += [1, *(2 for _ in group)]
    return _contents(2, levels)


def _contents(depth: int, levels: Iterable[int]) -> str:
    return f"contents({depth}, {typst_code.array(map(str, levels))})"


def _levels(part: nodes.Element, level: int = 1) -> Iterator[int]:
    """The level of each clause below, in order."""
    for child in part.children:
        if isinstance(child, nodes.section):
            yield level
            yield from _levels(child, level + 1)
