"""Word files: controlled documents, the bound manual and forms that can be filled in."""
