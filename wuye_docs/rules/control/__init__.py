"""Rules about document control."""
