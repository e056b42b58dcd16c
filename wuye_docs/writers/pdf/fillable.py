"""Links to places to fill in made fields: a PDF from Typst becomes an AcroForm (ISO 32000-1, 12.7).

Typst has put every link where a field belongs and tagged it in reading order. Here each link's annotation becomes a widget, and
its structure element a Form, so that screen readers and the tabulator meet the fields where the print has them (ISO 14289-1,
7.18). No field has an action or a script.

Such a file says that it is PDF/UA-1, and not PDF/A: readers open archive files locked, and what is typed is shown in a font of
the reader's machine, which PDF/A forbids.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from wuye_docs.writers.pdf.form_fields import SCHEME, FieldKind, FormField

# Flags of fields, ISO 32000-1 tables 221, 226, 228, 230.
_REQUIRED, _MULTILINE, _RADIO, _COMBO, _EDIT = 1 << 1, 1 << 12, 1 << 15, 1 << 17, 1 << 18
_PRINTED = 4
_FONT = "CJK"
_INK = "0.05 0.15 0.45 rg"
"""Blue, as a pen writes, so that what was filled in stands out from the print."""
_SMALL = 9.0
_LINE = 1.25


def make_fillable(pdf: pikepdf.Pdf, fields: Sequence[FormField], size: float) -> None:
    """Give a form its fields; `size` is that of typed text in pt."""
    made = _Form(pdf, fields, size)
    for page in pdf.pages:
        for link in page.obj.get("/Annots", Array()):
            target = str(link.get("/A", Dictionary()).get("/URI", ""))
            if target.startswith(SCHEME):
                made.turn(link, fields[int(target.removeprefix(SCHEME))])
    made.finish()


class _Form:
    def __init__(self, pdf: pikepdf.Pdf, fields: Sequence[FormField], size: float) -> None:
        self._pdf = pdf
        self._size = size
        self._roots = Array()
        self._groups: dict[str, pikepdf.Object] = {}
        self._looks: dict[tuple[str, float, float], pikepdf.Object] = {}
        self._elements = _by_parent_key(pdf)
        self._offered = {
            name: [one.choice for one in fields if one.name == name]
            for name in {one.name for one in fields if one.kind is FieldKind.ONE_OF}
        }

    def turn(self, link: pikepdf.Object, field: FormField) -> None:
        """Make the link's annotation the widget of the field, and its structure element a form's."""
        for key in ("/A", "/Dest", "/Border", "/Contents"):
            if key in link:
                del link[key]
        link.Subtype = Name.Widget
        link.F = _PRINTED
        left, bottom, right, top = (float(value) for value in link.Rect)
        width, height = right - left, top - bottom
        element = self._elements[int(link.StructParent)]
        element.S = Name.Form
        # Beside the field's annotation a Form element may hold nothing.
        element.K = Array([kid for kid in element.K if isinstance(kid, Dictionary) and "/Obj" in kid])
        match field.kind:
            case FieldKind.WORDS | FieldKind.LIST:
                self._words(link, field, width, height)
            case FieldKind.TICK:
                self._box(link, "0", width, height)
                self._root(link, field, Name.Btn, 0)
                link.Opt = Array([_text(field.choice)])
            case FieldKind.ONE_OF:
                self._one_of(link, field, width, height)

    def _words(self, link: pikepdf.Object, field: FormField, width: float, height: float) -> None:
        flags = _MULTILINE if field.many_lines else 0
        size = _SMALL if field.is_small else self._size
        if field.is_figure:
            # The reader keeps 2 pt free at either side.
            size = min(size, (width - 4) / max(field.most, 1) / 0.58)
        if not field.many_lines:
            size = min(size, height / _LINE)
        is_list = field.kind is FieldKind.LIST
        self._root(link, field, Name.Ch if is_list else Name.Tx, flags | (_COMBO | _EDIT if is_list else 0))
        link.DA = String(f"/{_FONT} {size:.3g} Tf {_INK}")
        link.AP = Dictionary(N=self._look("words", width, height))
        if is_list:
            link.Opt = Array([_text(one) for one in field.choices])
        if field.is_figure:
            link.Q = 1 if field.most < 4 else 2
        if field.most:
            link.MaxLen = field.most

    def _one_of(self, link: pikepdf.Object, field: FormField, width: float, height: float) -> None:
        """One of the boxes that share a field: it has the look, the field the value."""
        offered = self._offered[field.name]
        group = self._groups.get(field.name)
        if group is None:
            group = self._groups[field.name] = self._pdf.make_indirect(
                Dictionary(Kids=Array(), V=Name.Off, Opt=Array([_text(one) for one in offered]))
            )
            self._root(group, field, Name.Btn, _RADIO)
        self._box(link, str(len(group.Kids)), width, height)
        link.Parent = group
        link.Contents = _text(f"{field.spoken}：{field.choice}")
        group.Kids.append(link)

    def _root(self, target: pikepdf.Object, field: FormField, kind: pikepdf.Object, flags: int) -> None:
        target.FT = kind
        target.T = _text(field.name)
        target.TU = _text(field.spoken)
        flags |= _REQUIRED if field.required else 0
        if flags:
            target.Ff = flags
        self._roots.append(target)

    def _box(self, link: pikepdf.Object, state: str, width: float, height: float) -> None:
        """A box to tick has two looks: nothing, and a tick over the printed square."""
        link.AP = Dictionary(
            N=Dictionary({
                f"/{state}": self._look("tick", width, height), "/Off": self._look("blank", width, height),
            })
        )  # fmt: skip
        link.AS = Name.Off
        link.MK = Dictionary(CA=String("4"))

    def _look(self, kind: str, width: float, height: float) -> pikepdf.Object:
        """An appearance stream; those of one size are shared."""
        key = kind, round(width, 1), round(height, 1)
        if key not in self._looks:
            drawn = {"words": b"/Tx BMC\nEMC", "blank": b"", "tick": _tick(width, height)}[kind]
            self._looks[key] = pikepdf.Stream(
                self._pdf,
                drawn,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, key[1], key[2]]),
                Resources=Dictionary(),
            )
        return self._looks[key]

    def finish(self) -> None:
        """Gather the fields in the catalogue, with the font that they are typed in."""
        self._pdf.Root.AcroForm = self._pdf.make_indirect(
            Dictionary(
                Fields=self._roots,
                DA=String(f"/{_FONT} {self._size:.3g} Tf {_INK}"),
                DR=Dictionary(Font=Dictionary({f"/{_FONT}": self._font()})),
            )
        )

    def _font(self) -> pikepdf.Object:
        """A Chinese font that readers have by its standard name (Adobe-GB1): embedded it would be megabytes a form."""
        descriptor = self._pdf.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name("/STSong-Light"),
                Flags=6,
                FontBBox=Array([-25, -254, 1000, 880]),
                ItalicAngle=0,
                Ascent=880,
                Descent=-120,
                CapHeight=880,
                StemV=93,
            )
        )
        descendant = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.CIDFontType0,
                BaseFont=Name("/STSong-Light"),
                CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=4),
                FontDescriptor=descriptor,
                DW=1000,
                W=Array([1, 95, 500]),
            )
        )
        return self._pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/STSong-Light-UniGB-UTF16-H"),
                Encoding=Name("/UniGB-UTF16-H"),
                DescendantFonts=Array([descendant]),
            )
        )


def _by_parent_key(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    """The structure element of each annotation, by the key that the annotation has in the parent tree."""
    found: dict[int, pikepdf.Object] = {}
    waiting = [pdf.Root.StructTreeRoot.ParentTree]
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", Array()))
        numbers = list(node.get("/Nums", Array()))
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            if isinstance(value, Dictionary):
                found[int(key)] = value
    return found


def _tick(width: float, height: float) -> bytes:
    """A tick as a pen makes it."""
    side = min(width, height)
    left, bottom = (width - side) / 2, (height - side) / 2
    points = [
        f"{left + x * side:.2f} {bottom + y * side:.2f}" for x, y in ((0.2, 0.5), (0.42, 0.22), (0.86, 0.86))
    ]
    stroke = _INK.replace("rg", "RG")
    return f"{stroke} {side * 0.12:.2f} w 1 J 1 j {points[0]} m {points[1]} l {points[2]} l S".encode()


def _text(value: str) -> String:
    return String(value)
