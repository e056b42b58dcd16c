"""Forms: fields, retention, signatures, owners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.model import FieldType, FormKind, place_of
from wuye_docs.references import Kind as Named
from wuye_docs.references import Relation, Target


def form_of_dropped_document(clean: Clean) -> Iterator[Fault]:
    """A document is deleted, and its forms stay."""
    for document in clean.manual.documents.values():
        forms = clean.manual.forms_of(document.number)
        if forms:
            yield fault([], told_at=[one.span for one in forms], files={document.span.path: None})


def form_nobody_uses(clean: Clean) -> Iterator[Fault]:
    """A form is made that no document, flow or form names."""
    for form in clean.manual.forms.values():
        counters = [one.number for one in clean.manual.forms.values() if one.number[:-2] == form.number[:-2]]
        number = f"{form.number[:-2]}{len(counters) + 1:02}"
        path = f"forms/{number}.yaml"
        if number in clean.manual.forms:
            continue
        text = f"number: {number}\ntitle: 儿童乐园巡视表\nkind: record\nowner: {form.owner}\nretention: {{years: '1', keeper: {form.owner}}}\nfields:\n  - {{name: 日期, type: date}}\n  - {{name: 游乐设施状况, type: text}}\n"
        yield fault([], told_at=[form.span._replace(path=path, line=1)], files={path: text.encode()})


def record_without_retention(clean: Clean) -> Iterator[Fault]:
    """A record does not say how long it is kept."""
    for form in clean.manual.forms.values():
        edit = clean.without_key(form, "retention")
        if edit and form.kind not in (FormKind.NOTICE, FormKind.CERTIFICATE):
            yield fault([edit], told_at=[form.span])


def field_twice(clean: Clean) -> Iterator[Fault]:
    """A form has a field twice."""
    for form in clean.manual.forms.values():
        path = form.span.path
        for field in form.fields:
            first, last = clean.block(path, field.span.line)
            if first == last and field.type is not FieldType.HEADING:
                yield fault(
                    [Edit(clean.below(path, first), "\n" + clean.lines(path)[first - 1])], lines_below=1
                )


def form_without_fields(clean: Clean) -> Iterator[Fault]:
    """All fields of a form are taken out."""
    for form in clean.manual.forms.values():
        edit = clean.without_key(form, "fields")
        if edit and form.kind not in (FormKind.CONTRACT, FormKind.NOTICE):
            yield fault([edit], told_at=[form.span])


def form_twice_under_two_titles(clean: Clean) -> Iterator[Fault]:
    """A form is copied and gets another number and title."""
    for form in clean.manual.forms.values():
        counters = [one.number for one in clean.manual.forms.values() if one.number[:-2] == form.number[:-2]]
        number = f"{form.number[:-2]}{len(counters) + 1:02}"
        if (
            number in clean.manual.forms
            or len([one for one in form.fields if one.type is not FieldType.HEADING]) < 5
        ):
            continue
        path = f"forms/{number}.yaml"
        text = (
            "\n".join(clean.lines(form.span.path))
            .replace(form.number, number, 1)
            .replace(form.title, form.title + "（新）", 1)
        )
        text = re.sub(r"^aliases:.*\n", "", text, flags=re.MULTILINE)
        yield fault(
            [],
            told_at=[
                form.span._replace(path=path),
                form.span,
                place_of(form.title, form.span)._replace(path=path),
                place_of(form.title, form.span),
            ],
            files={path: text.encode()},
        )


def approval_form_without_signature(clean: Clean) -> Iterator[Fault]:
    """The signatures of an approval form are taken out."""
    for form in clean.manual.forms.values():
        signatures = [one for one in form.fields if one.type is FieldType.SIGNATURE]
        signing_columns = [
            c
            for f in form.fields
            for c in f.columns
            if c.type is FieldType.SIGNATURE or re.search("签|人", c.name)
        ]
        if (
            not re.search("审批|批准|会签|验收|移交|交接|签收|确认", form.title)
            or not signatures
            or signing_columns
        ):
            continue
        edits = [
            clean.without_lines(form.span.path, *clean.block(form.span.path, one.span.line))
            for one in signatures
        ]
        yield fault(edits, told_at=[form.span, place_of(form.title, form.span)])


def field_missing_that_the_text_requires(clean: Clean) -> Iterator[Fault]:
    """A step wants a fact written down for which the form has no field."""
    for _flow, step in clean.flow_steps():
        form = clean.manual.forms.get(step.forms[0]) if len(step.forms) == 1 else None
        if (
            form is None
            or not step.note
            or "《" in step.note
            or re.search("写明|注明|登记|记录|载明", step.note)
        ):
            continue
        text = " ".join(
            [
                form.title,
                form.note,
                *(f.name + f.note + f.unit + " ".join(c.name for c in f.columns) for f in form.fields),
            ]
        )
        narrative = any(one.lines > 1 for one in form.fields)
        if (
            re.search("电话|联系方式|手机|联系", text)
            or narrative
            or not clean.written(step.at("note")).endswith("。")
        ):
            continue
        place = step.at("note")
        yield fault([Edit(clean.behind(place), "写明对方联系电话。")])


def form_of_a_step_left_out(clean: Clean) -> Iterator[Fault]:
    """The only step that fills in a form no longer names it, nor does any text."""
    for form in clean.manual.forms.values():
        uses = clean.graph.used_by(
            Target(Named.FORM, form.number),
            (Relation.TITLE, Relation.NUMBER, Relation.MARKUP, Relation.FILLS, Relation.SHOWS),
        )
        if len(uses) == 1 and uses[0].relation is Relation.FILLS:
            flow = clean.manual.flows[uses[0].source.key.partition("/")[0]]
            step = flow.steps[uses[0].source.key.partition("/")[2]]
            edit = clean.without_key(step, "forms")
            if edit and len(step.forms) == 1:
                yield fault([edit], told_at=[form.span])


def notice_without_receipt(clean: Clean) -> Iterator[Fault]:
    """All places where whoever receives a notice signs, and those that say how it was sent, are taken out."""
    for form in clean.manual.forms.values():
        lanes = {step.lane for _, step in clean.flow_steps() if form.number in step.forms}
        issuer = next((one.by for one in form.fields if one.by and re.search("发|签发|起草", one.name)), None)
        if not re.search("(?:通知|告知|整改)[单书]$|答复函$", form.title) or lanes - {issuer}:
            continue
        gone = [
            one
            for one in form.fields
            if (one.by and one.by != issuer)
            or re.search("签收|回执|接收|送达|领[取回]|张贴|确认|回复|反馈", one.name)
        ]
        if gone and len(gone) < len(form.fields):
            edits = [
                clean.without_lines(form.span.path, *clean.block(form.span.path, one.span.line))
                for one in gone
            ]
            yield fault(edits, told_at=[place_of(form.title, form.span)])


def field_signed_by_another_post(clean: Clean) -> Iterator[Fault]:
    """A field that is named after a post gets another signatory."""
    for form in clean.manual.forms.values():
        for field in form.fields:
            if field.by and field.name == field.by and field.by in clean.manual.roles:
                other = next(one for one in clean.manual.roles if one != field.by)
                yield fault([Edit(place_of(field.by, field.span), other)])


def choice_twice(clean: Clean) -> Iterator[Fault]:
    """A choice is offered twice, and another is lost."""
    for form in clean.manual.forms.values():
        for field in form.fields:
            if len(field.choices) > 2:
                yield fault([Edit(place_of(field.choices[-1], field.span), field.choices[0])])


KINDS = (
    Kind(("FRM001",), form_of_dropped_document),
    Kind(("FRM002",), form_nobody_uses),
    Kind(("FRM002",), form_of_a_step_left_out),
    Kind(("FRM003",), record_without_retention),
    Kind(("FRM005",), field_twice),
    Kind(("FRM006",), form_without_fields),
    Kind(("FRM007",), form_twice_under_two_titles),
    Kind(("FRM009",), approval_form_without_signature),
    Kind(("FRM012",), field_signed_by_another_post),
    Kind(("FRM005",), choice_twice),
    Kind(("FRM010",), notice_without_receipt),
    Kind(("FRM011",), field_missing_that_the_text_requires),
)
