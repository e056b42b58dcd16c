"""In which language `wuye` speaks: decided once, before anything is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wuye_docs.diagnostics import Language

# In order of weight, as gettext weighs them; WUYE_LANG is ours.
_VARIABLES = ("WUYE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


class Wishes(NamedTuple):
    """What the command line says about the program as a whole, wherever it stands on the line."""

    language: Language
    wants_traceback: bool
    unknown_language: str | None
    """What followed `--lang` when it is no language of ours."""
    arguments: list[str]
    """The command line without these options."""


def wishes_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Wishes:
    """The language and the rest of a command line; `--lang` wins over the environment."""
    language, unknown, debug = language_of(environment), None, False
    rest: list[str] = []
    pending = list(arguments)
    while pending:
        word = pending.pop(0)
        if word == "--":
            rest += [word, *pending]
            break
        if word == "--debug":
            debug = True
        elif word == "--lang" or word.startswith("--lang="):
            value = word[7:] if "=" in word else (pending.pop(0) if pending else "")
            if value in {one.value for one in Language}:
                language = Language(value)
            else:
                unknown = value
        else:
            rest.append(word)
    return Wishes(language, debug, unknown, rest)


def language_of(environment: Mapping[str, str]) -> Language:
    """The language of an environment: English where it says `en`, else Chinese, which readers of the manual share."""
    for variable in _VARIABLES:
        value = environment.get(variable, "")
        if value:
            return Language.ENGLISH if value.lower().startswith("en") else Language.CHINESE
    return Language.CHINESE
