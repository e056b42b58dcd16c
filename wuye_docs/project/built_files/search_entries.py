"""BLD008: pages that the site's search cannot find."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault

INDEX = "html/static/search-index.js"
_LOADED = re.compile(r"wuyeSearch\.load\((\{.*\})\)", re.DOTALL)
_SEPARATOR = "\x7f"
_FOLDERS = ("documents", "flows", "forms", "roles")
_HINT = Message("重新生成网站: `wuye build html --force`", "build the site again: `wuye build html --force`")


def unsearchable_pages(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each page of a document, flow, form or post without an entry; one alone if there is no index."""
    if "html" not in built.formats:
        return
    if INDEX not in built.files:
        yield Fault(INDEX, Message("网站没有检索索引", "the site has no search index"), _HINT)
        return
    entries = _addresses(built.files[INDEX].read_text("utf-8", "replace"))
    if entries is None:
        yield Fault(INDEX, Message("检索索引读不出来", "the search index cannot be read"), _HINT)
        return
    for name, _ in built.of_kind(".html"):
        page = name.removeprefix("html/").removesuffix(".html")
        if page.partition("/")[0] in _FOLDERS and page not in entries:
            yield Fault(
                name,
                Message(f"检索不到页面 {page}", f"the search has no entry for {page}"),
                _HINT,
                built.number_of(name),
            )


def _addresses(script: str) -> set[str] | None:
    """The pages that have entries, from the site's root without `.html`; None if the index is damaged."""
    loaded = _LOADED.search(script)
    if loaded is None:
        return None
    try:
        addresses = json.loads(loaded.group(1))["addresses"]
        column = addresses.split(_SEPARATOR) if isinstance(addresses, str) else list(addresses)
    except (ValueError, TypeError, KeyError):
        return None
    return {str(one).partition("#")[0] for one in column if not str(one).startswith("#")}
