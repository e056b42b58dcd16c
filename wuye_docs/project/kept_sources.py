"""Sources as they were read last, kept from run to run: what has not changed is not parsed again."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import cast

from wuye_docs.loaders import Loaded, Workspace, load
from wuye_docs.loaders.manual import FileRead, KeptFiles
from wuye_docs.project.kept_values import keep_value, read_kept

FILE = "sources"
"""Where it is kept, in the cache of a build."""
_Packed = dict[str, bytes]
"""What was read of each file, pickled, by its path: so that only what changed is pickled again."""


def load_keeping(workspace: Workspace, cache: Path, tool: str) -> Loaded:
    """Read a workspace; what is as it was is taken over from the folder `cache`, where all is kept for the next time.

    `tool` is the fingerprint of this program: what another one has read is not taken over.
    """
    path = cache / FILE
    packed = _packed(path, tool)
    before: dict[str, FileRead] = {name: pickle.loads(data) for name, data in packed.items()}
    kept: KeptFiles = dict(before)
    loaded = load(workspace, kept)
    changed = [name for name, read in kept.items() if before.get(name) is not read]
    if changed or kept.keys() != before.keys():
        again = {name: packed[name] for name in kept if name not in changed}
        again |= {name: pickle.dumps(kept[name], pickle.HIGHEST_PROTOCOL) for name in changed}
        keep_value(path, (tool, again))
    return loaded


def _packed(path: Path, tool: str) -> _Packed:
    kept = read_kept(path)
    if isinstance(kept, tuple) and len(kept) == 2 and kept[0] == tool:
        return cast(_Packed, kept[1])
    return {}
