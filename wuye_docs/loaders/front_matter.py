"""The YAML block at the head of a Markdown file."""

from __future__ import annotations

from wuye_docs.diagnostics import Message, Span
from wuye_docs.loaders.findings import Findings
from wuye_docs.loaders.yaml_tree import Mapping, read_yaml


def split_front_matter(path: str, text: str, findings: Findings) -> tuple[Mapping, str]:
    """The head as a tree, and the text below it with empty lines in the head's place, so that line numbers agree."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        findings.add(
            "SRC002", Span(path, 1, 1, 1, 1), "文件没有以 `---` 开头的文件头", "file has no front matter",
            Message("第一行写 ---, 接着写 number、title 等, 再以 --- 结束", "begin with ---, then number, title …, and close with ---"),
        )  # fmt: skip
        return Mapping({}, Span(path, 1, 1, 1, 1)), text
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            head = read_yaml(path, "\n".join(lines[1:index]), findings, first_line=2)
            return head, "\n" * (index + 1) + "\n".join(lines[index + 1 :])
    findings.add(
        "SRC002", Span(path, 1, 1, 1, 4), "文件头没有以 `---` 结束", "front matter is not closed",
        Message("在文件头最后一行之后单独写一行 ---", "put a line with --- below the last key"),
    )  # fmt: skip
    # Read the keys up to the first empty line, which is where people forget the mark.
    stop = next((index for index, line in enumerate(lines[1:], 1) if not line.strip()), len(lines))
    head = read_yaml(path, "\n".join(lines[1:stop]), Findings(), first_line=2)
    return head, "\n" * stop + "\n".join(lines[stop:])
