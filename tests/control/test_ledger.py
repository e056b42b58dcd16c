"""The chain of entries, and what is found when somebody touches it."""

import json

import pytest

from tests.control.evidence import entry, ledger_of
from wuye_docs.control.ledger import LEDGER_FILE, parse_ledger, read_ledger
from wuye_docs.loaders import MemoryWorkspace

THREE = ledger_of(
    entry("review", "SYWIKF01", revision="A/0", content="ab", post="客服主管", date="2026-03-01"),
    entry("approve", "SYWIKF01", revision="A/0", content="ab", post="管理处经理", remark="同意", details={"refers": {}}),
    entry("approve", "SYWIKF02", revision="A/0", content="cd", post="管理处经理", name="王五"),
)  # fmt: skip


def faults(data: bytes) -> list[tuple[int, str]]:
    ledger = parse_ledger(data)
    return [(one.span.line, one.message.zh) for one in (*ledger.faults, *ledger.open_branches)]


def it_reads_what_was_written() -> None:
    ledger = parse_ledger(THREE)
    assert not ledger.faults
    assert [
        (one.sequence, one.action, one.number, one.post, one.name, one.remark) for one in ledger.entries
    ] == [
        (1, "review", "SYWIKF01", "客服主管", "", ""),
        (2, "approve", "SYWIKF01", "管理处经理", "", "同意"),
        (3, "approve", "SYWIKF02", "管理处经理", "王五", ""),
    ]
    assert b"".join(one.as_line() for one in ledger.entries) == THREE
    assert ledger.of("SYWIKF01", "approve") == (ledger.entries[1],)


def it_is_canonical_json_of_which_the_hash_can_be_made_elsewhere() -> None:
    import hashlib

    line = json.loads(THREE.splitlines()[1])
    written = line.pop("hash")
    text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == written
    assert line["previous"] == json.loads(THREE.splitlines()[0])["hash"]


def it_bears_the_line_ends_that_windows_gives_it() -> None:
    assert not faults(THREE.replace(b"\n", b"\r\n"))


def it_finds_every_byte_that_is_changed() -> None:
    for position in range(0, len(THREE), 3):
        broken = bytearray(THREE)
        broken[position] ^= 0x01
        line = THREE[:position].count(b"\n") + 1
        found = faults(bytes(broken))
        assert found and found[0][0] in (line, line + 1), (position, found)


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (lambda lines: [lines[0].replace("客服主管".encode(), "客服专员".encode()), *lines[1:]], 1, "内容与其哈希值不符"),
        (lambda lines: [lines[0], lines[2]], 2, "前面的条目缺失或被改动"),
        (lambda lines: lines[1:], 1, "前面的条目缺失或被改动"),
        (lambda lines: [lines[0], lines[0], *lines[1:]], 2, "重复了前面的条目"),
        (lambda lines: [lines[1], lines[0], lines[2]], 1, "前面的条目缺失或被改动"),
        (lambda lines: [*lines[:2], lines[2][:-40]], 3, "没有写完整"),
        (lambda lines: [lines[0], b" " + lines[1], lines[2]], 2, "不是完整的条目"),
        (lambda lines: [b"<<<<<<< HEAD\n", *lines], 1, "冲突标记"),
        (lambda lines: [b"[" * 5000 + b"\n", *lines], 1, "不是完整的条目"),
        (lambda lines: [b"\xff\xfe\n", *lines], 1, "不是完整的条目"),
        (lambda lines: [b"\n", *lines], 1, "不是完整的条目"),
    ],
    ids=["edited", "cut-out", "beginning-gone", "twice", "other-order", "cut-off", "blank", "conflict", "deep", "bytes", "empty-line"],
)  # fmt: skip
def it_names_the_entry_that_is_broken(change, line: int, said: str) -> None:
    found = faults(b"".join(change(THREE.splitlines(keepends=True))))
    assert found[0][0] == line
    assert said in found[0][1]


def it_is_empty_where_there_is_none() -> None:
    ledger = read_ledger(MemoryWorkspace({}))
    assert (ledger.entries, ledger.faults, ledger.has_begun) == ((), (), False)
    assert LEDGER_FILE == "manual/control/ledger.jsonl"
