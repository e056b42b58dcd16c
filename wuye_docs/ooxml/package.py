"""The zip package of a Word file (OPC, ISO/IEC 29500-2): parts, content types, relationships, and the same bytes each time."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from wuye_docs.ooxml.markup import Xml, escape_attribute

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_PART = "word/document.xml"

# A template comes from outside: a file that unpacks to more than this is no template.
LARGEST_PACKAGE = 64 * 1024 * 1024
_MOST_PARTS = 2000
# Already compressed: deflating it again costs time and gains nothing.
_STORED = (".png", ".jpg", ".jpeg", ".gif")


class PackageError(Exception):
    """The bytes are no Word file that can be worked with; the message says why."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part to another part or to an address outside."""

    id: str
    type: str
    target: str
    """Relative to the folder of its source, or an address if external."""
    external: bool = False


@dataclass
class Package:
    """The parts of one file by name (`word/document.xml`), open for writing."""

    parts: dict[str, bytes] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    """Content type by file extension."""
    overrides: dict[str, str] = field(default_factory=dict)
    """Content type by part name."""
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)
    """Arrows by the part they start from; `""` is the package itself."""

    def copy(self) -> Package:
        """A package with the same parts, to be changed on its own."""
        arrows = {source: list(listed) for source, listed in self.relationships.items()}
        return Package(dict(self.parts), dict(self.defaults), dict(self.overrides), arrows)

    def add_part(self, name: str, content: bytes, content_type: str) -> None:
        """Put a part in, or replace it."""
        self.parts[name] = content
        extension = posixpath.splitext(name)[1][1:].lower()
        if self.defaults.get(extension) != content_type:
            self.overrides[name] = content_type

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the arrow from `source` to the part or address `target`; one arrow serves all who need it.

        `kind` is the relationship type, `OFFICE` left out where it begins with that.
        """
        full = kind if "://" in kind else OFFICE + kind
        written = target if external else posixpath.relpath(target, posixpath.dirname(source) or ".")
        listed = self.relationships.setdefault(source, [])
        for one in listed:
            if one.type == full and one.target == written and one.external == external:
                return one.id
        taken = {one.id for one in listed}
        count = len(listed) + 1
        while f"rId{count}" in taken:
            count += 1
        listed.append(Relationship(f"rId{count}", full, written, external))
        return f"rId{count}"

    def target_of(self, source: str, relationship: str) -> str:
        """The part that an arrow points at, or `""`."""
        for one in self.relationships.get(source, ()):
            if one.id == relationship and not one.external:
                return resolve_target(source, one.target)
        return ""

    def related(self, source: str, kind: str) -> str:
        """The first part of that relationship type, or `""`."""
        full = kind if "://" in kind else OFFICE + kind
        for one in self.relationships.get(source, ()):
            if one.type == full and not one.external:
                return resolve_target(source, one.target)
        return ""

    def to_bytes(self) -> bytes:
        """The file: the same parts give the same bytes, whatever the day, the system or the order of writing."""
        files: dict[str, bytes] = dict(self.parts)
        for source, listed in self.relationships.items():
            if listed:
                files[_relationships_name(source)] = _relationships_xml(listed)
        files["[Content_Types].xml"] = self._content_types_xml()
        # Readers that stream want to know the types and the main part before all else.
        first = [name for name in ("[Content_Types].xml", "_rels/.rels") if name in files]
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in [*first, *sorted(files.keys() - set(first))]:
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system = 0  # else Windows and Linux write different bytes
                stored = name.lower().endswith(_STORED)
                archive.writestr(entry, files[name], zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _content_types_xml(self) -> bytes:
        defaults = "".join(
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in sorted(self.defaults.items())
        )
        overrides = "".join(
            f'<Override PartName="/{escape_attribute(name)}" ContentType="{kind}"/>'
            for name, kind in sorted(self.overrides.items())
        )
        return _HEAD + f'<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()


def part_xml(markup: Xml | str) -> bytes:
    """A whole part with its XML declaration."""
    return _HEAD + markup.encode("utf-8")


def parse_xml(content: bytes, *, huge: bool = False) -> etree._Element:
    """The root of a part; entities are not resolved and nothing is fetched, for parts come from outside too.

    `huge` lifts the bounds of the parser, for files of our own.
    """
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=huge))


def resolve_target(source: str, target: str) -> str:
    """The name of the part that a relationship's target names, seen from its source."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def read_package(data: bytes, largest: int = LARGEST_PACKAGE) -> Package:
    """A Word file taken apart. Raises PackageError for what is no such file, or grows beyond `largest` bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > largest:
                raise PackageError("the file unpacks to more than a Word template holds")
            files = {entry.filename: archive.read(entry) for entry in entries}
        package = Package()
        _read_types(files.pop("[Content_Types].xml"), package)
        for name in [name for name in files if name.endswith(".rels")]:
            package.relationships[_source_of(name)] = _read_relationships(files.pop(name))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as fault:
        raise PackageError(f"not a Word file: {fault}") from fault
    package.parts = files
    return package


def _read_types(content: bytes, package: Package) -> None:
    for element in parse_xml(content).iterchildren("*"):
        kind = str(element.get("ContentType", ""))
        if element.tag.endswith("}Default"):
            package.defaults[str(element.get("Extension", "")).lower()] = kind
        elif element.tag.endswith("}Override"):
            package.overrides[str(element.get("PartName", "")).lstrip("/")] = kind


def _read_relationships(content: bytes) -> list[Relationship]:
    return [
        Relationship(
            str(one.get("Id", "")),
            str(one.get("Type", "")),
            str(one.get("Target", "")),
            one.get("TargetMode") == "External",
        )
        for one in parse_xml(content).iterchildren("*")
    ]


def _relationships_name(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _source_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")]).lstrip("/")


def _relationships_xml(listed: list[Relationship]) -> bytes:
    outside = ' TargetMode="External"'
    rows = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" Target="{escape_attribute(one.target)}"'
        f"{outside if one.external else ''}/>"
        for one in listed
    )
    return _HEAD + f'<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'.encode()


def content_types(extensions: Mapping[str, str]) -> dict[str, str]:
    """Default content types, with those that every package has."""
    return {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **extensions,
    }
