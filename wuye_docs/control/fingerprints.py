"""Fingerprints of files: enough to say later not only that a file was changed but where."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

SMALLEST_BLOCK, LARGEST_BLOCK = 512, 64 * 1024
"""Bytes of a block, what "where" is as fine as: small files have small ones, so that none has much more than 64."""
# Digits of the hashes that only locate; that a file is unchanged is proved by the whole hash.
_LOCATING = 16
_PACKAGES = (".docx", ".xlsx", ".zip")
_MOST_ENTRIES = 10_000
_MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a file differs from its fingerprint."""

    start: int
    """First byte of the blocks that differ, from 0."""
    end: int
    """Behind their last byte."""
    entries: tuple[str, ...] = ()
    """Of a package, the entries that were changed, added or removed; empty if what differs is between them."""


def fingerprint(path: str, data: bytes) -> dict[str, Any]:
    """`size`, `sha256`, `block` (bytes of one), `blocks` (their hashes) and, for packages, `entries` (hash of each)."""
    block = SMALLEST_BLOCK
    while block < LARGEST_BLOCK and block * 64 < len(data):
        block *= 2
    found: dict[str, Any] = {
        "size": len(data),
        "sha256": sha256(data).hexdigest(),
        "block": block,
        "blocks": _blocks(data, block),
    }
    if path.endswith(_PACKAGES):
        found["entries"] = _entries(data)
    return found


def difference(data: bytes, known: Mapping[str, Any]) -> Difference | None:
    """Where some bytes differ from a fingerprint; None if they are the same."""
    if len(data) == known["size"] and sha256(data).hexdigest() == known["sha256"]:
        return None
    block = int(known["block"])
    blocks = _blocks(data, block)
    pairs = list(zip(blocks, known["blocks"], strict=False))
    changed = [index for index, (now, then) in enumerate(pairs) if now != then]
    if len(blocks) != len(known["blocks"]):
        changed.append(len(pairs))
    first = changed[0] * block if changed else 0
    last = min((changed[-1] + 1) * block, max(len(data), known["size"])) if changed else len(data)
    if len(data) != known["size"]:
        # Everything behind what was put in or taken out has moved.
        last = max(len(data), known["size"])
    return Difference(first, last, _changed_entries(data, known.get("entries")))


def _changed_entries(data: bytes, known: Mapping[str, str] | None) -> tuple[str, ...]:
    if known is None:
        return ()
    now = _entries(data)
    return tuple(name for name in sorted({*known, *now}) if now.get(name) != known.get(name))


def _blocks(data: bytes, block: int) -> list[str]:
    return [
        sha256(data[start : start + block]).hexdigest()[:_LOCATING] for start in range(0, len(data), block)
    ]


def _entries(data: bytes) -> dict[str, str]:
    """The hash of each entry of a package; of one that cannot be read, nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len(infos) > _MOST_ENTRIES or sum(one.file_size for one in infos) > _MOST_BYTES:
                return {}
            return {one.filename: _entry(package, one) for one in infos}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return {}


def _entry(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    try:
        return sha256(package.read(info)).hexdigest()[:_LOCATING]
    except Exception:
        # A damaged entry may fail in as many ways as there are in zipfile and zlib; none of them has a hash.
        return ""
