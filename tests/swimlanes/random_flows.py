"""Flows as people write them, made at random: a main path with hand-overs, rework loops, branches, forks and joins."""

from __future__ import annotations

import random
from collections.abc import Iterator

from wuye_docs.swimlanes import Edge, FlowGraph, Node

LANES = ("业主", "客服专员", "客服主管", "工程部", "秩序主管", "管理处经理", "维保单位", "财务部")
TASKS = (
    "登记", "现场核实", "派单并约定期限", "填写检查记录表", "通知责任部门整改", "编制计划报批", "组织验收", "回访客户",
    "联系维保单位到场", "核对台账并签字", "汇总上报", "公示结果", "清点物资并归还", "安排48小时内返工", "整理资料归档",
)  # fmt: skip
QUESTIONS = (
    "是否合格",
    "资料是否齐全",
    "有无险情",
    "客户是否认可",
    "费用超过限额",
    "是否重大",
    "是否需要停水停电",
)


class _Builder:
    """A flow that grows from its start to its end; `open` are the ends that the next step continues."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lanes = self.chance.sample(LANES, self.chance.randint(2, 6))
        self.size = self.chance.randint(5, 30)
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.lane = self.chance.randrange(len(self.lanes))
        self.open: list[tuple[str, str]] = []

    def add(self, kind: str, text: str, lane: int) -> str:
        key = f"n{len(self.nodes)}"
        mark = f"({len(self.nodes)})" if kind in ("task", "decision") else ""
        self.nodes.append(Node(key, lane, kind, text, mark))  # type: ignore[arg-type]
        return key

    def link(self, key: str) -> None:
        """Lead every open end to a node."""
        self.edges += [Edge(source, key, label) for source, label in self.open]
        self.open = [(key, "")]

    def hand_over(self) -> int:
        """The lane of the next step: mostly the same or the one beside."""
        if self.chance.random() < 0.5:
            return self.lane
        if self.chance.random() < 0.6:
            beside = self.lane + self.chance.choice((-1, 1))
            self.lane = min(max(beside, 0), len(self.lanes) - 1)
        else:
            self.lane = self.chance.randrange(len(self.lanes))
        return self.lane

    def step(self) -> str:
        key = self.add("task", self.chance.choice(TASKS), self.hand_over())
        self.link(key)
        return key

    def decision(self) -> str:
        key = self.add("decision", self.chance.choice(QUESTIONS), self.hand_over())
        self.link(key)
        return key

    def rework(self) -> None:
        """A decision that sends back to an earlier step, sometimes by way of another."""
        tasks = [node.key for node in self.nodes if node.kind == "task"]
        key = self.decision()
        if tasks:
            back = self.chance.choice(tasks[-4:])
            if self.chance.random() < 0.4:
                repair = self.add("task", self.chance.choice(TASKS), self.hand_over())
                self.edges += [Edge(key, repair, "否"), Edge(repair, back)]
            else:
                self.edges.append(Edge(key, back, "否"))
        else:
            self.edges.append(Edge(key, self.add("end", "终止", self.nodes[-1].lane), "否"))
        self.open = [(key, "是")]

    def branch(self) -> None:
        """A decision with two ways, of one or two steps, that meet again; one of them may be empty."""
        key = self.decision()
        ends = []
        for label in ("是", "否"):
            if label == "否" and self.chance.random() < 0.4:
                ends.append((key, label))
                continue
            self.open = [(key, label)]
            for _ in range(self.chance.choice((1, 1, 2))):
                self.step()
            ends += self.open
        self.open = ends

    def fork(self) -> None:
        """Steps of several lanes side by side, that meet again."""
        start = self.step()
        lanes = self.chance.sample(
            range(len(self.lanes)), min(len(self.lanes), self.chance.choice((2, 2, 3)))
        )
        self.open = []
        for lane in lanes:
            key = self.add("task", self.chance.choice(TASKS), lane)
            self.edges.append(Edge(start, key))
            self.open.append((key, ""))

    def parts(self) -> Iterator[None]:
        self.open = [(self.add("start", "开始", self.lane), "")]
        while len(self.nodes) < self.size - 1:
            kind = self.chance.random()
            room = self.size - 1 - len(self.nodes)
            if kind < 0.5 or room < 4:
                self.step()
            elif kind < 0.72:
                self.rework()
            elif kind < 0.9:
                self.branch()
            else:
                self.fork()
            yield
        self.link(self.add("end", "结束", self.hand_over()))


def random_flow(seed: int) -> FlowGraph:
    """A flow of 2 to 6 lanes and 5 to about 30 nodes; the same for the same seed."""
    builder = _Builder(seed)
    for _ in builder.parts():
        pass
    unique = {(one.source, one.target): one for one in builder.edges}
    used = sorted({node.lane for node in builder.nodes})
    where = {lane: position for position, lane in enumerate(used)}
    nodes = [Node(one.key, where[one.lane], one.kind, one.text, one.mark) for one in builder.nodes]
    return FlowGraph(
        f"R{seed}",
        f"随机流程{seed}",
        tuple(builder.lanes[lane] for lane in used),
        tuple(nodes),
        tuple(unique.values()),
    )
