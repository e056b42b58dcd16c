"""Content tree to files; the three writers do not know each other."""
