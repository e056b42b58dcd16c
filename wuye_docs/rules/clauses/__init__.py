"""Rules about the clauses of the standard."""
