"""The theme part of base.docx, which the Open XML SDK asks for: plain colours, and fonts that are the manual's own."""

from __future__ import annotations

from wuye_docs.ooxml.markup import Xml, escape_attribute

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = (
    ("lt2", "EDF1F4"),
    ("accent1", "0F5C6E"),
    ("accent2", "2F6F8F"),
    ("accent3", "7F7F7F"),
    ("accent4", "C77700"),
    ("accent5", "3B7D4F"),
    ("accent6", "B3261E"),
    ("hlink", "1F4E79"),
    ("folHlink", "1F4E79"),
)


def theme(latin: str, heading: str, body: str) -> Xml:
    """`a:theme` (20.1.6.9), the smallest that is complete: three of each style that a shape may take."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS)
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return Xml(
        f'<a:theme xmlns:a="{_A}" name="wuye_docs"><a:themeElements><a:clrScheme name="wuye_docs">'
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="333333"/></a:dk2>'
        f'{colors}</a:clrScheme><a:fontScheme name="wuye_docs">{_fonts("major", latin, heading)}'
        f'{_fonts("minor", latin, body)}</a:fontScheme><a:fmtScheme name="wuye_docs">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts(kind: str, latin: str, chinese: str) -> str:
    return (
        f'<a:{kind}Font><a:latin typeface="{escape_attribute(latin)}"/><a:ea typeface="{escape_attribute(chinese)}"/>'
        f'<a:cs typeface=""/></a:{kind}Font>'
    )
