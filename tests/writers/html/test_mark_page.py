"""The page that tells whether a paper is in force, in a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.writers.html.sample_site import SAMPLE
from wuye_docs.content.book import Book
from wuye_docs.content.known_issues import IssueStanding, KnownIssue
from wuye_docs.loaders import load
from wuye_docs.references import ReferenceGraph
from wuye_docs.writers.html.mark_page import write_mark_page
from wuye_docs.writers.html.static_files import static_files

pytestmark = pytest.mark.browser
NEW, OLD, DRAFT, GONE = "AAAAAAAAAAAA", "BBBBBBBBBBBB", "CCCCCCCCCCCC", "DDDDDDDDDDDD"
ISSUES = (
    KnownIssue("D", "SYWIKF16", "投诉</script><b>规程", "A/1", "A/1", NEW, IssueStanding.IN_FORCE),
    KnownIssue("D", "SYWIKF16", "投诉规程", "A/0", "A/0", OLD, IssueStanding.SUPERSEDED),
    KnownIssue("D", "SYWIKF17", "报修规程", "A/0", "A/0", DRAFT, IssueStanding.WORKING),
    KnownIssue("D", "SYWIKF18", "旧规程", "A/0", "A/0", GONE, IssueStanding.OBSOLETE),
)


def made() -> bytes:
    references = ReferenceGraph(load(SAMPLE).manual)
    book = Book(references.manual, references, {}, {}, SAMPLE.read, edition="A/1")
    return write_mark_page(replace(book, known_issues=ISSUES))


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    file: Path = tmp_path_factory.mktemp("verify") / "verify.html"
    file.write_bytes(made())
    for path, data in static_files("#0f5c6e").items():
        (file.parent / path).parent.mkdir(exist_ok=True)
        (file.parent / path).write_bytes(data)
    opened = browser.new_page()
    opened.on("console", lambda message: pytest.fail(message.text))
    opened.goto(file.as_uri())
    return opened


@pytest.mark.parametrize(
    ("code", "verdict", "told"),
    [
        (f"WUYE1*D*SYWIKF16*A/1*A/1*{NEW}*03", "valid", "现行有效\nSYWIKF16《投诉</script><b>规程》 A/1　分发号 03"),
        (f"https://x.example/verify.html#wuye1*d*sywikf16*a/1*a/1*{NEW}", "valid", "现行有效\n"),
        (f"WUYE1*D*SYWIKF16*A/0*A/0*{OLD}", "invalid", "已换版，不得使用\nSYWIKF16《投诉规程》 A/0。现行版次为 A/1，校验码 AAAA AAAA AAAA。"),
        (f"WUYE1*D*SYWIKF16*A/0*A/1*{NEW}", "invalid", "与发布的内容不符"),
        (f"WUYE1*D*SYWIKF17*A/0*A/0*{DRAFT}", "draft", "草案，尚未生效"),
        (f"WUYE1*D*SYWIKF18*A/0*A/0*{GONE}", "invalid", "已作废"),
        (f"WUYE1*D*SYWIKF99*A/0*A/0*{NEW}", "invalid", "查不到这份文件"),
        ("hello", "invalid", "看不懂这个二维码"),
    ],
)  # fmt: skip
def it_tells_what_a_code_is_good_for(code: str, verdict: str, told: str, page: Page) -> None:
    page.fill("#code", code)
    page.click("button")
    assert page.get_attribute("#answer", "data-verdict") == verdict
    assert page.inner_text("#answer").startswith(told)


def it_takes_the_number_and_the_hash_typed_from_a_cover(page: Page) -> None:
    page.fill("#code", "")
    page.fill("#number", " sywikf16 ")
    page.fill("#hash", "aaaa aaaa aaaa")
    page.keyboard.press("Enter")
    assert page.inner_text("#answer strong") == "现行有效"


def it_checks_what_stands_in_the_address(page: Page) -> None:
    page.goto(page.url.split("#")[0] + f"#WUYE1*D*SYWIKF16*A/0*A/0*{OLD}")
    assert page.inner_text("#answer strong") == "已换版，不得使用"


def it_asks_no_network_and_has_the_same_bytes_each_time() -> None:
    assert made() == made()
    text = made().decode()
    assert "http" not in text.replace("http-equiv", "")
    assert "connect-src" not in text and "default-src &#x27;none&#x27;" in text
