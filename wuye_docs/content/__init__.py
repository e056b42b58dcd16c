"""Markdown to one resolved docutils tree a document, the same for every output."""
