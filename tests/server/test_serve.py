"""`wuye serve` as a whole process, looked at in Chromium and asked by hand."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest
from playwright.sync_api import Browser, Page, expect

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
CLAUSE = "manual/instructions/SYWIKF01.md"
# A busy machine takes its time; how long a save takes is a matter of the bench.
expect.set_options(timeout=60_000)


@dataclass(frozen=True)
class Served:
    """A project that is served."""

    root: Path
    address: str
    process: subprocess.Popen[str]

    def answer(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; the path goes as it is, as no browser would send it."""
        connection = HTTPConnection(self.address.removeprefix("http://"), timeout=30)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", headers.pop("host", self.address.removeprefix("http://")))
        connection.endheaders()
        found = connection.getresponse()
        body = found.read()
        connection.close()
        return found.status, {name.lower(): value for name, value in found.getheaders()}, body

    def save(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("serve") / "手册 一"))
    (root / "build" / "pdf").mkdir(parents=True)
    (root / "build" / "pdf" / "SYWIKF01.pdf").write_bytes(b"%PDF-1.7 of the last build")
    process = subprocess.Popen(
        [sys.executable, "-m", "wuye_docs", "--lang", "zh", "serve", "--port", "0"],
        cwd=root, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/", line):
            break
    else:
        raise AssertionError("the server did not begin")
    yield Served(root, found.group(1), process)
    process.send_signal(signal.SIGINT)
    process.wait(30)
    process.stdout.close()


@pytest.fixture
def page(served: Served, browser: Browser) -> Iterator[Page]:
    """A desktop's page that fails the test on console errors and on requests to anywhere else."""
    opened = browser.new_page(viewport={"width": 1280, "height": 700}, reduced_motion="reduce")
    faults: list[str] = []
    opened.on("console", lambda one: faults.append(one.text) if one.type in ("error", "warning") else None)
    opened.on("pageerror", lambda one: faults.append(str(one)))
    opened.on(
        "request", lambda one: faults.append(one.url) if not one.url.startswith(served.address) else None
    )
    yield opened
    opened.close()
    assert faults == []


@pytest.mark.browser
def it_takes_over_a_saved_clause_and_keeps_the_place(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/html/documents/SYWIKF01.html")
    chart = page.locator("figure.chart").first
    step = chart.locator("a").filter(has=page.locator('[data-step="登记"]'))
    step.click()
    expect(chart.locator(".step-panel")).to_be_visible()
    expect(page.locator(".wuye-panel")).to_be_attached()
    page.evaluate("window.before = document.querySelector('figure.chart .step-panel')")
    top = step.bounding_box()
    served.save(CLAUSE, "# 目的\n", "# 目的\n\n新写的一句话，\n\n分两段。\n")
    expect(page.get_by_text("新写的一句话")).to_be_attached()
    now = step.bounding_box()
    assert top and now and abs(now["y"] - top["y"]) < 2, "what was read stays where it was"
    assert (
        page.evaluate("document.activeElement.closest('a')?.querySelector('[data-step]')?.dataset.step")
        == "登记"
    )
    assert page.evaluate("window.before === document.querySelector('figure.chart .step-panel')")
    expect(chart.locator(".step-panel")).to_be_visible()
    served.save(CLAUSE, "\n新写的一句话，\n\n分两段。\n", "")
    expect(page.get_by_text("新写的一句话")).not_to_be_attached()


@pytest.mark.browser
def it_redraws_a_chart_that_was_changed_and_it_can_be_used(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/html/flows/SYFLKF01.html")
    expect(page.locator(".chart-tools")).to_be_visible()
    served.save("flows/SYFLKF01.yaml", "text: 受理并登记投诉" if "受理并登记投诉" in
                (served.root / "flows/SYFLKF01.yaml").read_text("utf-8") else "登记投诉", "记下投诉")  # fmt: skip
    changed = page.locator("figure.chart a").filter(has_text="记下投诉")
    expect(changed).to_be_attached()
    changed.click()
    expect(page.locator(".step-panel")).to_contain_text("记下投诉")
    served.save("flows/SYFLKF01.yaml", "记下投诉", "登记投诉")
    expect(page.locator("figure.chart a").filter(has_text="登记投诉")).to_be_attached()


@pytest.mark.browser
def it_lists_what_is_wrong_with_the_way_to_the_editor(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/html/documents/SYWIKF01.html")
    served.save(CLAUSE, "# 目的\n", "# 目的\n\n按《没有的文件》办理。\n")
    panel = page.locator(".wuye-panel")
    expect(panel.locator("summary")).to_contain_text("本页 1 个问题")
    panel.locator("summary").click()
    finding = panel.locator("li").first
    expect(finding).to_contain_text("没有的文件")
    line = (served.root / CLAUSE).read_text("utf-8").split("\n").index("按《没有的文件》办理。") + 1
    expect(finding.locator("code")).to_have_text(re.compile(rf"^{re.escape(CLAUSE)}:{line}:\d+$"))
    opener = finding.get_by_role("link", name="在编辑器中打开").get_attribute("href")
    assert opener and opener.startswith("vscode://file/")
    assert quote(f"{served.root.as_posix().lstrip('/')}/{CLAUSE}") + f":{line}:" in opener
    served.save(CLAUSE, "\n按《没有的文件》办理。\n", "")
    expect(panel.locator("summary")).to_contain_text("没有发现问题")


@pytest.mark.browser
def it_shows_the_last_good_page_of_a_broken_source(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/html/documents/SYWIKF01.html")
    expect(page.locator(".wuye-panel")).to_be_attached()
    served.save(CLAUSE, "number: SYWIKF01", "number: [SYWIKF01")
    expect(page.locator(".wuye-panel .broken")).to_contain_text(f"{CLAUSE} 有错")
    expect(page.locator("h1")).to_have_text("客户投诉处理规程")
    served.save(CLAUSE, "number: [SYWIKF01", "number: SYWIKF01")
    expect(page.locator(".wuye-panel .broken")).to_be_hidden()


def it_answers_this_machine_alone(served: Served) -> None:
    assert served.answer("/html/index.html")[0] == 200
    assert served.answer("/html/index.html", host="evil.example")[0] == 400
    assert served.answer("/-live/events?page=index", host="evil.example")[0] == 400
    listening = [
        one for one in psutil.Process(served.process.pid).net_connections() if one.status == "LISTEN"
    ]
    assert {one.laddr.ip for one in listening} == {"127.0.0.1"}


@pytest.mark.parametrize(
    "path",
    [
        "/pdf/../../manual/manual.yaml",
        "/pdf/%2e%2e/%2e%2e/manual/manual.yaml",
        "/html/../manual/manual.yaml",
        "/html/static/..%2f..%2f..%2fmanual/manual.yaml",
        "/-live/..%2fapp.py",
        "/manual/manual.yaml",
        "//etc/passwd",
        "/cache/lock",
    ],
)
def it_gives_nothing_but_the_site_and_its_papers(served: Served, path: str) -> None:
    status, _, body = served.answer(path)
    assert status == 404 and b"numbering" not in body


def it_gives_the_papers_of_the_last_build(served: Served) -> None:
    assert served.answer("/pdf/SYWIKF01.pdf")[2] == b"%PDF-1.7 of the last build"
    status, _, body = served.answer("/docx/SYWIKF01.docx")
    assert status == 404 and "wuye build" in body.decode()


def it_serves_the_page_of_a_build_with_the_preview_added(served: Served) -> None:
    from wuye_docs.project.preview import Preview
    from wuye_docs.server.app import with_preview

    preview = Preview(served.root, served.root / "build" / "cache", "")
    _, headers, body = served.answer("/html/registers/terms.html")
    built = preview.page("registers/terms")
    preview.close()
    assert body.decode() == with_preview(built, "registers/terms")
    assert "preview" not in built
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy and "unsafe" not in policy


def it_ends_with_all_it_began(served: Served) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "wuye_docs", "serve", "--port", "0"],
        cwd=served.root, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout
    for line in process.stdout:
        if "http://" in line:
            break
    begun = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) in (0, 130)
    process.stdout.close()
    assert psutil.wait_procs(begun, timeout=10)[1] == []


def it_says_that_a_port_is_taken(served: Served) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wuye_docs", "--lang", "zh", "serve", "--port", served.address.rpartition(":")[2]],
        cwd=served.root, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "已被占用" in done.stderr and "--port" in done.stderr
