"""The page that tells from the code on a cover whether a paper is in force: one file, without network and camera.

The list of issues is built into the page; the code is typed, pasted, or stands in the address behind `#`, as a scanner opens
it. The page's one script is allowed by its hash, and writes text only.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib import resources

from wuye_docs.content.book import Book
from wuye_docs.content.known_issues import KnownIssue
from wuye_docs.writers.html.register_file import STYLE

MARK_PAGE = "verify.html"
_EXTRA = """
main{max-width:42rem;margin:0 auto}
label{display:block;margin:.9rem 0 .2rem;font-weight:600}
input{font:inherit;width:100%;box-sizing:border-box;padding:.55rem .6rem;border:1px solid #6d7b81;border-radius:4px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
button{font:inherit;margin:1rem 0;padding:.55rem 1.4rem;border:0;border-radius:4px;background:#0f5c6e;color:#fff}
#answer{border-left:5px solid #6d7b81;background:#f4f6f7;padding:.8rem 1rem;margin:1rem 0;min-height:3.2rem}
#answer strong{display:block;font-size:1.2rem}
#answer[data-verdict=valid]{border-color:#1c7c3c;background:#eaf6ee}
#answer[data-verdict=invalid]{border-color:#b3261e;background:#fdecec}
#answer[data-verdict=draft]{border-color:#b26a00;background:#fff5e0}
:focus-visible{outline:3px solid #0f5c6e;outline-offset:2px}
"""


def write_mark_page(book: Book) -> bytes:
    """The bytes of the page. The same issues give the same bytes."""
    settings, issues = book.manual.settings, book.known_issues
    company, title, edition = settings.company.name, settings.title, book.edition or settings.edition
    script = (resources.files(__package__) / "theme" / "verify.js").read_text("utf-8")
    data = [
        [one.kind, one.number, one.title, one.revision, one.edition, one.hash, one.standing.value]
        for one in issues
    ]
    # `<` is the only character that could end the element.
    listed = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    hash_ = b64encode(sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash_}'; img-src data:; form-action 'none'; base-uri 'none'"
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>核对文件 - {escape(title)}</title><style>{STYLE}{_EXTRA}</style></head><body><main>"
        f'<h1>核对文件是否现行</h1><p class="about">{escape(company)}　{escape(title)}　版本 {escape(edition)}　可离线使用</p>'
        '<form id="form"><label for="code">二维码内容</label>'
        '<input id="code" autocomplete="off" spellcheck="false" placeholder="WUYE1*D*…">'
        '<p class="note">或者按封面右下角的文字输入：</p><div class="pair">'
        '<div><label for="number">文件编号</label><input id="number" autocomplete="off" spellcheck="false"></div>'
        '<div><label for="hash">校验码（12 位）</label><input id="hash" autocomplete="off" spellcheck="false"></div></div>'
        '<button type="submit">核对</button></form>'
        '<div id="answer" role="status" aria-live="polite"></div>'
        '<noscript><p class="note">本页需要浏览器允许脚本；也可以按下表人工核对。</p></noscript>'
        f"{_table(issues)}</main>"
        f'<script type="application/json" id="issues">{listed}</script><script>{script}</script></body></html>\n'
    ).encode()


def _table(issues: Sequence[KnownIssue]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.number)}</td><td>{escape(one.title)}</td><td>{escape(one.revision)}</td>"
        f"<td>{escape(one.grouped_hash)}</td></tr>"
        for one in issues
        if one.standing.is_in_force
    )
    if not rows:
        return '<p class="note">目前没有现行有效的版本。</p>'
    return (
        '<details><summary>现行有效的文件</summary><div class="scroll"><table><thead><tr><th scope="col">编号</th>'
        '<th scope="col">名称</th><th scope="col">版次</th><th scope="col">校验码</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )
