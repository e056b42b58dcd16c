"""What reads like the name of a post or department in Chinese prose, whether or not it is registered.

Chinese puts no space before a name, so its beginning is found from its end: a suffix (主管, 员, 部), before it words for
the kinds of work of a company that manages property. What is not made of such words is no name here: a post of an
unheard-of kind is passed over rather than an ordinary word (人员, 全部, 竣工) taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wuye_docs.references.target import Kind

WORK = frozenset({
    "客服", "客户服务", "客户", "接待", "前台", "会所", "工程", "维修", "水电", "强电", "弱电", "机电", "设备",
    "设施", "电梯", "空调", "给排水", "配电", "锅炉", "消防", "监控", "中控", "秩序", "秩序维护", "维序", "保安",
    "安保", "安全", "安防", "门岗", "大堂", "巡逻", "巡查", "护卫", "礼宾", "车场", "停车场", "车库", "车辆", "车管",
    "道闸", "环境", "环卫", "保洁", "清洁", "绿化", "绿植", "园艺", "园林", "消杀", "财务", "收费", "收银", "出纳",
    "成本", "核算", "预算", "行政", "人事", "人力资源", "招聘", "培训", "后勤", "采购", "物资", "仓库", "仓管",
    "仓储", "库管", "品质", "质量", "质检", "督导", "体系", "内审", "审计", "法务", "合同", "档案", "资料", "文控",
    "信息", "网络", "项目", "物业", "管理处", "服务中心", "楼宇", "楼栋", "楼管", "空置房", "装修", "验房", "房屋",
    "房管", "运行", "值班", "调度", "报修", "投诉", "回访", "食堂", "餐饮", "宿舍", "会务", "社区文化", "经营",
    "多种经营", "招商", "租赁", "市场", "拓展", "企划", "案场",
})  # fmt: skip
# They stand between the work and the suffix, and say nothing alone: 管理员, 服务员, 管理部.
_GENERAL = frozenset(
    ["管理", "服务", "维护", "维保", "保障", "运营", "操作", "值守", "巡检", "养护", "监督", "检查"]
)
_GRADES = ("常务副", "高级", "中级", "初级", "首席", "资深", "见习", "助理", "副")
_LONGEST_WORD = 4
# What the suffix begins a longer word with: 主管部门, 员工, 部位.
_POST = re.compile(
    "(?:副?(?:主管|主任|经理|班长|队长|组长|部长|处长|科长|总监)|专员|领班|助理|文员|员|工)"
    "(?<!主管(?=部门|机关|单位))(?<!工(?=[作具程人序时种期艺况单资牌服装地友龄伤费衣会厂段业匠位完区料现图方]))"
    "(?<!员(?=[工会额]))(?<!经理(?=[部室办人]))(?<!主任(?=委员|医师))(?![级制层])"
)
_DEPARTMENT = re.compile("(?:部(?![位门分件署队长级落内委下总员经主])|中心(?![区位线点化经主]))")
POST_SHAPES = (_POST, _DEPARTMENT)
"""What stands in every text that names a post or department."""
_UNITS = ("部门", "中心", "部", "处", "科", "组", "班", "队")
# 工 ends many words; it names a worker behind these alone.
_TRADES = frozenset({
    "维修", "水电", "强电", "弱电", "机电", "电梯", "空调", "配电", "保洁", "清洁", "绿化", "园艺", "消杀", "养护",
})  # fmt: skip
_CENTRES = frozenset(
    ["客服", "客户服务", "客户", "物业", "品质", "工程", "财务", "人事", "行政", "采购", "秩序"]
)
# Whose posts are not ours: 施工单位的工程主管, 维保公司项目经理.
_OUTSIDE = re.compile(
    "(?:单位|公司|厂家|厂商|供应商|承包商|分包商|开发商|承租商|商家|机构|委员会|居委会|街道|政府|医院|学校|对方)"
    "(?:的|派驻的|指派的|委派的|现场)?$"
)
# 保安员证 and 消防设施操作员职业资格 are papers that somebody holds, not posts.
_QUALIFICATION = re.compile("(?:的|国家)*(?:职业|资格|从业|上岗|操作)?(?:资格|证|等级|技能)")
# Callings by law or custom that anybody may have, and authorities.
_ORDINARY = frozenset({
    "消防员", "消防设施操作员", "保安员", "消防队长", "消防部", "安全部", "市场部", "交通部", "信息部", "网络管理员", "信息员", "消防工",
    "物业员",
})  # fmt: skip


class PostShape(NamedTuple):
    """What reads like a post or department, as `text[start:end]`."""

    start: int
    end: int
    name: str
    kind: Kind


def post_shapes_in(text: str) -> Iterator[PostShape]:
    """Everything in a text that reads like the name of one of our posts or departments, in order."""
    for pattern, kind in ((_POST, Kind.ROLE), (_DEPARTMENT, Kind.DEPARTMENT)):
        for match in pattern.finditer(text):
            start = _beginning(text, match.start(), match.group())
            if start is None or is_of_another_body(text, start):
                continue
            if _QUALIFICATION.match(text, match.end()):
                continue
            name = text[start : match.end()]
            if name not in _ORDINARY:
                yield PostShape(start, match.end(), name, kind)


def is_of_another_body(text: str, start: int) -> bool:
    """Whether the post or department named there is somebody else's: 施工单位的工程主管."""
    return _OUTSIDE.search(text, max(0, start - 8), start) is not None


def grade_of(name: str) -> str:
    """The grade that a post's name begins with, or nothing: 副, 高级."""
    return next((grade for grade in _GRADES if name.startswith(grade)), "")


def _beginning(text: str, suffix_at: int, suffix: str) -> int | None:
    """Where the name begins whose suffix begins there; None if no kind of work stands before it."""
    cursor = suffix_at
    if suffix not in ("员", "工", "部", "中心"):
        unit = next((one for one in _UNITS if text.startswith(one, cursor - len(one))), "")
        if unit and _word_before(text, cursor - len(unit), WORK | _GENERAL):
            cursor -= len(unit)
    first = _word_before(text, cursor, WORK | _GENERAL)
    if suffix == "工" and first not in _TRADES:
        return None
    is_work = False
    for _ in range(3):
        word = _word_before(text, cursor, WORK | _GENERAL)
        if not word:
            break
        is_work = is_work or word in WORK
        cursor -= len(word)
    if not is_work or (
        suffix == "中心" and text[cursor:suffix_at].removesuffix("管理").removesuffix("服务") not in _CENTRES
    ):
        return None
    grade = next((one for one in _GRADES if text.startswith(one, cursor - len(one))), "")
    return cursor - len(grade)


def _word_before(text: str, end: int, words: frozenset[str]) -> str:
    """The longest of some words that ends there, or nothing."""
    for length in range(_LONGEST_WORD, 1, -1):
        if end >= length and text[end - length : end] in words:
            return text[end - length : end]
    return ""
