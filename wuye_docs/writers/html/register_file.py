"""A register as one HTML file that needs no other: for a mail, a folder, an auditor's screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from wuye_docs.content.registers.heading import Heading
from wuye_docs.content.registers.register import Kind, Name, Register, Tone, Value, text_of
from wuye_docs.references import Target

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
:root{color-scheme:light}
body{font:15px/1.6 "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;color:#1c2326;background:#fff;margin:0 auto;max-width:1280px;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.5rem;margin:.2rem 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
p.about{color:#4a555b;margin:.1rem 0 1rem}a{color:#0f5c6e}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.87rem}
th,td{border:1px solid #b9c3c8;padding:.35rem .5rem;text-align:left;vertical-align:top;min-width:3em}
th{background:#e8eef1;position:sticky;top:0;white-space:nowrap}
td.date,td.due{white-space:nowrap}
tr.overdue td{background:#fdecec}tr.soon td{background:#fff6da}tr.faded td{color:#5c666b;background:#f4f5f5}
p.note{color:#4a555b;font-size:.87rem}
@media print{body{max-width:none;padding:0;font-size:10pt}th{position:static}thead{display:table-header-group}tr{break-inside:avoid}a{color:inherit;text-decoration:none}@page{size:A4 landscape;margin:15mm}}
"""


def write_register_file(
    register: Register[Any], heading: Heading, links: Mapping[Target, str] | None = None
) -> bytes:
    """The bytes of the page; `links` are addresses for what cells name, from the folder of the page."""
    notes = "".join(f'<p class="note">{escape(note)}</p>' for note in register.notes)
    body = (
        f"<h1>{escape(register.heading)}</h1>"
        f'<p class="about">{escape(heading.line(register))}</p>{table_html(register, links or {})}{notes}'
    )
    return html_page(register.heading, body)


def html_page(title: str, body: str) -> bytes:
    """A whole page around markup."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    ).encode()


def table_html(register: Register[Any], links: Mapping[Target, str]) -> str:
    """The table alone."""
    head = "".join(f'<th scope="col">{escape(column.head.zh)}</th>' for column in register.columns)
    rows = "".join(_row(register, entry, links) for entry in register.entries)
    if not rows:
        rows = f'<tr><td colspan="{len(register.columns)}">无</td></tr>'
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _row(register: Register[Any], entry: Any, links: Mapping[Target, str]) -> str:
    tone = register.tone(entry)
    cells = "".join(
        f"<td{_class(column.kind)}>{_value(column.value(entry), links)}</td>" for column in register.columns
    )
    return f'<tr class="{tone}">{cells}</tr>' if tone is not Tone.PLAIN else f"<tr>{cells}</tr>"


def _class(kind: Kind) -> str:
    return f' class="{kind}"' if kind in (Kind.DATE, Kind.DUE) else ""


def _value(value: Value, links: Mapping[Target, str]) -> str:
    if isinstance(value, Name):
        return _name(value, links)
    if isinstance(value, tuple):
        return _joined(_name(one, links) for one in value)
    return escape(text_of(value))


def _joined(parts: Iterable[str]) -> str:
    return "、".join(parts)


def _name(name: Name, links: Mapping[Target, str]) -> str:
    address = links.get(name.target) if name.target else None
    return f'<a href="{escape(address)}">{escape(name.text)}</a>' if address else escape(name.text)
