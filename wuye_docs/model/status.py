"""The life cycle of a controlled document."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a document, form or flow stands; ISO 9001:2015 7.5.2 and 7.5.3 ask that this be known."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    OBSOLETE = "obsolete"

    @property
    def label(self) -> str:
        """The state as the manual shows it."""
        return {
            Status.DRAFT: "草案",
            Status.IN_REVIEW: "审核中",
            Status.APPROVED: "已批准",
            Status.EFFECTIVE: "现行有效",
            Status.OBSOLETE: "作废",
        }[self]
