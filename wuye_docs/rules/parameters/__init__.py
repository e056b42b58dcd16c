"""Rules about single-sourced figures."""
