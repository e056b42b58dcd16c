"""Step tables show starts and ends that tell what is to be done; laws and posts of an occasion are named sensibly."""

from __future__ import annotations

import re

from docutils import nodes

from wuye_docs.content.expressions import Expressions
from wuye_docs.content.organization_drawing import organization_svg
from wuye_docs.content.tables import cited_title, step_id, step_table
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.model import Manual, Standard
from wuye_docs.references import ReferenceGraph

ORGANIZATION = """\
departments:
  客户服务部: {head: 客服主管, reports-to: 总经理}
posts:
  总经理: {}
  客服主管: {department: 客户服务部, reports-to: 总经理}
  检查组长: {note: 临时职务}
  评审组长: {note: 临时职务}
"""
FLOW = """\
number: SYFL01
title: 回访流程
document: SYWI01
lanes: [客服主管]
steps:
  接到要求:
    {lane: 客服主管, kind: start, next: 回访, note: 记下时间, forms: [SYWI01-R01], within: 回访.时限}
  回访: {lane: 客服主管, next: 关闭}
  关闭: {lane: 客服主管, kind: end}
"""
PARAMETERS = "回访.时限: {value: 2, unit: 工作日}\n"


def manual_of(**files: str) -> Manual:
    sources = {
        "manual/organization.yaml": ORGANIZATION,
        "manual/parameters.yaml": PARAMETERS,
        "flows/SYFL01.yaml": FLOW,
        "forms/SYWI01-R01.yaml": "number: SYWI01-R01\ntitle: 回访记录\nowner: 客户服务部\n",
        **files,
    }
    return load(MemoryWorkspace({path: text.encode() for path, text in sources.items()})).manual


def it_shows_a_start_with_its_note_forms_and_deadline() -> None:
    manual = manual_of()
    flow = manual.flows["SYFL01"]
    table = step_table(flow, ReferenceGraph(manual), Expressions(manual.parameters))
    rows = list(next(table.findall(nodes.tbody)).children)
    assert [row.children[0].astext() for row in rows] == ["开始", "①"]
    shown = rows[0].astext()
    assert "记下时间" in shown and "《回访记录》" in shown and manual.parameters["回访.时限"].text in shown
    assert [row["ids"] for row in rows] == [
        [step_id(flow, flow.steps[name])] for name in ("接到要求", "回访")
    ]
    assert step_id(flow, flow.steps["关闭"]) == table["ids"][0]


def it_names_a_law_once_with_its_edition() -> None:
    def cited(number: str, title: str, edition: str) -> str:
        return cited_title(Standard(number=number, title=title, edition=edition))

    assert cited("民法典", "中华人民共和国民法典", "2020年公布") == "《中华人民共和国民法典》（2020年公布）"
    assert cited("前期办法", "《前期办法》", "2021") == "《前期办法》（2021年）"
    assert cited("GB/T 19001—2016", "质量管理体系 要求", "2016") == "GB/T 19001—2016《质量管理体系 要求》"


def it_names_posts_of_an_occasion_below_the_organisation_chart() -> None:
    svg = organization_svg(manual_of())
    assert svg.count('class="organization-box role"') == 1
    heights = {
        name: float(found.group(1))
        for name in ("检查组长", "评审组长", "客服主管")
        if (found := re.search(rf'y="([\d.]+)"[^>]*>{name}', svg))
    }
    assert min(heights["检查组长"], heights["评审组长"]) > heights["客服主管"]
    whole = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert whole and max(heights.values()) < float(whole.group(2))
