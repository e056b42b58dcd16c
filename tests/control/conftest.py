"""The sample manual in memory, to be changed."""

from collections.abc import Callable

import pytest

from tests.control.evidence import sources

Edit = Callable[[str, str, str], None]


@pytest.fixture
def files() -> dict[str, str | bytes]:
    """The sources of the sample manual."""
    return sources()


@pytest.fixture
def edit(files: dict[str, str | bytes]) -> Edit:
    """Replace what stands once in a file."""

    def replace_once(path: str, old: str, new: str) -> None:
        text = files[path]
        assert isinstance(text, str) and text.count(old) == 1, (path, old)
        files[path] = text.replace(old, new)

    return replace_once
