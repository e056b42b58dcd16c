"""What changed between two states of a manual, computed from the two and never typed."""
