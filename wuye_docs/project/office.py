"""LibreOffice on this machine: where it is, and which one. Imports nothing, for a build with nothing to do asks for it too."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

_COMMANDS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)


def find_office() -> Path | None:
    """The command of LibreOffice, or None where it is not installed."""
    for command in _COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    return next((Path(place) for place in _PLACES if Path(place).is_file()), None)


@dataclass(frozen=True, slots=True)
class Probing:
    """Which page numbers LibreOffice is asked for, and which LibreOffice."""

    office: Path | None
    """None where it is not installed: then page numbers come from the layout of the PDF."""
    documents: bool
    """Those of each document's own file too, not the bound manual's alone."""

    @property
    def identity(self) -> str:
        """What page numbers depend on besides the sources: another version has another program."""
        if self.office is None:
            return ""
        program = self.office.resolve()
        state = program.stat()
        return f"{program} {state.st_size} {state.st_mtime_ns}"

    def asks_for(self, kind: str) -> bool:
        """Whether the numbers of this kind of paper (`document`, `form`, `bound`) are asked for."""
        return self.office is not None and (kind == "bound" or (kind == "document" and self.documents))
