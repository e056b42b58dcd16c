"""What every record of the source model has in common, and how its keys are described.

A record is a frozen dataclass. Each field that stands in a source file is declared by `key()`, which carries what the
loaders need to read it and what the editor schema says about it. The YAML key is the field's name with hyphens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field
from typing import Any

from wuye_docs.diagnostics import Message, Span

NOWHERE = Span.whole_file("")


@dataclass(frozen=True, slots=True)
class KeyDescription:
    """How one key of a source file is read and explained."""

    about: Message
    required: bool = False
    pattern: str | None = None
    limits: tuple[float, float] | None = None
    """The least and the greatest number that is allowed."""
    examples: tuple[Any, ...] = ()
    name: str | None = None
    """The YAML key where it is not the field's name with hyphens."""


def key(
    zh: str,
    en: str,
    *,
    required: bool = False,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | Any = MISSING,
    pattern: str | None = None,
    limits: tuple[float, float] | None = None,
    examples: tuple[Any, ...] = (),
    name: str | None = None,
) -> Any:
    """A dataclass field that is read from a source key; a required one has an empty default for partial records."""
    metadata = {"key": KeyDescription(Message(zh, en), required, pattern, limits, examples, name)}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    return field(default=None if default is MISSING else default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Something a source file declares."""

    span: Span = NOWHERE
    """Where the record begins: its name or number."""
    keys: Mapping[str, Span] = field(default_factory=dict, repr=False, compare=False)
    """The place of each key's value, by YAML key."""

    def at(self, yaml_key: str) -> Span:
        """The place of a key's value, or of the record where the key is not written."""
        return self.keys.get(yaml_key, self.span)
