"""The lists of document control from the command line: shown, written, kept in the ledger."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests.cli.conftest import Wuye

WIKF01 = Path("manual/instructions/SYWIKF01.md")


def change(old: str, new: str, path: Path = WIKF01) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def in_force(sample: Path) -> Path:
    """The sample with SYWIKF01 in force by its front matter."""
    change("status: draft", "status: effective\nissued: 2026-01-01\neffective: 2026-01-08")
    return sample


class DescribeRegister:
    def it_lists_the_registers(self, sample: Path, wuye: Wuye) -> None:
        done = wuye("register")
        assert (done.code, done.printed.splitlines()[1]) == (
            0,
            "documents\t受控文件清单\t7\t全部受控文件的现行版次 (ISO 9001:2015 7.5.3.2)",
        )
        assert len(done.printed.splitlines()) == 10

    @pytest.mark.parametrize("name", ["external", "外部文件清单"])
    def it_shows_one_by_its_name_in_either_language(self, name: str, sample: Path, wuye: Wuye) -> None:
        assert (
            wuye("register", name)
            .printed.splitlines()[1]
            .startswith("GB/T 19001—2016\t质量管理体系 要求\t国家标准")
        )

    def it_keeps_formulas_out_of_what_is_pasted(self, sample: Path, wuye: Wuye) -> None:
        change("title: 客户投诉处理规程", 'title: "=1+1"')
        assert "\t'=1+1\t" in wuye("register", "documents").printed

    def it_tells_what_was_meant(self, sample: Path, wuye: Wuye) -> None:
        assert wuye("register", "documets") == (
            2,
            "没有清单 `documets`, 是否指 `documents`？\n".join(("错误: ", "")),
        )

    def it_writes_all_registers_into_one_workbook(self, sample: Path, wuye: Wuye) -> None:
        assert wuye("register", "all", "-o", "清单.xlsx", "--day", "2026-03-01").code == 0
        book = openpyxl.load_workbook("清单.xlsx")
        assert book.sheetnames[:3] == ["受控文件清单", "流程清单", "记录清单"]
        assert book["受控文件清单"]["B4"].value == "SYQM01"

    @pytest.mark.parametrize("format_", ["docx", "pdf", "html", "xlsx"])
    def it_writes_one_in_every_format(self, format_: str, sample: Path, wuye: Wuye) -> None:
        assert wuye("register", "forms", "--format", format_, "-o", "out").code == 0
        data = Path("out", f"记录清单.{format_}").read_bytes()
        if format_ == "pdf":
            text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
        elif format_ == "html":
            text = data.decode()
        else:
            part = {"docx": "word/document.xml", "xlsx": "xl/sharedStrings.xml"}[format_]
            text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
        for shown in ("记录清单", "SYWIKF01-R01", "投诉受理表", "到期处置"):
            assert shown in text.replace("\u200b", "")

    @pytest.mark.parametrize(
        ("whom", "shown"),
        [
            ("客服专员", "岗位应知文件清单（客服专员）"),
            ("SYWIKF01", "文件阅读签收表（SYWIKF01 客户投诉处理规程 A-0）"),
        ],
    )
    def it_makes_sheets_to_be_signed(self, whom: str, shown: str, sample: Path, wuye: Wuye) -> None:
        done = wuye("register", "reading", "--for", whom, "--format", "html")
        assert (done.code, Path(done.printed.strip()).name) == (0, f"{shown}.html")

    @pytest.mark.parametrize(
        "line",
        [
            ("reading", "--for", "没有的岗位"),
            ("documents", "-o", "x.txt"),
            ("all", "--format", "pdf", "-o", "x.pdf"),
        ],
    )
    def it_refuses_what_makes_no_sense(self, line: tuple[str, ...], sample: Path, wuye: Wuye) -> None:
        assert wuye("register", *line).code == 2


class DescribeDue:
    @pytest.mark.parametrize(
        ("day", "code", "told"),
        [
            ("2027-01-08", 0, "2027-01-08: 逾期 0 份, 90 天内到期 1 份"),
            ("2027-01-09", 1, "2027-01-09: 逾期 1 份, 90 天内到期 0 份"),
            ("2026-06-01", 0, "2026-06-01: 逾期 0 份, 90 天内到期 0 份"),
        ],
    )
    def it_fails_when_a_review_is_overdue(
        self, day: str, code: int, told: str, in_force: Path, wuye: Wuye
    ) -> None:
        done = wuye("due", "--day", day)
        assert (done.code, done.printed.splitlines()[-1]) == (code, told)

    def it_gives_data_for_programs(self, in_force: Path, wuye: Wuye) -> None:
        (found,) = json.loads(wuye("due", "--day", "2027-01-01", "--json").printed)
        assert (found["number"], found["due"], found["days"]) == ("SYWIKF01", "2027-01-08", 7)


class DescribeCopies:
    def it_gives_out_numbers_calls_back_and_shows_both(self, in_force: Path, wuye: Wuye) -> None:
        assert wuye("distribute", "SYWIKF01", "--as", "客服主管", "--name", "李明").printed.splitlines() == [
            "已发放 SYWIKF01 A/0 分发号 01 给 项目管理处",
            "已发放 SYWIKF01 A/0 分发号 02 给 客户服务部",
        ]
        assert wuye("distribute", "SYWIKF01", "--to", "客服部") == (
            1,
            "错误: 客户服务部 已持有 SYWIKF01 A/0 (分发号 02); 另发一份请用 --copy 指定分发号\n",
        )
        assert wuye("distribute", "SYWIKF01", "--to", "业主", "--copy", "01").code == 1
        assert (
            wuye("recall", "SYWIKF01", "--copy", "02").printed
            == "已回收 SYWIKF01 A/0 分发号 02 (客户服务部)\n"
        )
        assert wuye("recall", "SYWIKF01", "--copy", "02").code == 1
        rows = [line.split("\t") for line in wuye("register", "distribution").printed.splitlines()]
        shown = [row[3:6] for row in rows if row[0] == "SYWIKF01"]
        assert shown == [["01", "项目管理处", "在用"], ["02", "客户服务部", "已回收"]]

    def it_prints_the_copies_that_are_out(self, in_force: Path, wuye: Wuye) -> None:
        wuye("distribute", "SYWIKF01", "--to", "项目管理处")
        done = wuye("copy", "SYWIKF01")
        assert (done.code, Path(done.printed.strip()).name) == (0, "SYWIKF01-01.pdf")
        text = PdfReader("SYWIKF01-01.pdf").pages[1].extract_text()
        assert "项目管理处" in text
        assert wuye("copy", "SYWIKF01", "--copy", "01", "--holder", "客户服务部").code == 1

    def it_gives_out_nothing_that_is_not_in_force(self, sample: Path, wuye: Wuye) -> None:
        assert wuye("distribute", "SYWIKF01").code == 1
        assert wuye("copy", "SYWIKF01", "--copy", "01").code == 1
        assert not Path("manual/control/ledger.jsonl").exists()
        assert wuye("copy", "SYWIKF01", "--uncontrolled", "--format", "docx").code == 0

    def it_leaves_the_status_of_a_document_alone(self, in_force: Path, wuye: Wuye) -> None:
        wuye("distribute", "SYWIKF01")
        assert wuye("distribute", "SYWIKF01", "--to", "业主").code == 0

    def it_notes_who_has_read(self, in_force: Path, wuye: Wuye) -> None:
        assert wuye("read", "SYWIKF01", "--as", "客服专员", "--name", "王芳").printed == (
            "已登记: 客服专员 王芳 阅读 SYWIKF01 A/0\n"
        )
        wuye("register", "reading", "--for", "客服专员", "-o", "x.html")
        assert "王芳" in Path("x.html").read_text("utf-8")
        assert wuye("read", "SYWIKF01", "--as", "客服").code == 1


class DescribeTheCodeOnACover:
    def it_is_told_whether_its_paper_is_in_force(self, in_force: Path, wuye: Wuye) -> None:
        done = wuye("verify", "WUYE1*D*SYWIKF01*A/0*A/0*000000000000*03")
        first, second = done.printed.splitlines()
        assert (done.code, first) == (1, "SYWIKF01 A/0: 与任何已知版本都不一致")
        assert second.startswith("现行版次为 A/0, 校验码 ")
        hash_ = second.rpartition("校验码 ")[2].replace(" ", "")
        assert wuye("verify", f"WUYE1*D*SYWIKF01*A/0*A/0*{hash_}*03") == (
            0,
            "SYWIKF01 A/0《客户投诉处理规程》: 现行有效\n",
        )
        change("规定投诉从登记到关闭的办理方法。", "规定投诉从登记到关闭的做法。")
        assert wuye("verify", f"WUYE1*D*SYWIKF01*A/0*A/0*{hash_}").code == 1


class DescribeAnAuditPack:
    def it_holds_the_papers_the_lists_and_an_index_whose_links_lead_somewhere(
        self, in_force: Path, wuye: Wuye, is_whole: Callable[[Path], bool]
    ) -> None:
        wuye("distribute", "SYWIKF01")
        assert wuye("audit-pack", "--day", "2026-03-01").code == 0
        pack = Path("审核资料")
        assert {one.name for one in pack.iterdir()} == {"索引.html", "文件", "清单", "审批证据"}
        assert is_whole(pack)
        assert wuye("audit-pack", "--day", "2026-03-01", "-o", "a.zip").code == 0
        first = Path("a.zip").read_bytes()
        assert wuye("audit-pack", "--day", "2026-03-01", "-o", "a.zip").code == 0
        assert Path("a.zip").read_bytes() == first
        names = {one.relative_to(pack).as_posix() for one in pack.rglob("*") if one.is_file()}
        assert set(zipfile.ZipFile("a.zip").namelist()) == names

    def it_never_writes_over_something_else(self, sample: Path, wuye: Wuye) -> None:
        assert wuye("audit-pack", "-o", "manual").code == 1
        assert wuye("audit-pack", "-o", "facts.tsv").code == 1
        assert Path("manual/manual.yaml").exists()


@pytest.fixture
def is_whole() -> Callable[[Path], bool]:
    """Whether every link of every page in a folder leads to a file in it."""
    from lxml import html

    def asked(folder: Path) -> bool:
        pages = list(folder.rglob("*.html"))
        links = [(page, str(one)) for page in pages for one in html.parse(str(page)).xpath("//a/@href")]
        inside = [(page.parent / link).resolve() for page, link in links]
        return len(links) > 20 and all(
            one.is_relative_to(folder.resolve()) and one.is_file() for one in inside
        )

    return asked


class DescribeTheBuild:
    def it_makes_the_workbook_again_only_when_something_in_it_changed(
        self, in_force: Path, wuye: Wuye
    ) -> None:
        def made() -> int:
            done = wuye("build", "registers", "--no-check")
            assert done.code == 0
            return int(done.printed.split(" 个文件")[0].split()[-1]) if "生成" in done.printed else 0

        book = Path("build/registers/文件控制清单.xlsx")
        assert made() == 1
        first = book.read_bytes()
        change("规定投诉从登记到关闭的办理方法。", "规定投诉从登记到关闭的做法。")
        assert made() == 0
        wuye("distribute", "SYWIKF01")
        assert made() == 1
        assert book.read_bytes() != first
