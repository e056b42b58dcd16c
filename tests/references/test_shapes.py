"""Names of posts and forms by their shape, and where a registered name ends."""

import pytest

from wuye_docs.model import Department, Manual, Party, Role
from wuye_docs.references import Names, form_shapes_in, is_short_for, post_shapes_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由客服主管核实", ["客服主管"]),
        ("通知保洁主管和设备管理员到场", ["保洁主管", "设备管理员"]),
        ("报客户服务部经理", ["客户服务部经理", "客户服务部"]),
        ("要求副客服主管签字", ["副客服主管"]),
        ("工程维修部派维修工", ["维修工", "工程维修部"]),
        ("高级客服专员", ["高级客服专员"]),
    ],
)
def test_what_is_made_of_words_for_work_is_a_post_or_department(text: str, names: list[str]) -> None:
    found = [one.name for one in post_shapes_in(text)]
    # A department inside the name of a post is not counted twice.
    assert [one for one in names if one in found] == [one for one in names if one != "客户服务部"]


@pytest.mark.parametrize(
    "text",
    [
        "物业行政主管部门", "全部人员", "工程竣工", "维修工作", "设备部位", "保洁员工", "装修工程", "服务员", "管理部", "监控中心", "项目经理部", "消防员",
        "施工单位项目经理", "装修公司的工程主管", "秩序员证书是保安员证", "持消防设施操作员职业资格证书", "客服主管级", "业主委员会主任", "维修工具", "各部门经理",
    ],
)  # fmt: skip
def test_ordinary_words_and_posts_of_others_are_none(text: str) -> None:
    assert [one.name for one in post_shapes_in(text) if one.name not in ("秩序员",)] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("填写楼宇巡查记录表，交主管", ["楼宇巡查记录表"]), ("登入钥匙借用台账。", ["钥匙借用台账"]), ("开具整改通知单后回访", ["整改通知单"]),
        ("填写本表", []), ("填写相关记录表", []), ("填写《巡查表》", []), ("填写完整的登记表", []), ("记录在案", []), ("录入系统", []),
    ],
)  # fmt: skip
def test_the_object_of_filling_in_is_a_form(text: str, names: list[str]) -> None:
    assert [one.name for one in form_shapes_in(text)] == names


def test_a_short_name_keeps_the_order_of_the_title() -> None:
    assert is_short_for("受理表", "客户投诉建议受理表")
    assert is_short_for("投诉受理表", "客户投诉建议受理表")
    assert not is_short_for("处理表", "客户投诉建议受理表")


NAMES = Names(
    Manual(
        departments={one: Department(name=one) for one in ("工程部", "项目管理处", "服务中心")},
        roles={one: Role(name=one) for one in ("客服主管", "管理处经理")},
        parties={one: Party(name=one) for one in ("业主", "顾客")},
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("业主和客服主管", ["业主", "客服主管"]), ("业主委员会、业主大会", []), ("客服主管级以上", []), ("工程部经理签字", []), ("工程部主管部门", ["工程部"]),
        ("项目管理处经理批准", ["管理处经理"]), ("业主委员会和业主", ["业主"]), ("", []),
        ("到服务中心交费", ["服务中心"]), ("社区服务中心", []), ("不顾客观条件", []), ("请顾客观看", ["顾客"]), ("区退役军人服务中心", []), ("在党群综合服务中心和服务中心", ["服务中心"]),
    ],
)  # fmt: skip
def test_a_name_inside_a_longer_word_is_no_mention(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in NAMES.mentions(text)] == found
