"""BLD001: Word files that do not open, or that Word would have to repair."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault
from wuye_docs.writers.docx.verify import verify

_HINT = Message(
    "删去这个文件后重新生成: `wuye build docx --force`", "build it again: `wuye build docx --force`"
)


def faulty_word_files(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each fault of a Word file."""
    from docx import Document

    for name, path in built.of_kind(".docx"):
        data = path.read_bytes()
        problems = verify(data)
        if not problems:
            try:
                Document(BytesIO(data))
            except Exception as fault:
                # python-docx meets damage with whatever its parts raise.
                problems = (f"{type(fault).__name__}: {fault}",)
        for problem in problems:
            yield Fault(
                name,
                Message(f"Word 文件有缺陷: {problem}", f"the Word file is faulty: {problem}"),
                _HINT,
                built.number_of(name),
            )
