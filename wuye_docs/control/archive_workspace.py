"""The frozen sources of a baseline, read from its archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from hashlib import sha256


class ArchiveWorkspace:
    """The frozen sources of a baseline; what is not as it was frozen cannot be read."""

    def __init__(self, archive: bytes, hashes: Mapping[str, str], day: date) -> None:
        """Raises OSError if the archive cannot be opened."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(archive))
        except zipfile.BadZipFile as fault:
            raise OSError(str(fault)) from fault
        self._hashes = hashes
        self._day = day

    def paths(self) -> tuple[str, ...]:
        return tuple(
            sorted(path for path in self._hashes if path.startswith(("manual/", "flows/", "forms/")))
        )

    def read(self, path: str) -> bytes:
        if path not in self._hashes:
            raise FileNotFoundError(path)
        try:
            info = self._zip.getinfo(path)
            if info.compress_type != zipfile.ZIP_STORED:
                raise OSError(f"{path}: packed, though frozen sources are not")
            data = self._zip.read(info)
        except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as fault:
            raise OSError(f"{path}: {fault}") from fault
        if sha256(data).hexdigest() != self._hashes[path]:
            raise OSError(f"{path}: not as it was frozen")
        return data

    def today(self) -> date:
        return self._day
