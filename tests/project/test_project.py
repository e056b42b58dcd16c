"""Finding the project that a folder belongs to."""

from pathlib import Path

from wuye_docs.loaders import load
from wuye_docs.project.project import Project, find_root
from wuye_docs.rules import check

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


def it_is_the_nearest_folder_above_that_has_a_manual(tmp_path: Path) -> None:
    assert find_root(SAMPLE / "manual" / "jobs") == SAMPLE
    assert find_root(SAMPLE) == SAMPLE
    assert find_root(tmp_path) is None


def it_reads_the_manual() -> None:
    assert Project(SAMPLE).load().manual.settings.number == "SYQM01"


def it_is_checked_as_if_an_editor_had_saved_its_buffers() -> None:
    project = Project(SAMPLE)
    path = "forms/SYWIKF01-R02.yaml"
    typed = project.workspace().read(path).decode().replace("by: 客服专员", "by: 客服")
    workspace = project.workspace_with({path: typed, "flows/SYFLKF09.yaml": "number: SYFLKF09\n"})
    found = check(load(workspace), workspace)
    assert {(one.code, one.span.path) for one in found} >= {
        ("FRM004", path),
        ("SRC004", "flows/SYFLKF09.yaml"),
    }
    assert check(project.load(), project.workspace()) == ()
