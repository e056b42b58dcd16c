"""The hook for pre-commit, as another repository would use it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

MANIFEST = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    programs = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "WUYE_LANG": "en",
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def repository(sample: Path) -> Path:
    """The sample under git with the hook. The program is the one that is tested, so that nothing is installed."""
    hooks = [
        {**hook, "language": "system", "args": ["--select", "SRC"]}
        for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))
    ]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (sample / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    run(sample, "git", "init", "-q")
    run(sample, "git", "add", "-A")
    return sample


def test_the_manifest_is_one(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    done = run(tmp_path / "x", sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST))
    assert done.returncode == 0, done.stdout


def test_a_fault_in_one_file_stops_a_commit_of_another(repository: Path) -> None:
    command = (sys.executable, "-m", "pre_commit", "run")
    clean = run(repository, *command)
    assert clean.returncode == 0, clean.stdout
    assert "Passed" in clean.stdout

    (repository / "flows/SYFLKF09.yaml").write_text("number: SYFLKF09\n", encoding="utf-8")
    run(repository, "git", "add", "-A")
    faulty = run(repository, *command, "--files", "manual/jobs/SYJD01.md")
    assert faulty.returncode == 1
    assert "error[SRC004]: the flow lacks the key `document`" in faulty.stdout


def test_a_commit_without_sources_is_not_checked(repository: Path) -> None:
    (repository / "README.md").write_text("x", encoding="utf-8")
    run(repository, "git", "add", "-A")
    done = run(repository, sys.executable, "-m", "pre_commit", "run", "--files", "README.md")
    assert "Skipped" in done.stdout
