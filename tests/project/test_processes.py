"""How worker processes begin: forked only from a process that has no thread but its own."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys

CODE = """
import sys
from wuye_docs.project.run import _context
if "typst" in sys.argv:
    import typst
    typst.compile(b"hello", format="pdf")
print(_context().get_start_method())
"""


def begins(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()


def it_never_forks_a_process_in_which_typst_has_begun_its_threads() -> None:
    assert begins("typst") == "spawn"
    assert begins() == ("fork" if sys.platform == "linux" else "spawn")
    assert "spawn" in multiprocessing.get_all_start_methods()
