"""Write a synthetic manual of a given number of objects, consistent and without findings.

An object is whatever has a name: a document, clause, flow, step, form, post or parameter. Each block of 40 has one
document of 12 clauses with a paragraph and a list each, one flow of 12 steps, three forms, three posts and eight
parameters; every document cites the next one, its forms, posts and parameters.
"""

from __future__ import annotations

import sys
from pathlib import Path

OBJECTS_A_BLOCK = 40
CLAUSES = 12
STEPS = 10  # tasks; a start and an end come to them
FORMS = 3
POSTS = 3
PARAMETERS = 8

MANUAL = """\
company: {name: 试验物业服务有限公司}
title: 试验手册
number: SYQM01
numbering:
  series:
    - {prefix: SYQM, level: instruction, digits: 2}
    - {prefix: SYWI, level: instruction, digits: 5}
    - {prefix: SYFL, level: flow, digits: 5}
levels:
  instruction: {name: 作业指导书, folder: manual/instructions}
"""
WORDS = "登记核实派单回访归档复核巡查保养检修交接清点盘存验收移交公示通知催办反馈汇总统计分析整改验证关闭"


def write_manual(root: Path, objects: int, *, with_flows: bool = True) -> int:
    """Write the sources below `root`; returns the number of objects written.

    Laying out a flow takes longer than all else about its document, so flows can be left out.
    """
    blocks = max(1, round(objects / OBJECTS_A_BLOCK))
    for folder in ("manual/instructions", "flows", "forms"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "manual/manual.yaml").write_text(MANUAL, "utf-8")
    posts = "".join(f"  岗位{number:05}员: {{department: 综合部}}\n" for number in range(blocks * POSTS))
    (root / "manual/organization.yaml").write_text(
        f"departments:\n  综合部: {{code: ZH}}\nposts:\n{posts}", "utf-8"
    )
    (root / "manual/parameters.yaml").write_text(
        "".join(
            f"事项{block:05}.时限{index}: {{value: {10 + index}, unit: 分钟}}\n"
            for block in range(blocks)
            for index in range(PARAMETERS)
        ),
        "utf-8",
    )
    for block in range(blocks):
        write_block(root, block, blocks, with_flows)
    return blocks * (1 + CLAUSES + with_flows * (1 + STEPS + 2) + FORMS + POSTS + PARAMETERS)


def write_block(root: Path, block: int, blocks: int, with_flows: bool) -> None:
    number = f"SYWI{block + 1:05}"
    posts = [f"岗位{block * POSTS + index:05}员" for index in range(POSTS)]
    following = f"作业规程{(block + 1) % blocks:05}"
    lines = [
        "---", f"number: {number}", f"title: 作业规程{block:05}", "level: instruction", "revision: A/0",
        "status: draft", "owner: 综合部", f"drafter: {posts[0]}", f"approver: {posts[1]}", "---", "",
    ]  # fmt: skip
    for clause in range(CLAUSES):
        word = WORDS[(block + clause) % (len(WORDS) - 1) :][:2]
        lines += [
            f"# {word}第{clause}项", "",
            f"{posts[clause % POSTS]}应在 {{{{ 事项{block:05}.时限{clause % PARAMETERS} }}}} 内完成{word}，填写《记录表{block:05}之{clause % FORMS}》，"
            f"按《{following}》核对后交{posts[(clause + 1) % POSTS]}。{word}时发现与计划不符的，应当说明原因并在当日报综合部。", "",
            f"1. {word}之前清点工具和材料。", f"2. {word}之后由{posts[clause % POSTS]}签字。", "",
        ]  # fmt: skip
    if with_flows:
        lines += [":::{flow} SYFL" + f"{block + 1:05}", ":::", ""]
        write_flow(root, block, posts)
    (root / f"manual/instructions/{number}.md").write_text("\n".join(lines), "utf-8")
    for form in range(FORMS):
        (root / f"forms/{number}-R{form + 1:02}.yaml").write_text(
            f"number: {number}-R{form + 1:02}\ntitle: 记录表{block:05}之{form}\nkind: record\nowner: 综合部\n"
            f"retention: {{years: 3, keeper: 综合部}}\nfields:\n  - {{name: 日期, type: date}}\n"
            f"  - {{name: 内容, type: text, lines: 3}}\n  - {{name: 签字, type: signature, by: {posts[form]}}}\n",
            "utf-8",
        )


def write_flow(root: Path, block: int, posts: list[str]) -> None:
    number = f"SYWI{block + 1:05}"
    steps = [f"  开始: {{lane: {posts[0]}, kind: start, next: 步骤0}}"]
    for step in range(STEPS):
        follow = f"步骤{step + 1}" if step + 1 < STEPS else "结束"
        way = f"{{是: {follow}, 否: 步骤{step - 1}}}" if step % 4 == 3 else follow
        kind = "decision" if step % 4 == 3 else "task"
        steps.append(
            f"  步骤{step}: {{lane: {posts[step % POSTS]}, kind: {kind}, next: {way}, "
            f"forms: [{number}-R{step % FORMS + 1:02}], within: 事项{block:05}.时限{step % PARAMETERS}, note: 按规程办理。}}"
        )
    steps.append(f"  结束: {{lane: {posts[-1]}, kind: end}}")
    (root / f"flows/SYFL{block + 1:05}.yaml").write_text(
        f"number: SYFL{block + 1:05}\ntitle: 流程{block:05}\ndocument: {number}\nlanes: [{', '.join(posts)}]\nsteps:\n"
        + "\n".join(steps) + "\n",
        "utf-8",
    )  # fmt: skip


if __name__ == "__main__":
    print(write_manual(Path(sys.argv[1]), int(sys.argv[2])))
