"""Reports of problems on their way home: a mail or an issue with the place filled in."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

QUESTION = "问题和建议："
CLAUSE = "{clause}"
"""What `clauses.js` fills in."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Where reports go: a mail address, or the https address of an issue form; nothing if it is empty.

    An issue form gets `title` and `body` in its query, or in the places of `{subject}` and `{body}`.
    """

    address: str

    def link(self, place: str, clause: str, title: str) -> str:
        """The address of a report on `SYWIKF16 A/0`, a clause and its title; empty if nobody takes reports.

        RFC 6068 wants UTF-8, percent-encoded, lines ended by CRLF.
        """
        if not self.address:
            return ""
        subject = " ".join(part for part in (place, clause, title) if part)
        body = quote(f"{subject}\r\n{QUESTION}\r\n", safe="")
        subject = quote(subject, safe="")
        if not self.address.startswith(("https://", "http://")):
            return f"mailto:{quote(self.address, safe='@.+-_')}?subject={subject}&body={body}"
        if "{subject}" in self.address or "{body}" in self.address:
            return self.address.replace("{subject}", subject).replace("{body}", body)
        joint = "&" if "?" in self.address else "?"
        return f"{self.address}{joint}title={subject}&body={body}"

    def clause_link(self, place: str) -> str:
        """The address of a report on a clause of `SYWIKF16 A/0`; `{clause}` stands for its number and title, percent-encoded."""
        return self.link(place, CLAUSE, "").replace(quote(CLAUSE, safe=""), CLAUSE)
