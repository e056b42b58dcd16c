"""Office Open XML that python-docx does not write: fields, bookmarks, numbering, content controls, SVG pictures, packages."""
