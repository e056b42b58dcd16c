"""Rules about what one part of the manual says of another."""
