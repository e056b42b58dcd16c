"""TRM004."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.rules.context import CheckContext, RunningText
from wuye_docs.rules.rule import TextRule

# Wrong, right, and the characters before which the first is no word of its own (按装修方案, 以经济的方式).
_PAIRS = (
    "帐号/账号 帐户/账户 帐单/账单 帐目/账目 台帐/台账 收帐/收账 挂帐/挂账 对帐/对账 记帐/记账 入帐/入账/篷 结帐/结账 销帐/销账 帐务/账务"
    " 纪录表/记录表 纪录单/记录单 作纪录/作记录 做纪录/做记录 既使/即使/用 即然/既然 布署/部署 按装/安装/修饰配订 登陆系统/登录系统"
    " 登陆账号/登录账号 以经/已经/济营理验常过费办销典 己经/已经 必需按/必须按 必需由/必须由 通迅/通讯 座标/坐标"
    " 签定/签订 计画/计划 松驰/松弛 防碍/妨碍 粘帖/粘贴 张帖/张贴 帖贴/张贴 反溃/反馈 竣功/竣工 查寻/查询 巡罗/巡逻 值斑/值班 交接斑/交接班"
    " 报俢/报修 维俢/维修 装俢/装修 装璜/装潢 绿画/绿化 消防拴/消防栓 灭火气/灭火器 配电厢/配电箱 按排/安排/班序查名水列放污烟风 帮定/绑定"
    " 峻工/竣工 捡修/检修 签受/签收 钥是/钥匙 客护/客户 投拆/投诉 报休/报修/假工 维休/维修 装休/装修 登计/登记 通之/通知/后前 付责/负责 服物/服务"
    " 车俩/车辆 消访/消防 保结/保洁 绿花/绿化 现厂/现场/家 验受/验收 设倍/设备 巡茶/巡查 填泻/填写 批淮/批准 治定/制定 材科/材料 曰期/日期 归挡/归档 截止日其/截止日期 停本/停车"
    " 亦或/抑或 进进行/进行 应当应/应当 不不得/不得 规订/规定"
)
# 自己经营 holds no 己经, 攀登计划 no 登计.
_NOT_BEHIND = {"己经": "(?<!自)", "登计": "(?<!攀)"}
MISPRINTS = {wrong: right for wrong, right, *_ in (one.split("/") for one in _PAIRS.split())}
_MISPRINT = re.compile(
    "|".join(
        f"{wrong}(?![{before[0]}])" if before else _NOT_BEHIND.get(wrong, "") + wrong
        for wrong, _, *before in (one.split("/") for one in _PAIRS.split())
    )
)


# A word of two to four characters, or a particle, twice in a row. 目的的, 理由由 and 相应应 are two words that meet; 商量商量
# is how one speaks, and not how one writes a procedure; but 实实在在 and 带来越来越多 are written.
_TWICE = (
    r"(?!来越来越)(?P<word>(?:(?![一的])[\u4e00-\u9fff]){2,4})(?P=word)"
    r"|(?<![目标似])的的|(?<![相适对反响供顺])应应(?![急对付])"
    r"|(?<![理自缘])由由(?!于)|(?<![温缓柔谐饱总实暖平随])(?P<particle>[和及在为])(?P=particle)"
)
# 业主、业主和使用人: a thing of a list twice in a row. 甲、甲方 are two things.
_TWICE_LISTED = re.compile(r"(?P<word>[^\W0-9A-Za-z_]{2,8})、(?P=word)(?=[、，。；）)和或及等与]|$)")
# What all of these hold; found four times as fast, since it does not look at what stands around it. Letters in general, as
# a range of twenty thousand characters takes as long to compile as to find.
_DOUBLED = re.compile(r"([^\W0-9A-Za-z_]{2,4})\1|([的应由和及在为])\2|([^\W0-9A-Za-z_]{2,8})、\3")


class Misprint(TextRule):
    """A word that is a well-known misprint.

    ## 说明
    常见的错别字和不规范写法: 帐号 (账号)、纪录表 (记录表)、既使 (即使)、布署 (部署)、按装 (安装)、登陆系统 (登录系统) 等。
    只收没有歧义的: “按装修方案”“以经济的方式”不是错字。连着打了两遍的词 (登记登记、的的) 和并列中写了两遍的 (业主、业主) 也报告。

    ## 为什么重要
    受控文件里的错别字使人怀疑其余内容是否审过 (ISO 9001:2015 7.5.2 c)。

    ## Why it matters
    A misprint in a controlled document makes one doubt that it was reviewed (ISO 9001:2015 7.5.2 c).

    ## 示例 Example
    ```markdown
    核对业主帐号。
    ```

    ## 改为 Use instead
    ```markdown
    核对业主账号。
    ```
    """

    code = "TRM004"
    name = "misprint"
    severity = Severity.WARNING
    is_fixable = True

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.words = ahocorasick.Automaton()
        for wrong in MISPRINTS:
            self.words.add_word(wrong, wrong)
        self.words.make_automaton()

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(self.words, _DOUBLED)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        yield from self.twice(text)
        for match in _MISPRINT.finditer(text.text):
            wrong, right = match.group(), MISPRINTS[match.group()]
            span = text.span(*match.span())
            yield self.finding(
                span,
                f"`{wrong}` 应为 `{right}`",
                f"`{wrong}` is a misprint of `{right}`",
                hint=Message(f"写成 `{right}`", f"write `{right}`"),
                fix=self.context.replacement(span, wrong, right),
            )

    def twice(self, text: RunningText) -> Iterator[Diagnostic]:
        """The findings of words that were typed twice in a row."""
        for match in re.finditer(_TWICE, text.text):
            word = match.group()[: len(match.group()) // 2]
            span = text.span(*match.span())
            written = word * 2
            yield self.finding(
                span,
                f"`{word}` 重复",
                f"`{word}` is typed twice",
                hint=Message(f"删去一个 `{word}`", f"delete one `{word}`"),
                fix=self.context.replacement(span, written, word),
            )
        for match in _TWICE_LISTED.finditer(text.text) if "、" in text.text else ():
            word = match["word"]
            span = text.span(*match.span())
            yield self.finding(
                span,
                f"并列中 `{word}` 写了两遍",
                f"`{word}` is listed twice",
                hint=Message(
                    f"删去一个 `{word}`, 或改为漏写的一项", f"delete one `{word}`, or write what is missing"
                ),
            )
