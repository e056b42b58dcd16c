"""Rules about words, punctuation and characters."""
