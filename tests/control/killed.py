"""Enter decisions in a ledger and die on the way: `python -m tests.control.killed STEP FOLDER NUMBERS…`.

STEP counts the events that reach the file system, as Python audits them: files opened for writing, renames, removals, new
folders. At the one named the process kills itself: nothing is flushed, no `finally` runs. 0 lives.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from wuye_docs.control.ledger import Entry
from wuye_docs.control.ledger_file import ledger_writer

WRITING = {"os.rename", "os.remove", "os.mkdir", "os.link"}


def main() -> None:
    step, folder, *numbers = sys.argv[1:]
    left = int(step)

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open":
            flags = arguments[2]
            if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event not in WRITING:
            return
        left -= 1
        if left == 0:
            if hasattr(signal, "SIGKILL"):
                os.kill(os.getpid(), signal.SIGKILL)
            os._exit(137)

    sys.addaudithook(count)
    with ledger_writer(Path(folder), datetime(2026, 3, 2, 9, 30, tzinfo=UTC)) as writer:
        writer.append(
            [Entry(sequence=0, time="", action="approve", number=one, post="管理处经理") for one in numbers]
        )


if __name__ == "__main__":
    main()
