"""Finding the project that a folder belongs to."""

from pathlib import Path

from wuye_docs.project.project import Project, find_root

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


def it_is_the_nearest_folder_above_that_has_a_manual(tmp_path: Path) -> None:
    assert find_root(SAMPLE / "manual" / "jobs") == SAMPLE
    assert find_root(SAMPLE) == SAMPLE
    assert find_root(tmp_path) is None


def it_reads_the_manual() -> None:
    assert Project(SAMPLE).load().manual.settings.number == "SYQM01"
