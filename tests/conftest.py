"""What every test shares."""

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# How long an example takes says more about the machine than about the code. Under CI, Hypothesis
# starts from a profile of its own, which draws the same examples in every run.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-cases` rewrites the expected halves of case files; look at every change before you keep it."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected results of case files")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the system; one for all tests of a process, since Playwright runs only once in each."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "no Chromium: `make test` installs it where it can"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()
