"""The page that tells from the code on a cover whether a paper is in force: without network and without camera.

The list of issues is the page's own table; the code is typed, pasted, or stands in the address behind `#`, as a scanner opens
it. Script and style are files of the site, so that the content policy allows nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from wuye_docs.content.book import Book
from wuye_docs.content.known_issues import KnownIssue

MARK_PAGE = "verify.html"
_POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; form-action 'none'; base-uri 'none'"


def write_mark_page(book: Book) -> bytes:
    """The bytes of the page. The same issues give the same bytes."""
    settings = book.manual.settings
    edition = book.edition or settings.edition
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>核对文件是否现行 - {escape(settings.title)}</title>"
        '<link rel="stylesheet" href="static/verify.css"></head><body><main>'
        f'<a href="index.html">{escape(settings.title)}</a><h1>核对文件是否现行</h1>'
        f'<p class="about">{escape(settings.company.name)}　版本 {escape(edition)}　可离线使用</p>'
        '<form id="form"><label for="code">二维码内容</label>'
        '<input id="code" autocomplete="off" spellcheck="false" placeholder="WUYE1*D*…">'
        '<p class="note">或者按封面右下角的文字输入：</p><div class="pair">'
        '<div><label for="number">文件编号</label><input id="number" autocomplete="off" spellcheck="false"></div>'
        '<div><label for="hash">校验码（12 位）</label><input id="hash" autocomplete="off" spellcheck="false"></div></div>'
        '<button type="submit">核对</button></form>'
        '<div id="answer" role="status" aria-live="polite"></div>'
        '<noscript><p class="note">本页需要浏览器允许脚本；也可以按下表人工核对。</p></noscript>'
        f'{_table(book.known_issues)}</main><script src="static/verify.js"></script></body></html>\n'
    ).encode()


def _table(issues: Sequence[KnownIssue]) -> str:
    """All issues; those that are not in force are there for the script alone."""
    rows = "".join(
        f'<tr data-kind="{one.kind}" data-edition="{escape(one.edition)}" data-standing="{one.standing}"'
        f"{'' if one.standing.is_in_force else ' hidden'}><td>{escape(one.number)}</td><td>{escape(one.title)}</td>"
        f"<td>{escape(one.revision)}</td><td>{one.grouped_hash}</td></tr>"
        for one in issues
    )
    none = (
        ""
        if any(one.standing.is_in_force for one in issues)
        else '<p class="note">目前没有现行有效的版本。</p>'
    )
    return (
        '<details><summary>现行有效的文件</summary><div class="scroll"><table id="issues"><thead><tr>'
        '<th scope="col">编号</th><th scope="col">名称</th><th scope="col">版次</th><th scope="col">校验码</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></div>{none}</details>"
    )
