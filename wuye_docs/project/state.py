"""What the last build left behind: kept in the cache, so that the next one does only what is needed."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wuye_docs.project.fingerprint import FileState

STATE_VERSION = 1


@dataclass(slots=True)
class OutputState:
    """One output: the key of what it was made from, and the file as it was written."""

    key: str
    file: FileState


@dataclass(slots=True)
class BuildState:
    """Sources and outputs of the last build that ended well."""

    tool: str = ""
    sources: dict[str, FileState] = field(default_factory=dict)
    outputs: dict[str, OutputState] = field(default_factory=dict)
    """By path from the output folder."""
    complete: dict[str, str] = field(default_factory=dict)
    """By format: the digest of the sources from which all of it was built."""


def load_state(path: Path) -> BuildState:
    """The state at `path`; an empty one if there is none or it cannot be read."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] != STATE_VERSION:
            return BuildState()
        return BuildState(
            tool=data["tool"],
            sources={name: FileState(*value) for name, value in data["sources"].items()},
            outputs={
                name: OutputState(value[0], FileState(*value[1])) for name, value in data["outputs"].items()
            },
            complete=data["complete"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return BuildState()


def save_state(state: BuildState, path: Path) -> None:
    """Write the state; the old one stays whole until the new one is."""
    data = {
        "version": STATE_VERSION,
        "tool": state.tool,
        "sources": {name: list(asdict(value).values()) for name, value in sorted(state.sources.items())},
        "outputs": {
            name: [value.key, list(asdict(value.file).values())]
            for name, value in sorted(state.outputs.items())
        },
        "complete": dict(sorted(state.complete.items())),
    }
    write_whole(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its target and rename it, so that the target is at every moment the old or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.write_bytes(data)
    beside.replace(path)
