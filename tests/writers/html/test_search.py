"""The search box, the list below it and the page of results, in a real browser and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.writers.html.questions import find, open_engine
from tests.writers.html.sample_site import address
from tests.writers.html.test_accessibility import faults
from wuye_docs.model import Manual
from wuye_docs.writers.html.search_entries import Entry, EntryKind
from wuye_docs.writers.html.search_index import coded, search_index

pytestmark = pytest.mark.browser


def box(page: Page) -> Locator:
    return page.get_by_label("搜索手册")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def type_in(page: Page, text: str) -> None:
    box(page).fill(text)
    expect(options(page).first).to_be_visible()


def it_loads_the_index_only_when_somebody_types(site: Path, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto(address(site, "documents/SYWIKF01"))
    box(page).focus()
    page.wait_for_timeout(200)
    assert not [one for one in loaded if one.startswith("search-")]
    type_in(page, "投诉")
    type_in(page, "投诉登")
    assert [one for one in loaded if one.startswith("search-")] == [
        "search-entries.js", "search-query.js", "search-ranking.js", "search-engine.js", "search-index.js",
    ]  # fmt: skip


def it_is_a_combobox_that_the_keyboard_drives(site: Path, page: Page) -> None:
    page.goto(address(site, "documents/SYWIKF02"))
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("tousu")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    assert "投诉处理流程" in chosen.inner_text()
    assert chosen.locator("mark").first.inner_text() == "投诉"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("tousu")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    page.keyboard.type("kf01")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/SYWIKF01.html")


def it_says_what_is_found(site: Path, page: Page) -> None:
    page.goto(address(site, "index"))
    type_in(page, "投诉多久处理完")
    assert options(page).first.locator(".figure").inner_text() == "3个工作日"
    assert page.locator("form.search [role=status]").inner_text().startswith("找到")
    box(page).fill("zzqqxx")
    expect(page.get_by_text("没有找到“zzqqxx”")).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()


def it_has_a_page_of_results_with_an_address(site: Path, page: Page) -> None:
    page.goto(address(site, "forms/SYWIKF01-R01"))
    type_in(page, "投诉")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=*")
    page.get_by_role("button", name="记录表").click()
    kinds = page.locator(".results li .kind")
    expect(kinds.first).to_have_text("记录表")
    assert set(kinds.all_inner_texts()) == {"记录表"}
    assert page.url.endswith("&in=f")
    page.go_back()
    expect(page.locator(".results li").first).to_contain_text("投诉")
    assert len(set(kinds.all_inner_texts())) > 1
    box(page).fill("回访")
    expect(page.locator(".results li a").first).to_contain_text("回访")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "search.html" not in url)


def it_keeps_nothing_of_what_was_searched(site: Path, page: Page) -> None:
    page.goto(address(site, "index"))
    type_in(page, "投诉")
    page.reload()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    expect(box(page)).to_have_value("")


def it_leads_to_a_page_with_the_lists_where_no_script_runs(site: Path, scriptless: Page) -> None:
    scriptless.goto(address(site, "documents/SYWIKF01"))
    box(scriptless).fill("投诉")
    scriptless.keyboard.press("Enter")
    scriptless.wait_for_url("**/search.html?q=*")
    assert "浏览器运行网页脚本" in scriptless.locator("main").inner_text()
    scriptless.get_by_role("link", name="受控文件清单").last.click()
    scriptless.wait_for_url("**/registers/documents.html")


@pytest.mark.parametrize("width", [320, 1280])
def it_stays_inside_the_window(site: Path, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(address(site, "index"))
    type_in(page, "投诉")
    found = page.get_by_role("listbox").bounding_box()
    assert found and found["x"] >= 0 and found["x"] + found["width"] <= width
    assert found["y"] + found["height"] <= 640
    page.keyboard.press("Enter")
    expect(page.locator(".results li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def it_leaves_the_keys_to_an_input_method(site: Path, page: Page) -> None:
    page.goto(address(site, "index"))
    type_in(page, "tou'su")
    box(page).evaluate(
        "one => one.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing: true, bubbles: true}))"
    )
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "search-found-0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def it_is_accessible_while_open_and_on_the_page_of_results(site: Path, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address(site, "registers/index"))
    type_in(page, "投诉")
    page.keyboard.press("ArrowDown")
    assert faults(page) == {}
    page.goto(address(site, "search") + "#q=投诉")
    expect(page.locator(".results li").first).to_be_visible()
    assert faults(page) == {}


def it_finds_what_is_obsolete_last_unless_its_number_is_typed(browser: Browser) -> None:
    entries = [
        Entry(EntryKind.DOCUMENT, "documents/A01.html", "投诉处理规程", number="A01", is_obsolete=True),
        Entry(EntryKind.CLAUSE, "documents/A01.html#A01_x", "投诉受理", "旧的做法", "1", is_obsolete=True),
        Entry(EntryKind.DOCUMENT, "documents/A02.html", "客户意见规程", number="A02"),
        Entry(EntryKind.CLAUSE, "documents/A02.html#A02_y", "受理", "投诉和建议的处理", "1"),
    ]
    page = open_engine(browser, search_index(entries, Manual()))
    by_word, by_number = find(page, ["投诉处理", "a01"])
    page.close()
    assert not by_word[0]["isObsolete"]
    assert by_number[0]["address"] == "documents/A01.html" and by_number[0]["isObsolete"]


@pytest.mark.parametrize(
    ("positions", "signs"),
    [([], ""), ([0], "#"), ([0, 1, 2], "###"), ([63], "c"), ([64], "d#"), ([3, 200], "&")],
)
def it_writes_gaps_in_signs(positions: list[int], signs: str) -> None:
    written = coded(positions)
    assert written.startswith(signs)
    assert not set(written) & set('"\\')
