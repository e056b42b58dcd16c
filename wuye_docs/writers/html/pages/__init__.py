"""Every page of the site: what it is called, and how it is made when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from wuye_docs.content.book import Book
from wuye_docs.writers.html.addresses import Addresses
from wuye_docs.writers.html.page import Page
from wuye_docs.writers.html.pages.departments import department_page
from wuye_docs.writers.html.pages.documents import document_page
from wuye_docs.writers.html.pages.flows import flow_page
from wuye_docs.writers.html.pages.forms import form_page
from wuye_docs.writers.html.pages.home import home_page
from wuye_docs.writers.html.pages.people import organization_page, parties_page
from wuye_docs.writers.html.pages.registers import register_makers
from wuye_docs.writers.html.pages.roles import role_page
from wuye_docs.writers.html.pages.search import search_page

Maker = Callable[[], Page]


def page_makers(
    book: Book, addresses: Addresses, numbers: frozenset[str] | None = None
) -> Mapping[str, Maker]:
    """How each page is made, by its name, the start page first; with `numbers` only these documents, their flows and forms."""
    return dict(_makers(book, addresses, numbers))


def _makers(book: Book, addresses: Addresses, numbers: frozenset[str] | None) -> Iterator[tuple[str, Maker]]:
    manual = book.manual
    if numbers is None:
        yield "index", partial(home_page, book, addresses)
        yield from _numbered(book, addresses, book.documents, manual.flows, sorted(manual.forms))
        for name, slug in addresses.departments.items():
            yield f"departments/{slug}", partial(department_page, book, addresses, name)
        for name, slug in addresses.roles.items():
            yield f"roles/{slug}", partial(role_page, book, addresses, name)
        yield "organization", partial(organization_page, book, addresses)
        yield "parties", partial(parties_page, book, addresses)
        yield from register_makers(book, addresses)
        yield "search", search_page
        return
    documents = [number for number in book.documents if number in numbers]
    flows = [flow.number for one in documents for flow in manual.flows_of(one)]
    forms = [form.number for one in documents for form in manual.forms_of(one)]
    yield from _numbered(book, addresses, documents, flows, forms)


def _numbered(
    book: Book, addresses: Addresses, documents: Iterable[str], flows: Iterable[str], forms: Iterable[str]
) -> Iterator[tuple[str, Maker]]:
    for number in documents:
        yield f"documents/{number}", partial(document_page, book, addresses, number)
    for number in flows:
        yield f"flows/{number}", partial(flow_page, book, addresses, number)
    for number in forms:
        yield f"forms/{number}", partial(form_page, book, addresses, number)
