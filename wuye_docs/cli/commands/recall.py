"""`wuye recall`: see `distribute`."""

from wuye_docs.cli.commands.distribute import recall_command as command

__all__ = ["command"]
