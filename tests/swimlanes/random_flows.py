"""Flows as people write them, made at random: a main path with hand-overs, branches, loops and forks."""

from __future__ import annotations

import random

from wuye_docs.swimlanes import Edge, FlowGraph, Node

WORDS = "受理登记核实派单现场处理回访归档审核批准通知整改验收复查公示汇总上报会商确认签字移交检查维修保养巡查"


def words(chance: random.Random, least: int, most: int) -> str:
    """Some characters of plausible text."""
    start = chance.randrange(len(WORDS) - most)
    return WORDS[start : start + chance.randint(least, most)]


def random_flow(seed: int) -> FlowGraph:
    """A flow of 2 to 6 lanes and 5 to 30 nodes; the same for the same seed."""
    chance = random.Random(seed)
    lanes = chance.randint(2, 6)
    size = chance.randint(5, 30)
    nodes: list[Node] = []
    edges: list[Edge] = []
    lane = chance.randrange(lanes)
    for index in range(size):
        if index and chance.random() < 0.45:
            lane = chance.randrange(lanes)
        kind = (
            "start"
            if index == 0
            else "end"
            if index == size - 1
            else "decision"
            if chance.random() < 0.25
            else "task"
        )
        nodes.append(
            Node(f"n{index}", lane, kind, words(chance, 3, 14), f"({index})" if 0 < index < size - 1 else "")
        )
    for index in range(size - 1):
        here, following = f"n{index}", f"n{index + 1}"
        if nodes[index].kind == "decision":
            edges.append(Edge(here, following, "是"))
            if chance.random() < 0.5 and index > 1:
                other = chance.randint(max(1, index - 6), index - 1)
            else:
                other = min(size - 1, index + chance.randint(2, 5))
            if other != index + 1:
                edges.append(Edge(here, f"n{other}", "否"))
            else:
                edges.append(Edge(here, f"n{size - 1}", "否"))
        else:
            edges.append(Edge(here, following))
            if chance.random() < 0.06 and index + 3 < size:
                edges.append(Edge(here, f"n{index + 2}"))
    unique = {(one.source, one.target): one for one in edges}
    return FlowGraph(
        f"R{seed}",
        f"随机流程{seed}",
        tuple(f"岗位{n + 1}" for n in range(lanes)),
        tuple(nodes),
        tuple(unique.values()),
    )
