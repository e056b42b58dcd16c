"""Footnotes: numbered in the order they are called, at the end of the tree, with ids that are unique in a bound manual."""

from __future__ import annotations

from docutils import nodes


def number_footnotes(document: nodes.document, number: str) -> None:
    """Resolve every footnote reference; a note that nothing calls is dropped, a call without a note becomes its mark."""
    notes: dict[str, nodes.footnote] = {}
    for note in list(document.findall(nodes.footnote)):
        note.parent.remove(note)
        for name in note["names"]:
            notes.setdefault(name, note)
    order: list[str] = []
    prefix = number.replace("-", "_")
    for call in list(document.findall(nodes.footnote_reference)):
        name = call.get("refname", "")
        if name not in notes:
            call.parent.replace(call, nodes.Text(f"[{name}]"))
            continue
        if name not in order:
            order.append(name)
        note, running = notes[name], str(order.index(name) + 1)
        call.attributes.pop("auto", None)
        call.attributes.pop("refname", None)
        call.children = []
        call += nodes.Text(running)
        call["refid"] = f"{prefix}_note_{running}"
        call["ids"] = [
            f"{prefix}_call_{running}" + (f"_{len(note['backrefs']) + 1}" if note["backrefs"] else "")
        ]
        note["backrefs"].append(call["ids"][0])
    for position, name in enumerate(order, 1):
        note, running = notes[name], str(position)
        note.attributes.pop("auto", None)
        note["ids"], note["names"] = [f"{prefix}_note_{running}"], []
        for label in list(note.findall(nodes.label)):
            note.remove(label)
        note.insert(0, nodes.label("", running))
        document += note
    for attribute in (
        "autofootnotes",
        "autofootnote_refs",
        "symbol_footnotes",
        "symbol_footnote_refs",
        "footnotes",
    ):
        setattr(document, attribute, [])
    document.footnote_refs = {}
    document.nameids, document.nametypes, document.refnames = {}, {}, {}
