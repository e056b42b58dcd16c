"""Every page of the site, made from the book."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.content.book import Book
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Page
from wuye_docs.writers.html.pages.documents import document_pages
from wuye_docs.writers.html.pages.flows import flow_pages
from wuye_docs.writers.html.pages.forms import form_pages
from wuye_docs.writers.html.pages.home import home_page
from wuye_docs.writers.html.pages.people import people_pages
from wuye_docs.writers.html.pages.registers import register_pages


def make_pages(book: Book, addresses: Addresses, numbers: frozenset[str] | None = None) -> Iterator[Page]:
    """All pages, the start page first; with `numbers` only those of these documents, of their flows and forms."""
    if numbers is None:
        yield home_page(book)
        yield from document_pages(book, addresses, tuple(book.documents))
        yield from flow_pages(book, addresses, tuple(book.manual.flows))
        yield from form_pages(book, addresses, tuple(sorted(book.manual.forms)))
        yield from people_pages(book, addresses)
        yield from register_pages(book, addresses)
        return
    documents = [number for number in book.documents if number in numbers]
    yield from document_pages(book, addresses, documents)
    yield from flow_pages(
        book, addresses, [flow.number for one in documents for flow in book.manual.flows_of(one)]
    )
    yield from form_pages(
        book, addresses, [form.number for one in documents for form in book.manual.forms_of(one)]
    )
