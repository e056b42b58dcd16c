"""LibreOffice lays files out, in the font that every machine has."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from wuye_docs.ooxml.markup import escape_text
from wuye_docs.writers.docx.look import CHINESE_NAMES, HEI, KAI, LATIN, SONG
from wuye_docs.writers.docx.pictures import embedded_font

_EMBEDDED = "Noto Sans SC"
_SECONDS_TO_START, _SECONDS_A_FILE = 120, 120


class OfficeFault(Exception):
    """LibreOffice did not do what it was asked for; the message says what it said."""


def convert_to_pdf(
    office: Path,
    files: Sequence[Path],
    target: Path,
    profile: Path,
    *,
    pages: str = "",
    outline: bool = False,
) -> None:
    """Lay files out in one run of LibreOffice; each gives `target/<its stem>.pdf`, a file that fails gives none.

    `pages` limits what is printed (`1`, `2-5`); all pages are laid out. Raises OfficeFault if LibreOffice does not start or
    does not end.
    """
    options = []
    if pages:
        options.append(f'"PageRange":{{"type":"string","value":"{pages}"}}')
    if outline:
        options.append('"ExportBookmarks":{"type":"boolean","value":"true"}')
    wanted = f"pdf:writer_pdf_Export:{{{','.join(options)}}}" if options else "pdf"
    profile.mkdir(parents=True, exist_ok=True)
    fonts = profile / "fonts.conf"
    fonts.write_text(fonts_configuration(), "utf-8")
    command = [
        os.fspath(office),
        f"-env:UserInstallation={(profile / 'user').resolve().as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        wanted,
        "--outdir",
        os.fspath(target),
        *(os.fspath(one) for one in files),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": os.fspath(fonts)}
    try:
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
        )
    except OSError as fault:
        raise OfficeFault(str(fault)) from fault
    try:
        _, errors = process.communicate(timeout=_SECONDS_TO_START + _SECONDS_A_FILE * len(files))
    except BaseException as fault:
        process.kill()
        process.wait()
        if isinstance(fault, subprocess.TimeoutExpired):
            raise OfficeFault("LibreOffice did not come to an end") from fault
        raise
    if process.returncode:
        raise OfficeFault(errors.decode("utf-8", "replace").strip()[-300:] or f"exit {process.returncode}")


def fonts_configuration() -> str:
    """A fontconfig file that adds the embedded font and gives it to the names that Word uses.

    Without it LibreOffice takes whatever the machine has, often a Japanese face, and pages break elsewhere on the next one.
    """
    font = embedded_font()
    names = dict.fromkeys([SONG, HEI, KAI, *CHINESE_NAMES, *CHINESE_NAMES.values(), LATIN])
    folder = f"<dir>{escape_text(os.fspath(Path(font).parent))}</dir>" if font else ""
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{_EMBEDDED}</string></edit></match>'
        for name in names
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"{folder}{matches if font else ''}</fontconfig>\n"
    )
