"""A book to PDF/A and PDF/UA files, laid out by Typst inside this process."""
