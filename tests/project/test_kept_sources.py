"""What was read of unchanged sources is taken over from the last run, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from wuye_docs.loaders import DiskWorkspace, Loaded, MemoryWorkspace, Workspace, load
from wuye_docs.loaders import manual as reading
from wuye_docs.project.kept_sources import FILE, load_keeping

SAMPLE = DiskWorkspace(Path(__file__).parents[1] / "manuals" / "sample")
DOCUMENT = "manual/instructions/SYWIKF01.md"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    load_keeping(SAMPLE, tmp_path, "1.0")
    return tmp_path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are decoded to be read, as it happens."""
    paths: list[str] = []
    decode = reading.decode_source

    def noted(path: str, *rest: object) -> str:
        paths.append(path)
        return decode(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "decode_source", noted)
    return paths


def changed(path: str, old: str, new: str) -> Workspace:
    text = SAMPLE.read(path).decode()
    assert old in text
    return MemoryWorkspace({path: text.replace(old, new).encode()}, SAMPLE)


def same(one: Loaded, other: Loaded) -> bool:
    return (one.manual, one.diagnostics, one.sources) == (other.manual, other.diagnostics, other.sources)


def it_reads_nothing_again_when_nothing_changed(kept: Path, parsed: list[str]) -> None:
    loaded = load_keeping(SAMPLE, kept, "1.0")
    assert parsed == []
    assert same(loaded, load(SAMPLE))


def it_reads_only_the_file_that_changed(kept: Path, parsed: list[str]) -> None:
    workspace = changed(DOCUMENT, "# 目的", "# 目的与要求")
    loaded = load_keeping(workspace, kept, "1.0")
    assert parsed == [DOCUMENT]
    assert same(loaded, load(workspace))
    parsed.clear()
    load_keeping(workspace, kept, "1.0")
    assert parsed == []


def it_tells_the_faults_of_a_kept_file_again(kept: Path) -> None:
    workspace = changed("manual/terms.yaml", "definition:", "definitoin:")
    first = load_keeping(workspace, kept, "1.0")
    assert [one.code for one in first.diagnostics]
    assert load_keeping(workspace, kept, "1.0").diagnostics == first.diagnostics


def it_reads_everything_under_other_settings(kept: Path, parsed: list[str]) -> None:
    load_keeping(changed("manual/manual.yaml", "title:", "# 注\ntitle:"), kept, "1.0")
    assert DOCUMENT in parsed


def it_takes_nothing_over_from_another_program(kept: Path, parsed: list[str]) -> None:
    load_keeping(SAMPLE, kept, "1.1")
    assert DOCUMENT in parsed


def it_reads_everything_when_what_was_kept_is_damaged(kept: Path, parsed: list[str]) -> None:
    path = kept / FILE
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert same(load_keeping(SAMPLE, kept, "1.0"), load(SAMPLE))
    assert DOCUMENT in parsed


def it_forgets_a_file_that_is_gone(kept: Path) -> None:
    class Without(MemoryWorkspace):
        def paths(self) -> tuple[str, ...]:
            return tuple(one for one in super().paths() if one != DOCUMENT)

    loaded = load_keeping(Without({}, SAMPLE), kept, "1.0")
    assert "SYWIKF01" not in loaded.manual.documents
