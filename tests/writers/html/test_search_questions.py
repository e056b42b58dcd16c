"""Search over the shipped manual: the questions of staff, numbers, pinyin, and the size of the index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.writers.html.questions import Key, Shipped, find, open_engine, questions, shipped
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.pages import page_makers
from wuye_docs.writers.html.search_entries import pages_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def manual() -> Shipped:
    return shipped()


@pytest.fixture(scope="module")
def engine(browser: Browser, manual: Shipped) -> Iterator[Page]:
    page = open_engine(browser, manual.index)
    yield page
    page.close()


def it_answers_the_questions_of_staff(manual: Shipped, engine: Page) -> None:
    asked, key = questions(), Key(manual.entries)
    found = find(engine, [one.text for one in asked])
    places = {one.text: key.place(one, results) for one, results in zip(asked, found, strict=True)}
    assert len(places) >= 120
    late = {text: place for text, place in places.items() if place}
    assert [text for text, place in late.items() if place > 2] == []
    assert len(late) <= 0.05 * len(places), late


def it_needs_at_most_one_and_a_half_times_the_text(manual: Shipped) -> None:
    assert len(manual.index.script) <= 1.5 * manual.index.covered


def it_leads_to_every_page_but_start_and_search(manual: Shipped) -> None:
    pages = set(page_makers(manual.book, Addresses(manual.book.manual)))
    found = {address.removesuffix(".html") for address in pages_of(manual.entries)}
    assert pages - found == {"index", "search"}
    # The page that checks codes is a file of its own, made without our template.
    assert found - pages <= {"verify"}


def it_counts_the_same_as_the_texts(manual: Shipped, engine: Page) -> None:
    """What was written as gaps between positions is read back as positions."""
    for gram in ("电梯", "投诉", "业主", "蟑"):
        wanted = [
            index
            for index, one in enumerate(manual.entries)
            if gram in " ".join((one.title, *one.names, one.text))
        ]
        assert engine.evaluate("gram => wuyeSearch.engine.entries.holding(gram)", gram) == wanted, gram


@pytest.mark.parametrize(
    ("word", "reading"),
    [
        ("重大投诉", "zhong da tou su"),
        ("重复投诉", "chong fu tou su"),
        ("客服主管", "ke fu zhu guan"),
        ("调查", "diao cha"),
        ("调解", "tiao jie"),
        ("保安队长", "bao an dui zhang"),
    ],
)
def it_reads_a_character_as_its_word_wants(engine: Page, word: str, reading: str) -> None:
    assert engine.evaluate("word => wuyeSearch.engine.reader.reading(word).join(' ')", word) == reading


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("SYWIKF16-R01", "forms/SYWIKF16-R01.html"),
        ("kf16 r1", "forms/SYWIKF16-R01.html"),
        ("ｋｆ１６", "documents/SYWIKF16.html"),
        ("qp-01", "documents/SYQP01.html"),
        ("flyj04", "flows/SYFLYJ04.html"),
        ("客户投诉建议处理规程", "documents/SYWIKF16.html"),
        ("dtkr", "documents/SYWIYJ02.html"),
        ("dian'ti'kun'ren", "documents/SYWIYJ02.html"),
        ("投诉建议处理规程在哪里", "documents/SYWIKF16.html"),
        ("GB/T 19001", "registers/standards.html#standard-gb-t-19001-2016"),
    ],
)
def it_finds_by_number_title_and_pinyin(engine: Page, typed: str, first: str) -> None:
    ((result, *_),) = find(engine, [typed])
    assert result["address"] == first


def it_finds_the_clause_of_a_number(engine: Page) -> None:
    ((result, *_),) = find(engine, ["kf16 5.2"])
    assert (result["number"], result["page"]) == ("5.2", "客户投诉建议处理规程")


def it_finds_nothing_in_nonsense_and_survives_signs(engine: Page) -> None:
    assert find(engine, ["zzqqxx", "？！", "\\", "<b>", "(", "constructor", "__proto__"]) == [[]] * 7
