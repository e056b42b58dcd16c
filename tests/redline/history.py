"""A synthetic history: one work instruction with every kind of block, edited at random, laid over the sample manual."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
NUMBER = "SYWIKF02"
"""The document that is edited; it has a flow and a form."""

_WORDS = [
    "客服专员",
    "客服主管",
    "管理处经理",
    "业主",
    "投诉",
    "回访",
    "登记",
    "记录",
    "核实",
    "处理",
    "关闭",
    "及时",
    "应",
    "并",
    "和",
    "的",
    "在",
    "对",
    "每月",
    "书面",
    "电话",
    "现场",
    "结果",
    "意见",
    "资料",
    "，",
    "。",
    "、",
    "“及时”",
    "——",
    "《投诉受理表》",
    "{{投诉.登记时限}}",
    "{{投诉.处理时限}}",
    "30分钟",
    "2个工作日",
    "A&B",
    "<x>",
    "SYWIKF01",
    "ISO9001",
]


def sample_sources() -> dict[str, bytes]:
    return {
        path.relative_to(SAMPLE).as_posix(): path.read_bytes()
        for path in sorted(SAMPLE.rglob("*"))
        if path.is_file()
    }


@dataclass
class Block:
    kind: str
    lines: list[str]
    below: dict[int, Block] = field(default_factory=dict)
    """Lists inside items."""
    rows: list[list[str]] = field(default_factory=list)
    merged: bool = False


@dataclass
class Section:
    title: str
    depth: int
    blocks: list[Block]


def words(random: Random, count: int) -> str:
    # A paragraph must not begin with what Markdown takes for markup.
    return "按" + "".join(random.choice(_WORDS) for _ in range(count)) + "。"


def new_block(random: Random) -> Block:
    kind = random.choice(
        ("text", "text", "text", "letters", "dots", "table", "box", "terms", "note", "quote")
    )
    match kind:
        case "letters" | "dots":
            block = Block(kind, [words(random, 6) for _ in range(random.randint(1, 4))])
            if random.random() < 0.5:
                block.below[random.randrange(len(block.lines))] = Block(
                    random.choice(("letters", "dots")),
                    [words(random, 4) for _ in range(random.randint(1, 3))],
                )
            return block
        case "table":
            rows = [[words(random, 3) for _ in range(3)] for _ in range(random.randint(2, 5))]
            return Block(kind, ["岗位", "职责", "时限"], rows=rows, merged=random.random() < 0.4)
        case "terms":
            return Block(kind, [words(random, 1)[:-1], words(random, 8)])
        case _:
            return Block(kind, [words(random, random.choice((4, 12, 30)))])


def first_draft(random: Random) -> list[Section]:
    sections = []
    for title in ("目的", "适用范围", "职责", "工作程序"):
        sections.append(Section(title, 1, [new_block(random) for _ in range(random.randint(1, 3))]))
        if title == "工作程序":
            for one in ("回访", "登记", "分析"):
                sections.append(Section(one, 2, [new_block(random) for _ in range(random.randint(2, 4))]))
    return sections


def edited_text(random: Random, text: str) -> str:
    if random.random() < 0.1:
        return words(random, 9)
    for _ in range(random.randint(1, 3)):
        # Not inside markup.
        places = [
            index
            for index in range(1, len(text))
            if text[:index].count("{") == text[:index].count("}")
            and text[index] not in "{}"
            and text[index - 1] not in "{}"
        ]
        start = random.choice(places or [len(text)])
        end = min(len(text), start + random.randint(0, 4))
        if "{" in text[start:end] or "}" in text[start:end]:
            end = start
        added = random.choice(_WORDS) if random.random() < 0.7 else ""
        text = text[:start] + added + text[end:]
    return text or "按。"


def edited(random: Random, sections: list[Section]) -> list[Section]:
    """The sections after some edits: inserted, deleted, changed, moved blocks; renamed, moved and new sections."""
    result: list[Section] = []
    for section in sections:
        chance = random.random()
        if chance < 0.06 and section.title not in ("目的", "工作程序"):
            continue
        title = section.title + "要求" if 0.06 <= chance < 0.12 else section.title
        blocks: list[Block] = []
        for block in section.blocks:
            happens = random.random()
            if happens < 0.1:
                continue
            if happens < 0.2:
                blocks.append(new_block(random))
            blocks.append(_edited_block(random, block) if random.random() < 0.55 else block)
        if random.random() < 0.15:
            random.shuffle(blocks)
        result.append(Section(title, section.depth, blocks))
        if random.random() < 0.08:
            result.append(Section(f"新增{random.randint(1, 9)}", 2, [new_block(random), new_block(random)]))
    return result


def _edited_block(random: Random, block: Block) -> Block:
    block = replace(
        block, lines=list(block.lines), below=dict(block.below), rows=[list(row) for row in block.rows]
    )
    if block.kind == "table":
        rows: list[list[str]] = []
        for row in block.rows:
            happens = random.random()
            if happens < 0.15:
                continue
            if happens < 0.3:
                rows.append([words(random, 3) for _ in range(3)])
            rows.append([edited_text(random, cell) if random.random() < 0.3 else cell for cell in row])
        block.rows = rows or block.rows
        if random.random() < 0.1:
            block.merged = not block.merged
        return block
    if block.kind in ("letters", "dots"):
        kept: list[str] = []
        below: dict[int, Block] = {}
        for index, line in enumerate(block.lines):
            happens = random.random()
            if happens < 0.15 and len(block.lines) > 1:
                continue
            if happens < 0.3:
                kept.append(words(random, 5))
            if index in block.below and random.random() < 0.85:
                inner = block.below[index]
                below[len(kept)] = _edited_block(random, inner) if random.random() < 0.5 else inner
            kept.append(edited_text(random, line) if random.random() < 0.4 else line)
        return replace(block, lines=kept, below=below) if kept else block
    block.lines = [*block.lines[:-1], edited_text(random, block.lines[-1])]
    return block


def markdown(sections: list[Section]) -> str:
    parts: list[str] = []
    notes = 0
    for section in sections:
        parts.append("#" * section.depth + " " + section.title)
        for block in section.blocks:
            if block.kind == "note":
                notes += 1
                parts += [f"注意事项见说明[^n{notes}]。", f"[^n{notes}]: {block.lines[0]}"]
            else:
                parts.append(_block_text(block))
    return "\n\n".join(parts) + "\n"


def _block_text(block: Block) -> str:
    match block.kind:
        case "letters" | "dots":
            lines = []
            for index, line in enumerate(block.lines):
                mark = f"{index + 1}. " if block.kind == "letters" else "- "
                lines.append(mark + line)
                if index in block.below:
                    lines += [
                        " " * len(mark) + inner for inner in _block_text(block.below[index]).split("\n")
                    ]
            return "\n".join(lines)
        case "table":
            rows = [list(row) for row in block.rows]
            if block.merged and len(rows) > 1:
                rows[1][0] = "^^"
                rows[-1][2] = "<<"
            listed = [block.lines, ["---"] * 3, *rows]
            return "\n".join("| " + " | ".join(row) + " |" for row in listed)
        case "box":
            return f":::{{note}}\n{block.lines[0]}\n:::"
        case "terms":
            return f"{block.lines[0]}\n: {block.lines[1]}"
        case "quote":
            return f"> {block.lines[0]}"
        case _:
            return block.lines[0]


@dataclass
class Edition:
    """One state of the history."""

    sections: list[Section]
    steps: list[str]
    fields: list[str]
    minutes: int
    revision: int

    def sources(self) -> dict[str, bytes]:
        found = sample_sources()
        path = f"manual/instructions/{NUMBER}.md"
        head = found[path].decode().split("---")[1].replace("A/0", f"A/{self.revision}", 1)
        flow = "\n\n# 流程\n\n:::{flow} SYFLKF02\n:::\n"
        found[path] = f"---{head}---\n\n{markdown(self.sections)}{flow}".encode()
        found["flows/SYFLKF02.yaml"] = self._flow(found["flows/SYFLKF02.yaml"].decode()).encode()
        found["forms/SYWIKF02-R01.yaml"] = self._form(found["forms/SYWIKF02-R01.yaml"].decode()).encode()
        path = "manual/parameters.yaml"
        text = found[path].decode()
        found[path] = text.replace("value: 30", f"value: {self.minutes}").encode()
        return found

    def _flow(self, text: str) -> str:
        head = text.partition("steps:")[0]
        lanes = ("客服专员", "客服主管")
        lines = [
            head.rstrip().replace(head[head.index("lanes:") :].rstrip(), "lanes: [客服专员, 客服主管]"),
            "steps:",
        ]
        names = self.steps
        lines.append(f"  开始: {{lane: 客服专员, kind: start, next: {names[0]}}}")
        for index, name in enumerate(names):
            following = names[index + 1] if index + 1 < len(names) else "结束"
            lane = lanes[len(name) % 2]
            lines.append(
                f"  {name}: {{lane: {lane}, text: {name}办理, next: {following}, note: 按{name}要求办理}}"
            )
        lines.append("  结束: {lane: 客服专员, kind: end}")
        return "\n".join(lines) + "\n"

    def _form(self, text: str) -> str:
        head = text.partition("fields:")[0]
        return head + "fields:\n" + "".join(f"  - {{name: {name}, type: text}}\n" for name in self.fields)


def history(seed: int, length: int) -> list[Edition]:
    """A first edition and those that follow it."""
    random = Random(seed)
    edition = Edition(first_draft(random), ["受理", "核实", "回访客户"], ["姓名", "房号", "意见"], 30, 0)
    editions = [edition]
    for revision in range(1, length):
        steps, fields = list(edition.steps), list(edition.fields)
        if random.random() < 0.7:
            steps.insert(random.randrange(len(steps) + 1), f"{random.choice('甲乙丙丁戊己庚辛')}{revision}步")
        if random.random() < 0.4 and len(steps) > 2:
            steps.pop(random.randrange(len(steps)))
        if random.random() < 0.7:
            fields.insert(random.randrange(len(fields) + 1), f"栏目{revision}")
        if random.random() < 0.4 and len(fields) > 1:
            fields.pop(random.randrange(len(fields)))
        edition = Edition(
            edited(random, edition.sections), steps, fields, random.choice((10, 20, 30, 45)), revision
        )
        editions.append(edition)
    return editions
