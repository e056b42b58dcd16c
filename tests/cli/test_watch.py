"""`wuye check --watch`, as a process of its own, while files are saved."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from queue import Empty, Queue

import pytest

TASKS = Path(__file__).parents[2] / ".vscode" / "tasks.json"
DOCUMENT = "manual/procedures/SYQP01.md"
# Slow machines and many tests at once; what is waited for comes in a second or two.
PATIENCE = 60


class Watcher:
    """The process, and its output line by line."""

    def __init__(self, folder: Path) -> None:
        # What a shell has put in the background is deaf to Ctrl-C, and so is all that it starts, unless it is told otherwise.
        options = (
            {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
            if sys.platform == "win32"
            else {"preexec_fn": partial(signal.signal, signal.SIGINT, signal.SIG_DFL)}
        )
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "wuye_docs",
                "check",
                "--watch",
                "--format",
                "short",
                "--select",
                "REF001,SRC",
                "--lang",
                "en",
            ],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            **options,
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def round(self) -> list[str]:
        """The lines of one round, the last being that it waits."""
        seen: list[str] = []
        until = time.monotonic() + PATIENCE
        while not (seen and "waiting for a save" in seen[-1]):
            try:
                seen.append(self.lines.get(timeout=max(until - time.monotonic(), 0.1)))
            except Empty:
                raise AssertionError(f"no end of the round in {PATIENCE} s: {seen}") from None
        return seen

    def interrupt(self) -> int:
        """End it as Ctrl-C does; returns its exit code."""
        self.process.send_signal(signal.CTRL_BREAK_EVENT if sys.platform == "win32" else signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def watcher(sample: Path) -> Iterator[Watcher]:
    started = Watcher(sample)
    yield started
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()
    assert started.process.stdout
    started.process.stdout.close()


def save_as_editors_do(path: Path, text: str) -> None:
    """Write a file beside, move the old one away and the new one into its place."""
    beside, backup = path.with_name(f".{path.name}.swp"), path.with_name(path.name + "~")
    beside.write_text(text, encoding="utf-8")
    path.rename(backup)
    beside.rename(path)
    backup.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-Break is no KeyboardInterrupt there")
def it_checks_again_after_each_save_and_ends_with_ctrl_c(sample: Path, watcher: Watcher) -> None:
    document = sample / DOCUMENT
    sound = document.read_text(encoding="utf-8")
    faulty = sound.replace("《客户回访规程》", "《客户回访规章》")

    first = watcher.round()
    assert first[0].endswith("checked")
    assert first[1] == "no findings (18 files)"

    document.write_text(faulty, encoding="utf-8")
    second = watcher.round()
    assert second[0].endswith(f"checked: {DOCUMENT}")
    assert second[1].startswith(f"{DOCUMENT}:38:47: REF001 ")

    save_as_editors_do(document, sound)
    third = watcher.round()
    assert third[0].endswith(f"checked: {DOCUMENT}")
    assert third[1].startswith("no findings")

    (sample / "flows/SYFLKF09.yaml").write_text("number: SYFLKF09\n", encoding="utf-8")
    assert any("flows/SYFLKF09.yaml:1:9: SRC004" in line for line in watcher.round())

    assert watcher.interrupt() == 0
    assert watcher.lines.qsize() == 0 or "Traceback" not in "".join(watcher.lines.queue)


@pytest.mark.parametrize("language", ["zh", "en"])
def it_prints_what_the_task_of_vs_code_looks_for(
    sample: Path, wuye, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def stop(root: Path) -> Iterator[tuple[str, ...]]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("wuye_docs.project.watching.changes", stop)
    (sample / "flows/SYFLKF09.yaml").write_text("number: SYFLKF09\n", encoding="utf-8")
    done = wuye("check", "--watch", "--format", "short", "--select", "SRC", "--lang", language)
    lines = done.printed.splitlines()
    matcher = json.loads(TASKS.read_text("utf-8"))["tasks"][0]["problemMatcher"]
    assert [bool(re.search(matcher["background"]["beginsPattern"], line)) for line in lines].index(True) == 0
    assert any(re.search(matcher["background"]["endsPattern"], line) for line in lines[1:])
    found = re.search(matcher["pattern"]["regexp"], lines[1])
    assert found and found.groups()[:4] == ("flows/SYFLKF09.yaml", "1", "9", "SRC004")
    assert done.code == 0
