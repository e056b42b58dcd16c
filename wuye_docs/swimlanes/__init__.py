"""Swimlane charts: a flow laid out and drawn, without looking at fonts, clocks or chance."""

from wuye_docs.swimlanes.diagram import A4_LANDSCAPE, A4_PORTRAIT, Diagram, LayoutRefusal, PageSize
from wuye_docs.swimlanes.emf import render_emf
from wuye_docs.swimlanes.graph import Edge, FlowGraph, Node
from wuye_docs.swimlanes.layout import lay_out
from wuye_docs.swimlanes.pages import paginate
from wuye_docs.swimlanes.svg import PRINT, SvgTheme, render_svg

__all__ = [
    "A4_LANDSCAPE",
    "A4_PORTRAIT",
    "PRINT",
    "Diagram",
    "Edge",
    "FlowGraph",
    "LayoutRefusal",
    "Node",
    "PageSize",
    "SvgTheme",
    "lay_out",
    "paginate",
    "render_emf",
    "render_svg",
]
