"""The last step of a PDF: fields, checks, and a file that is as small as it can be."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf

from wuye_docs.writers.pdf.compiler import PdfError
from wuye_docs.writers.pdf.verify import Claims, verify


def finish(
    data: bytes, number: str, claims: Claims, change: Callable[[pikepdf.Pdf], None] | None = None
) -> bytes:
    """A file of Typst's as it is published, after `change`, if there is one. Raises PdfError if a check finds a fault.

    Typst writes the tags, two thirds of a file, as they are; packed into object streams (ISO 32000-1, 7.5.7) they are next
    to nothing. The same input gives the same bytes.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        if change is not None:
            change(pdf)
        faults = verify(pdf, claims)
        if faults:
            raise PdfError(number, "; ".join(faults))
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()
