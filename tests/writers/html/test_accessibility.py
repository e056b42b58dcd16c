"""WCAG 2.2 AA on every kind of page, by axe-core: on a desktop in the light, on a phone in the dark."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.writers.html.sample_site import SAMPLE, address, book_of
from wuye_docs.content.edition_changes import ChangedPart, ChangedThing, EditionChanges, Mark
from wuye_docs.writers.html.site import write_site

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


@pytest.mark.browser
def it_tells_what_the_last_edition_changed_so_that_all_can_read_it(tmp_path: Path, phone: Page) -> None:
    words = (
        (Mark.KEPT, "接到投诉后"),
        (Mark.DELETED, "30分钟"),
        (Mark.INSERTED, "20分钟"),
        (Mark.KEPT, "内"),
    )
    parts = (
        ChangedPart("修改", "段落", "1 目的", words),
        ChangedPart("删除", "条款", "9 旧条款", ()),
    )
    things = (
        ChangedThing("document", "SYWIKF01", "客户投诉处理规程", "修改", "A/0", "A/1", parts),
        ChangedThing("form", "SYWIKF09-R01", "旧记录表", "删除", "A/0", "", ()),
    )
    book = replace(book_of(SAMPLE), changes=EditionChanges("A/0", "A/1", things))
    write_site(book, tmp_path / "work", tmp_path / "html")
    phone.emulate_media(color_scheme="dark")
    phone.goto(address(tmp_path / "html", "registers/recent"))
    assert "A/1 版比 A/0 版改动了1份文件、1张记录表。" in phone.locator(".text").inner_text()
    assert phone.locator("del").inner_text() == "30分钟"
    assert phone.locator("ins").inner_text() == "20分钟"
    assert faults(phone) == {}
    phone.get_by_role("link", name="1 目的").click()
    assert phone.locator(":target h2").inner_text().startswith("1 目的")
