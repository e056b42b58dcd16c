"""The site in a real browser: opens from disk, on a phone, without network."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page

from tests.writers.html.sample_site import SAMPLE, address, write
from wuye_docs.loaders import MemoryWorkspace

PAGES = (
    "index",
    "documents/SYWIKF01",
    "flows/SYFLKF01",
    "forms/SYWIKF01-R01",
    "organization",
    "parties",
    "registers/forms",
    "registers/map",
    "registers/responsibilities",
)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
def it_never_scrolls_sideways(site: Path, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


@pytest.mark.browser
def it_shows_the_control_block(site: Path, page: Page) -> None:
    page.goto(address(site, "documents/SYWIKF01"))
    facts = page.locator(".facts").inner_text()
    for shown in ("SYWIKF01", "A/0", "草案", "客户服务部", "客服主管", "管理处经理"):
        assert shown in facts
    assert "草案" in page.locator(".banner").inner_text()
    assert page.locator("h1").inner_text() == "客户投诉处理规程"


@pytest.mark.browser
def it_leads_a_post_to_its_steps_forms_and_documents(site: Path, page: Page) -> None:
    page.goto(address(site, "index"))
    page.get_by_role("link", name="客服专员", exact=True).first.click()
    assert page.locator("h1").inner_text() == "客服专员"
    text = page.locator(".text").inner_text()
    for shown in ("①登记投诉", "30分钟", "《投诉受理表》", "客户投诉处理规程"):
        assert shown in text


@pytest.mark.browser
def it_leads_from_a_map_to_a_document(site: Path, page: Page) -> None:
    page.goto(address(site, "registers/map"))
    page.locator("svg.relation-map a", has_text="客户回访规程").first.click()
    assert page.url.endswith("documents/SYWIKF02.html")
    page.locator("#relations svg a", has_text="客户回访流程").first.click()
    assert page.url.endswith("flows/SYFLKF02.html")
    assert page.locator("table.matrix .legend").count() == 1


@pytest.mark.browser
def it_works_by_keyboard_and_names_its_landmarks(site: Path, page: Page) -> None:
    page.goto(address(site, "documents/SYWIKF01"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() >= 1  # type: ignore[arg-type]
    assert (
        page.locator("nav a[aria-current=page]").first.get_attribute("href") == "../documents/SYWIKF01.html"
    )


@pytest.mark.browser
def it_prints_a_form_without_navigation(site: Path, page: Page) -> None:
    page.goto(address(site, "forms/SYWIKF01-R01"))
    page.emulate_media(media="print")
    assert page.locator("nav.site").is_hidden()
    assert page.locator(".form-title").inner_text() == "投诉受理表"


def it_links_to_nothing_that_is_not_there(site: Path) -> None:
    broken = []
    ids = {path: set(html.parse(str(path)).xpath("//@id")) for path in site.rglob("*.html")}
    for path in ids:
        for link in html.parse(str(path)).xpath(
            "//a/@href | //link/@href | //img/@src | //*[local-name()='a']/@href"
        ):
            parts = urlsplit(str(link))
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.suffix in (".pdf", ".docx"):
                continue
            if not target.exists() or (parts.fragment and unquote(parts.fragment) not in ids.get(target, ())):
                broken.append(f"{path.relative_to(site)} -> {link}")
    assert broken == []


def it_gives_no_id_twice_and_keeps_styles_and_scripts_out_of_pages(site: Path) -> None:
    for path in site.rglob("*.html"):
        tree = html.parse(str(path))
        found = tree.xpath("//@id")
        assert len(found) == len(set(found)), (
            path.name,
            sorted({one for one in found if found.count(one) > 1}),
        )
        assert tree.xpath("//@style | //style | //script[text()] | //@*[starts-with(name(), 'on')]") == []
        scripts = [unquote(one).rpartition("/")[2] for one in tree.xpath("//script/@src")]
        for_what = {
            "chart.js": "//*[@class='swimlane']",
            "clauses.js": "//main/@data-report",
            "tables.js": "//main//table[count(thead/tr/th) > 2 and not(@class='blank-rows')]",
        }
        wanted = [name for name, found in for_what.items() if tree.xpath(found)]
        assert scripts == (
            ["verify.js"] if path.name == "verify.html" else ["search.js", "navigation.js", *wanted]
        ), path.name
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "script-src 'self' file:;" in policy
        assert tree.xpath("//img[not(@alt)]") == []


def it_rewrites_only_the_pages_that_show_a_change(tmp_path: Path) -> None:
    write(SAMPLE, tmp_path)
    assert write(SAMPLE, tmp_path).written == ()
    text = SAMPLE.read("manual/procedures/SYQP01.md").decode()
    changed = MemoryWorkspace(
        {"manual/procedures/SYQP01.md": text.replace("# 目的\n", "# 目的\n\n另有一句。\n")}, SAMPLE
    )
    assert write(changed, tmp_path).written == ("documents/SYQP01.html", "static/search-index.js")


def it_takes_away_the_page_of_what_is_gone(tmp_path: Path) -> None:
    write(SAMPLE, tmp_path)
    (tmp_path / "html" / "documents" / "SYWIKF99.html").write_text("old")
    write(SAMPLE, tmp_path)
    assert not (tmp_path / "html" / "documents" / "SYWIKF99.html").exists()


def it_renders_a_damaged_page_again(tmp_path: Path) -> None:
    write(SAMPLE, tmp_path)
    page = (tmp_path / "html" / "documents" / "SYWIKF01.html").read_bytes()
    kept = tmp_path / "work" / "pages" / "documents" / "SYWIKF01.page"
    kept.write_bytes(kept.read_bytes()[:-100])
    write(SAMPLE, tmp_path)
    assert (tmp_path / "html" / "documents" / "SYWIKF01.html").read_bytes() == page


def it_wears_the_accent_colour_of_the_manual(site: Path, tmp_path: Path) -> None:
    settings = SAMPLE.read("manual/manual.yaml").decode() + "\nstyle: {accent: '#E60012'}\n"
    assert settings.count("\nstyle:") == 1
    write(MemoryWorkspace({"manual/manual.yaml": settings}, SAMPLE), tmp_path, frozenset())
    sheet = (tmp_path / "html" / "static" / "site.css").read_text("utf-8")
    assert sheet.startswith(":root { --accent: #d70011; ")
    assert b"#0f5c6e" in (site / "static" / "icon.svg").read_bytes()
    assert b"#e60012" in (tmp_path / "html" / "static" / "icon.svg").read_bytes()
