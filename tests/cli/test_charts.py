"""`wuye charts`: the page with every chart and its measures."""

from dataclasses import fields
from pathlib import Path

from lxml import etree, html

from wuye_docs.swimlanes.metrics import Faults
from wuye_docs.writers.gallery.gallery import FAULTS

EMPTY = "number: SYFLKF01\ntitle: 空\ndocument: SYWIKF01\nlanes: [业主]\nsteps: {}\n"


def cells(page: html.HtmlElement, number: str) -> list[str]:
    """The measures of a flow in the table."""
    (row,) = page.xpath("//tbody/tr[td/a/@href=$link]", link=f"#{number}")
    return [cell.text_content().strip() for cell in row.xpath("td")]


def it_measures_every_chart_and_writes_it_beside_the_page(sample: Path, wuye) -> None:
    assert wuye("charts", "-j", "1").code == 0
    folder = sample / "build/charts"
    assert sorted(one.name for one in folder.iterdir()) == ["SYFLKF01.svg", "SYFLKF02.svg", "index.html"]
    page = html.parse(str(folder / "index.html")).getroot()
    first, lanes, steps, lines, *_ = cells(page, "SYFLKF01")
    assert (first, lanes, steps, lines) == ("SYFLKF01投诉处理流程", "4", "7", "7")
    drawing = etree.parse(str(folder / "SYFLKF01.svg")).getroot()
    (shown,) = page.xpath("//section[@id='SYFLKF01']//img")
    assert (shown.get("src"), shown.get("width")) == ("SYFLKF01.svg", drawing.get("width"))
    assert page.xpath("//h2/text()") == ["SYWIKF01 客户投诉处理规程", "SYWIKF02 客户回访规程"]


def it_fetches_nothing_and_leads_only_to_what_is_there(sample: Path, wuye) -> None:
    (sample / "build/html/flows").mkdir(parents=True)
    (sample / "build/html/flows/SYFLKF02.html").touch()
    assert wuye("charts", "-o", "a b/c", "-j", "1").code == 0
    folder = sample / "a b/c"
    page = html.parse(str(folder / "index.html")).getroot()
    links = {str(one) for one in page.xpath("//a/@href | //img/@src") if not one.startswith("#")}
    assert "../../build/html/flows/SYFLKF02.html" in links and "../../flows/SYFLKF01.yaml" in links
    assert not [one for one in links if not (folder / one).is_file()]
    assert not page.xpath("//script | //link | //@style")


def it_says_why_a_flow_is_not_drawn_and_what_the_checks_find(sample: Path, wuye) -> None:
    (sample / "flows/SYFLKF01.yaml").write_text(EMPTY, encoding="utf-8")
    done = wuye("charts", "-j", "1")
    assert done.code == 1
    assert done.printed.startswith("错误: SYFLKF01: 流程没有步骤\n")
    page = html.parse(str(sample / "build/charts/index.html")).getroot()
    assert cells(page, "SYFLKF01")[1] == "未能绘制: 流程没有步骤"
    said = page.xpath("string(//section[@id='SYFLKF01'])")
    assert "流程没有步骤" in said and "flows/SYFLKF01.yaml:5:8 SRC004" in said
    assert cells(page, "SYFLKF02")[4] != "—"


def it_says_that_a_chart_lacks_a_step(sample: Path, wuye) -> None:
    path = sample / "flows/SYFLKF02.yaml"
    path.write_text(
        path.read_text("utf-8").replace("lanes: [客服专员, 客服主管]", "lanes: [客服专员]"), "utf-8"
    )
    assert wuye("--lang", "en", "charts", "SYFLKF02", "-j", "1").code == 0
    page = html.parse(str(sample / "build/charts/index.html")).getroot()
    assert "Some steps or ways are left out" in page.xpath("string(//section)")
    assert page.get("lang") == "en"


def it_has_a_word_for_every_fault_of_a_drawing() -> None:
    assert list(FAULTS) == [one.name for one in fields(Faults)]
