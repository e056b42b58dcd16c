"""Rules about the sections of a document."""
