"""Fast checks of a written Word file: what Word would repair, prompt for or show wrongly, without Word.

The checks come from faults that Word, WPS or LibreOffice punish; none of them opens an office program.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from wuye_docs.ooxml.bookmarks import LONGEST_NAME
from wuye_docs.ooxml.namespaces import PREFIXES, W, name_in_w
from wuye_docs.ooxml.package import parse_xml, resolve_target
from wuye_docs.writers.docx.verify_changes import change_problems

_R = PREFIXES["r"]
_WP = PREFIXES["wp"]
_VAL = name_in_w("val")
_TYPES = "[Content_Types].xml"
_TEXT_PARTS = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)[^/]*\.xml")
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": _R})
_NESTED_LINKS = etree.XPath("//w:hyperlink//w:hyperlink", namespaces={"w": W})
_SHAPES = etree.XPath("//v:shape/@id", namespaces={"v": PREFIXES["v"]})
_POINTING = re.compile(r"\s*(PAGEREF|REF|NOTEREF)\s+(\S+)")

Parts = Mapping[str, etree._Element]


def verify(data: bytes) -> tuple[str, ...]:
    """What is wrong with a .docx, a sentence each; empty if nothing is."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile as fault:
        return (f"not a zip package: {fault}",)
    names = archive.namelist()
    problems = [f"duplicate entry {name}" for name, count in Counter(names).items() if count > 1]
    parts: dict[str, etree._Element] = {}
    for name in names:
        if name.endswith((".xml", ".rels")):
            try:
                parts[name] = parse_xml(archive.read(name), huge=True)
            except etree.XMLSyntaxError as fault:
                problems.append(f"{name} is not well formed: {fault}")
    if _TYPES not in parts or "word/document.xml" not in parts:
        return (*problems, "no content types or no main document")
    relationships = _relationships(parts)
    text_parts = {name: root for name, root in parts.items() if _TEXT_PARTS.fullmatch(name)}
    problems += _content_types(parts[_TYPES], names)
    problems += _targets(relationships, names)
    problems += _used_relationships(parts, relationships)
    for name, root in text_parts.items():
        problems += (f"{name}: {problem}" for problem in _part_problems(root))
    problems += _links(text_parts)
    problems += _unique_ids(text_parts)
    problems += _styles_and_lists(parts)
    problems += _fonts(parts)
    problems += _headers(parts["word/document.xml"])
    problems += change_problems(text_parts)
    problems += _prefixes(parts)
    problems += _properties(parts.get("docProps/custom.xml"))
    problems += _settings(parts.get("word/settings.xml"))
    problems += _notes(parts)
    return tuple(problems)


def _relationships(parts: Parts) -> dict[str, dict[str, etree._Element]]:
    """By source part: its relationships by id; a repeated id is kept under the id and a mark."""
    found: dict[str, dict[str, etree._Element]] = {}
    for name, root in parts.items():
        if name.endswith(".rels"):
            folder, file = posixpath.split(name)
            source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")]).lstrip("/")
            listed = found.setdefault(source, {})
            for one in root.iterchildren("*"):
                key = str(one.get("Id"))
                listed[key if key not in listed else f"{key} (again)"] = one
    return found


def _content_types(types: etree._Element, names: list[str]) -> Iterator[str]:
    defaults = {str(one.get("Extension")).lower() for one in types.iterchildren("{*}Default")}
    overrides = {str(one.get("PartName"))[1:] for one in types.iterchildren("{*}Override")}
    for name in names:
        extension = name.rpartition(".")[2].lower()
        if name != _TYPES and not name.endswith("/") and name not in overrides and extension not in defaults:
            yield f"no content type for {name}"
    for name in sorted(overrides - set(names)):
        yield f"a content type for {name}, which is missing"


def _targets(relationships: Mapping[str, Mapping[str, etree._Element]], names: list[str]) -> Iterator[str]:
    reached = {_TYPES}
    for source, listed in relationships.items():
        for key, one in listed.items():
            if key.endswith(" (again)"):
                yield f"relationship {key.removesuffix(' (again)')} of {source or 'the package'} is there twice"
            if one.get("TargetMode") == "External":
                continue
            target = resolve_target(source, str(one.get("Target")))
            reached.add(target)
            if target not in names:
                yield f"{source or 'the package'} points at {target}, which is missing"
        if source and source not in names:
            yield f"relationships of {source}, which is missing"
    for name in names:
        if name not in reached and not name.endswith((".rels", "/")):
            yield f"nothing points at {name}"


def _used_relationships(
    parts: Parts, relationships: Mapping[str, Mapping[str, etree._Element]]
) -> Iterator[str]:
    for name, root in parts.items():
        if name.endswith(".rels"):
            continue
        known = relationships.get(name, {})
        used = {str(value) for value in _strings(_REFERENCES(root))}
        for value in sorted(used - known.keys()):
            yield f"{name} uses relationship {value}, which is not there"


def _part_problems(root: etree._Element) -> Iterator[str]:
    yield from _fields(root)
    yield from _tables(root)
    starts = list(root.iter(name_in_w("bookmarkStart")))
    ends = [str(one.get(name_in_w("id"))) for one in root.iter(name_in_w("bookmarkEnd"))]
    if sorted(str(one.get(name_in_w("id"))) for one in starts) != sorted(ends):
        yield "starts and ends of bookmarks do not match"
    for start in starts:
        name = str(start.get(name_in_w("name")))
        if len(name) > LONGEST_NAME or not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
            yield f"bookmark name {name} is not one that Word keeps"
    text = "".join(one.text or "" for one in root.iter(name_in_w("t")))
    for mark in ("{{", "}}", "{%", "%}"):
        if mark in text:
            yield f"a field of the template is left: {mark}"
    if _NESTED_LINKS(root):
        yield "a link inside a link"
    if root.tag in (name_in_w("hdr"), name_in_w("ftr")) and root.find(f".//{name_in_w('p')}") is None:
        yield "no paragraph"
    for picture in root.iter(f"{{{_WP}}}docPr"):
        if not picture.get("descr"):
            yield f"picture {picture.get('id')} has no description"
    for one in root.iter(name_in_w("br")):
        if _parent_tag(one) != name_in_w("r"):
            yield "a break outside a run"


def _fields(root: etree._Element) -> Iterator[str]:
    stack: list[bool] = []
    for mark in root.iter(name_in_w("fldChar")):
        kind = mark.get(name_in_w("fldCharType"))
        if mark.get(name_in_w("dirty")) in ("1", "true", "on"):
            yield "a field is marked dirty: Word asks on opening"
        if kind == "begin":
            stack.append(False)
        elif kind == "separate":
            if not stack or stack[-1]:
                yield "a field has a separator out of order"
            else:
                stack[-1] = True
        elif not stack:
            yield "a field ends that did not begin"
        elif not stack.pop():
            yield "a field has no stored result: WPS shows nothing"
    if stack:
        yield f"{len(stack)} fields do not end"


def _tables(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(name_in_w("tc")):
        if not len(cell) or cell[-1].tag != name_in_w("p"):
            yield "a cell does not end in a paragraph"
    for table in root.iter(name_in_w("tbl")):
        columns = len(table.findall(f"{name_in_w('tblGrid')}/{name_in_w('gridCol')}"))
        heads_over = False
        for row in _rows(table):
            spans = (
                cell.find(f"{name_in_w('tcPr')}/{name_in_w('gridSpan')}")
                for cell in row.findall(name_in_w("tc"))
            )
            covered = sum(1 if span is None else int(str(span.get(_VAL))) for span in spans)
            if covered != columns:
                yield f"a row covers {covered} of {columns} columns"
            is_head = row.find(f"{name_in_w('trPr')}/{name_in_w('tblHeader')}") is not None
            if is_head and heads_over:
                yield "a repeated head row does not stand at the top of its table"
            heads_over = heads_over or not is_head


def _rows(holder: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, those in content controls too."""
    for child in holder.iterchildren(name_in_w("tr"), name_in_w("sdt")):
        if child.tag == name_in_w("tr"):
            yield child
        else:
            for content in child.iterchildren(name_in_w("sdtContent")):
                yield from _rows(content)


def _links(parts: Parts) -> Iterator[str]:
    names = [
        str(one.get(name_in_w("name"))).lower()
        for root in parts.values()
        for one in root.iter(name_in_w("bookmarkStart"))
    ]
    for name, count in Counter(names).items():
        if count > 1:
            yield f"bookmark {name} is there {count} times"
    known = set(names)
    for part, root in parts.items():
        for instruction in root.iter(name_in_w("instrText")):
            match = _POINTING.match(instruction.text or "")
            if match and match.group(2).lower() not in known:
                yield f"{part}: {match.group(1)} to bookmark {match.group(2)}, which is not there"
        for link in root.iter(name_in_w("hyperlink")):
            anchor = link.get(name_in_w("anchor"))
            inside = link.get(f"{{{_R}}}id") is None
            if anchor is not None and inside and str(anchor).lower() not in known:
                yield f"{part}: link to bookmark {anchor}, which is not there"
            if anchor is None and inside:
                yield f"{part}: a link that leads nowhere"


def _unique_ids(parts: Parts) -> Iterator[str]:
    found: dict[str, list[str]] = {"picture": [], "content control": [], "bookmark": [], "shape": []}
    for root in parts.values():
        found["picture"] += [str(one.get("id")) for one in root.iter(f"{{{_WP}}}docPr")]
        found["content control"] += [
            str(one.get(_VAL)) for one in root.iter(name_in_w("id")) if _parent_tag(one) == name_in_w("sdtPr")
        ]
        found["shape"] += _strings(_SHAPES(root))
        found["bookmark"] += [str(one.get(name_in_w("id"))) for one in root.iter(name_in_w("bookmarkStart"))]
    for kind, ids in found.items():
        for value, count in Counter(ids).items():
            if count > 1:
                yield f"{kind} id {value} is there {count} times"


def _parent_tag(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _styles_and_lists(parts: Parts) -> Iterator[str]:
    styles = parts.get("word/styles.xml")
    if styles is None:
        yield "no styles"
        return
    listed = [str(one.get(name_in_w("styleId"))) for one in styles.iter(name_in_w("style"))]
    for name, count in Counter(listed).items():
        if count > 1:
            yield f"style {name} is there {count} times"
    known = set(listed)
    numbering = parts.get("word/numbering.xml")
    numbers = {"0"}
    if numbering is not None:
        numbers |= {str(one.get(name_in_w("numId"))) for one in numbering.findall(name_in_w("num"))}
        definitions = [
            str(one.get(name_in_w("abstractNumId"))) for one in numbering.findall(name_in_w("abstractNum"))
        ]
        used = {str(one.get(_VAL)) for one in numbering.iter(name_in_w("abstractNumId"))}
        for one in sorted(used - set(definitions)):
            yield f"list definition {one} is not there"
        kinds = [one.tag for one in numbering.iterchildren("*")]
        if kinds != sorted(kinds, key=lambda kind: kind == name_in_w("num")):
            yield "a list definition stands behind a list"
    for part, root in parts.items():
        for use in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for value in {str(one.get(_VAL)) for one in root.iter(name_in_w(use))} - known:
                yield f"{part} uses style {value}, which is not there"
        for value in {str(one.get(_VAL)) for one in root.iter(name_in_w("numId"))} - numbers:
            yield f"{part} uses list {value}, which is not there"


def _fonts(parts: Parts) -> Iterator[str]:
    for part, root in parts.items():
        for fonts in root.iter(name_in_w("rFonts")):
            keys = {str(key).rpartition("}")[2] for key in fonts.attrib}
            if any(key.endswith("Theme") for key in keys):
                yield f"{part}: a font of the theme, which wins over the name"
            if keys - {"hint"} and "eastAsia" not in keys:
                yield f"{part}: a font without its East Asian name"


def _headers(document: etree._Element) -> Iterator[str]:
    seen: set[str] = set()
    for index, section in enumerate(document.iter(name_in_w("sectPr")), 1):
        for kind in ("header", "footer"):
            if section.find(name_in_w(f"{kind}Reference")) is not None:
                seen.add(kind)
            elif kind not in seen:
                yield f"section {index} has no {kind}"


def _prefixes(parts: Parts) -> Iterator[str]:
    """A prefix that readers may skip must be declared, else Word calls the file corrupt (ISO/IEC 29500-3 10.1)."""
    for part, root in parts.items():
        for prefix in str(root.get(f"{{{PREFIXES['mc']}}}Ignorable", "")).split():
            if prefix not in root.nsmap:
                yield f"{part}: prefix {prefix} is to be skipped and not declared"


def _properties(properties: etree._Element | None) -> Iterator[str]:
    """Ids of custom properties are unique and begin at 2 (22.3.2.2)."""
    if properties is None:
        yield "no custom properties"
        return
    ids = [int(str(one.get("pid"))) for one in properties.iterchildren("*")]
    if ids != list(range(2, 2 + len(ids))):
        yield "ids of custom properties do not count from 2"


def _strings(found: object) -> list[str]:
    """What an XPath for attributes found."""
    return [str(one) for one in found] if isinstance(found, list) else []


def _settings(settings: etree._Element | None) -> Iterator[str]:
    if settings is None:
        yield "no settings"
        return
    if settings.find(name_in_w("updateFields")) is not None:
        yield "updateFields is set: Word asks on opening"
    modes = [
        one.get(_VAL)
        for one in settings.iter(name_in_w("compatSetting"))
        if one.get(name_in_w("name")) == "compatibilityMode"
    ]
    if modes != ["15"]:
        yield "compatibility mode: Word shows [兼容模式]"


def _notes(parts: Parts) -> Iterator[str]:
    called = [
        str(one.get(name_in_w("id"))) for one in parts["word/document.xml"].iter(f"{{{W}}}footnoteReference")
    ]
    notes = parts.get("word/footnotes.xml")
    written = (
        [] if notes is None else [str(one.get(name_in_w("id"))) for one in notes.iter(f"{{{W}}}footnote")]
    )
    for one in called:
        if one not in written:
            yield f"footnote {one} is called and not there"
    for one in written:
        if int(one) > 1 and one not in called:
            yield f"footnote {one} is never called"
