"""YAML text as a tree of nodes with places.

PyYAML's C parser does the reading; scalars stay text, because the model knows what type each key wants (so `on`, `no`
and dates are never guessed at, as YAML 1.2 asks). A syntax fault costs the top-level key it stands in, not the file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from wuye_docs.diagnostics import Message, Span
from wuye_docs.loaders.findings import Findings
from wuye_docs.model import Located

MAX_DEPTH = 40
MAX_NODES = 200_000
_TOP_LEVEL_KEY = re.compile(r"^[^\s#\-\]}].*?:(\s|$)")


class _Loader(yaml.CBaseLoader):
    """The C parser without tags: nothing reads them here, and finding them takes a quarter of the time of reading."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


# Named tuples, because a manual has fifty thousand of them and a frozen dataclass takes three times as long to make.
class Scalar(NamedTuple):
    """A plain or quoted value."""

    text: Located
    is_plain: bool

    @property
    def span(self) -> Span:
        return self.text.span

    @property
    def is_null(self) -> bool:
        """An empty value, `~` or `null`."""
        return self.is_plain and self.text in ("", "~", "null")


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    span: Span


class Mapping(NamedTuple):
    """Keys and values in written order; of a key written twice the first counts."""

    entries: dict[Located, Node]
    span: Span


Node = Scalar | Sequence | Mapping


def read_yaml(path: str, text: str, findings: Findings, first_line: int = 1) -> Mapping:
    """The mapping a file holds; what cannot be parsed is reported (SRC002) and left out."""
    builder = _TreeBuilder(path, findings, first_line)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return builder.recover(text)
    if root is None:
        return Mapping({}, Span(path, first_line, 1, first_line, 1))
    tree = builder.node(root)
    if not isinstance(tree, Mapping):
        findings.add(
            "SRC005", tree.span, "文件最外层应为 `键: 值`", "the file must be a mapping of keys to values",
            Message("每行以 `键: 值` 开始", "begin lines with `key: value`"),
        )  # fmt: skip
        return Mapping({}, tree.span)
    return tree


class _TreeBuilder:
    """Turns PyYAML's nodes into ours and notes what is wrong with them."""

    def __init__(self, path: str, findings: Findings, first_line: int) -> None:
        self.path = path
        self.findings = findings
        self.first_line = first_line
        self.built = 0

    def span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        line, column, end_line, end_column = start.line, start.column, end.line, end.column
        if end_line > line and end_column == 0:
            # A block ends where the next one begins; blame its first line alone.
            end_line, end_column = line, column + 1
        first = self.first_line
        return Span(self.path, line + first, column + 1, end_line + first, end_column + 1)

    def node(self, node: yaml.Node, depth: int = 0) -> Node:
        span = self.span(node)
        self.built += 1
        if depth > MAX_DEPTH or self.built > MAX_NODES:
            # Anchors that refer to each other would unfold without end.
            if self.built <= MAX_NODES + 1:
                self.built = MAX_NODES + 1
                self.findings.add(
                    "SRC002", span, "嵌套层数或节点数过多", "nested too deeply, or too many nodes"
                )
            return Scalar(Located("", span), True)
        if isinstance(node, yaml.ScalarNode):
            return Scalar(Located(node.value, span), not node.style)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, depth + 1) for item in node.value), span)
        entries: dict[Located, Node] = {}
        for key_node, value_node in node.value:
            key_span = self.span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.findings.add("SRC005", key_span, "键应为一个词", "a key must be a single word")
                continue
            key = Located(key_node.value, key_span)
            value = self.node(value_node, depth + 1)
            if key in entries:
                first = next(known for known in entries if known == key)
                self.findings.add(
                    "SRC006", key_span, f"键 `{key}` 重复", f"key `{key}` is written twice",
                    Message(f"第 {first.span.line} 行已有同名键, 请合并或改名", f"line {first.span.line} has it already; merge or rename"),
                )  # fmt: skip
            else:
                entries[key] = value
        return Mapping(entries, span)

    def recover(self, text: str) -> Mapping:
        """Read each top-level key by itself, so that one fault costs one key and every fault is found."""
        lines = text.split("\n")
        starts = [index for index, line in enumerate(lines) if _TOP_LEVEL_KEY.match(line)] or [0]
        if starts[0] and any(
            line.strip() and not line.lstrip().startswith("#") for line in lines[: starts[0]]
        ):
            starts.insert(0, 0)
        entries: dict[Located, Node] = {}
        for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
            part = _TreeBuilder(self.path, self.findings, self.first_line + start)
            try:
                root = yaml.compose("\n".join(lines[start:stop]), Loader=_Loader)
            except yaml.YAMLError as fault:
                part.report(fault, lines[start:stop])
                continue
            tree = part.node(root) if root is not None else None
            if isinstance(tree, Mapping):
                for key, value in tree.entries.items():
                    entries.setdefault(key, value)
            elif tree is not None:
                # A line without a colon that YAML knows: the colon is full-width, or has no space behind it.
                self.findings.add(
                    "SRC002", tree.span, "YAML 格式错误: 这一行不是 `键: 值`", "YAML does not parse: no `key: value`",
                    Message("键之后写半角冒号和空格", "write a half-width colon and a space behind the key"),
                )  # fmt: skip
        return Mapping(entries, Span(self.path, self.first_line, 1, self.first_line, 1))

    def report(self, fault: yaml.YAMLError, lines: list[str]) -> None:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        context = str(getattr(fault, "context", "") or "")
        if getattr(fault, "context_mark", None) and context.startswith(_OPENED):
            # What was not closed is noticed at the next key, or at the end of the file; the fault is where it opens.
            mark = getattr(fault, "context_mark", None)
        index, offset = (mark.line, mark.column) if mark else (0, 0)
        if index >= len(lines):
            index, offset = len(lines) - 1, len(lines[-1])
        line, column = index + self.first_line, offset + 1
        problem = str(getattr(fault, "problem", "") or fault)
        self.findings.add(
            "SRC002", Span(self.path, line, column, line, column + 1),
            f"YAML 格式错误: {_explain(problem)}", f"YAML does not parse: {problem}",
            Message(
                "检查冒号后是否有空格、缩进是否对齐 (用空格不用 Tab)、引号和括号是否成对",
                "check the space after colons, the indentation (spaces, no tabs), and paired quotes and brackets",
            ),
        )  # fmt: skip


# How PyYAML says that it was inside brackets or quotes, or behind what should be a key.
_OPENED = (
    "while parsing a flow",
    "while scanning a quoted",
    "while scanning a double",
    "while scanning a single",
    "while scanning a simple key",
)
_EXPLANATIONS = {
    "mapping values are not allowed": "此处不应再出现冒号, 文字含冒号时请加引号",
    "found character that cannot start any token": "行首有不允许的字符 (常见为 Tab)",
    "could not find expected ':'": "缺少冒号",
    "did not find expected key": "缩进与上文不一致, 或少写了键",
    "did not find expected ',' or": "方括号或花括号内缺少逗号或右括号",
    "found unexpected end of stream": "引号没有成对",
    "did not find expected <document start>": "出现多余内容",
    "did not find expected '-' indicator": "列表项没有对齐",
    "block sequence entries are not allowed": "此处不应出现列表",
    "found undefined alias": "引用了不存在的锚点",
    "found duplicate anchor": "锚点重复",
}


def _explain(problem: str) -> str:
    return next((chinese for english, chinese in _EXPLANATIONS.items() if english in problem), problem)
