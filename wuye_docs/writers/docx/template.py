"""The template that a file is written into: its cover, headers and footers filled in, its styles replaced by the manual's.

docxtpl mends what Word splits (`{{ num` in one run, `ber }}` in the next); that is done once for a template, and so is the
rest that does not depend on the document. Values are escaped, unknown fields are errors, and the template runs in a sandbox:
it comes from outside.

What a company may write into its template: company, manual_title, number, title, level, revision, status, issued, effective,
owner, drafter, reviewer, approver, next_review, standards, copy (分发号 and holder of a numbered copy, else empty),
copy_number, controlled (☑ 受控　□ 非受控), reviewed_by, reviewed_on, approved_by, approved_on (decisions of the ledger);
`{{p body }}` stands where the text goes, behind the cover's
section. The headers and footers of the last section are the text's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from wuye_docs.ooxml.markup import Xml, escape_text, tag
from wuye_docs.ooxml.namespaces import MC, PREFIXES, W, name_in_w, root_declarations
from wuye_docs.ooxml.package import (
    MAIN_PART,
    OFFICE,
    Package,
    PackageError,
    Relationship,
    parse_xml,
    part_xml,
    read_package,
)
from wuye_docs.writers.docx.base_template import BASE_PATH
from wuye_docs.writers.docx.look import Look
from wuye_docs.writers.docx.stylesheet import (
    character_and_table_styles,
    document_defaults,
    paragraph_style_xml,
    paragraph_styles,
)

_R_ID = f"{{{PREFIXES['r']}}}id"
_STYLE_USES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
_BODY_MARK = re.compile(r"\{\{\s*p\s+body\s*\}\}")


class TemplateFault(Exception):
    """A Word template that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Surround:
    """A header or footer of the text: which pages it is for, and its part."""

    kind: str
    """header or footer"""
    type: str
    """default, first or even"""
    template: Template
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template made ready: whatever is the same for all documents."""

    package: Package
    """Everything but the main document and the headers and footers of the text. Copy before use."""
    cover: Template
    cover_parts: Mapping[str, Template]
    """Headers and footers of the cover, by part."""
    surrounds: tuple[Surround, ...]
    title_page: bool
    definitions: Xml
    instances: Xml
    """The template's own lists."""
    first_definition: int
    first_instance: int


def base_bytes() -> bytes:
    """The template that the product brings."""
    return BASE_PATH.read_bytes()


@lru_cache(maxsize=8)
def load_template(data: bytes, look: Look, bound: bool) -> WordTemplate:
    """The template with the styles of `look`. Raises TemplateFault."""
    try:
        package = read_package(data)
        document = parse_xml(package.parts.pop(MAIN_PART))
        return _prepare(package, document, look, bound)
    except (PackageError, KeyError, etree.XMLSyntaxError) as fault:
        raise TemplateFault(f"the Word template cannot be read: {fault}") from fault
    except TemplateError as fault:
        raise TemplateFault(f"a field of the Word template is written wrongly: {fault}") from fault


def fill(template: Template, values: Mapping[str, str]) -> Xml:
    """The part with its fields filled in. Raises TemplateFault for a field that has no value."""
    try:
        return Xml(template.render(values))
    except TemplateError as fault:
        raise TemplateFault(f"the Word template asks for what is not there: {fault}") from fault


def clean(value: str) -> str:
    """A value of a field on one line, without characters that XML forbids; it is escaped when it is filled in."""
    text = escape_text(" ".join(value.split()))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _prepare(package: Package, document: etree._Element, look: Look, bound: bool) -> WordTemplate:
    body = document.find(name_in_w("body"))
    if body is None:
        raise TemplateFault("the Word template has no text at all")
    numbering = _read_numbering(package)
    renamed = _replace_styles(package, look, bound, numbering.first_instance)
    last = body.find(name_in_w("sectPr"))
    arrows = _surround_arrows(package, last)
    _drop_from_mark(body)
    _rename_styles(document, renamed)
    for part in _text_parts(package):
        root = parse_xml(package.parts[part])
        _rename_styles(root, renamed)
        package.parts[part] = part_xml(_text_of(root))
    surrounds = tuple(
        Surround(
            kind,
            type_,
            _compile(package.parts[part].decode("utf-8").partition("?>")[2]),
            tuple(package.relationships.get(part, ())),
        )
        for kind, type_, part in arrows
    )
    _remove_surrounds(package, arrows, document)
    _ensure_cover_header(package, body)
    cover_parts = {
        part: _compile(package.parts[part].decode("utf-8").partition("?>")[2])
        for part in _text_parts(package)
        if "/header" in part or "/footer" in part
    }
    return WordTemplate(
        package,
        _compile(_opening(document)),
        cover_parts,
        surrounds,
        last is not None and last.find(name_in_w("titlePg")) is not None,
        numbering.definitions,
        numbering.instances,
        numbering.first_definition,
        numbering.first_instance,
    )


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _compile(source: str) -> Template:
    """The markup as a template; docxtpl joins fields that stand over several runs."""
    if "{{" not in source and "{%" not in source and "{<" not in source:
        return _environment().from_string("{% raw %}" + source + "{% endraw %}")
    mended = DocxTemplate(io.BytesIO()).patch_xml(source)
    return _environment().from_string(mended)


@dataclass(frozen=True, slots=True)
class _Numbering:
    definitions: Xml
    instances: Xml
    first_definition: int
    first_instance: int


def _read_numbering(package: Package) -> _Numbering:
    part = package.related(MAIN_PART, "numbering")
    if not part or part not in package.parts:
        return _Numbering(Xml(""), Xml(""), 1, 1)
    root = parse_xml(package.parts[part])
    definitions = root.findall(name_in_w("abstractNum"))
    instances = root.findall(name_in_w("num"))

    def highest(elements: list[etree._Element], attribute: str) -> int:
        return max((int(one.get(name_in_w(attribute), "0")) for one in elements), default=0)

    return _Numbering(
        Xml("".join(_text_of(one) for one in definitions)),
        Xml("".join(_text_of(one) for one in instances)),
        highest(definitions, "abstractNumId") + 1,
        highest(instances, "numId") + 1,
    )


def _replace_styles(package: Package, look: Look, bound: bool, clause_number: int) -> dict[str, str]:
    """Put the manual's styles in; returns ours for each id the template has for a style of the same name.

    Chinese Word gives its built-in styles new ids when it saves (`1` for heading 1, `a` for Normal), so styles are matched
    by name.
    """
    ours = parse_xml(
        part_xml(
            f"<w:styles {root_declarations()}>{document_defaults(look)}"
            + "".join(
                paragraph_style_xml(one)
                for one in paragraph_styles(look, bound=bound, clause_number=clause_number)
            )
            + f"{character_and_table_styles(look)}</w:styles>"
        )
    )
    part = package.related(MAIN_PART, "styles") or "word/styles.xml"
    theirs = parse_xml(package.parts[part]) if part in package.parts else None
    renamed: dict[str, str] = {}
    if theirs is not None:
        own_names = {
            _style_name(one): str(one.get(name_in_w("styleId"))) for one in ours.findall(name_in_w("style"))
        }
        own_ids = set(own_names.values())
        for style in theirs.findall(name_in_w("style")):
            name, style_id = _style_name(style), str(style.get(name_in_w("styleId")))
            if name in own_names:
                renamed[style_id] = own_names[name]
                continue
            if style_id in own_ids:
                renamed[style_id] = f"T{style_id}"
                style.set(name_in_w("styleId"), f"T{style_id}")
            style.attrib.pop(name_in_w("default"), "")
            for fonts in style.iter(name_in_w("rFonts")):
                for attribute in [one for one in fonts.attrib if str(one).endswith("Theme")]:
                    del fonts.attrib[attribute]
                if len(fonts.attrib) and fonts.get(name_in_w("eastAsia")) is None:
                    fonts.set(name_in_w("eastAsia"), look.body_font)
            ours.append(style)
        _rename_styles(ours, renamed)
    package.add_part(part, part_xml(_text_of(ours)), f"{_WORD}styles+xml")
    package.relate(MAIN_PART, "styles", part)
    for kind in ("stylesWithEffects",):
        _drop_relationships(package, MAIN_PART, kind)
    return renamed


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _style_name(style: etree._Element) -> str:
    name = style.find(name_in_w("name"))
    kind = str(style.get(name_in_w("type"), "paragraph"))
    return f"{kind}:{'' if name is None else str(name.get(name_in_w('val'))).lower()}"


def _rename_styles(root: etree._Element, renamed: Mapping[str, str]) -> None:
    for use in _STYLE_USES:
        for element in root.iter(name_in_w(use)):
            value = str(element.get(name_in_w("val")))
            element.set(name_in_w("val"), renamed.get(value, value))


def _text_of(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _text_parts(package: Package) -> list[str]:
    """Parts that the main document holds as headers, footers or notes."""
    kinds = {OFFICE + one for one in ("header", "footer", "footnotes")}
    arrows = package.relationships.get(MAIN_PART, ())
    return [package.target_of(MAIN_PART, one.id) for one in arrows if one.type in kinds]


def _surround_arrows(package: Package, section: etree._Element | None) -> list[tuple[str, str, str]]:
    """(header or footer, type, part) of the last section, which is the text's."""
    found: list[tuple[str, str, str]] = []
    if section is None:
        return found
    for kind in ("header", "footer"):
        for reference in section.findall(name_in_w(f"{kind}Reference")):
            part = package.target_of(MAIN_PART, str(reference.get(_R_ID)))
            if part in package.parts:
                found.append((kind, str(reference.get(name_in_w("type"), "default")), part))
    return found


def _drop_from_mark(body: etree._Element) -> None:
    """Keep what stands before the paragraph `{{p body }}`: the cover."""
    dropping = False
    for child in list(body):
        text = "".join(str(one.text or "") for one in child.iter(name_in_w("t")))
        dropping = dropping or bool(_BODY_MARK.search(text)) or child.tag == name_in_w("sectPr")
        if dropping:
            body.remove(child)


def _remove_surrounds(package: Package, arrows: list[tuple[str, str, str]], document: etree._Element) -> None:
    """Take out the text's headers and footers, which each document gets anew; those the cover shares stay."""
    used = {str(one.get(_R_ID)) for one in document.iter() if one.get(_R_ID)}
    listed = package.relationships.get(MAIN_PART, [])
    for _, _, part in arrows:
        ids = {one.id for one in listed if package.target_of(MAIN_PART, one.id) == part}
        if ids & used:
            continue
        package.parts.pop(part, None)
        package.overrides.pop(part, None)
        package.relationships.pop(part, None)
        listed[:] = [one for one in listed if one.id not in ids]


def _drop_relationships(package: Package, source: str, kind: str) -> None:
    listed = package.relationships.get(source, [])
    for one in [one for one in listed if one.type.endswith(f"/{kind}")]:
        package.parts.pop(package.target_of(source, one.id), None)
        package.overrides.pop(package.target_of(source, one.id), None)
        listed.remove(one)


def _ensure_cover_header(package: Package, body: etree._Element) -> None:
    """Give the first section of the cover a header of its own, for the watermark to stand in."""
    section = next(iter(body.iter(name_in_w("sectPr"))), None)
    if section is None:
        return
    wanted = {"default"} | ({"first"} if section.find(name_in_w("titlePg")) is not None else set())
    present = {
        str(one.get(name_in_w("type"), "default")) for one in section.findall(name_in_w("headerReference"))
    }
    for type_ in sorted(wanted - present):
        part = f"word/header_cover_{type_}.xml"
        empty = f'<w:hdr {root_declarations()}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
        package.add_part(part, part_xml(empty), f"{_WORD}header+xml")
        arrow = package.relate(MAIN_PART, "header", part)
        reference = tag("w:headerReference", {"w:type": type_, "r:id": arrow})
        wrapped = parse_xml(f'<x xmlns:w="{W}" xmlns:r="{PREFIXES["r"]}">{reference}</x>'.encode())
        section.insert(0, wrapped[0])


def _opening(document: etree._Element) -> str:
    """The main part up to the place where the text goes, with every prefix that we use declared on its root."""
    ignorable = f"{{{MC}}}Ignorable"
    theirs = str(document.attrib.pop(ignorable, "")).split()
    text = _text_of(document)
    closing = (
        text.rindex("<w:body/>") if text.endswith("<w:body/></w:document>") else text.rindex("</w:body>")
    )
    declared = [str(prefix) for prefix in document.nsmap if prefix]
    additions = root_declarations(declared, theirs)
    head, rest = text[: len("<w:document")], text[len("<w:document") : closing]
    return f"{head} {additions}{rest}" + ("<w:body>" if text[closing:].startswith("<w:body/>") else "")
