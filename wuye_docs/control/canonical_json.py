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
    return _written(value)


def read_canonical(data: bytes) -> Any:
    """The value that some bytes hold. Raises ValueError unless they are the one way to write it."""
    # JSON has no keys but texts, and figures with a fraction are refused on the way: nothing is left to look for.
    value = _READER.decode(data.decode("utf-8"))
    if _written(value) != data:
        raise ValueError("not written in canonical form")
    return value


def hash_of_read(value: Any) -> str:
    """The same as `hash_of` for (a part of) what `read_canonical` gave."""
    return sha256(_written(value)).hexdigest()


def hash_of(value: Any) -> str:
    """SHA-256 over the canonical form, 64 hexadecimal digits."""
    return sha256(canonical(value)).hexdigest()


def _written(value: Any) -> bytes:
    return _WRITER.encode(value).encode("utf-8")


def _refuse(figure: str) -> float:
    raise ValueError(f"{figure} has no canonical form")


# Made once: a ledger has a thousand lines and more.
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_READER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse)


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
