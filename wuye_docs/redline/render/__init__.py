"""Lists of changes for people at a terminal and for programs."""
