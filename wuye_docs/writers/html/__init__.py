"""The site: resolved trees through Sphinx to pages that open from disk."""
