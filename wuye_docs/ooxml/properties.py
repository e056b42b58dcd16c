"""Document properties: docProps/core.xml, app.xml and custom.xml, with fixed dates (ISO/IEC 29500-1 22.2, 29500-2 11)."""

from __future__ import annotations

from collections.abc import Mapping

from wuye_docs.ooxml.markup import Xml, escape_attribute, escape_text
from wuye_docs.ooxml.package import Package, part_xml

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_VARIANTS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The set of properties that users define (22.3.2).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

UNDATED = "2000-01-01"
"""Stands for the date of a document that has none: a clock would make every build differ."""


def set_core_properties(
    package: Package, *, title: str, subject: str, creator: str, version: str, date: str
) -> None:
    """Title, subject (the number), creator (the company), version (the revision); `date` as YYYY-MM-DD."""
    moment = f"{date or UNDATED}T00:00:00Z"
    package.add_part(
        "docProps/core.xml",
        part_xml(
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape_text(title)}</dc:title><dc:subject>{escape_text(subject)}</dc:subject>"
            f"<dc:creator>{escape_text(creator)}</dc:creator><cp:lastModifiedBy>{escape_text(creator)}</cp:lastModifiedBy>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
            f"<dc:language>zh-CN</dc:language><cp:version>{escape_text(version)}</cp:version></cp:coreProperties>"
        ),
        _CORE_TYPE,
    )
    package.relate("", _CORE_KIND, "docProps/core.xml")


def set_application_properties(package: Package, company: str) -> None:
    """The company, and no program's name or times."""
    package.add_part(
        "docProps/app.xml",
        part_xml(
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            f"<Application>wuye_docs</Application><Company>{escape_text(company)}</Company></Properties>"
        ),
        _APP_TYPE,
    )
    package.relate("", "extended-properties", "docProps/app.xml")


def set_custom_properties(package: Package, values: Mapping[str, str]) -> None:
    """The properties that Word shows under 文件 > 信息 > 高级属性 > 自定义; ids count from 2 (22.3.2.2)."""
    listed = Xml(
        "".join(
            f'<property fmtid="{_FORMAT_ID}" pid="{index}" name="{escape_attribute(name)}">'
            f"<vt:lpwstr>{escape_text(value)}</vt:lpwstr></property>"
            for index, (name, value) in enumerate(values.items(), 2)
        )
    )
    package.add_part(
        "docProps/custom.xml",
        part_xml(
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
            f' xmlns:vt="{_VARIANTS}">{listed}</Properties>'
        ),
        _CUSTOM_TYPE,
    )
    package.relate("", "custom-properties", "docProps/custom.xml")
