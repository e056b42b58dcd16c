"""What holds for every command: language, exit codes, pipes, and no traceback for anybody."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from wuye_docs.cli import main as entry
from wuye_docs.cli.language import language_of, wishes_of
from wuye_docs.diagnostics import Language

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "manuals" / "sample"


def start(*arguments: str, **settings: object) -> subprocess.CompletedProcess[bytes]:
    """The real entry point, in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(
        [sys.executable, "-m", "wuye_docs", *arguments],
        cwd=SAMPLE,
        env=environment,
        capture_output=True,
        check=False,
    )


class DescribeTheLanguage:
    @pytest.mark.parametrize(
        ("environment", "language"),
        [
            ({}, "zh"),
            ({"LANG": "C.UTF-8"}, "zh"),
            ({"LANG": "zh_CN.UTF-8"}, "zh"),
            ({"LANG": "en_US.UTF-8"}, "en"),
            ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
            ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
            ({"LANG": "en_US.UTF-8", "WUYE_LANG": "zh"}, "zh"),
            ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, "en"),
        ],
    )
    def it_is_chinese_unless_the_environment_says_english(
        self, environment: dict[str, str], language: str
    ) -> None:
        assert language_of(environment) == language

    @pytest.mark.parametrize(
        "line",
        [
            "--lang en list roles",
            "list --lang en roles",
            "list roles --lang=en",
            "--lang zh list roles --lang en",
        ],
    )
    def it_is_what_the_line_says_wherever_it_says_so(self, line: str) -> None:
        wishes = wishes_of(line.split(), {"LANG": "zh_CN.UTF-8"})
        assert wishes.language is Language.ENGLISH
        assert wishes.arguments == ["list", "roles"]

    def it_leaves_alone_what_stands_behind_two_hyphens(self) -> None:
        assert wishes_of(["show", "--", "--lang"], {}).arguments == ["show", "--", "--lang"]


class DescribeEveryHelpPage:
    @pytest.mark.parametrize("name", entry.COMMANDS)
    def it_is_in_chinese_and_in_english(self, name: str, wuye) -> None:
        chinese, english = wuye(name, "--help"), wuye(name, "--help", "--lang", "en")
        assert chinese.code == english.code == 0
        for word in ("Usage", "Options", "Commands", "Show this"):
            assert word not in chinese.printed
        assert chinese.printed.startswith("用法: wuye")
        assert english.printed.startswith("Usage: wuye")
        assert "选项" not in english.printed and "用法" not in english.printed

    @pytest.mark.parametrize("name", entry.COMMANDS)
    @pytest.mark.parametrize("language", ["zh", "en"])
    def it_fits_a_terminal_of_80_columns(self, name: str, language: str, wuye) -> None:
        from wuye_docs.cli.columns import width_of

        printed = wuye(name, "--help", "--lang", language).printed
        assert max(map(width_of, printed.splitlines())) <= 80


class DescribeAFaultOfTheProgram:
    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
        def fail(language: Language) -> click.Command:
            def stumble() -> None:
                raise ZeroDivisionError("by nought")

            return click.Command("rule", callback=stumble)

        monkeypatch.setattr("wuye_docs.cli.commands.rule.command", fail)

    @pytest.mark.usefixtures("broken")
    def it_is_owned_up_to_without_a_traceback(self, wuye) -> None:
        done = wuye("rule")
        assert done.code == 3
        assert "ZeroDivisionError: by nought" in done.printed
        assert "抱歉" in done.printed and "--debug" in done.printed
        assert "Traceback" not in done.printed

    @pytest.mark.usefixtures("broken")
    def it_shows_the_traceback_when_asked(self, wuye) -> None:
        done = wuye("rule", "--debug")
        assert done.code == 3
        assert "Traceback" in done.printed

    @pytest.mark.parametrize(
        ("fault", "code", "said"),
        [
            (KeyboardInterrupt(), 130, ""),
            (
                PermissionError(13, "Permission denied", "build/x"),
                1,
                "error: cannot read or write: build/x: Permission denied",
            ),
        ],
    )
    def it_is_told_apart_from_what_the_outside_does(
        self, fault: BaseException, code: int, said: str, wuye, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stumble() -> None:
            raise fault

        monkeypatch.setattr(
            "wuye_docs.cli.commands.rule.command", lambda language: click.Command("rule", callback=stumble)
        )
        done = wuye("rule", "--lang", "en")
        assert done.code == code
        assert done.printed.strip() == said


class DescribeTheProcess:
    def it_writes_utf8_whatever_the_locale_is(self) -> None:
        done = start("list", "roles", env={"PYTHONIOENCODING": "gbk", "LANG": "C", "PYTHONUTF8": "0"})
        assert "客服主管" in done.stdout.decode("utf-8")

    def it_ends_with_the_exit_code(self) -> None:
        assert [start("list", "roles").returncode, start("list").returncode] == [0, 2]

    def it_separates_by_tabs_and_uses_no_colour_in_a_pipe(self) -> None:
        done = start("show", "客服主管")
        assert b"\x1b" not in done.stdout

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX pipe")
    def it_ends_quietly_when_the_reader_has_seen_enough(self) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "wuye_docs", "rule", "--list"],
            cwd=SAMPLE, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
        process.stderr.close()
        process.wait(60)
        assert said == ""

    def it_imports_neither_rich_nor_the_loaders_to_start(self) -> None:
        code = "import sys, wuye_docs.cli.main; print(*sys.modules)"
        loaded = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        modules = loaded.stdout.split()
        heavy = {
            "rich",
            "yaml",
            "networkx",
            "docutils",
            "jinja2",
            "wuye_docs.loaders",
            "wuye_docs.model",
            "wuye_docs.rules",
        }
        assert heavy.isdisjoint(modules)

    def it_imports_no_loader_to_print_all_help(self) -> None:
        code = (
            "import sys; from wuye_docs.cli.main import run; run(['--help'], {});"
            "print(*sys.modules, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert {"rich", "yaml", "wuye_docs.loaders"}.isdisjoint(done.stderr.split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
class DescribeATerminal:
    def shown(self, *arguments: str, **environment: str) -> str:
        """What a person sees on a terminal of 80 columns."""
        import fcntl
        import pty
        import struct
        import termios

        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment}
        for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            if name not in environment:
                variables.pop(name, None)
        process = subprocess.Popen(
            [sys.executable, "-m", "wuye_docs", *arguments],
            cwd=SAMPLE,
            env=variables,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        os.close(master)
        process.wait(60)
        return seen.decode().replace("\r\n", "\n")

    def it_shows_an_aligned_table_within_80_columns(self) -> None:
        from wuye_docs.cli.columns import width_of

        lines = self.shown("list", "documents").splitlines()
        assert lines[0].startswith("编号")
        assert set(lines[1]) == {"-", " "}
        assert max(map(width_of, lines)) <= 80
        assert lines[-1] == "共 7 项"

    def it_shows_colour_unless_told_not_to(self) -> None:
        assert "\x1b[1m" in self.shown("show", "客服主管")
        assert "\x1b" not in self.shown("show", "客服主管", NO_COLOR="1")

    def it_renders_a_rule(self) -> None:
        page = self.shown("rule", "REF001")
        assert "REF001" in page and "\x1b[" in page and "# REF001" not in page

    def it_sums_up_coverage(self) -> None:
        seen = self.shown("coverage")
        assert "共 5 条, 覆盖 3 条, 不采用 1 条, 未覆盖 1 条 (已落实 80%)" in seen
        assert re.search(r"figure +1 +0 +1 +0\n", seen)
        assert "甲/5  登记簿页数 50 页\n      登记簿改为电子台账, 不再有页数\n" in seen
        assert "甲/4  钥匙管理" in seen
