"""A register as Typst code: the pages of a form hold its title, its table and what is said below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes

from wuye_docs.content.registers.heading import Heading, is_turned
from wuye_docs.content.registers.register import Register, register_sheet
from wuye_docs.writers.pdf import typst_code
from wuye_docs.writers.pdf.typst_code import Lettering


def register_code(
    register: Register[Any],
    heading: Heading,
    lettering: Lettering,
    write: Callable[[nodes.Element], str],
) -> str:
    """Typst code of a whole file below the imports; `write` gives the code of the table."""
    text = lettering.literal
    control = typst_code.dictionary(
        {
            "company": text(heading.company),
            "number": text(heading.number),
            "revision": text(heading.edition),
            "status": text(""),
            "owner": text("打印件未加盖受控章为非受控文件"),
            "watermark": text(""),
        }
    )
    notes = "".join(f"in-cells({text(note)})\n" for note in register.notes)
    title = lettering.plain(register.heading)
    return (
        f"#show: typeset.with(title: {title}, subject: {lettering.plain(heading.manual)})\n"
        f"#form-pages({control}, {'true' if is_turned(register) else 'false'}, {{\n"
        f"front-heading({title})\n"
        f"in-cells({text(heading.line(register))})\n"
        f"{write(register_sheet(register))}\n{notes}}})\n"
    )
