"""BLD003: links of the site and of the PDFs that lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import html

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault

_ATTRIBUTES = ("href", "src", "{http://www.w3.org/1999/xlink}href")
_HINT = Message(
    "全部重新生成: `wuye build --force`; 只生成一部分时, 其他格式的文件可能还没有",
    "build everything again: `wuye build --force`; after a build of one part other files may be missing yet",
)


def dead_links(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each link to a file or place that is not there; the same link of a page once."""
    anchors: dict[str, frozenset[str]] = {}
    for name, _ in built.of_kind(".html"):
        for address in dict.fromkeys(_addresses(built.page(name))):
            reason = _missing(built, name, address, anchors)
            if reason is not None:
                yield _fault(built, name, address, reason)
    for name, _ in built.of_kind(".pdf"):
        for address in dict.fromkeys(built.pdf(name).links):
            reason = _missing(built, name, address, anchors)
            if reason is not None:
                yield _fault(built, name, address, reason)


def _addresses(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter("*"):
        for attribute in _ATTRIBUTES:
            address = element.get(attribute)
            if address is not None:
                yield str(address)


def _missing(
    built: BuiltOutput, name: str, address: str, anchors: dict[str, frozenset[str]]
) -> Message | None:
    """What is not there; None if the link leads somewhere, or out of the manual."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return Message("地址不成立", "it is no address")
    if parts.scheme or parts.netloc:
        return None
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        if parts.path
        else name
    )
    if target not in built.files:
        # A format that was not built at all is no fault of the link.
        if target.partition("/")[0] in {"html", "docx", "pdf"} - set(built.formats):
            return None
        return Message(f"没有文件 {target}", f"there is no file {target}")
    anchor = unquote(parts.fragment)
    if anchor and target.endswith(".html"):
        if target not in anchors:
            anchors[target] = frozenset(map(str, built.page(target).xpath("//@id | //a/@name")))
        if anchor not in anchors[target]:
            return Message(f"{target} 中没有 #{anchor}", f"{target} has no #{anchor}")
    return None


def _fault(built: BuiltOutput, name: str, address: str, reason: Message) -> Fault:
    return Fault(
        name,
        Message(f"链接 `{address}` 失效: {reason.zh}", f"link `{address}` leads nowhere: {reason.en}"),
        _HINT,
        built.number_of(name),
    )
