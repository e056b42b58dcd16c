"""build/manifest.json: what a build was made from and what it made."""

from __future__ import annotations

import json
from collections.abc import Mapping

import wuye_docs
from wuye_docs.content.book import Book


def manifest_bytes(book: Book, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> bytes:
    """The manifest as JSON: `inputs` and `outputs` are hashes by path. The same build gives the same bytes."""
    manual = book.manual
    data = {
        "tool": f"wuye_docs {wuye_docs.__version__}",
        "manual": {
            "company": manual.settings.company.name,
            "title": manual.settings.title,
            "number": manual.settings.number,
            "edition": manual.settings.edition,
        },
        "documents": {
            number: {
                "title": resolved.record.title,
                "revision": resolved.record.revision,
                "status": resolved.record.status.value,
                "effective": resolved.record.effective,
                "digest": resolved.digest,
            }
            for number, resolved in sorted(book.documents.items())
        },
        "flows": _controlled(manual.flows),
        "forms": _controlled(manual.forms),
        "inputs": dict(sorted(inputs.items())),
        "outputs": dict(sorted(outputs.items())),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _controlled(records: Mapping[str, object]) -> dict[str, dict[str, str]]:
    return {
        number: {
            "title": record.title,  # type: ignore[attr-defined]
            "revision": record.revision,  # type: ignore[attr-defined]
            "status": record.status.value,  # type: ignore[attr-defined]
        }
        for number, record in sorted(records.items())
    }
