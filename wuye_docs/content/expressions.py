"""`{{ … }}` in prose becomes the text of a parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from wuye_docs.model import Parameter
from wuye_docs.references import expressions_in, parameter_names


class ParameterText(str):
    """A parameter's text in an expression; filters reach the figure and the unit behind it."""

    parameter: Parameter

    def __new__(cls, parameter: Parameter) -> ParameterText:
        made = super().__new__(cls, parameter.text)
        made.parameter = parameter
        return made


class _FigureEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, without the two operators by which a short expression can take all time and memory."""

    intercepted_binops = frozenset({"**", "*"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product of numbers; TypeError for powers and for anything else multiplied."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise TypeError(f"`{operator}` is not for figures")
        return super().call_binop(context, operator, left, right)


class Expressions:
    """Evaluates expressions over a manual's parameters, sandboxed; what is undefined raises LookupError."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self.parameters = parameters

    def text(self, source: str) -> str:
        """What an expression comes out as. Raises LookupError with the reason if it cannot be evaluated."""
        # A plain name, which nearly every expression is, needs no template.
        parameter = self.parameters.get(source)
        if parameter is not None:
            return parameter.text
        try:
            return self._environment.from_string("{{ " + source + " }}").render(self._context)
        except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError) as fault:
            raise LookupError(str(fault)) from fault

    def fill(self, text: str) -> str:
        """A plain string with every `{{ … }}` in it evaluated; one that cannot be is left as it is."""
        found = expressions_in(text)
        if not found:
            return text
        result, cursor = "", 0
        for start, end, source in found:
            opening, closing = text.rindex("{{", 0, start + 1), text.index("}}", end) + 2
            try:
                value = self.text(source)
            except LookupError:
                value = text[opening:closing]
            result += text[cursor:opening] + value
            cursor = closing
        return result + text[cursor:]

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        environment = _FigureEnvironment(undefined=StrictUndefined, autoescape=False)
        filters: dict[str, Callable[[Any], str]] = {
            "数值": lambda value: value.parameter.value,
            "单位": lambda value: value.parameter.unit,
        }
        environment.filters.update(filters)
        return environment

    @cached_property
    def _context(self) -> dict[str, Any]:
        """Parameters by the parts of their names: 投诉.时限 is found as 投诉 → 时限."""
        root: dict[str, Any] = {}
        for name, parameter in self.parameters.items():
            *groups, last = name.split(".")
            place = root
            for group in groups:
                below = place.setdefault(group, {})
                if not isinstance(below, dict):
                    break
                place = below
            else:
                place.setdefault(last, ParameterText(parameter))
        return root


def names_in(source: str) -> tuple[str, ...]:
    """The parameters an expression names; empty if it does not parse."""
    return parameter_names(source) or ()
