"""YAML with places: what is read, and what each fault costs."""

from __future__ import annotations

from wuye_docs.loaders.findings import Findings
from wuye_docs.loaders.yaml_tree import Mapping, Scalar, Sequence, read_yaml


def read(text: str) -> tuple[Mapping, list[str]]:
    findings = Findings()
    tree = read_yaml("a.yaml", text, findings)
    return tree, [f"{one.span.line}:{one.span.column} {one.code}" for one in findings.diagnostics]


def values(tree: Mapping) -> dict[str, object]:
    def plain(node: object) -> object:
        if isinstance(node, Scalar):
            return str(node.text)
        if isinstance(node, Sequence):
            return [plain(item) for item in node.items]
        assert isinstance(node, Mapping)
        return {str(key): plain(value) for key, value in node.entries.items()}

    return {str(key): plain(value) for key, value in tree.entries.items()}


def it_keeps_what_was_written_as_text() -> None:
    tree, faults = read("a: on\nb: 2011-01-01\nc: 007\nd: 是\ne: 1.10\n")
    assert values(tree) == {"a": "on", "b": "2011-01-01", "c": "007", "d": "是", "e": "1.10"}
    assert faults == []


def it_knows_the_place_of_every_value() -> None:
    tree, _ = read("表:\n  - 甲\n  - {乙: '丙'}\n")
    items = next(iter(tree.entries.values()))
    assert isinstance(items, Sequence)
    first, second = items.items
    assert str(first.span) == "a.yaml:2:5"
    assert isinstance(second, Mapping)
    assert str(next(iter(second.entries.values())).span) == "a.yaml:3:9"


def it_reports_every_broken_key_and_keeps_the_others() -> None:
    tree, faults = read('a: 1\nb: [x, y\nc: 2\nd: "open\ne: 3\n')
    assert values(tree) == {"a": "1", "c": "2", "e": "3"}
    assert faults == ["2:4 SRC002", "4:4 SRC002"]


def it_reports_a_key_written_twice_and_keeps_the_first() -> None:
    tree, faults = read("a: 1\nb: {c: 2, c: 3}\na: 4\n")
    assert values(tree) == {"a": "1", "b": {"c": "2"}}
    assert sorted(faults) == ["2:11 SRC006", "3:1 SRC006"]


def it_refuses_anchors_that_unfold_without_end() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    _, faults = read("\n".join(lines))
    assert [fault.split()[1] for fault in faults] == ["SRC002"]


def it_takes_an_empty_file_for_an_empty_mapping() -> None:
    assert values(read("# nothing\n")[0]) == {}


def it_says_when_a_file_is_no_mapping() -> None:
    tree, faults = read("- a\n- b\n")
    assert values(tree) == {}
    assert faults == ["1:1 SRC005"]
