"""Builds that can be trusted: complete, only as much as needed, the same bytes everywhere, whole at every moment."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import psutil
import pytest

from wuye_docs.model import ChartFormat
from wuye_docs.project.build import BuildRefusal, build

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"
NUMBERS = ("SYQM01", "SYQP01", "SYWIKF01", "SYWIKF02", "SYJD01", "SYJD02", "SYJD03")
FORMS = ("SYWIKF01-R01", "SYWIKF01-R02", "SYWIKF02-R01")


def project(folder: Path) -> Path:
    shutil.copytree(SAMPLE, folder)
    return folder


def files(folder: Path) -> dict[str, str]:
    """The hash of every file of the outputs, by path; the cache is the tool's own business."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "cache"
    }


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once in all formats."""
    root = project(tmp_path_factory.mktemp("built") / "sample")
    report = build(root, jobs=2)
    assert report.failed == ()
    assert ["--probe" in note.zh for note in report.notes] == [True]
    return root


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A copy of the built sample, with the times of its files."""
    shutil.copytree(built, tmp_path / "copy")
    return tmp_path / "copy"


def it_makes_every_document_and_form_in_each_format_and_the_bound_manual(built: Path) -> None:
    made = set(files(built / "build"))
    for format_ in ("docx", "pdf"):
        assert {f"{format_}/{number}.{format_}" for number in (*NUMBERS, "manual")} <= made
        assert {f"{format_}/forms/{number}.{format_}" for number in FORMS} <= made
    assert "html/index.html" in made
    assert {f"html/documents/{number}.html" for number in NUMBERS} <= made


def it_writes_a_manifest_of_inputs_and_outputs(built: Path) -> None:
    manifest = json.loads((built / "build/manifest.json").read_text("utf-8"))
    assert manifest["documents"]["SYWIKF01"]["revision"] == "A/0"
    assert manifest["documents"]["SYWIKF01"]["status"] == "draft"
    assert "flows/SYFLKF01.yaml" in manifest["inputs"]
    made = {path for path in files(built / "build") if path != "manifest.json"}
    assert set(manifest["outputs"]) == made


def it_does_nothing_when_nothing_changed(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (copy / "build").rglob("*") if path.is_file()}
    for path in (copy / "manual").rglob("*.md"):
        path.touch()
    report = build(copy, jobs=2)
    assert report.written == ()
    assert {path: path.stat().st_mtime_ns for path in before} == before


def it_makes_again_only_what_shows_the_change(copy: Path) -> None:
    edit(copy, "manual/instructions/SYWIKF02.md", "# 适用范围\n", "# 适用范围\n\n本规程自发布之日起试行。\n")
    written = build(copy, jobs=2).written
    assert {path for path in written if not path.startswith("html/")} == {
        "docx/SYWIKF02.docx",
        "docx/manual.docx",
        "pdf/SYWIKF02.pdf",
        "pdf/manual.pdf",
    }
    assert "html/documents/SYWIKF02.html" in written
    assert "html/documents/SYWIKF01.html" not in written


def it_follows_a_changed_parameter_to_every_document_that_shows_it(copy: Path) -> None:
    edit(copy, "manual/parameters.yaml", "投诉.登记时限: {value: 30", "投诉.登记时限: {value: 20")
    written = build(copy, formats=("pdf",), jobs=1).written
    assert "pdf/SYWIKF01.pdf" in written
    assert "pdf/SYJD01.pdf" not in written


def it_puts_back_an_output_that_was_changed_by_hand(copy: Path) -> None:
    before = files(copy / "build")
    (copy / "build/pdf/SYWIKF01.pdf").write_bytes(b"changed")
    (copy / "build/docx/SYWIKF02.docx").unlink()
    build(copy, jobs=1)
    assert files(copy / "build") == before


def it_takes_away_what_no_source_makes_any_more(copy: Path) -> None:
    (copy / "forms/SYWIKF02-R01.yaml").unlink()
    build(copy, formats=("pdf",), jobs=1)
    assert not (copy / "build/pdf/forms/SYWIKF02-R01.pdf").exists()
    assert (copy / "build/docx/forms/SYWIKF02-R01.docx").exists()


def it_limits_itself_to_the_numbers_asked_for(copy: Path) -> None:
    edit(copy, "manual/instructions/SYWIKF01.md", "# 目的\n", "# 目的\n\n甲。\n")
    edit(copy, "manual/instructions/SYWIKF02.md", "# 目的\n", "# 目的\n\n乙。\n")
    assert build(copy, formats=("pdf",), numbers=("SYWIKF01",), jobs=1).written == ("pdf/SYWIKF01.pdf",)
    assert {"pdf/SYWIKF02.pdf", "pdf/manual.pdf"} <= set(build(copy, formats=("pdf",), jobs=1).written)


def it_refuses_to_run_twice_at_once(copy: Path) -> None:
    import fcntl

    with (copy / "build/cache/lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(BuildRefusal):
            build(copy)


def it_gives_the_same_bytes_in_any_folder_time_zone_day_and_hash_seed(built: Path, tmp_path: Path) -> None:
    root = project(tmp_path / "另一个 文件夹")
    environment = {
        **os.environ,
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "0",
    }
    code = "import sys; from pathlib import Path; from wuye_docs.project.build import build; sys.exit(bool(build(Path(sys.argv[1]), jobs=1).failed))"
    subprocess.run([sys.executable, "-c", code, str(root)], check=True, env=environment)
    one, other = files(built / "build"), files(root / "build")
    assert {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)} == set()


def it_leaves_the_old_output_whole_when_it_is_killed(copy: Path) -> None:
    old = files(copy / "build")
    edit(copy, "manual/parameters.yaml", "投诉.登记时限: {value: 30", "投诉.登记时限: {value: 20")
    edit(copy, "manual/instructions/SYWIKF02.md", "# 目的\n", "# 目的\n\n丙。\n")
    pristine = copy.parent / "pristine"
    shutil.copytree(copy, pristine)
    build(pristine, jobs=2)
    new = files(pristine / "build")
    # Each format is exchanged as a whole, and the manifest last: these are all the states there may be.
    formats = ("html", "docx", "pdf")

    def part(state: dict[str, str], format_: str) -> dict[str, str]:
        return {path: digest for path, digest in state.items() if path.startswith(f"{format_}/")}

    code = "import sys; from pathlib import Path; from wuye_docs.project.build import build; build(Path(sys.argv[1]), jobs=2)"
    chance = random.Random(20)
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "import wuye_docs.project.run"], check=True)
    start = time.monotonic() - begun
    survived = 0
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", code, str(copy)], start_new_session=True)
        try:
            process.wait(timeout=chance.uniform(start * 0.5, start + 4))
            survived += 1
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        state = files(copy / "build")
        for format_ in formats:
            assert part(state, format_) in (part(old, format_), part(new, format_)), format_
        if survived:
            break
    build(copy, jobs=2)
    assert files(copy / "build") == new


def it_leaves_no_process_and_no_lock_behind_when_it_alone_is_killed(copy: Path) -> None:
    edit(copy, "manual/parameters.yaml", "投诉.登记时限: {value: 30", "投诉.登记时限: {value: 20")
    code = (
        "import sys; from pathlib import Path; from wuye_docs.project.build import build;"
        "build(Path(sys.argv[1]), jobs=2, progress=lambda *done: print(*done, flush=True))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(copy)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("write"):
            break
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    process.kill()
    process.wait()
    process.stdout.close()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []
    assert "pdf/SYWIKF01.pdf" in build(copy, jobs=2).written


def it_draws_the_charts_in_word_as_emf_when_asked(tmp_path: Path) -> None:
    root = project(tmp_path / "sample")
    pictures = []
    for word_charts in (None, ChartFormat.EMF, None):
        build(root, formats=("docx",), numbers=("SYWIKF01",), word_charts=word_charts)
        (path,) = (root / "build" / "docx").rglob("SYWIKF01.docx")
        pictures.append({Path(name).suffix for name in ZipFile(path).namelist() if "/media/" in name})
    # The code on the cover is a PNG whatever charts are.
    assert pictures == [{".svg", ".png"}, {".emf", ".png"}, {".svg", ".png"}]
