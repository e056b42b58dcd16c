"""A blank form as HTML that prints as a sheet."""

from __future__ import annotations

from html import escape

from wuye_docs.model import Field, FieldType, Form

BLANK = '<span class="blank"></span>'


def form_html(form: Form) -> str:
    """The sheet: title, number and revision, a grid of fields, the note at its foot."""
    rows = "".join(_field(field, is_wide) for field, is_wide in _widths(form))
    note = f'<p class="form-note">{escape(form.note)}</p>' if form.note else ""
    copies = f'<p class="form-note">联次：{escape("；".join(form.copies))}</p>' if form.copies else ""
    return (
        f'<div class="form-sheet {escape(form.orientation)}">'
        f'<p class="form-number">{escape(form.number)}　{escape(form.revision)}</p>'
        f'<p class="form-title">{escape(form.title)}</p><div class="form-grid">{rows}</div>{note}{copies}</div>'
    )


def _widths(form: Form) -> list[tuple[Field, bool]]:
    """Each field and whether it takes a whole line; a narrow one without a neighbour does too."""
    widths = [_wants_line(field) for field in form.fields]
    index = 0
    while index < len(widths):
        if not widths[index] and (index + 1 == len(widths) or widths[index + 1]):
            widths[index] = True
        index += 1 if widths[index] else 2
    return list(zip(form.fields, widths, strict=True))


def _wants_line(field: Field) -> bool:
    whole_line = (FieldType.HEADING, FieldType.NOTE, FieldType.TABLE)
    return field.type in whole_line or field.wide or field.lines > 1 or len(field.choices) > 3


def _field(field: Field, is_wide: bool) -> str:
    name = escape(field.name) + ('<span class="required" title="必填">*</span>' if field.required else "")
    hint = f'<span class="hint">{escape(field.note)}</span>' if field.note else ""
    if field.type is FieldType.HEADING:
        return f'<p class="form-heading">{name}</p>'
    if field.type is FieldType.NOTE:
        return f'<p class="form-text">{escape(field.note or field.name)}</p>'
    if field.type is FieldType.TABLE:
        return f'<div class="form-field wide"><span class="label">{name}{hint}</span>{_table(field)}</div>'
    wide = " wide" if is_wide else ""
    return f'<div class="form-field{wide}"><span class="label">{name}</span><span class="entry">{_entry(field)}{hint}</span></div>'


def _entry(field: Field) -> str:
    unit = f" {escape(field.unit)}" if field.unit else ""
    match field.type:
        case FieldType.CHOICE:
            return "".join(f'<span class="choice">□ {escape(one)}</span>' for one in field.choices)
        case FieldType.CHECKBOX:
            return "".join(f'<span class="choice">□ {escape(one)}</span>' for one in field.choices or ("是",))
        case FieldType.DATE:
            return "　　年　　月　　日"
        case FieldType.DATETIME:
            return "　　年　　月　　日　　时　　分"
        case FieldType.SIGNATURE:
            by = f"（{escape(field.by)}）" if field.by else ""
            return f"{BLANK}{by}　　年　　月　　日"
        case _:
            return "<br>".join([BLANK] * max(1, field.lines)) + unit


def _table(field: Field) -> str:
    total = sum(column.width for column in field.columns) or 1
    # Widths as classes: a strict content policy allows no style attributes.
    columns = "".join(
        f'<col class="w{round(20 * column.width / total) * 5 or 5}">' for column in field.columns
    )
    head = "".join(
        f'<th scope="col">{escape(column.name)}{_choices(column.choices)}</th>' for column in field.columns
    )
    row = "<tr>" + "<td>&#160;</td>" * len(field.columns) + "</tr>"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(field.name)}"><table class="blank-rows"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{row * max(1, field.rows)}</tbody></table></div>"
    )


def _choices(choices: tuple[str, ...]) -> str:
    return f'<span class="hint">{escape("／".join(choices))}</span>' if choices else ""
