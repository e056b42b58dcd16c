"""Values kept in the cache of a project from one run to the next, each in a file with its hash."""

from __future__ import annotations

import logging
import pickle
from hashlib import blake2b
from pathlib import Path

from wuye_docs.project.state import write_whole

log = logging.getLogger(__name__)


def read_kept(path: Path) -> object:
    """A value of the cache, or None where there is none or it was damaged; its first bytes are the hash of the rest."""
    try:
        data = path.read_bytes()
        if blake2b(data[16:], digest_size=16).digest() != data[:16]:
            return None
        return pickle.loads(data[16:])
    except (OSError, pickle.UnpicklingError, AttributeError, ImportError, EOFError, ValueError, TypeError):
        return None


def keep_value(path: Path, value: object) -> None:
    """Keep a value for `read_kept`; where nothing can be written, it is not kept."""
    try:
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        write_whole(path, blake2b(data, digest_size=16).digest() + data)
    except (OSError, pickle.PicklingError, TypeError, AttributeError) as fault:
        # A full disk costs time at the next build, not this one's result.
        log.debug("not kept: %s", fault)


def forget_others(cache: Path, keys: set[str]) -> None:
    """Remove what a folder of kept values holds under other names."""
    if cache.is_dir():
        for path in cache.iterdir():
            if path.name not in keys:
                path.unlink(missing_ok=True)
