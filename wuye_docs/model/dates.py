"""Days of the calendar, as sources and evidence write them: YYYY-MM-DD."""

from __future__ import annotations

from datetime import date


def day_of(text: str) -> date | None:
    """The day that is written; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def months_later(day: str, months: int) -> str:
    """The day `months` after an ISO date, at the latest the last of that month; empty for no or a faulty date."""
    start = day_of(day)
    if start is None:
        return ""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for last in range(start.day, start.day - 4, -1):
        try:
            return date(year, month + 1, last).isoformat()
        except ValueError:
            continue
    return ""
