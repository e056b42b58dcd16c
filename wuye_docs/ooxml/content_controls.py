"""Content controls (17.5.2): places in a form that can be filled in on screen."""

from __future__ import annotations

from collections.abc import Sequence

from wuye_docs.ooxml.markup import NOTHING, Xml, escape_attribute, join, tag, w
from wuye_docs.ooxml.text import run_properties, text_run

CHECKED, UNCHECKED = "☒", "☐"
_BOX_FONT = "MS Gothic"
_GREY = run_properties(style="PlaceholderText", color="7F7F7F")


class ContentControls:
    """Hands out the controls of one document; ids are counted, since Word wants them unique over all parts."""

    def __init__(self, first: int = 70001) -> None:
        self._next = first

    def text(self, alias: str, tag_name: str, placeholder: str, *, lines: bool = False) -> Xml:
        """A field for text; with `lines` the Enter key makes a new line in it."""
        kind = tag("w:text", {"w:multiLine": "1"}) if lines else w("text")
        return self._control(alias, tag_name, kind, text_run(placeholder, _GREY))

    def date(self, alias: str, tag_name: str, placeholder: str, pattern: str = "yyyy-MM-dd") -> Xml:
        """A date picker; `pattern` as Word writes it."""
        kind = w(
            "date",
            w("dateFormat", val=pattern),
            w("lid", val="zh-CN"),
            w("storeMappedDataAs", val="dateTime"),
            w("calendar", val="gregorian"),
        )
        return self._control(alias, tag_name, kind, text_run(placeholder, _GREY))

    def choice(self, alias: str, tag_name: str, placeholder: str, choices: Sequence[str]) -> Xml:
        """A list to choose from; values are unique, as the schema wants."""
        listed = join(w("listItem", displayText=one, value=one) for one in dict.fromkeys(choices) if one)
        return self._control(alias, tag_name, w("dropDownList", listed), text_run(placeholder, _GREY))

    def checkbox(self, alias: str, tag_name: str) -> Xml:
        """A box to tick; it shows no placeholder."""
        kind = tag(
            "w14:checkbox",
            None,
            tag("w14:checked", {"w14:val": "0"}),
            tag("w14:checkedState", {"w14:val": "2612", "w14:font": _BOX_FONT}),
            tag("w14:uncheckedState", {"w14:val": "2610", "w14:font": _BOX_FONT}),
        )
        font = w(
            "rFonts", ascii=_BOX_FONT, hAnsi=_BOX_FONT, eastAsia=_BOX_FONT, cs=_BOX_FONT, hint="eastAsia"
        )
        box = w("r", w("rPr", font), Xml(f"<w:t>{UNCHECKED}</w:t>"))
        return self._control(alias, tag_name, kind, box, placeholder=False)

    def repeating_rows(self, alias: str, tag_name: str, rows: Sequence[Xml]) -> Xml:
        """Rows of a table to which Word from 2013 on adds more of the same kind (MS-DOCX 2.6.1.16); others show the rows."""
        items = (
            f"<w:sdt><w:sdtPr>{w('id', val=self._take())}<w15:repeatingSectionItem/></w:sdtPr>"
            f"<w:sdtContent>{row}</w:sdtContent></w:sdt>"
            for row in rows
        )
        label, name = escape_attribute(alias[:64]), escape_attribute(tag_name[:64])
        return Xml(
            f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{name}"/>{w("id", val=self._take())}'
            f'<w15:repeatingSection w15:sectionTitle="{label}"/></w:sdtPr>'
            f"<w:sdtContent>{''.join(items)}</w:sdtContent></w:sdt>"
        )

    def _take(self) -> int:
        number = self._next
        self._next += 1
        return number

    def _control(
        self, alias: str, tag_name: str, kind: Xml, content: Xml, *, placeholder: bool = True
    ) -> Xml:
        # Word refuses a tag of more than 64 characters.
        return Xml(
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape_attribute(alias[:64])}"/>'
            f'<w:tag w:val="{escape_attribute(tag_name[:64])}"/><w:id w:val="{self._take()}"/>{w("lock", val="sdtLocked")}'
            f"{w('showingPlcHdr') if placeholder else NOTHING}{kind}</w:sdtPr>"
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )
