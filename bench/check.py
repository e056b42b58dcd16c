"""Checks of generated manuals of 1,000 and 10,000 objects: time, memory and how the time grows."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

from bench.generate import write_manual
from bench.timing import cores, line, median, wuye


def measure() -> None:
    """Print the table."""
    print(f"\nwuye check, cold ({cores()}); medians of 3 whole processes")
    shipped = median(wuye("check"), runs=3)
    line("the shipped manual", shipped)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for objects, target in ((1_000, "target 1 s"), (10_000, "target 8 s, 300 MB")):
            root = Path(folder) / str(objects)
            made = write_manual(root, objects)
            found[made] = median(wuye("check"), runs=3, folder=root)
            line(f"{made:,} generated objects", found[made], target)
    (few, fast), (many, slow) = found.items()
    exponent = math.log(slow.seconds / fast.seconds) / math.log(many / few)
    print(f"growth exponent between the two: {exponent:.2f} (target 1.05)")
