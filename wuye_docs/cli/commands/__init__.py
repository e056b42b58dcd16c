"""One module a command; each offers `command(language)`, and imports what it works with when it runs."""
