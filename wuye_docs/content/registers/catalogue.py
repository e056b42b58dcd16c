"""Every register by name, with the form number that manual.yaml gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from wuye_docs.content.registers.controlled import (
    document_register,
    flow_register,
    obsolete_register,
    review_calendar,
)
from wuye_docs.content.registers.distribution import distribution_register
from wuye_docs.content.registers.evidence import evidence_registers
from wuye_docs.content.registers.external import external_register
from wuye_docs.content.registers.reading import reading_list
from wuye_docs.content.registers.records import form_register
from wuye_docs.content.registers.register import Register
from wuye_docs.content.registers.sources import RegisterSources

_MAKERS: Mapping[str, Callable[[RegisterSources], list[Register[Any]]]] = {
    "documents": lambda sources: [document_register(sources)],
    "flows": lambda sources: [flow_register(sources)],
    "forms": lambda sources: [form_register(sources)],
    "external": lambda sources: [external_register(sources)],
    "distribution": lambda sources: [distribution_register(sources)],
    "obsolete": lambda sources: [obsolete_register(sources)],
    "reviews": lambda sources: [review_calendar(sources)],
    "evidence": evidence_registers,
    "reading": lambda sources: [reading_list(sources)],
}
REGISTER_NAMES = tuple(_MAKERS)


def make_registers(sources: RegisterSources, name: str) -> list[Register[Any]]:
    """The register of a name, several where there are several standards; KeyError for a name that is none."""
    return [numbered(one, sources) for one in _MAKERS[name](sources)]


def numbered(register: Register[Any], sources: RegisterSources) -> Register[Any]:
    """The register under the form's number and revision that manual.yaml has for it, if it has one."""
    form = sources.manual.forms.get(sources.manual.settings.registers.get(register.name, ""))
    if form is None:
        return register
    return replace(register, number=form.number, revision=sources.state(form).revision)
