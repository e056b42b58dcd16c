"""Checks of generated manuals of 1,000 and 10,000 objects: time, memory and how the time grows."""

from __future__ import annotations

import math
import tempfile
from functools import partial
from pathlib import Path

from bench.generate import write_manual
from bench.timing import ROOT, cores, line, median, wuye


def measure() -> None:
    """Print the table."""
    print(f"\nwuye check, cold ({cores()}); medians of 3 whole processes")
    line("the shipped manual", median(wuye("check"), runs=3, before=partial(_forget, ROOT)))
    line("the same, nothing changed", median(wuye("check"), runs=3), "target 0.5 s")
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for objects, target in ((1_000, "target 1 s"), (10_000, "target 8 s, 300 MB")):
            root = Path(folder) / str(objects)
            made = write_manual(root, objects)
            found[made] = median(wuye("check"), runs=3, before=partial(_forget, root), folder=root)
            line(f"{made:,} generated objects", found[made], target)
    (few, fast), (many, slow) = found.items()
    exponent = math.log(slow.seconds / fast.seconds) / math.log(many / few)
    print(f"growth exponent between the two: {exponent:.2f} (target 1.05)")


def _forget(root: Path) -> None:
    """Do away with the report that is kept while nothing changes."""
    (root / "build" / "cache" / "checks.json").unlink(missing_ok=True)
