"""`wuye build`: what it asks of the build, and what it says of the result."""

from pathlib import Path

import pytest

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.project import build as module

FAILED = Diagnostic(
    "BLD001", Severity.ERROR, Span.whole_file("flows/SYFLKF01.yaml"), Message("画不出", "cannot draw")
)


class Build:
    """Stands for the build: notes what it was asked and reports what it was told to."""

    def __init__(self) -> None:
        self.asked: dict[str, object] = {}
        self.report = module.BuildReport(("pdf/SYWIKF01.pdf",), 3, (), (), 1.25)
        self.refusal: Message | None = None

    def __call__(self, root: Path, **asked: object) -> module.BuildReport:
        self.asked = {"root": root, **asked}
        if self.refusal:
            raise module.BuildRefusal(self.refusal)
        asked["progress"]("write", 1, 2)  # type: ignore[operator]
        return self.report


@pytest.fixture
def built(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    build = Build()
    monkeypatch.setattr(module, "build", build)
    return build


class DescribeWhatIsAsked:
    @pytest.mark.parametrize(
        ("line", "formats", "numbers"),
        [
            ("", ("html", "docx", "pdf", "registers"), ()),
            ("all", ("html", "docx", "pdf", "registers"), ()),
            ("pdf", ("pdf",), ()),
            ("pdf docx", ("docx", "pdf"), ()),
            ("SYWIKF01", ("html", "docx", "pdf", "registers"), ("SYWIKF01",)),
            ("pdf SYWIKF01 SYJD02", ("pdf",), ("SYWIKF01", "SYJD02")),
        ],
    )
    def it_tells_formats_from_numbers(
        self, line: str, formats: tuple[str, ...], numbers: tuple[str, ...], built: Build, wuye
    ) -> None:
        assert wuye("build", *line.split()).code == 0
        assert (built.asked["formats"], built.asked["numbers"]) == (formats, numbers)

    def it_puts_the_results_into_the_project_or_where_it_is_told(
        self, built: Build, wuye, sample: Path
    ) -> None:
        wuye("build")
        assert (built.asked["root"], built.asked["out"]) == (sample, sample / "build")
        wuye("build", "--out", "送审", "--jobs", "2", "--force")
        assert (built.asked["out"], built.asked["jobs"], built.asked["force"]) == (sample / "送审", 2, True)


class DescribeWhatIsSaid:
    def it_counts_what_was_written(self, built: Build, wuye) -> None:
        assert wuye("build").printed == "生成 1 个文件, 3 个无变化, 用时 1.2 秒\n"
        assert wuye("build", "--lang", "en").printed == "1 file written, 3 unchanged, 1.2 s\n"

    def it_says_so_when_there_was_nothing_to_do(self, built: Build, wuye) -> None:
        built.report = module.BuildReport((), 4, (), (), 0.04)
        assert wuye("build").printed == "没有变化, 4 个文件都是最新的 (0.0 秒)\n"

    def it_points_at_the_check_when_sources_have_faults(self, built: Build, wuye, sample: Path) -> None:
        (sample / "flows/SYFLKF01.yaml").write_text("number: SYFLKF01\n", encoding="utf-8")
        assert "运行 `wuye check` 查看" in wuye("build").printed
        assert "wuye check" not in wuye("build", "--no-check").printed

    def it_fails_with_what_could_not_be_built(self, built: Build, wuye) -> None:
        built.report = module.BuildReport((), 0, (FAILED,), (Message("没有字体", "no font"),), 1.0)
        done = wuye("build")
        assert done.code == 1
        assert "没有字体" in done.printed and "错误[BLD001]: 画不出" in done.printed

    def it_passes_on_a_refusal(self, built: Build, wuye) -> None:
        built.refusal = Message("另一个构建正在进行", "another build is running")
        done = wuye("build", "--lang", "en")
        assert (done.code, done.printed) == (1, "error: another build is running\n")
