"""`python -m bench [NAME [options]]`: time, memory and ratios, medians of several runs.

Each measurement is a module of this folder with `measure(…)`, and `options(parser)` if it takes any; without a name those
run that need nothing but the repository.
"""

from __future__ import annotations

import argparse
from importlib import import_module

# What it is called, its module, and whether it runs when none is named.
MEASUREMENTS = {
    "build": ("bench.build", True),
    "check": ("bench.check", True),
    "printed": ("bench.printed", True),
    "site": ("bench.site", True),
    "swimlanes": ("bench.swimlanes", True),
    "search": ("bench.search", True),
    "foreign-text": ("bench.foreign_text", False),
    "seeded-faults": ("bench.seeded_faults.run", False),
    "kills": ("bench.kills", False),
}


def main() -> None:
    """Run the measurement named, or all that need no options."""
    parser = argparse.ArgumentParser(prog="bench")
    commands = parser.add_subparsers(dest="name", metavar="|".join(MEASUREMENTS))
    for name, (module, _) in MEASUREMENTS.items():
        measurement = import_module(module)
        command = commands.add_parser(name, help=(measurement.__doc__ or "").partition("\n")[0])
        if hasattr(measurement, "options"):
            measurement.options(command)
        command.set_defaults(measure=measurement.measure)
    asked = vars(parser.parse_args())
    name, measure = asked.pop("name"), asked.pop("measure", None)
    if name:
        measure(**asked)
        return
    for module, runs_unasked in MEASUREMENTS.values():
        if runs_unasked:
            import_module(module).measure()


main()
