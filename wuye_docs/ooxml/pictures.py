"""Pictures in a line of text: PNG for every reader, and the SVG behind it for Word from 2016 on (MS-ODRAWXML 2.26)."""

from __future__ import annotations

from wuye_docs.ooxml.markup import Xml, escape_attribute

EMU_PER_MM = 36000
EMU_PER_POINT = 12700
EMU_PER_TWIP = 635

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def inline_picture(
    number: int,
    relationship: str,
    width: int,
    height: int,
    description: str,
    *,
    name: str = "",
    svg: str = "",
) -> Xml:
    """`w:drawing` with an inline picture (20.4.2.8), sizes in EMU; `svg` is the relationship of the SVG part.

    `number` must be unique over the body, headers and footers: some builds of Word call a repeated one unreadable.
    """
    label = escape_attribute(name or f"图 {number}")
    text = escape_attribute(description)
    extension = (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{svg}"/></a:ext></a:extLst>'
        if svg
        else ""
    )
    return Xml(
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{label}" descr="{text}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{label}" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def placed_picture(
    number: int,
    relationship: str,
    size: tuple[int, int],
    place: tuple[int, int],
    description: str,
    *,
    name: str,
    svg: str,
) -> Xml:
    """`w:drawing` with a picture that stands at a place of the page and moves no text (20.4.2.3); sizes in EMU.

    `place` is its upper left corner from that of the sheet.
    """
    inline = inline_picture(number, relationship, *size, description, name=name, svg=svg)
    inner = inline[inline.index("<wp:docPr") : inline.rindex("</wp:inline>")]
    return Xml(
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251660288"'
        ' behindDoc="0" locked="1" layoutInCell="0" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{place[0]}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{place[1]}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:wrapNone/>{inner}</wp:anchor></w:drawing>'
    )
