"""Measurements beside other tools; none of them is a test."""
