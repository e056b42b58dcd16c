"""The report in a real browser: on a phone, in the dark, without scripts and without network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.diagnostics.findings import ADVICE, BACKGROUND, FOUND, SOURCES
from wuye_docs.diagnostics import Language
from wuye_docs.diagnostics.render import html

pytestmark = pytest.mark.browser

# The lowest ratio of contrast between a text and what is painted behind it (WCAG 2.2, 1.4.3), with the text.
LOWEST_CONTRAST = """() => {
  const light = ([r, g, b]) => {
    const part = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  };
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const colour = numbers(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  let lowest = [21, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), one = walker.currentNode.parentElement;
    if (!text || !one.checkVisibility()) continue;
    const [a, b] = [light(numbers(getComputedStyle(one).color)), light(behind(one))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < lowest[0]) lowest = [ratio, text];
  }
  return lowest;
}"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "check.html"
    path.write_text(html.render(FOUND, SOURCES, Language.CHINESE, BACKGROUND), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def it_reads_well_at_every_width_by_day_and_night(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: faults.append(request.url) if request.url != address else None)
    page.goto(address)
    for fold in page.locator("summary").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(LOWEST_CONTRAST)[0] >= 4.5, page.evaluate(LOWEST_CONTRAST)
    # The style sheet was let in by the page's own policy.
    assert page.evaluate("getComputedStyle(document.querySelector('.group')).borderLeftWidth") == "4px"
    assert faults == []
    page.close()


def it_hides_what_is_not_to_be_seen_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.get_by_text(ADVICE.message.zh).is_visible()
    page.get_by_role("checkbox", name="提示").uncheck()
    assert not page.get_by_text(ADVICE.message.zh).is_visible()
    assert page.locator(".group:visible").count() == 2
    context.close()
