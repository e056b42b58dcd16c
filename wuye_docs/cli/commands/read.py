"""`wuye read`: see `distribute`."""

from wuye_docs.cli.commands.distribute import read_command as command

__all__ = ["command"]
