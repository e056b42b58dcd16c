"""`python -m bench [build|check|swimlanes] [--rival FILE]`: time, memory and ratios, medians of several runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import build, check, swimlanes

NAMES = ("build", "check", "swimlanes")


def main() -> None:
    """Run the measurements named, or all of them."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="|".join(NAMES))
    parser.add_argument(
        "--rival", type=Path, help="a Python file with a function lay_out(graph) to measure beside ours"
    )
    parser.add_argument("--flows", type=int, default=300, help="how many random flows")
    asked = parser.parse_args()
    wanted = asked.names or NAMES
    if "build" in wanted:
        build.measure()
    if "check" in wanted:
        check.measure()
    if "swimlanes" in wanted:
        swimlanes.measure(asked.flows, asked.rival)


main()
