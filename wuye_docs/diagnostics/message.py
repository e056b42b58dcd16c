"""Text for people, in Chinese and English side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """The language messages are shown in."""

    CHINESE = "zh"
    ENGLISH = "en"


class Message(NamedTuple):
    """One statement in both languages, so that neither can be forgotten."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """The statement in the language asked for."""
        return self.zh if language is Language.CHINESE else self.en
