"""Commands and what they answer, as transcripts in cases/; `WUYE_UPDATE_CASES=1 pytest` writes the answers anew.

Each file begins with a fresh copy of the sample manual, and its commands build on each other.
"""

import os
import shlex
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def it_answers_as_the_transcript_says(case: Path, sample: Path, wuye) -> None:
    written = case.read_text(encoding="utf-8")
    answered = ""
    for line in written.splitlines():
        if line.startswith("-- "):
            answered += f"{line}\n"
        if not line.startswith("$ wuye"):
            continue
        done = wuye(*shlex.split(line.removeprefix("$ wuye")))
        printed = done.printed.replace(str(sample), "<project>").replace("\t", " ⇥ ")
        # An empty line would end the answer for the eye; it is shown.
        shown = "".join(f"{one.rstrip()}\n" if one.strip() else "·\n" for one in printed.splitlines())
        answered += f"{line}\n{shown}[exit {done.code}]\n\n"
    if os.environ.get("WUYE_UPDATE_CASES"):
        case.write_text(answered, encoding="utf-8", newline="\n")
    assert answered == written
