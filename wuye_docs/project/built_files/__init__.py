"""Checks of what a build wrote: the files as they lie in the output folder, read back and held against the manual."""
