"""Maps as figures of a document or page: `map_drawing` draws them when they are written."""

from __future__ import annotations

from docutils import nodes

from wuye_docs.content.digest import digest_of
from wuye_docs.content.map_drawing import MapDrawing, make_maps
from wuye_docs.content.nodes import relation_map
from wuye_docs.references import ReferenceGraph


def map_figures(references: ReferenceGraph, kind: str, key: str) -> list[nodes.Element]:
    """The figures of a map, one a sheet, with captions; none where there is nothing to draw."""
    drawings = make_maps(references, kind, key)
    figures: list[nodes.Element] = []
    for part, drawing in enumerate(drawings):
        title = drawing.title + (f"（{part + 1}/{len(drawings)}）" if len(drawings) > 1 else "")
        # Other documents show in a map: with the state in its attributes, what holds the figure is written again with them.
        state = digest_of(drawing.svg())
        figures.append(
            relation_map("", nodes.caption("", title), map=kind, number=key, part=part, state=state)
        )
    return figures


def drawing_of(figure: nodes.Element, references: ReferenceGraph) -> MapDrawing:
    """What a figure of `map_figures` shows."""
    drawn: MapDrawing = make_maps(references, figure["map"], figure["number"])[figure["part"]]
    return drawn
