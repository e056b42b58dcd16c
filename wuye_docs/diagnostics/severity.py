"""How bad a finding is."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """Errors stop a release, warnings ask for a decision, hints are advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for hints: the order in which people want to read them."""
        return list(Severity).index(self)
