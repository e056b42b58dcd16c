"""`python -m bench [build|check|swimlanes]`: time, memory and ratios, medians of several runs."""

from __future__ import annotations

import sys

from bench import build, check, swimlanes


def main(names: list[str]) -> None:
    """Run the measurements named, or all of them."""
    wanted = names or ["build", "check", "swimlanes"]
    if "build" in wanted:
        build.measure()
    if "check" in wanted:
        check.measure()
    if "swimlanes" in wanted:
        swimlanes.measure()


main(sys.argv[1:])
