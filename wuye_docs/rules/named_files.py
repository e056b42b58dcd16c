"""Files that documents and manual.yaml name by path: pictures, the Word template, the list of facts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from wuye_docs.diagnostics import Span
from wuye_docs.model import Manual, place_of

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A path in a source, and where it leads."""

    written: str
    path: str | None
    """From the project's root; None if it leaves the project."""
    span: Span


def project_path(written: str, folder: str) -> str | None:
    """The path from the root that a relative path stands for, seen from a folder of the project.

    None if it has a scheme, is absolute, or climbs out of the project.
    """
    if _SCHEME.match(written) or written.startswith(("/", "\\")):
        return None
    path = posixpath.normpath(posixpath.join(folder, written.replace("\\", "/")))
    return None if path.startswith("../") or path in ("..", ".") else path


def files_named(manual: Manual) -> Iterator[NamedFile]:
    """Every path that the manual names, in the order of the sources."""
    settings = manual.settings
    for written, place in (
        (settings.style.word_template, settings.style.at("word-template")),
        (settings.facts, settings.at("facts")),
    ):
        if written:
            yield NamedFile(written, project_path(written, ""), place_of(written, place))
    for document in manual.documents.values():
        for section in document.body.sections:
            for mark in section.marks:
                if mark.kind == "image" and mark.content:
                    path = project_path(mark.content, posixpath.dirname(mark.span.path))
                    yield NamedFile(mark.content, path, mark.span)
