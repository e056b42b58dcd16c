"""What the pages tell staff: where to begin, what is theirs, what state a page is in, how to report a fault."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.writers.html.sample_site import SAMPLE, address, write
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.writers.html.feedback import Feedback

FLOW = SAMPLE.read("flows/SYFLKF01.yaml").decode()
DOCUMENT = SAMPLE.read("manual/instructions/SYWIKF02.md").decode()


def parsed(folder: Path, name: str) -> html.HtmlElement:
    return html.parse(str(folder / "html" / f"{name}.html")).getroot()


def it_puts_first_what_cannot_wait(tmp_path: Path) -> None:
    urgent = FLOW.replace("title: 投诉处理流程", "title: 火灾处置流程")
    assert urgent != FLOW
    write(MemoryWorkspace({"flows/SYFLKF01.yaml": urgent}, SAMPLE), tmp_path)
    page = parsed(tmp_path, "index")
    first = page.xpath("//main//section")[0]
    assert first.xpath("h2")[0].text_content() == "紧急情况"
    (entry,) = first.xpath(".//a")
    assert entry.get("href") == "flows/SYFLKF01.html"
    assert entry.text_content().split() == ["火灾处置", "业主提出投诉时"]


@pytest.mark.browser
def it_leads_from_a_question_to_the_flow_in_two_clicks(site: Path, page: Page) -> None:
    page.goto(address(site, "index"))
    page.get_by_role("link", name="投诉处理 业主提出投诉时").click()
    assert page.locator("h1").inner_text() == "投诉处理流程"


@pytest.mark.browser
def it_leads_from_a_department_to_its_posts_deadlines_and_documents(site: Path, page: Page) -> None:
    page.goto(address(site, "index"))
    page.get_by_role("link", name="客户服务部", exact=True).first.click()
    text = page.locator(".text").inner_text()
    for shown in ("客服主管", "客服专员", "投诉处理", "30分钟", "SYWIKF01《客户投诉处理规程》"):
        assert shown in text


@pytest.mark.browser
def it_tells_a_post_its_duties_deadlines_and_superiors(site: Path, page: Page) -> None:
    page.goto(address(site, "roles/kefuzhuanyuan"))
    facts = page.locator(".facts").inner_text()
    assert "直接上级" in facts and "客服主管" in facts
    assert "《客服专员岗位说明书》" in page.locator("#duties").inner_text()
    assert "30分钟" in page.locator("#deadlines").inner_text()
    assert page.locator("#forms").get_by_role("link", name="SYWIKF01-R01《投诉受理表》").count() == 1
    page.goto(address(site, "roles/kefuzhuguan"))
    assert "客服专员" in page.locator(".facts").inner_text(), "who is led"


def it_lists_all_promises_of_time_by_department(site: Path) -> None:
    page = html.parse(str(site / "registers" / "promises.html"))
    heads = [one.text_content() for one in page.xpath("//main//h2")]
    assert "客户服务部" in heads
    cells = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    assert any("30分钟" in cell and "客服专员" in cell and "登记投诉" in cell for cell in cells)


def it_has_an_anchor_for_every_check_rule(site: Path) -> None:
    from wuye_docs.rules import CATALOGUE

    ids = set(html.parse(str(site / "registers" / "rules.html")).xpath("//@id"))
    assert {rule.code for rule in CATALOGUE} <= ids


def it_keeps_what_is_obsolete_out_of_sight(tmp_path: Path) -> None:
    gone = DOCUMENT.replace("status: draft", "status: obsolete")
    assert gone != DOCUMENT
    write(MemoryWorkspace({"manual/instructions/SYWIKF02.md": gone}, SAMPLE), tmp_path)
    own = parsed(tmp_path, "documents/SYWIKF02")
    assert own.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "已作废：不得使用" in own.xpath("//p[contains(@class, 'obsolete')]")[0].text_content()
    for path in sorted((tmp_path / "html").rglob("*.html")):
        page = html.parse(str(path))
        lists = page.xpath(
            "//nav//a | //ul[contains(@class, 'columns')]//a | //table[contains(@class, 'register')]//a"
        )
        assert not [one for one in lists if "SYWIKF02.html" in one.get("href", "")], path.name


def it_names_number_revision_and_title_in_a_report(site: Path) -> None:
    page = html.parse(str(site / "documents" / "SYWIKF01.html"))
    (link,) = page.xpath("//footer//a/@href")
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert link.isascii(), "percent-encoded"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == ["SYWIKF01 A/0 客户投诉处理规程"]
    assert "SYWIKF01 A/0 客户投诉处理规程" in fields["body"][0]


@pytest.mark.browser
def it_names_number_revision_and_clause_in_the_report_of_a_clause(site: Path, page: Page) -> None:
    page.goto(address(site, "documents/SYWIKF01"))
    link = page.get_by_role("link", name="报错：1", exact=True).get_attribute("href")
    fields = parse_qs(urlsplit(link or "").query, strict_parsing=True)
    assert fields["subject"] == ["SYWIKF01 A/0 1 目的"]
    assert "SYWIKF01 A/0 1 目的" in fields["body"][0]


def it_makes_the_number_of_a_clause_a_link_to_it(site: Path) -> None:
    page = html.parse(str(site / "documents" / "SYWIKF01.html"))
    numbered = [
        one for one in page.xpath("//section/*[self::h2 or self::h3]") if one.xpath("*[@class='clause']")
    ]
    assert len(numbered) >= 5
    for one in numbered:
        assert one.xpath("a[@class='clause']/@href") == ["#" + one.getparent().get("id")]


@pytest.mark.browser
def it_shows_the_tools_of_a_clause_to_the_keyboard(site: Path, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address(site, "documents/SYWIKF01"))
    page.get_by_role("button", name="复制链接：1", exact=True).focus()
    expect(page.locator(".clause-tools").first).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已复制")).to_be_visible()
    anchor = page.locator("main section").first.get_attribute("id")
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#{anchor}"


@pytest.mark.parametrize(
    ("address_", "expected"),
    [
        ("", ""),
        ("a@b.example", "mailto:a@b.example?subject=SYWI01%20A%2F0%202.1%20%E5%8F%97%E7%90%86&body="),
        (
            "https://t.example/new",
            "https://t.example/new?title=SYWI01%20A%2F0%202.1%20%E5%8F%97%E7%90%86&body=",
        ),
        ("https://t.example/new?p=1", "https://t.example/new?p=1&title="),
        ("https://t.example/?s={subject}", "https://t.example/?s=SYWI01%20A%2F0%202.1%20%E5%8F%97%E7%90%86"),
    ],
)
def it_reports_by_mail_or_issue_form(address_: str, expected: str) -> None:
    link = Feedback(address_).link("SYWI01 A/0", "2.1", "受理")
    assert link.startswith(expected) and bool(link) == bool(expected)
    assert "&amp" not in link and " " not in link


@pytest.mark.browser
def it_opens_the_contents_over_a_phone_page_and_comes_back(site: Path, phone: Page) -> None:
    phone.goto(address(site, "documents/SYWIKF01"))
    assert phone.locator("nav.site").is_hidden()
    phone.get_by_role("link", name="目录", exact=True).tap()
    assert phone.locator("nav.site").is_visible()
    phone.get_by_role("link", name="关闭目录").tap()
    assert phone.locator("nav.site").is_hidden()


def it_writes_the_navigation_once_and_the_annexed_forms_as_links(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = html.parse(str(path))
        assert len(page.xpath("//nav")) == (path.name != "verify.html"), path.name
    page = html.parse(str(site / "documents" / "SYWIKF01.html"))
    assert page.xpath("//*[contains(@class, 'form-sheet')]") == []
    assert page.xpath("//section[contains(@class, 'annex')]//li//a/@href")[0].startswith(
        "../forms/SYWIKF01-R0"
    )


@pytest.mark.browser
def it_prints_a_form_alone_on_its_sheet(site: Path, page: Page) -> None:
    page.goto(address(site, "forms/SYWIKF01-R01"))
    page.emulate_media(media="print")
    for hidden in ("header.top", "nav.site", "header.page", "footer.bottom", ".apart"):
        assert page.locator(hidden).first.is_hidden(), hidden
    assert page.locator(".form-sheet").is_visible()


@pytest.mark.browser
def it_tells_a_row_of_a_wide_table_as_a_card_on_a_phone(site: Path, phone: Page) -> None:
    phone.set_viewport_size({"width": 320, "height": 700})
    phone.goto(address(site, "flows/SYFLKF01"))
    row = phone.locator("table.steps tbody tr").first
    post, limit = row.locator("td").nth(1), row.locator("td").nth(3)
    assert limit.evaluate("cell => getComputedStyle(cell, '::before').content") == '"时限"'
    assert post.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"
    assert limit.bounding_box()["y"] > post.bounding_box()["y"]  # type: ignore[index]
    for kind in ("flows/SYFLKF01", "registers/documents", "registers/forms", "registers/responsibilities"):
        phone.goto(address(site, kind))
        frames = phone.locator(".scroll:has(> table:not(.blank-rows))")
        assert (
            frames.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length") == 0
        ), kind
        assert phone.evaluate("document.documentElement.scrollWidth") == 320, kind


@pytest.mark.browser
def it_says_what_spans_rows_in_every_card(tmp_path: Path, phone: Page) -> None:
    table = "| 级别 | 标准 | 派单 | 办结 |\n|---|---|---|---|\n| 重大 | 伤人 | 立即 | 7日 |\n| ^^ | 群诉 | ^^ | 9日 |\n"
    write(MemoryWorkspace({"manual/instructions/SYWIKF02.md": DOCUMENT + "\n" + table}, SAMPLE), tmp_path)
    phone.goto(address(tmp_path / "html", "documents/SYWIKF02"))
    second = phone.locator("table.stacks tr", has_text="群诉")
    assert second.inner_text().split() == ["重大", "群诉", "立即", "9日"]


@pytest.mark.browser
def it_cuts_nothing_off_a_printed_form(site: Path, page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 980})  # A4 between its margins
    lists = 0
    for path in sorted((site / "forms").glob("*.html")):
        page.goto(path.as_uri())
        frames = page.locator(".form-field > .scroll")
        lists += frames.count()
        cut = frames.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length")
        assert cut == 0, path.stem
    assert lists


@pytest.mark.browser
def it_shows_where_in_the_navigation_a_page_stands(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(address(site, "registers/terms"))
    here = page.locator("nav.site [aria-current]").last
    assert here.inner_text() == "术语"
    expect(here).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
