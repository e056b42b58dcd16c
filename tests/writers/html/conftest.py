"""The sample's site and the browser that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.writers.html.sample_site import SAMPLE, write


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site; a fresh process is not needed, because nothing else here uses Sphinx before it."""
    folder = tmp_path_factory.mktemp("site")
    write(SAMPLE, folder)
    return folder / "html"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a desktop."""
    with _watched(browser, viewport={"width": 1280, "height": 900}) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page of a phone."""
    with _watched(
        browser, viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True, device_scale_factor=2
    ) as opened:
        yield opened


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """A page of a desktop that runs no scripts."""
    with _watched(browser, viewport={"width": 1280, "height": 900}, java_script_enabled=False) as opened:
        yield opened


@contextmanager
def _watched(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page that fails the test on console errors and on any request but for files."""
    opened = browser.new_page(**settings)
    faults: list[str] = []
    opened.on(
        "console",
        lambda message: faults.append(message.text) if message.type in ("error", "warning") else None,
    )
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on(
        "request",
        lambda request: (
            faults.append(request.url) if not request.url.startswith(("file:", "data:")) else None
        ),
    )
    yield opened
    opened.close()
    assert faults == []
