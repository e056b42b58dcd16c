"""What every test shares."""

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code. Under CI, Hypothesis
# starts from a profile of its own, which draws the same examples in every run.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-cases` rewrites the expected halves of case files; look at every change before you keep it."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected results of case files")
