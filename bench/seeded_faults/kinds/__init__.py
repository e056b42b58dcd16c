"""Every kind of fault, by subject; and the kinds that no check can tell, which run only when they are named."""

from __future__ import annotations

from bench.seeded_faults.fault import Kind
from bench.seeded_faults.kinds import (
    figures,
    flows,
    forms,
    numbers,
    organization,
    references,
    sections,
    settings,
    sources,
    told_lists,
    wording,
)

KINDS: tuple[Kind, ...] = (
    *sources.KINDS,
    *numbers.KINDS,
    *sections.KINDS,
    *wording.KINDS,
    *references.KINDS,
    *organization.KINDS,
    *flows.KINDS,
    *told_lists.KINDS,
    *forms.KINDS,
    *figures.KINDS,
    *settings.KINDS,
)
BEYOND: tuple[Kind, ...] = (*wording.BEYOND, *flows.BEYOND, *told_lists.BEYOND, *figures.BEYOND)
