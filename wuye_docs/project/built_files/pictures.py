"""BLD009: pictures that say nothing to those who cannot see them (ISO 14289-1, 7.3; WCAG 2.2, 1.1.1)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from wuye_docs.diagnostics import Message
from wuye_docs.ooxml.namespaces import PREFIXES
from wuye_docs.ooxml.package import parse_xml
from wuye_docs.project.built_files.output import BuiltOutput, Fault

_HINT = Message(
    "在方括号里写图片说明: `![说明](图片.png)`",
    "write what it shows in the brackets: `![words](picture.png)`",
)
_SVG = "{http://www.w3.org/2000/svg}svg"


def undescribed_pictures(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each file with pictures without words, with their count."""
    for name, path in built.files.items():
        if name.endswith(".html"):
            count = sum(1 for _ in _silent_in_page(built.page(name)))
        elif name.endswith(".docx"):
            count = _silent_in_word(path)
        elif name.endswith(".pdf"):
            count = built.pdf(name).pictures_without_words
        else:
            continue
        if count:
            yield Fault(
                name,
                Message(f"{count} 张图片没有替代文字", f"pictures without alternative text: {count}"),
                _HINT,
                built.number_of(name),
            )


def _silent_in_page(page: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Images without words and drawings without a name; an ornament says so with role or aria-hidden."""
    for one in page.iter("img", "svg", _SVG):
        hidden = one.xpath("ancestor-or-self::*[@aria-hidden='true' or @role='presentation' or @role='none']")
        named = one.xpath("@alt | @aria-label | @aria-labelledby | ./title/text()")
        if not hidden and not any(str(name).strip() for name in named):
            yield one


def _silent_in_word(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        return sum(
            not str(one.get("descr") or "").strip() and not one.findall(".//{*}decorative")
            for name in parts
            if "header" not in name and "footer" not in name
            for one in parse_xml(archive.read(name)).iter(f"{{{PREFIXES['wp']}}}docPr")
        )
