"""LibreOffice accepts and rejects all tracked changes, and comes to the same texts as our own reader."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.redline.history import NUMBER, history
from tests.writers.docx.accept_reject import W, blocks_of, part_of, settled
from tests.writers.docx.test_redline import is_contents, keep
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.side import Side
from wuye_docs.writers.docx.redline import write_redline

COMMANDS = {True: ".uno:AcceptAllTrackedChanges", False: ".uno:RejectAllTrackedChanges"}
# Seed, old and new of the synthetic history: words added to the end of a heading before an inserted paragraph are in it.
SEED, OLD, NEW = 0, 0, 2
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, filter())
  doc.close(True)
End Sub
</script:module>
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice's own making, with one macro in it."""
    folder = tmp_path_factory.mktemp("libreoffice")
    run(folder, "--terminate_after_init")
    module = folder / "user" / "basic" / "Standard" / "Module1.xba"
    assert module.is_file(), "no LibreOffice with Basic: `make test` installs it where it can"
    module.write_text(MACRO, encoding="utf-8")
    return folder


def run(profile: Path, *arguments: str) -> None:
    soffice = shutil.which("soffice")
    assert soffice, "no LibreOffice: `make test` installs it where it can"
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments],
        check=True,
        capture_output=True,
        timeout=180,
    )


def it_comes_to_the_same_texts_in_libreoffice(profile: Path, tmp_path: Path) -> None:
    sides = [
        Side.of(f"A/{index}", MemoryWorkspace(history(SEED, 3)[index].sources()))  # type: ignore[arg-type]
        for index in (OLD, NEW)
    ]
    data = write_redline(Comparison(*sides), NUMBER, author="客服主管", date="2026-03-01", keep=keep)
    source = tmp_path / "redline.docx"
    source.write_bytes(data)
    for accept, command in COMMANDS.items():
        target = tmp_path / f"{accept}.docx"
        run(profile, f'macro:///Standard.Module1.Settle("{source.as_uri()}","{target.as_uri()}","{command}")')
        root = part_of(target.read_bytes())
        assert not list(root.iter(W + "ins", W + "del", W + "moveFrom", W + "moveTo"))
        body = next(root.iter(W + "body"))
        expected = settled(part_of(data), accept=accept)[0]
        assert list(texts_of(blocks_of(body))) == list(texts_of(blocks_of(expected)))


def texts_of(blocks: list[Any]) -> Iterator[str]:
    """The texts in order; LibreOffice keeps no empty paragraphs at breaks."""
    for block in blocks:
        if isinstance(block, tuple):
            if block[2].strip() and not is_contents(block):
                yield block[2].strip()
        else:
            for row in block:
                for cell in row:
                    yield from texts_of(cell[2])
