"""Checks of built files: a real build of the sample is clean, and each damage to it is found by its rule, with its place."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from wuye_docs.diagnostics import Diagnostic
from wuye_docs.project.build import build
from wuye_docs.project.built_files.check import CHECKS, check_built, open_built
from wuye_docs.project.built_files.output import BuiltOutput
from wuye_docs.rules import CATALOGUE
from wuye_docs.rules.rule import BuiltRule

SAMPLE = Path(__file__).parents[1] / "manuals" / "sample"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> BuiltOutput:
    """The sample with a footnote in it, built."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(SAMPLE, root, dirs_exist_ok=True)
    document = root / "manual" / "instructions" / "SYWIKF02.md"
    document.write_text(document.read_text("utf-8") + "\n另见说明[^1]。\n\n[^1]: 脚注的文字。\n", "utf-8")
    report = build(root)
    assert report.failed == ()
    return open_built(root, root / "build")


@pytest.fixture
def built(sound: BuiltOutput, tmp_path: Path) -> BuiltOutput:
    """A copy of the output that may be damaged."""
    shutil.copytree(sound.root, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("cache"))
    shutil.copytree(sound.root / "cache" / "probe", tmp_path / "cache" / "probe")
    return BuiltOutput(tmp_path, sound.book)


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{one.span.path}: {one.message.zh}" for one in found]


def it_finds_nothing_in_a_fresh_build(sound: BuiltOutput) -> None:
    assert told(check_built(sound)) == []


def change_zip(path: Path, part: str, change: Callable[[str], str]) -> None:
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item)
            if re.fullmatch(part, item.filename):
                data = change(data.decode()).encode()
            new.writestr(item, data)
    path.write_bytes(out.getvalue())


def change_text(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def change_pdf(path: Path, change: Callable[[pikepdf.Pdf], None]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def elements(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Object]:
    return (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == kind)


def turn_contents_round(pdf: pikepdf.Pdf) -> None:
    """Let the links of the contents lead to the page after the right one."""
    names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    tree = pikepdf.NameTree(names) if names is not None else pdf.Root.Dests
    for _, where in tree.items():
        target = where.D if isinstance(where, pikepdf.Dictionary) else where
        number = next(i for i, page in enumerate(pdf.pages) if page.obj.objgen == target[0].objgen)
        target[0] = pdf.pages[min(number + 1, len(pdf.pages) - 1)].obj


def swap_paragraphs(pdf: pikepdf.Pdf) -> None:
    """Exchange the last two paragraphs that hold one piece of text each."""
    plain = [one for one in elements(pdf, "/P") if "/Pg" in one and len(one.get("/K", ())) == 1]
    first, second = plain[-2:]
    (first.K, first.Pg), (second.K, second.Pg) = (second.K, second.Pg), (first.K, first.Pg)


def _source(number: str) -> str:
    folder = "procedures" if "QP" in number else "instructions"
    return f"manual/{folder}/{number}.md"


DAMAGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "BLD001 broken package": (
        lambda root: (root / "docx/SYWIKF01.docx").write_bytes(b"PK\x03\x04 torn off"),
        [r"SYWIKF01\.md: docx/SYWIKF01\.docx: Word 文件有缺陷: not a zip package"],
    ),
    "BLD001 lost relation": (
        lambda root: change_zip(
            root / "docx/SYWIKF01.docx",
            r"word/document\.xml",
            lambda text: re.sub(r'r:embed="\w+"', 'r:embed="rId999"', text, count=1),
        ),
        [r"SYWIKF01\.md: .*rId999"],
    ),
    "BLD002 contents of a PDF": (
        lambda root: change_pdf(root / "pdf/SYWIKF01.pdf", turn_contents_round),
        [r"SYWIKF01\.md: pdf/SYWIKF01\.pdf: 目录中“1 目的”写第 3 页, 实际在第 4 页"],
    ),
    "BLD002 contents of the bound Word manual": (
        lambda root: change_zip(
            root / "docx/manual.docx",
            r"word/document\.xml",
            lambda text: re.sub(r"( PAGEREF .*?<w:t[^>]*>)\d+<", r"\g<1>2<", text, count=1),
        ),
        [r"manual\.yaml: docx/manual\.docx: 目录中 1 处页码与排版不符, 第一处写第 2 页, 实际在第 \d+ 页"],
    ),
    "BLD003 page without its place": (
        lambda root: change_text(root / "html/documents/SYWIKF01.html", 'href="#', 'href="#no-'),
        [r"SYWIKF01\.md: html/documents/SYWIKF01\.html: 链接 `#no-[^`]*` 失效: .* 中没有"],
    ),
    "BLD003 file that is gone": (
        lambda root: (root / "pdf/forms/SYWIKF01-R01.pdf").unlink(),
        [
            r"SYWIKF01-R01\.yaml: html/forms/SYWIKF01-R01\.html: 链接 .* 没有文件 pdf/forms/SYWIKF01-R01\.pdf",
        ],
    ),
    "BLD004 long words": (
        lambda root: change_text(
            root / "html/flows/SYFLKF01.html", ">派单处理<", ">派单处理并且逐一通知相应部门的主管到场<"
        ),
        [r"SYFLKF01\.yaml: html/flows/SYFLKF01\.html: 流程图中“派单处理并且.*”超出图形"],
    ),
    "BLD005 header of a Word file": (
        lambda root: change_zip(
            root / "docx/SYWIKF01.docx", r"word/header\d+\.xml", lambda text: text.replace("A/0", "")
        ),
        [r"SYWIKF01\.md: docx/SYWIKF01\.docx: 页眉缺少版次"],
    ),
    "BLD005 header of a PDF": (
        lambda root: shutil.copy(root / "pdf/SYWIKF02.pdf", root / "pdf/SYWIKF01.pdf"),
        [r"SYWIKF01\.md: pdf/SYWIKF01\.pdf: 页眉缺少编号 \(第 2 页"],
    ),
    "BLD006 lost file": (
        lambda root: (root / "docx/SYWIKF02.docx").unlink(),
        [r"SYWIKF02\.md: docx/SYWIKF02\.docx: `SYWIKF02` 没有 Word 文件"],
    ),
    "BLD007 edited, added, deleted": (
        lambda root: (
            (root / "pdf/SYQP01.pdf").write_bytes((root / "pdf/SYQP01.pdf").read_bytes() + b"\n"),
            (root / "html/own.html").write_text("<p>own</p>", "utf-8"),
            (root / "docx/manual.docx").unlink(),
        ),
        [
            r"manual\.yaml: docx/manual\.docx: 清单中有, 文件不存在",
            r"manual\.yaml: html/own\.html: 清单中没有这个文件",
            r"SYQP01\.md: pdf/SYQP01\.pdf: 文件在生成之后被改动",
        ],
    ),
    "BLD008 page without entry": (
        lambda root: (root / "html/static/search-index.js").write_text(
            "wuyeSearch.load("
            + json.dumps(
                {
                    "addresses": "\x7f".join(
                        page.relative_to(root / "html").as_posix().removesuffix(".html")
                        for page in (root / "html").rglob("*.html")
                        if page.name != "SYWIKF01.html"
                    )
                    + "\x7f#xregeln"
                }
            )
            + ");",
            "utf-8",
        ),
        [r"SYWIKF01\.md: html/documents/SYWIKF01\.html: 检索不到页面 documents/SYWIKF01"],
    ),
    "BLD009 picture of the site": (
        lambda root: change_text(root / "html/documents/SYWIKF01.html", "</main>", "<img src='../static/icon.svg'></main>"),
        [r"SYWIKF01\.md: html/documents/SYWIKF01\.html: 1 张图片没有替代文字"],
    ),
    "BLD009 picture of a Word file": (
        lambda root: change_zip(
            root / "docx/SYWIKF01.docx",
            r"word/document\.xml",
            lambda text: re.sub(r'(<wp:docPr [^>]*)descr="[^"]*"', r"\1", text, count=1),
        ),
        [r"SYWIKF01\.md: docx/SYWIKF01\.docx: 1 张图片没有替代文字"],
    ),
    "BLD009 picture of a PDF": (
        lambda root: change_pdf(
            root / "pdf/SYWIKF01.pdf", lambda pdf: next(elements(pdf, "/Figure")).__delitem__("/Alt")
        ),
        [r"SYWIKF01\.md: pdf/SYWIKF01\.pdf: 1 张图片没有替代文字"],
    ),
    "BLD010 another figure on the site": (
        lambda root: change_text(root / "html/documents/SYWIKF01.html", "答复的意见", "答复的建议"),
        [r"SYWIKF01\.md: html/documents/SYWIKF01\.html: 网站 中是“.*答复的建议。”, 应为“.*答复的意见。”"],
    ),
    "BLD010 another word in Word": (
        lambda root: change_zip(
            root / "docx/SYWIKF01.docx", r"word/document\.xml", lambda text: text.replace("答复的意见", "答复的建议")
        ),
        [r"SYWIKF01\.md: docx/SYWIKF01\.docx: Word 中是“.*答复的建议。”, 应为“.*答复的意见。”"],
    ),
    "BLD010 another order in the PDF": (
        lambda root: change_pdf(root / "pdf/SYQP01.pdf", swap_paragraphs),
        [r"SYQP01\.md: pdf/SYQP01\.pdf: PDF 中没有“"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def it_finds(damage: str, built: BuiltOutput) -> None:
    harm, wanted = DAMAGES[damage]
    harm(built.root)
    found = told(check_built(built, [damage.partition(" ")[0]]))
    assert len(found) >= len(wanted)
    for one, pattern in zip(found, wanted, strict=False):
        assert re.search(pattern, one), found


def test_every_rule_has_its_damage() -> None:
    rules = {rule.code for rule in CATALOGUE if issubclass(rule, BuiltRule)}
    assert {damage.partition(" ")[0] for damage in DAMAGES} == rules == set(CHECKS)


def it_tells_the_line_of_a_block_that_differs(built: BuiltOutput) -> None:
    change_text(built.root / "html/documents/SYWIKF01.html", "答复的意见", "答复的建议")
    (found,) = check_built(built, ["BLD010"])
    source = (SAMPLE / found.span.path).read_text("utf-8").splitlines()
    assert "答复的意见" in source[found.span.line - 1]


def it_goes_on_where_a_file_is_no_pdf(built: BuiltOutput) -> None:
    (built.root / "pdf/SYQP01.pdf").write_bytes(b"no pdf")
    assert [one.code for one in check_built(built, ["BLD002", "BLD006"])] == ["BLD002"]
