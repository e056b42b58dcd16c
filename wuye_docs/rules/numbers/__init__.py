"""Rules about the numbers of documents, forms and flows, and of clauses."""
