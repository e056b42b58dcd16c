"""The namespaces of a Word file, and the start tag that declares them on the root of a part."""

from __future__ import annotations

from collections.abc import Iterable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

PREFIXES = {
    "w": W,
    "r": R,
    "mc": MC,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
}

# Readers that know only ISO 29500 may skip these; mc:Ignorable may name only prefixes that the root declares.
_IGNORABLE = ("w14", "w15", "wp14")


def name_in_w(local: str) -> str:
    """A name of the main namespace as lxml writes it: `{…}p`."""
    return f"{{{W}}}{local}"


def root_declarations(declared: Iterable[str] = (), ignorable: Iterable[str] = ()) -> str:
    """Namespace declarations for the root of a part, without the prefixes that it declares already.

    `ignorable` are further prefixes that the part itself lets readers skip.
    """
    present = set(declared)
    listed = [f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items() if prefix not in present]
    skipped = dict.fromkeys((*_IGNORABLE, *ignorable))
    return " ".join([*listed, f'mc:Ignorable="{" ".join(skipped)}"'])
