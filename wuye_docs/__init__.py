"""Quality manuals as code: structured sources in; checked, controlled HTML, Word and PDF out."""

__version__ = "0.1.0"
