"""Charts of the site in a real browser: by mouse, keyboard and finger, on paper, and without scripts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.writers.html.sample_site import address

pytestmark = pytest.mark.browser
FLOW = "flows/SYFLKF01"


def step(page: Page, key: str) -> Locator:
    return page.locator(f".swimlane a:has([data-step='{key}'])")


def panel(page: Page) -> Locator:
    return page.locator(".step-panel")


def lit(page: Page, kind: str) -> list[tuple[str, str]]:
    """(from, to) of the ways lit as `way-in`, `way-out` or `way-along`."""
    found = page.locator(f".lit .{kind}").evaluate_all(
        "ways => ways.map(one => [one.dataset.from, one.dataset.to])"
    )
    return sorted((source, target) for source, target in found)


def focused(page: Page) -> str:
    found = page.evaluate("document.activeElement.querySelector('.node')?.dataset.step ?? ''")
    return str(found)


@pytest.mark.parametrize("width", [390, 1280, 1500])
def it_explains_a_step_with_what_its_row_says(site: Path, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(site, FLOW))
    step(page, "登记").click()
    said = panel(page).inner_text()
    for told in (
        "登记投诉",
        "记录投诉人、内容与联系方式。",
        "客服专员",
        "30分钟",
        "《投诉受理表》",
        "2 是否重大投诉",
    ):
        assert told in said
    page.get_by_role("link", name="看步骤表").click()
    assert "登记投诉" in page.locator("tr:target").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def it_puts_the_panel_beside_the_chart_where_there_is_room(site: Path, page: Page) -> None:
    for width, is_beside in ((1500, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address(site, FLOW))
        assert panel(page).is_visible() == is_beside
        step(page, "登记").click()
        chart, shown = page.locator(".chart .scroll").bounding_box(), panel(page).bounding_box()
        assert chart and shown
        assert (shown["x"] >= chart["x"] + chart["width"]) == is_beside


def it_closes_what_is_open_by_button_second_click_or_a_click_beside(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    closings = (
        lambda: page.get_by_role("button", name="关闭说明").click(),
        lambda: step(page, "登记").click(),
        lambda: page.locator(".swimlane").click(position={"x": 5, "y": 60}),
    )
    for close in closings:
        step(page, "登记").click(delay=20)
        assert panel(page).is_visible()
        page.wait_for_timeout(600)  # else the next click is the second half of a double click
        close()
        assert panel(page).is_hidden()


def it_lights_the_ways_of_the_step_under_the_mouse(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    step(page, "处理").hover()
    assert lit(page, "way-in") == [("分类", "处理"), ("审定", "处理")]
    assert lit(page, "way-out") == [("处理", "归档")]
    page.mouse.move(2, 2)
    assert lit(page, "edge") == []


def it_shows_the_whole_path_on_request(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    step(page, "审定").click()
    page.get_by_role("button", name="显示整条路径").click()
    assert lit(page, "way-along") == [("处理", "归档"), ("归档", "关闭"), ("投诉", "登记"), ("登记", "分类")]
    assert page.locator(".node:not(.on-path)").count() == 0
    assert page.locator(".edge-label:not(.on-path)").inner_html().count("否") == 1
    page.get_by_role("button", name="显示整条路径").click()
    assert lit(page, "way-along") == []


def it_goes_along_the_flow_by_arrow_keys(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    step(page, "投诉").focus()
    for key, reached in (
        ("ArrowRight", "登记"),
        ("ArrowRight", "分类"),
        ("ArrowRight", "审定"),
        ("ArrowUp", "分类"),
        ("End", "关闭"),
        ("ArrowUp", "归档"),
        ("Home", "投诉"),
        ("ArrowUp", "投诉"),
        ("Tab", "登记"),
    ):
        page.keyboard.press(key)
        assert focused(page) == reached, key
    assert lit(page, "way-in") == [("投诉", "登记")]
    assert step(page, "登记").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def it_opens_and_closes_by_keyboard_and_says_so(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    step(page, "登记").focus()
    page.keyboard.press("Enter")
    assert step(page, "登记").get_attribute("aria-expanded") == "true"
    assert "1 登记投诉。记录投诉人" in page.locator(".unseen[role=status]").inner_text()
    page.keyboard.press("Tab")
    assert "是否重大投诉" in panel(page).inner_text(), "the panel follows"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "step-panel"
    page.keyboard.press("Escape")
    assert focused(page) == "分类"
    assert panel(page).is_hidden()
    assert page.locator(".unseen[role=status]").inner_text() == ""


def it_tells_a_screen_reader_what_the_drawing_is(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    chart = page.get_by_role("group", name="投诉处理流程")
    assert chart.count() == 1
    assert chart.get_by_role("link", name="步骤1 登记投诉（客服专员）").count() == 1
    assert chart.get_by_role("link").count() == 7
    step(page, "登记").click()
    assert page.get_by_role("complementary", name="1 登记投诉").count() == 1


def it_zooms_by_button_key_and_wheel_and_drags(site: Path, page: Page) -> None:
    page.goto(address(site, FLOW))
    shown = page.locator(".live .scale")
    assert shown.inner_text() == "100%"
    page.get_by_role("button", name="放大").click(click_count=2, delay=20)
    assert shown.inner_text() == "156%"
    box = page.locator(".chart .scroll")
    before = box.evaluate("one => one.scrollLeft")
    box.hover(position={"x": 500, "y": 300})
    page.mouse.down()
    page.mouse.move(300, 500, steps=4)
    page.mouse.up()
    assert box.evaluate("one => one.scrollLeft") > before
    assert panel(page).is_hidden(), "a drag is no click"
    box.hover(position={"x": 500, "y": 300})
    page.keyboard.down("Control")
    page.mouse.wheel(0, 200)
    page.keyboard.up("Control")
    expect(shown).not_to_have_text("156%")
    step(page, "登记").focus()
    page.keyboard.press("0")
    assert shown.inner_text() == "100%"


def it_shows_a_sheet_on_a_phone_that_leaves_the_step_in_sight(site: Path, phone: Page) -> None:
    phone.emulate_media(reduced_motion="reduce")
    phone.goto(address(site, FLOW))
    step(phone, "归档").scroll_into_view_if_needed()
    step(phone, "归档").tap()
    sheet, shown = panel(phone).bounding_box(), step(phone, "归档").bounding_box()
    assert sheet and shown
    assert sheet["y"] + sheet["height"] <= 781
    assert shown["y"] >= 0 and shown["y"] + shown["height"] <= sheet["y"]
    assert shown["x"] >= 0 and shown["x"] + shown["width"] <= 390
    panel(phone).get_by_role("link", name="4 派单处理").tap()
    assert "由客服专员按SYWIKF02安排回访" in panel(phone).inner_text()


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds; `wait_for_function` would need the `eval` that the page's policy refuses."""
    for _ in range(50):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def move_fingers(page: Page, *paths: tuple[tuple[int, int], tuple[int, int]]) -> None:
    """Each finger from a place to a place of the window, in ten steps."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, share: float | None) -> None:
        places = [] if share is None else [
            {"x": x + (u - x) * share, "y": y + (v - y) * share, "id": finger}
            for finger, ((x, y), (u, v)) in enumerate(paths)
        ]  # fmt: skip
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    send("touchStart", 0)
    for step_ in range(1, 11):
        send("touchMove", step_ / 10)
    send("touchEnd", None)
    session.detach()


def come_to_rest(page: Page) -> None:
    """Wait until a scrolling page no longer moves."""
    before = -1
    while before != (now := page.evaluate("scrollY")):
        before = now
        page.wait_for_timeout(200)


def it_leaves_scrolling_by_finger_to_the_page(site: Path, phone: Page) -> None:
    phone.goto(address(site, FLOW))
    phone.locator(".chart").evaluate("one => one.scrollIntoView()")
    before = phone.evaluate("scrollY")
    move_fingers(phone, ((195, 290), (195, 90)))
    until(phone, f"scrollY > {before} + 100")
    assert phone.locator(".live .scale").inner_text() == "80%"
    come_to_rest(phone)
    phone.locator(".chart").evaluate("one => one.scrollIntoView()")
    come_to_rest(phone)
    move_fingers(phone, ((300, 200), (150, 200)))
    until(phone, "document.querySelector('.chart .scroll').scrollLeft > 50")


def it_is_pinched_and_tapped_larger(site: Path, phone: Page) -> None:
    phone.goto(address(site, FLOW))
    phone.locator(".chart").evaluate("one => one.scrollIntoView()")
    shown = phone.locator(".live .scale")
    at = "(box => (180 - box.top) / box.height)(document.querySelector('.swimlane').getBoundingClientRect())"
    before = phone.evaluate(at)
    move_fingers(phone, ((145, 180), (95, 180)), ((245, 180), (295, 180)))
    assert shown.inner_text() == "160%"
    assert phone.evaluate(at) == pytest.approx(before, abs=0.01), "what was between the fingers still is"
    assert phone.evaluate("visualViewport.scale") == 1, "the chart is zoomed, not the page"
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="显示全宽").tap()
    assert phone.locator(".chart .scroll").evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    chart = phone.locator(".chart .scroll").bounding_box()
    assert chart
    for _ in range(2):
        phone.touchscreen.tap(chart["x"] + 8, chart["y"] + chart["height"] - 8)
    expect(shown).to_have_text("100%")
    assert panel(phone).is_hidden()


def it_is_links_to_rows_without_scripts(site: Path, scriptless: Page) -> None:
    scriptless.goto(address(site, FLOW))
    assert scriptless.get_by_role("button").count() == 0
    step(scriptless, "登记").focus()
    scriptless.keyboard.press("Enter")
    row = scriptless.locator("tr:target").inner_text()
    assert "登记投诉" in row and "30分钟" in row


def it_prints_the_chart_whole_and_in_its_own_colours(site: Path, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address(site, FLOW))
    step(page, "登记").click()
    page.get_by_role("button", name="显示整条路径").click()
    page.get_by_role("button", name="放大").click()
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print", color_scheme="dark")
    assert panel(page).is_hidden() and page.locator(".chart-tools").is_hidden()
    chart = page.locator(".swimlane").bounding_box()
    assert chart and chart["width"] <= 680
    colours = page.evaluate(
        "['.lane-head', '.edges', '.lit .line'].map(one => getComputedStyle(document.querySelector(one)))"
        ".map(style => [style.fill, style.opacity, style.strokeWidth])"
    )
    assert colours[0][0] == "rgb(228, 237, 243)"
    assert colours[1][1] == "1"
    assert colours[2][2] == "1.4px"


def it_is_dark_in_the_dark_and_still_where_motion_is_unwelcome(site: Path, page: Page) -> None:
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.goto(address(site, FLOW))
    step(page, "登记").click()
    assert page.locator(".swimlane .paper").evaluate("one => getComputedStyle(one).fill") == "rgb(21, 28, 33)"
    assert panel(page).evaluate("one => getComputedStyle(one).animationName") == "none"
    assert page.locator(".outline").first.evaluate("one => getComputedStyle(one).transitionDuration") == "0s"


def it_runs_from_disk_under_the_plain_policy(site: Path, page: Page, tmp_path: Path) -> None:
    """`file:` stands in the policy for browsers to which a file on disk is not `'self'`."""
    copy = tmp_path / "名 称"
    shutil.copytree(site, copy)
    path = copy / f"{FLOW}.html"
    text = path.read_text("utf-8")
    path.write_text(text.replace("'self' file:", "'self'"), "utf-8")
    page.goto(path.as_uri())
    step(page, "登记").click()
    assert panel(page).is_visible()


@pytest.fixture
def served(site: Path, tmp_path: Path) -> Iterator[str]:
    """The site on a web server, in a folder of it."""
    (tmp_path / "some").mkdir()
    shutil.copytree(site, tmp_path / "some" / "folder")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/some/folder"
    server.shutdown()
    thread.join()
    server.server_close()


def it_runs_from_a_folder_of_a_web_server(served: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{served}/documents/SYWIKF01.html")
    step(page, "登记").click()
    assert "30分钟" in panel(page).inner_text()
    page.close()
