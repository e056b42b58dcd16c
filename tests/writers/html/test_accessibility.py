"""WCAG 2.2 AA on every kind of page, by axe-core: on a desktop in the light, on a phone in the dark."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.writers.html.sample_site import address

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = (
    "index",
    "documents/SYQM01",
    "documents/SYWIKF01",
    "flows/SYFLKF01",
    "forms/SYWIKF01-R01",
    "roles/kefuzhuanyuan",
    "departments/kehufuwubu",
    "organization",
    "parties",
    "registers/index",
    "registers/documents",
    "registers/recent",
    "registers/promises",
    "registers/responsibilities",
    "registers/map",
    "registers/rules",
    "search",
)


def faults(page: Page) -> dict[str, list[str]]:
    """What axe finds, as the elements by rule."""
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run({preload: false, runOnly: {type: 'tag', values: tags}}).then(result => result.violations)",
        STANDARDS,
    )
    return {one["id"]: [node["html"][:160] for node in one["nodes"]] for one in found}


@pytest.mark.browser
def it_is_accessible_on_a_desktop(site: Path, page: Page) -> None:
    found = {}
    for kind in KINDS:
        page.goto(address(site, kind))
        found[kind] = faults(page)
    assert {kind: some for kind, some in found.items() if some} == {}


@pytest.mark.browser
def it_is_accessible_on_a_phone_in_the_dark(site: Path, phone: Page) -> None:
    phone.emulate_media(color_scheme="dark")
    found = {}
    for kind in KINDS:
        phone.goto(address(site, kind))
        found[kind] = faults(phone)
    phone.goto(address(site, "documents/SYWIKF01") + "#menu")
    found["menu"] = faults(phone)
    assert {kind: some for kind, some in found.items() if some} == {}
