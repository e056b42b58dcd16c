"""Findings in the format that was asked for, on the terminal or in a file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wuye_docs import __version__
from wuye_docs.cli.surroundings import wants_colour
from wuye_docs.diagnostics import Background, Diagnostic, Language
from wuye_docs.diagnostics.background import NOTHING_KNOWN

if TYPE_CHECKING:
    from datetime import date

    from wuye_docs.loaders import Loaded
    from wuye_docs.rules import Rule
    from wuye_docs.rules.engine import Checked

FORMATS = ("text", "short", "json", "sarif", "junit", "github", "html")
# These are read as they come; a line that says how much was found stands below.
FOR_PEOPLE = ("text", "short")
# These tell which rules ran; the pages of a hundred rules are not made for the others.
NAMING_RULES = ("sarif", "junit", "html")


def render(
    found: Sequence[Diagnostic],
    sources: Mapping[str, str],
    form: str,
    language: Language,
    background: Background = NOTHING_KNOWN,
    *,
    colour: bool | None = None,
) -> str:
    """The findings in one of FORMATS; only `text` is coloured, by default where the terminal wants it."""
    # Only the format asked for is imported: the page brings a template engine along.
    if form == "short":
        from wuye_docs.diagnostics.render import short

        return short.render(found, sources, language)
    if form == "json":
        from wuye_docs.diagnostics.render import json

        return json.render(found, sources, language)
    if form == "sarif":
        from wuye_docs.diagnostics.render import sarif

        return sarif.render(found, sources, language, background)
    if form == "junit":
        from wuye_docs.diagnostics.render import junit

        return junit.render(found, sources, language, background)
    if form == "github":
        from wuye_docs.diagnostics.render import github

        return github.render(found, sources, language)
    if form == "html":
        from wuye_docs.diagnostics.render import html

        return html.render(found, sources, language, background)
    from wuye_docs.diagnostics.render import terminal

    colour = wants_colour() if colour is None else colour
    return terminal.render(found, sources, language, background, colour=colour)


def background_of(
    loaded: Loaded,
    checked: Checked,
    rules: Sequence[type[Rule]],
    day: date,
    only_paths: Sequence[str] | None = None,
) -> Background:
    """What reports tell beside the findings of a check; of some files alone where only those were asked for."""
    from wuye_docs.rules.page import rule_text

    manual = loaded.manual
    titles = {one.span.path: f"{one.number} {one.title}".strip() for one in manual.controlled()}
    return Background(
        manual=str(manual.settings.title),
        titles={path: title for path, title in titles.items() if title},
        files=tuple(sorted(loaded.sources if only_paths is None else only_paths)),
        rules=tuple(rule_text(rule) for rule in rules),
        waived=checked.waived,
        day=day,
        version=__version__,
    )


def write_report(path: Path, text: str) -> None:
    """Write a report; whoever reads the file meanwhile sees the old one or the new one, never half of it."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        # mkstemp keeps others out; a report is as readable as any file that is written here.
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(0o666 & ~mask)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
