"""Lists and clause numbers: the definitions and instances of numbering.xml (17.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wuye_docs.ooxml.markup import NOTHING, Xml, join, tag, w


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: `format` as `w:numFmt` names it, `text` with %1 to %9, indents in twips."""

    format: str
    text: str
    style: str = ""
    """Paragraph style that is linked with the level; the style must name the level in turn."""
    left: int = 0
    hanging: int = 0
    suffix: str = "tab"
    """tab, space or nothing behind the number"""
    font: str = ""


class NumberingPart:
    """The numbering of one document: every definition stands before every instance, as the schema wants."""

    def __init__(self, first_definition: int = 1, first_instance: int = 1) -> None:
        self._first_definition = first_definition
        self._first_instance = first_instance
        self._definitions: list[Xml] = []
        self._instances: list[Xml] = []

    def define(self, levels: Sequence[ListLevel]) -> int:
        """A new `w:abstractNum`; returns its id. Levels that are not given repeat the last one: all nine are written."""
        number = self._first_definition + len(self._definitions)
        # Word merges definitions that share an nsid.
        identity = f"{0x57590000 + number:08X}"
        complete = [*levels, *[levels[-1]] * (9 - len(levels))]
        self._definitions.append(
            w(
                "abstractNum",
                w("nsid", val=identity),
                w("multiLevelType", val="multilevel"),
                w("tmpl", val=f"{0x57600000 + number:08X}"),
                *(
                    _level(index, one if index < len(levels) else _unlinked(one, index))
                    for index, one in enumerate(complete)
                ),
                abstractNumId=number,
            )
        )
        return number

    def instance(self, definition: int, restarted: Sequence[int] = ()) -> int:
        """A new `w:num` of a definition; returns its id. The levels in `restarted` begin at 1 again."""
        number = self._first_instance + len(self._instances)
        overrides = (
            tag("w:lvlOverride", {"w:ilvl": level}, w("startOverride", val=1)) for level in sorted(restarted)
        )
        self._instances.append(w("num", w("abstractNumId", val=definition), *overrides, numId=number))
        return number

    def definitions(self) -> Xml:
        """All `w:abstractNum` in order."""
        return join(self._definitions)

    def instances(self) -> Xml:
        """All `w:num` in order."""
        return join(self._instances)


def _unlinked(level: ListLevel, index: int) -> ListLevel:
    """A filler level: the same look, one number of its own, no style."""
    text = level.text if "%" not in level.text else f"%{index + 1})"
    return ListLevel(level.format, text, "", level.left, level.hanging, level.suffix, level.font)


def _level(index: int, level: ListLevel) -> Xml:
    fonts = w(
        "rFonts", ascii=level.font, hAnsi=level.font, eastAsia=level.font, cs=level.font, hint="eastAsia"
    )
    return tag(
        "w:lvl",
        {"w:ilvl": index},
        w("start", val=1),
        w("numFmt", val=level.format),
        w("pStyle", val=level.style) if level.style else NOTHING,
        w("suff", val=level.suffix),
        w("lvlText", val=level.text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=level.left, hanging=level.hanging)),
        w("rPr", fonts) if level.font else NOTHING,
    )
