"""`{{ … }}` in prose: which parameters an expression names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
# A dotted name: what stands in nearly every expression, and what parameters are called.
_DOTTED = re.compile(r"[\w.]+")
# Words that mean something to Jinja where a name may stand.
_RESERVED = frozenset(
    {"true", "false", "none", "True", "False", "None", "not", "if", "in", "is", "and", "or", "else"}
)


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
    parts = expression.split(".")
    if all(one.isidentifier() and one not in _RESERVED for one in parts):
        return (expression,)
    # Importing Jinja takes a tenth of all imports of a check, and seldom is an expression more than a name.
    from jinja2 import TemplateSyntaxError

    try:
        tree = _environment().parse("{{ " + expression + " }}")
    except TemplateSyntaxError:
        return None
    found: list[str] = []
    _collect(tree, found)
    return tuple(found)


@lru_cache(maxsize=4096)
def parameters_named(expression: str) -> tuple[tuple[str, int | None], ...] | None:
    """(name, offset) of the dotted names an expression reads, in order; None if it does not parse.

    The offset is None for a name that does not stand there in one piece.
    """
    names = parameter_names(expression)
    if names is None:
        return None
    placed: list[tuple[str, int | None]] = []
    written = [(match.group(), match.start()) for match in _DOTTED.finditer(expression)]
    cursor = 0
    for name in names:
        # A name may stand twice.
        start = next((start for one, start in written if one == name and start >= cursor), None)
        placed.append((name, start))
        cursor = cursor if start is None else start + len(name)
    return tuple(placed)


@cache
def _environment() -> Environment:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment()


def _collect(node: nodes.Node, found: list[str]) -> None:
    dotted = _dotted(node)
    if dotted:
        found.append(dotted)
        return
    for child in node.iter_child_nodes():
        _collect(child, found)


def _dotted(node: nodes.Node) -> str:
    from jinja2 import nodes

    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        inner = _dotted(node.node)
        return f"{inner}.{node.attr}" if inner else ""
    return ""
