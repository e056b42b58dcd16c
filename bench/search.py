"""Search over the shipped manual: the size of the index, the time to load it and of every keystroke, and who is answered.

Times are processor time of the page's thread in Chromium (thread ticks), so that other work on the machine does not count.
"""

from __future__ import annotations

import statistics
import time

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.writers.html.questions import ENGINE, Key, Question, Shipped, chromium, find, questions, shipped
from wuye_docs.writers.html.search_index import search_index


def measure() -> None:
    """Print the table."""
    manual = shipped()
    begun = time.process_time()
    search_index(manual.entries, manual.book.manual)
    made = time.process_time() - begun
    script, covered = len(manual.index.script), manual.index.covered
    print(f"\nsearch, the shipped manual: {len(manual.entries):,} entries")
    print(
        f"text that can be found           {covered / 1e3:8.0f} kB  titles, numbers, names and texts, UTF-8, each once"
    )
    print(
        f"index                            {script / 1e3:8.0f} kB  {script / covered:.2f} times the text (target 1.5)"
    )
    print(
        f"index made in                    {made * 1e3:8.0f} ms  processor time, readings of names included"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        for script in ENGINE:
            page.add_script_tag(content=script.read_text("utf-8"))
        before = _ticks(session)
        page.add_script_tag(content=manual.index.script.decode())
        print(f"index loaded in                  {(_ticks(session) - before) * 1e3:8.1f} ms")
        asked = questions()
        _keystrokes(page, session, asked)
        _answers(page, manual, asked)
        browser.close()


def _ticks(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


FORGET = """() => {
  const { engine } = wuyeSearch;
  engine.entries.known.clear();
  engine.entries.lettered.clear();
  engine.reader.runs = engine.reader.begun = null;
}"""


def _keystrokes(page: Page, session: CDPSession, asked: list[Question]) -> None:
    """Every question typed letter by letter; what was found out for one is forgotten before the next."""
    took: list[tuple[float, str]] = []
    for one in asked:
        page.evaluate(FORGET)
        for end in range(1, len(one.text) + 1):
            typed = one.text[:end]
            before = _ticks(session)
            page.evaluate("typed => { wuyeSearch.engine.find(typed, {limit: 8, each: 2}) }", typed)
            took.append((_ticks(session) - before, typed))
    times = sorted(seconds * 1e3 for seconds, _ in took)
    slowest = max(took)
    print(
        f"a keystroke, of {len(times):,}            {statistics.median(times):8.1f} ms  median;"
        f" 95 % {times[int(len(times) * 0.95)]:.1f}, worst {slowest[0] * 1e3:.1f} for “{slowest[1]}” (target 50)"
    )


def _answers(page: Page, manual: Shipped, asked: list[Question]) -> None:
    key = Key(manual.entries)
    places = [
        key.place(one, found)
        for one, found in zip(asked, find(page, [one.text for one in asked]), strict=True)
    ]
    for name, chosen in (
        ("all questions", places),
        (
            "those held out from tuning",
            [place for place, one in zip(places, asked, strict=True) if one.is_held_out],
        ),
    ):
        first, soon = sum(place == 0 for place in chosen), sum(place < 3 for place in chosen)
        print(
            f"{name:<28}{len(chosen):5}  right page first {first / len(chosen):6.1%},"
            f" in the first three {soon / len(chosen):6.1%}"
        )
