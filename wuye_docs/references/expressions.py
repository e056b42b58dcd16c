"""`{{ … }}` in prose: which parameters an expression names."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def expressions_in(text: str) -> list[tuple[int, int, str]]:
    """(start, end, expression) of every `{{ … }}` in a plain string; start and end enclose the expression itself."""
    found = []
    for match in _EXPRESSION.finditer(text):
        inner = match.group(1)
        start = match.start(1) + len(inner) - len(inner.lstrip())
        found.append((start, start + len(inner.strip()), inner.strip()))
    return found


@lru_cache(maxsize=4096)
def parameter_names(expression: str) -> tuple[str, ...] | None:
    """The dotted names an expression reads, in order: `投诉.时限`; None if it does not parse."""
    try:
        tree = ImmutableSandboxedEnvironment().parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return None
    found: list[str] = []
    _collect(tree, found)
    return tuple(found)


def _collect(node: nodes.Node, found: list[str]) -> None:
    dotted = _dotted(node)
    if dotted:
        found.append(dotted)
        return
    for child in node.iter_child_nodes():
        _collect(child, found)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        inner = _dotted(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    return ""
