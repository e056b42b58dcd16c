"""The changes of a form: its properties, its retention, its fields one by one."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.model import Field, Form
from wuye_docs.redline.alignment import align
from wuye_docs.redline.changes import Change, ChangeKind, Fragment, Part, replaced
from wuye_docs.redline.record_changes import key_changes, value_text


def form_changes(old: Form, new: Form) -> Iterator[Change]:
    """Every change of a form, in the order of its sheet; a field is known by its name, else by its place and kind."""
    yield from key_changes(old, new, but=("fields", "retention"))
    if value_text(old.retention) != value_text(new.retention):
        if old.retention and new.retention:
            yield from key_changes(old.retention, new.retention, where="保存期限")
        else:
            kind = ChangeKind.INSERTED if new.retention else ChangeKind.DELETED
            fragments = replaced(value_text(old.retention), value_text(new.retention))
            yield Change(kind, Part.KEY, "保存期限", fragments, old.at("retention"), new.at("retention"))
    before, after = list(old.fields), list(new.fields)
    pairs = align(before, after, lambda one: str(one.name), _likeness)
    gone = {
        str(before[pair.old].name): pair.old for pair in pairs if pair.old is not None and pair.new is None
    }
    moved = {
        str(after[pair.new].name) for pair in pairs if pair.new is not None and pair.old is None
    } & gone.keys()
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            yield from _field_changes(before[pair.old], after[pair.new])
        elif pair.old is not None:
            one = before[pair.old]
            if str(one.name) not in moved:
                yield Change(
                    ChangeKind.DELETED,
                    Part.FIELD,
                    str(one.name),
                    (Fragment("deleted", describe(one)),),
                    one.span,
                    None,
                )
        elif pair.new is not None:
            one = after[pair.new]
            if str(one.name) in moved:
                former = before[gone[str(one.name)]]
                yield Change(
                    ChangeKind.MOVED,
                    Part.FIELD,
                    str(one.name),
                    (Fragment("", describe(one)),),
                    former.span,
                    one.span,
                )
                yield from _field_changes(former, one)
            else:
                yield Change(
                    ChangeKind.INSERTED,
                    Part.FIELD,
                    str(one.name),
                    (Fragment("inserted", describe(one)),),
                    None,
                    one.span,
                )


def _field_changes(old: Field, new: Field) -> Iterator[Change]:
    if old.name != new.name:
        fragments = replaced(str(old.name), str(new.name))
        yield Change(ChangeKind.EDITED, Part.FIELD, str(new.name), fragments, old.span, new.span)
    for one in key_changes(old, new, but=("name", "columns"), where=str(new.name)):
        yield Change(one.kind, Part.FIELD, one.where, one.fragments, one.old, one.new)
    columns = [
        [(str(one.name), value_text(one.type), value_text(one.choices)) for one in form.columns]
        for form in (old, new)
    ]
    if columns[0] != columns[1]:
        texts = [
            "、".join(filter(None, (f"{name}（{choices}）" if choices else name for name, _, choices in one)))
            for one in columns
        ]
        yield Change(
            ChangeKind.EDITED, Part.FIELD, f"{new.name} 表格的列", replaced(*texts), old.span, new.span
        )


def describe(field: Field) -> str:
    """A field in a line: 投诉人（必填；填写姓名）."""
    facts = [
        value_text(field.choices),
        "必填" if field.required else "",
        f"签名：{field.by}" if field.by else "",
        str(field.note),
    ]
    told = "；".join(filter(None, facts))
    return f"{field.name}（{told}）" if told else str(field.name)


def _likeness(old: Field, new: Field) -> float:
    """A renamed field: of the same type, with the same properties else."""
    if old.type is not new.type:
        return 0.0
    same = sum(
        value_text(getattr(old, name)) == value_text(getattr(new, name))
        for name in ("choices", "by", "unit", "note", "lines", "columns")
    )
    common = len(set(str(old.name)) & set(str(new.name)))
    return 0.5 + same / 20 if common and same >= 4 else 0.0
