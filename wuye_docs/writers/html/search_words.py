"""The words that staff use instead of the manual's: from the manual's own lists, and from the trade's everyday speech.

What a company says differently belongs into its `terms.yaml` (aliases, banned words) and comes first. `COLLOQUIAL` holds
what is said in every property-management company and is nobody's official term; of it only what leads to words of the
manual goes into an index.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from wuye_docs.model import Manual

COLLOQUIAL = """
保安 护卫 = 秩序员
门卫 看门 大门 = 门岗 秩序员
保安队长 = 秩序主管
物业经理 主任 = 管理处经理
水电工 电工 维修师傅 师傅 维修员 = 维修工
阿姨 清洁工 清洁员 = 保洁员 保洁
园丁 花工 = 绿化员
前台 管家 客服 = 客服专员
老板 = 总经理
邻居 = 邻里 相邻
住户 房东 = 业主
访客 来客 客人 = 来访人员 来访
中介 = 推销
收楼 交楼 交房 收房 接房 = 入伙 交付
验房 = 验房 房屋验收
押金 = 保证金
罚款 = 违约
管理费 物业管理费 = 物业费
水电费 公摊费 = 公摊 分摊
欠费 拖欠 不交费 不交物业费 = 催交 欠费
催缴 催款 讨债 = 催交
发票 收据 = 票据
门禁卡 门卡 门禁 = 出入证
月卡 月租车 月保 = 固定车辆
乱停 违停 挡道 堵路 = 停放 违停
车子 汽车 电动车 电瓶车 = 车辆
停车费 = 停车收费
摄像头 录像 监控录像 = 视频图像 录像
查监控 看监控 调监控 = 视频图像查阅 图像查阅 查阅录像
捡到 拾到 捡了 = 拾得 失物
丢了 掉了 遗失 不见了 = 遗失 丢失 失物
吵架 闹矛盾 纠纷 吵闹 邻居吵架 邻里纠纷 = 矛盾 协商
打架 打人 动手 = 打架斗殴 斗殴
可疑 鬼鬼祟祟 陌生人 = 可疑人员
小偷 偷东西 被偷 盗窃 = 盗窃 可疑人员
着火 起火 失火 火警 烧起来 = 火灾 火警
灭火器 消防栓 = 灭火器 消火栓 消防设施
动火 电焊 焊接 = 动火作业 动火
坏了 坏掉 不亮 不转 = 故障 损坏 报修
漏水 渗水 滴水 = 漏水 渗漏
修理 修好 = 修复 维修
没水 断水 停水了 = 停水 突发停水
没电 断电 跳闸 停电了 = 停电 突发停电
岗位职责 工作职责 = 岗位职责 岗位说明书
手续 办手续 = 手续 登记 申报 办理
提前通知 通知业主 = 通知 告知
清单 = 清单 台账
被困 困住 关在里面 关人 = 困人
杂物 堆东西 堆放 = 楼道物品 堆放
扔东西 高空抛物 乱扔 = 高空抛物
老鼠 耗子 = 鼠 灭鼠
蚊子 苍蝇 蟑螂 虫子 杀虫 = 消杀 灭蚊蝇 灭蟑
打药 喷药 = 施药 消杀
消毒水 84 = 消毒液 消毒液配比
厕所 洗手间 = 卫生间
楼梯 走廊 过道 = 楼道
垃圾 垃圾桶 = 垃圾 桶站
打扫 扫干净 扫地 = 清扫 清洁
下雪 扫雪 = 积雪
树死了 花死了 补种 = 补植 死株
剪草 割草 = 修剪 草坪
浇花 = 浇水
请假 休假 事假 = 请假 事假
换班 倒班 = 调班
工作服 制服 工装 = 工装 着装
工牌 胸牌 工作证 = 员工证
带资料 要带 带材料 要什么材料 = 资料核验 资料
试用期 师傅带 = 带教
新人 新员工 新来的 入职 = 岗前培训 新员工
考试 及格 = 考核 合格
不服 有意见 = 申诉 异议
签到 点名 = 签到
打电话 接电话 = 电话 接听
敲门 按门铃 = 敲门
搬进来 搬家 搬入 = 迁入
搬走 搬出 = 迁出
租户 租客 房客 = 物业使用人
装修队 装修公司 = 装修施工单位
装修工人 = 装修施工人员 施工人员
敲墙 砸墙 拆墙 = 承重墙 拆改
装修押金 = 装修保证金 保证金
图纸 = 图纸 方案
钥匙给物业 放钥匙 = 钥匙托管
存行李 存包 行李 寄放 = 寄存 小件物品
摆摊 摆摊位 地推 发传单 = 促销 宣传活动
贴通知 发通知 贴告示 = 通告 张贴
标语 条幅 = 横幅
搞活动 办活动 联欢 中秋 春节 = 社区文化活动 活动方案
门牌 招牌 = 水牌
商户 店铺 门店 = 商铺
问卷 打分 = 满意度调查 评价
纠正预防 整改措施 = 纠正措施
供应商 外包 外包公司 = 供方 外包
标书 投标书 = 投标
交接 接管 = 承接查验 移交
领材料 领料 = 材料领用 领用
领东西 要物资 买东西 申购 = 请领 请购 采购
疫情 传染病 病毒 = 公共卫生
救护车 受伤 送医院 = 急救 伤病
报案 警察 = 报警 公安
出事 突发事件 大事 = 重大事项 应急
演习 = 演练
开会 会议 = 会议
内审 = 内部审核
管评 = 管理评审
外审 = 认证 外部审核
体检 年检 = 检验
洗水箱 = 水箱清洗
发电机 = 发电机
高空作业 登高 爬高 = 高处作业 登高
密闭空间 下井 = 有限空间
奖金 = 奖励
处分 = 处理
查户口 业主资料 = 客户档案 资料
查房 = 查岗 巡查
离岗 离开 走开 = 离岗 离开
疏散 逃生 = 疏散
洗碗 = 洗碗机
"""
"""A line a group: what people say = what manuals write."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


STOP_PHRASES = _words(
    """
    怎么办理 怎么办 怎么处理 如何处理 怎么弄 怎么做 怎么写 怎么填 怎么走 怎么申请 怎么领 怎么退 怎么 怎样 如何 咋办 咋
    多久一次 多长时间 多久 几天内 几天 几小时内 几小时 几分钟内 几分钟 几次 多少次 多少天 多少 几个 几下 几声 几户 几年
    什么时候 什么时间 什么 何时 哪一天 哪里 哪儿 在哪 哪个 哪些 哪张 哪份 找谁 是谁 归谁管 归谁 谁来 谁
    请问 你好 我想知道 我想 我要 想要 可以吗 可以 行吗 行不行 能不能 可不可以 是不是 要不要 需不需要 需要 应该 必须
    为什么 是什么 一下 有没有 有人 里面 自己 我们 你们 他们 不能 吗 呢 呀 啊 吧 嘛 我 你 您 他 她 它
    """
)
"""What a question is made of besides its subject, longest first where one holds another."""

TIME_PHRASES = _words(
    """
    多久 多长时间 几天 几小时 几分钟 几次 多少次 什么时候 什么时间 何时 时限 期限 多少 几年 几个 几户 多高 多长 几下 几声
    频率 几
    """
)
"""A question with one of these asks for a figure."""


def other_words(manual: Manual, text_holds: Container[str]) -> dict[str, tuple[str, ...]]:
    """The manual's words for each other word, the manual's own lists first.

    `text_holds` are the two-letter pieces of the manual: a colloquial word leads only to words whose pieces are among them.
    """
    found: dict[str, dict[str, None]] = {}

    def add(said: str, written: str) -> None:
        if said != written and len(said) > 1:
            found.setdefault(said, {}).setdefault(written)

    for records in (manual.terms, manual.roles, manual.departments, manual.parties):
        for name, record in records.items():
            for other in (*record.aliases, *record.banned):
                add(str(other), str(name))
    for said, written in _colloquial():
        if all(pair in text_holds for pair in _pairs(written)):
            add(said, written)
    return {said: tuple(written) for said, written in sorted(found.items())}


def _colloquial() -> Iterable[tuple[str, str]]:
    for line in COLLOQUIAL.strip().splitlines():
        said, _, written = line.partition(" = ")
        for one in said.split():
            for other in written.split():
                yield one, other


def _pairs(word: str) -> list[str]:
    return [word[index : index + 2] for index in range(len(word) - 1)] or [word]
