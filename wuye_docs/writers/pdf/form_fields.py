"""What the fields of a fillable form are, before they are written: names, kinds, what is said of them.

Typst knows where a field is, this module what it is: a place to fill in is set as a link to `field:7`, and 7 is its place in
the list that is kept here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from wuye_docs.content.form_cells import ColumnBlank
from wuye_docs.model import Field, FieldType

SCHEME = "field:"
_TWO_LINES = 25.0
"""Height in pt from which a cell of a table takes two lines of small print."""


class FieldKind(Enum):
    """How a field is filled in."""

    WORDS = "words"
    TICK = "tick"
    ONE_OF = "one of"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class FormField:
    """One rectangle to fill in."""

    kind: FieldKind
    name: str
    """Of the field; the boxes of ONE_OF have one between them."""
    spoken: str
    """What a screen reader says, and what shows under the pointer (ISO 14289-1, 7.18.1)."""
    required: bool = False
    choice: str = ""
    """What a box stands for."""
    choices: tuple[str, ...] = ()
    """What a list offers."""
    many_lines: bool = False
    most: int = 0
    """Most characters; 0 for any number."""
    is_small: bool = False
    """Set in the size of tables' choices."""
    is_figure: bool = False
    """Set in the middle: part of a date."""


class FormFields:
    """The fields of one form, in reading order; every method gives the targets of the links."""

    def __init__(self) -> None:
        self.listed: list[FormField] = []
        self._taken: dict[str, int] = {}
        self._in_rows: dict[tuple[int, str, int], str] = {}
        self._tables: dict[int, str] = {}

    def words(self, field: Field, height: float, lines: int) -> str:
        """A blank, on more lines where there is room for them; `height` in pt."""
        many = lines > 1 or height >= 2 * _TWO_LINES
        return self._add(
            FormField(
                FieldKind.WORDS, self._name(field.name), _spoken(field), field.required, many_lines=many
            )
        )

    def choices(self, field: Field) -> tuple[str, ...]:
        """Boxes to tick: one of them, or any number where the form allows it or there is but one."""
        offered = field.choices or ("是",)
        name, spoken = self._name(field.name), _spoken(field)
        if field.multiple or len(offered) == 1 or field.type is FieldType.CHECKBOX:
            return tuple(
                self._add(FormField(FieldKind.TICK, f"{name}：{_plain(one)}", f"{spoken}：{one}", choice=one))
                for one in offered
            )
        return tuple(
            self._add(FormField(FieldKind.ONE_OF, name, spoken, field.required, choice=one))
            for one in offered
        )

    def date(self, field: Field) -> tuple[str, ...]:
        """Year, month, day."""
        return self._figures(field, (("年", 4), ("月", 2), ("日", 2)))

    def minute(self, field: Field) -> tuple[str, ...]:
        """Year, month, day, hour, minute."""
        return self._figures(field, (("年", 4), ("月", 2), ("日", 2), ("时", 2), ("分", 2)))

    def _figures(self, field: Field, parts: Sequence[tuple[str, int]]) -> tuple[str, ...]:
        name, spoken = self._name(field.name), _spoken(field)
        return tuple(
            self._add(
                FormField(
                    FieldKind.WORDS,
                    f"{name}（{part}）",
                    f"{spoken}，{part}",
                    field.required,
                    most=most,
                    is_figure=True,
                )
            )
            for part, most in parts
        )

    def words_in_row(self, content: ColumnBlank, height: float) -> str:
        """A cell of a table; a list to choose from where the choices stand in the head. `height` of the row in pt."""
        column = content.column
        kind = FieldKind.LIST if column.choices else FieldKind.WORDS
        return self._add(
            FormField(
                kind,
                self._row_name(content),
                _spoken_in_row(content),
                choices=column.choices,
                many_lines=height >= _TWO_LINES and not column.choices,
                is_small=True,
            )
        )

    def tick_in_row(self, content: ColumnBlank) -> tuple[str, ...]:
        """The box of a cell."""
        return (
            self._add(
                FormField(FieldKind.TICK, self._row_name(content), _spoken_in_row(content), choice="是")
            ),
        )

    def choices_in_row(self, content: ColumnBlank) -> tuple[str, ...]:
        """The boxes of a cell, of which one is ticked."""
        name, spoken = self._row_name(content), _spoken_in_row(content)
        offered = [one for line in content.choices for one in line]
        kind = FieldKind.ONE_OF if len(offered) > 1 else FieldKind.TICK
        return tuple(self._add(FormField(kind, name, spoken, choice=one)) for one in offered)

    def _add(self, field: FormField) -> str:
        self.listed.append(field)
        return f"{SCHEME}{len(self.listed) - 1}"

    def _row_name(self, content: ColumnBlank) -> str:
        table = self._tables.get(id(content.field))
        if table is None:
            table = self._tables[id(content.field)] = self._name(content.field.name or "表")
        return self._name(f"{table} {content.row + 1} {content.column.name}")

    def _name(self, wanted: str) -> str:
        """A name of its own: a full stop would make a tree of it (ISO 32000-1, 12.7.3.2)."""
        plain = _plain(wanted)
        count = self._taken[plain] = self._taken.get(plain, 0) + 1
        return plain if count == 1 else f"{plain} ({count})"


def _plain(text: str) -> str:
    return text.replace(".", "·").strip() or "栏目"


def _spoken(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit else ""
    needed = "，必填" if field.required else ""
    note = f"。{field.note}" if field.note else ""
    return f"{field.name}{unit}{needed}{note}"


def _spoken_in_row(content: ColumnBlank) -> str:
    table = f"{content.field.name}，" if content.field.name else ""
    return f"{table}第{content.row + 1}行，{content.column.name}"
