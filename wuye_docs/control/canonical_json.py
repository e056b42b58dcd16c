"""Canonical JSON (RFC 8785) and its SHA-256: what evidence is hashed and signed as.

Evidence holds texts, whole numbers, booleans, lists and objects with ASCII keys; for these Python's writer, told to sort
keys and leave out blanks, gives what RFC 8785 asks for. Other values are refused, so that none can be written two ways.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any


def canonical(value: Any) -> bytes:
    """The one way to write a value. Raises ValueError for what has no canonical form here."""
    _require_plain(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def hash_of(value: Any) -> str:
    """SHA-256 over the canonical form, 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()


def _require_plain(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"a key that is no text: {key!r}")
            _require_plain(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _require_plain(item)
    elif isinstance(value, float) or not isinstance(value, str | int | None):
        raise ValueError(f"{type(value).__name__} has no canonical form")
