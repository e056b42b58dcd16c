"""BLD002: page numbers of the contents that are not those of the pages."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault

_HINT = Message(
    "重新生成这个文件: `wuye build pdf --force`", "build the file again: `wuye build pdf --force`"
)


def wrong_contents_pages(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each line of a PDF's contents whose number is not that of the page that it leads to."""
    for name, _ in built.of_kind(".pdf"):
        for line in built.pdf(name).contents:
            if line.printed != str(line.page):
                words = line.text.replace("\u3000", " ")
                yield Fault(
                    name,
                    Message(
                        f"目录中“{words}”写第 {line.printed} 页, 实际在第 {line.page} 页",
                        f"the contents give page {line.printed} for `{words}`, which stands on page {line.page}",
                    ),
                    _HINT,
                    built.number_of(name),
                )
