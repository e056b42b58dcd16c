"""Word's tracked changes: accepting all of them gives the new file, rejecting all the old one."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from tests.redline.history import NUMBER, Edition, history
from tests.writers.docx.accept_reject import (
    CONTENT_PARTS,
    W,
    blocks_of,
    footnotes_called,
    part_of,
    settled,
    text_of,
)
from wuye_docs.content.book import Book
from wuye_docs.control import IssueState
from wuye_docs.loaders import MemoryWorkspace
from wuye_docs.model import Status
from wuye_docs.redline.comparison import Comparison
from wuye_docs.redline.side import Side
from wuye_docs.writers.docx.redline import write_redline
from wuye_docs.writers.docx.verify import verify
from wuye_docs.writers.docx.write import write_document

DOT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="
)


def keep(key: str, make: Callable[[], bytes]) -> bytes:
    """A dot for each chart: the text is what counts here, and drawing takes long."""
    return DOT


@cache
def side(seed: int, index: int) -> Side:
    edition: Edition = history(seed, 3)[index]
    return Side.of(f"A/{index}", MemoryWorkspace(edition.sources()))


@cache
def document(seed: int, index: int) -> bytes:
    one = side(seed, index)
    charts = {str(number): chart for number in one.manual.flows if (chart := one.chart(str(number)))}
    book = Book(one.manual, one.references, {NUMBER: one.document(NUMBER)}, charts, one.read, keep=keep)
    return write_document(book, NUMBER)


@cache
def redline(seed: int, old: int, new: int) -> bytes:
    comparison = Comparison(side(seed, old), side(seed, new))
    return write_redline(comparison, NUMBER, author="客服主管", date="2026-03-01", keep=keep)


def shown(data: bytes, accept: bool | None = None) -> list[Any]:
    """The blocks of a file, without its contents; of forms, whose cells may be cut otherwise, the texts alone."""
    root = part_of(data)
    if accept is not None:
        settled(root, accept=accept)
    found = [block for block in blocks_of(root[0]) if not is_contents(block)]
    start = next((index for index, block in enumerate(found) if block[0] == "FormTitle"), len(found))
    return [*found[:start], *(texts_in(block) for block in found[start:])]


def is_contents(block: Any) -> bool:
    return isinstance(block, tuple) and (block[0].startswith("TOC") or block[2] == "目　录")


def texts_in(block: Any) -> Any:
    if isinstance(block, tuple):
        # A blank is as wide as there is room.
        return block[2].replace("　", "")
    return [[[texts_in(one) for one in cell[2]] for cell in row] for row in block]


SEEDS = range(2)


@pytest.mark.parametrize("seed", SEEDS)
def it_gives_the_new_text_when_accepted_and_the_old_one_when_rejected(seed: int) -> None:
    for old, new in permutations(range(3), 2):
        data = redline(seed, old, new)
        assert shown(data, accept=True) == shown(document(seed, new)), (seed, old, new)
        assert shown(data, accept=False) == shown(document(seed, old)), (seed, old, new)


@pytest.mark.parametrize("seed", SEEDS)
def it_keeps_headers_and_footnotes_of_both_states(seed: int) -> None:
    data = redline(seed, 0, 2)
    for accept, index in ((True, 2), (False, 0)):
        headers = [
            text_of(settled(part_of(data, f"word/header{number}.xml"), accept=accept)) for number in (101,)
        ]
        assert headers == [text_of(part_of(document(seed, index), "word/header101.xml"))]
        root, notes = (settled(part_of(data, name), accept=accept) for name in CONTENT_PARTS)
        assert footnotes_called(root, notes) == footnotes_called(
            *(part_of(document(seed, index), name) for name in CONTENT_PARTS)
        )


@pytest.mark.parametrize("seed", SEEDS)
def it_passes_our_own_check(seed: int) -> None:
    for old, new in permutations(range(3), 2):
        assert verify(redline(seed, old, new)) == ()


def it_passes_the_rules_of_the_open_xml_sdk(tmp_path: Any) -> None:
    data = redline(0, 0, 1)
    path = tmp_path / "redline.docx"
    path.write_bytes(data)
    # The tool wants w:trPr to hold more than a mark, which Word itself writes alone (17.13.5.16); numId 0 is no list.
    faults = [
        str(one)
        for one in OpenXmlValidator().validate(path).errors
        if not ("trPr" in str(one) and "Required sequence" in str(one))
    ]
    assert [one for one in faults if "Numbering definition '0'" not in one] == []


def it_gives_every_change_an_author_a_date_and_an_id_of_its_own() -> None:
    root = part_of(redline(0, 0, 2))
    changes = list(root.iter(W + "ins", W + "del"))
    assert len(changes) > 20
    assert {(one.get(W + "author"), one.get(W + "date")) for one in changes} == {
        ("客服主管", "2026-03-01T00:00:00Z"),
        ("客服主管", "2026-03-01T00:10:00Z"),
    }
    assert len({one.get(W + "id") for one in changes}) == len(changes)
    assert root.find(".//change") is None


def it_writes_the_same_bytes_each_time() -> None:
    comparison = Comparison(side(0, 0), side(0, 2))
    assert write_redline(comparison, NUMBER, author="客服主管", date="2026-03-01", keep=keep) == redline(
        0, 0, 2
    )


def it_marks_nothing_between_equal_states() -> None:
    root = part_of(redline(1, 1, 1))
    assert list(root.iter(W + "ins", W + "del")) == []


def it_takes_status_and_dates_of_its_cover_from_what_was_decided() -> None:
    edition = history(20, 3)[1]
    decided = IssueState(
        number=NUMBER, kind="document", title="", revision="A/1", status=Status.EFFECTIVE, content="",
        issued="2026-03-01", effective="2026-04-01",
    )  # fmt: skip
    new = Side.of("A/1", MemoryWorkspace(edition.sources()), lambda _: {NUMBER: decided})
    data = write_redline(Comparison(side(20, 0), new), NUMBER, author="客服主管", keep=keep)
    cover = text_of(settled(part_of(data), accept=True))[:400]
    assert "现行有效" in cover
    assert "2026-04-01" in cover
