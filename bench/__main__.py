"""`python -m bench [build|check|swimlanes]`: time, memory and ratios, medians of several runs."""

from __future__ import annotations

import sys

from bench import build, check


def main(names: list[str]) -> None:
    """Run the measurements named, or build and check."""
    wanted = names or ["build", "check"]
    if "build" in wanted:
        build.measure()
    if "check" in wanted:
        check.measure()
    if "swimlanes" in wanted:
        from bench import swimlanes

        swimlanes.main(["100"])


main(sys.argv[1:])
