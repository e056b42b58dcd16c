"""One page with all changes: a list at the side, a table of changes for each thing, the text of documents with marks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from wuye_docs.content.book import Book
from wuye_docs.diagnostics import Language, Span
from wuye_docs.redline.changes import Change, ChangeKind, Fragment, Part, ThingChanges
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.render.wording import KINDS, count_in_words
from wuye_docs.swimlanes import render_svg
from wuye_docs.writers.html.redline.excerpt import excerpt_of
from wuye_docs.writers.html.redline.translator import body_html

_TOLD_IN_TEXT = frozenset(Part) - {Part.KEY}
"""Parts of a document that the marked text shows; its properties stand in a table."""


def redline_page(comparison: Comparison, things: Sequence[ThingChanges]) -> str:
    """The page as one file: no script, no address outside, and a content policy that allows neither."""
    title = f"修改对照 {comparison.old.name} → {comparison.new.name}"
    articles = "".join(_article(comparison, one) for one in things) or "<p>两个状态没有差异。</p>"
    return whole_page(
        title,
        f'<div class="page"><aside class="list"><strong>{escape(comparison.new.manual.settings.title)}</strong>'
        f"{_list(things)}</aside><main><h1>{escape(title)}</h1>"
        f'<p class="lead">{escape(count_in_words(things, Language.CHINESE))}</p>{_LEGEND}{articles}</main></div>',
    )


def whole_page(title: str, body: str) -> str:
    """A page around markup, with the style sheet in it, which the content policy names by its hash."""
    style = files(__package__).joinpath("redline.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>{body}</body></html>\n"
    )


_LEGEND = (
    '<p class="legend-line"><span><ins>新增的文字</ins></span><span><del>删除的文字</del></span>'
    '<span><span class="moved inserted">移动的文字</span></span></p>'
)


def _list(things: Sequence[ThingChanges]) -> str:
    out = []
    for kind, name in KINDS.items():
        listed = [one for one in things if one.kind == kind]
        if listed:
            rows = "".join(
                f'<li><a href="#t-{escape(one.number)}">{escape(_name(one))}<span class="counts">{_counts(one)}</span></a></li>'
                for one in listed
            )
            out.append(f"<h2>{name.zh}</h2><ul>{rows}</ul>")
    return "".join(out)


def _name(thing: ThingChanges) -> str:
    return (
        thing.number
        if thing.title == thing.number or thing.kind == "parameter"
        else f"{thing.number} {thing.title}"
    )


def _counts(thing: ThingChanges) -> str:
    if thing.change is not ChangeKind.EDITED:
        return f"整体{thing.change.label.zh}"
    return "　".join(f"{kind.label.zh} {count}" for kind, count in thing.counted().items() if count)


def _article(comparison: Comparison, thing: ThingChanges) -> str:
    revision = ""
    if thing.revision_before and thing.revision and thing.revision_before != thing.revision:
        revision = f'<span class="revision">{escape(thing.revision_before)} → {escape(thing.revision)}</span>'
    word = (
        f'<span class="tag">{thing.change.label.zh}</span>' if thing.change is not ChangeKind.EDITED else ""
    )
    title = "" if thing.title == thing.number else escape(thing.title)
    head = (
        f'<article id="t-{escape(thing.number)}"><h2><span class="number">{KINDS[thing.kind].zh} {escape(thing.number)}</span> '
        f"{title} {revision}{word}</h2>"
    )
    return head + _content(comparison, thing) + "</article>"


def _content(comparison: Comparison, thing: ThingChanges) -> str:
    if thing.kind == "document":
        return _document(comparison, thing)
    if thing.kind == "parameter":
        return _parameter(thing)
    if thing.kind == "flow":
        chart = comparison.chart(thing.number)
        drawing = render_svg(chart, id_prefix=f"flow-{thing.number}-") if chart else ""
        figure = f'<figure><div class="scroll">{drawing}</div></figure>' if drawing else ""
        return figure + _table(thing.changes)
    return _table(thing.changes)


def _document(comparison: Comparison, thing: ThingChanges) -> str:
    if thing.change is not ChangeKind.EDITED:
        side = comparison.new if thing.change is ChangeKind.INSERTED else comparison.old
        titles = "".join(
            f"<li>{escape(f'{one.number} {one.title}'.strip())}</li>"
            for one in side.manual.documents[thing.number].body.sections
            if one.level == 1
        )
        return f"<p>整份文件{thing.change.label.zh}，条款：</p><ul>{titles}</ul>"
    table = _table([one for one in thing.changes if one.part is Part.KEY])
    if not any(one.part in _TOLD_IN_TEXT for one in thing.changes):
        return table
    book = _marked(comparison, thing.number)
    tree = book.documents[thing.number].tree
    return f'{table}<div class="body">{body_html(excerpt_of(tree), book, f"d-{thing.number}")}</div>'


def _marked(comparison: Comparison, number: str) -> Book:
    return comparison.book(number)


def _parameter(thing: ThingChanges) -> str:
    places = "".join(
        f"<li>{escape(f'{one.number} {one.clause}'.strip())}</li>"
        for one in {(one.number, one.clause): one for one in thing.showings}.values()
    )
    shown = f"<p>用于：</p><ul>{places}</ul>" if places else ""
    return f"{_table(thing.changes)}{shown}"


def _table(changes: Iterable[Change]) -> str:
    rows = "".join(
        f'<tr><td>{escape(one.where)}</td><td class="what">{one.kind.label.zh}</td><td>{_text(one.fragments)}</td>'
        f'<td class="place">{_place(one)}</td></tr>'
        for one in changes
    )
    if not rows:
        return ""
    return (
        '<div class="scroll"><table class="changes"><thead><tr><th>位置</th><th>改动</th><th>内容</th><th>出处</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _text(fragments: Iterable[Fragment]) -> str:
    tags = {"inserted": "ins", "deleted": "del"}
    return "".join(
        f"<{tags[one.kind]}>{escape(one.text)}</{tags[one.kind]}>" if one.kind else escape(one.text)
        for one in fragments
    )


def _place(change: Change) -> str:
    def told(span: Span | None) -> str:
        return escape(f"{span.path}:{span.line}") if span else ""

    return " → ".join(dict.fromkeys(filter(None, (told(change.old), told(change.new)))))
