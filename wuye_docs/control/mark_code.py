"""What the QR code on a cover says, so that a paper can be checked against what is in force.

`WUYE1*D*SYWIKF16*A/0*A/0*3F2A9C1B04D7*03`: version of the grammar, kind (`D` one document, `M` the bound manual), number,
revision, edition of the manual, the first twelve digits of the content hash in capitals, and the number of the copy, which
may be missing with its star. Only characters of the alphanumeric mode of QR codes (ISO/IEC 18004, 7.4.4) are used, which
keeps the code small; a character of a number that the mode lacks is written as `%` and the hexadecimal digits of its UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote

VERSION = "WUYE1"
DOCUMENT, MANUAL = "D", "M"
HASH_DIGITS = 12
_PLAIN = re.compile(r"[0-9A-Z $+\-./:]")
_HASH = re.compile(r"[0-9A-F]{12}")
_REVISION = re.compile(r"[A-Z]/\d+")


@dataclass(frozen=True, slots=True)
class MarkCode:
    """What identifies a paper."""

    kind: str
    """`D` or `M`."""
    number: str
    revision: str
    edition: str
    hash: str
    """Twelve capital hexadecimal digits."""
    copy: str = ""
    """分发号; empty for a paper that is no numbered copy."""

    def __str__(self) -> str:
        parts = [VERSION, self.kind, self.number, self.revision, self.edition, self.hash]
        if self.copy:
            parts.append(self.copy)
        return "*".join(map(_written, parts))

    @property
    def grouped_hash(self) -> str:
        """The hash in groups of four, for people."""
        return " ".join(self.hash[start : start + 4] for start in range(0, len(self.hash), 4))

    @classmethod
    def parse(cls, text: str) -> MarkCode | None:
        """The code that a scanner or a person gives, also behind the `#` of an address; None for anything else."""
        parts = text.strip().rpartition("#")[2].split("*")
        if len(parts) not in (6, 7) or parts[0].upper() != VERSION:
            return None
        kind, number, revision, edition, hash_, *copy = (unquote(part.upper()) for part in parts[1:])
        hash_ = hash_.replace(" ", "")
        whole = kind in (DOCUMENT, MANUAL) and number and _HASH.fullmatch(hash_)
        if not (whole and _REVISION.fullmatch(revision) and _REVISION.fullmatch(edition)):
            return None
        return cls(kind, number, revision, edition, hash_, copy[0] if copy else "")


def short_hash(content: str) -> str:
    """The digits of a content hash that the code holds."""
    return content[:HASH_DIGITS].upper()


def manual_hash(contents: Iterable[tuple[str, str]]) -> str:
    """The digits for the bound manual: of SHA-256 over a line `NUMBER HASH` for each of its documents, sorted by number."""
    lines = "".join(f"{number} {content}\n" for number, content in sorted(contents))
    return short_hash(sha256(lines.encode()).hexdigest())


def _written(part: str) -> str:
    if all(map(_PLAIN.fullmatch, part)):
        return part
    return "".join(
        one if _PLAIN.fullmatch(one) else "".join(f"%{byte:02X}" for byte in one.encode()) for one in part
    )
