"""Making a baseline: the sources, what is in force, and the hashes of all that was built."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import wuye_docs
from wuye_docs.control.baselines import FORMAT, MANIFEST, OUTPUTS, SOURCES
from wuye_docs.control.issue_state import IssueState
from wuye_docs.control.ledger import Ledger
from wuye_docs.loaders import CONTROL_FOLDER, Workspace

# The first day that a zip can name.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def frozen_files(workspace: Workspace, further: Iterable[str] = ()) -> dict[str, bytes]:
    """Everything that an edition is made from, by path: all sources, and further files that manual.yaml names."""
    paths = {path for path in workspace.paths() if not path.startswith(f"{CONTROL_FOLDER}/")}
    return {path: workspace.read(path) for path in sorted({*paths, *further})}


def archive(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip: sorted, not packed, without times, so that they give the same bytes on every machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as zip_:
        for path, data in sorted(files.items()):
            info = zipfile.ZipInfo(path, _ZIP_TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            zip_.writestr(info, data)
    return made.getvalue()


def baseline_files(
    *,
    edition: str,
    date: str,
    effective: str,
    note: str,
    has_drafts: bool,
    issues: Mapping[str, IssueState],
    sources: Mapping[str, bytes],
    outputs: Mapping[str, Any],
    ledger: Ledger,
) -> dict[str, bytes]:
    """The three files of a baseline, by name. `outputs` are the fingerprints of the built files by path."""
    packed = archive(sources)
    listed = _json({"format": FORMAT, "edition": edition, "files": outputs})
    manifest = {
        "format": FORMAT,
        "edition": edition,
        "date": date,
        "effective": effective,
        "note": note,
        "tool": f"wuye_docs {wuye_docs.__version__}",
        "has_drafts": has_drafts,
        # The entries up to here stand behind this edition: a ledger that lacks them was cut.
        "ledger": {"entries": len(ledger.entries), "head": ledger.head},
        "issues": {number: one.data() for number, one in issues.items()},
        "sources": {path: sha256(data).hexdigest() for path, data in sources.items()},
        "archive": sha256(packed).hexdigest(),
        "outputs": sha256(listed).hexdigest(),
    }
    return {SOURCES: packed, OUTPUTS: listed, MANIFEST: _json(manifest)}


def _json(value: Any) -> bytes:
    """JSON with a line for each thing, so that people and git see what differs between two editions."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")
