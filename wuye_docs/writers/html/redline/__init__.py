"""The differences of two states as one self-contained page."""
