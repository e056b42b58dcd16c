"""A copy of the sample manual, and `wuye` run on it."""

import io
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from wuye_docs.cli.main import run

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


class Done(NamedTuple):
    """What a command printed, in the order in which it did, and its exit code."""

    code: int
    printed: str


Wuye = Callable[..., Done]


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of the sample manual, which is the current folder."""
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def wuye() -> Wuye:
    """`wuye("check", "--lang", "en")` in the current folder; Chinese unless the line says otherwise."""

    def called(*arguments: str, **environment: str) -> Done:
        printed = io.StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            code = run(arguments, environment)
        return Done(code, printed.getvalue())

    return called
