"""Everything an auditor asks for, in one folder or zip file: an index by clause, the papers, the registers, the evidence."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from html import escape
from pathlib import Path

from wuye_docs.content.registers.catalogue import REGISTER_NAMES
from wuye_docs.control import LEDGER_FILE, baselines
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import CONTROL_FOLDER, DiskWorkspace
from wuye_docs.project.build import Progress, build
from wuye_docs.project.edits import Refusal
from wuye_docs.project.registers import RegisterSet, file_name
from wuye_docs.project.release import rebuild_edition, release_folder
from wuye_docs.project.verification import verify_path
from wuye_docs.references import Kind, Target

PAPERS, LISTS, EVIDENCE = "文件", "清单", "审批证据"
INDEX = "索引.html"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_audit_pack(
    root: Path, target: Path, today: date, *, jobs: int = 1, progress: Progress = lambda *_: None
) -> int:
    """Make the pack at `target`, a folder or a .zip file; returns the number of files in it.

    The papers are those of the last release; where nothing was released yet, those of the working copy. Raises Refusal if
    there is another thing at `target` or a paper cannot be made, and what `build` raises.
    """
    if target.exists() and not _is_pack(target):
        raise Refusal(
            Message(f"{target} 已存在, 请换一个名称", f"{target} is there already; choose another name")
        )
    papers, differing = _papers(root, jobs, progress)
    staged = target.with_name(f".{target.name}.new")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        count = _fill(root, staged, papers, differing, today)
        if target.suffix.lower() == ".zip":
            packed = staged.with_suffix(".zip-new")
            _pack(staged, packed)
            packed.replace(target)
        else:
            old = target.with_name(f".{target.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            if target.exists():
                target.rename(old)
            staged.rename(target)
            shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return count


def _papers(root: Path, jobs: int, progress: Progress) -> tuple[Path, int]:
    """The folder of the PDF files that an auditor is to see, and how many of them are not byte for byte as released.

    Files of the release that are missing or were changed are made again from the frozen sources.
    """
    released = baselines(DiskWorkspace(root))
    if released:
        last = released[-1]
        folder = release_folder(root, last.edition) / "pdf"
        if not folder.is_dir() or verify_path(root, folder, last.edition).faults:
            _, differing = rebuild_edition(root, last, ("pdf",), jobs, progress)
            return folder, len(differing)
        return folder, 0
    report = build(root, formats=("pdf",), jobs=jobs, progress=progress)
    if report.failed:
        first = report.failed[0].message
        raise Refusal(Message(f"有文件未能生成 PDF: {first.zh}", f"a PDF could not be made: {first.en}"))
    return root / "build" / "pdf", 0


def _is_pack(target: Path) -> bool:
    """Whether a pack made before stands there, which the new one may replace."""
    if target.is_dir():
        return (target / INDEX).is_file() or not any(target.iterdir())
    if target.suffix.lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(target) as known:
            return INDEX in known.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _fill(root: Path, folder: Path, papers: Path, differing: int, today: date) -> int:
    from wuye_docs.writers.html.register_file import html_page, table_html, write_register_file

    found = RegisterSet.of(DiskWorkspace(root), today)
    manual = found.sources.manual
    shutil.copytree(papers, folder / PAPERS)
    # Links inside the papers lead to their neighbours, so the folder keeps its shape.
    links: dict[Target, str] = {}
    for number in manual.documents:
        links[Target(Kind.DOCUMENT, number)] = f"{PAPERS}/{number}.pdf"
    for number in manual.forms:
        links[Target(Kind.FORM, number)] = f"{PAPERS}/forms/{number}.pdf"
    for number, flow in manual.flows.items():
        links[Target(Kind.FLOW, number)] = f"{PAPERS}/{flow.document}.pdf"
    links = {target: path for target, path in links.items() if (folder / path).is_file()}
    from_lists = {target: f"../{path}" for target, path in links.items()}
    lists = folder / LISTS
    lists.mkdir()
    registers = found.all()
    (lists / "全部清单.xlsx").write_bytes(found.workbook(registers, from_lists))
    listed: list[str] = []
    for name in REGISTER_NAMES:
        for register in found.named(name):
            page = file_name(register, "html")
            (lists / page).write_bytes(write_register_file(register, found.heading(register), from_lists))
            listed.append(
                f'<li><a href="{LISTS}/{escape(page)}">{escape(register.heading)}</a>（{len(register.entries)} 项）</li>'
            )
    evidence = _copy_evidence(root, folder)
    settings = manual.settings
    body = [
        f"<h1>{escape(settings.title)} 审核资料</h1>",
        f'<p class="about">{escape(settings.company.name)}　版本 {escape(settings.edition)}　截至 {today.isoformat()}</p>',
        f'<h2>清单</h2><ul>{"".join(listed)}<li><a href="{LISTS}/全部清单.xlsx">全部清单 (Excel)</a></li></ul>',
    ]
    if differing:
        told = f"有 {differing} 个文件由当前版本的软件从冻结的源文件重新生成，内容与发布时一致，字节不同。"
        body.append(f'<p class="note">{told}</p>')
    if evidence:
        items = "".join(f'<li><a href="{escape(path)}">{escape(path)}</a></li>' for path in evidence)
        body.append(f"<h2>审批和发布证据</h2><ul>{items}</ul>")
    for register in found.named("evidence"):
        body.append(f"<h2>{escape(register.heading)}</h2>{table_html(register, links)}")
    (folder / INDEX).write_bytes(html_page(f"{settings.title} 审核资料", "".join(body)))
    return sum(one.is_file() for one in folder.rglob("*"))


def _copy_evidence(root: Path, folder: Path) -> list[str]:
    """The ledger and the manifests of the baselines, as they are; their paths from the folder."""
    control = root / CONTROL_FOLDER
    sources = [root / LEDGER_FILE, *sorted((control / "baselines").glob("*/*.json"))]
    copied = []
    for source in sources:
        if source.is_file():
            path = f"{EVIDENCE}/{source.relative_to(control).as_posix()}"
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / path)
            copied.append(path)
    return copied


def _pack(folder: Path, target: Path) -> None:
    """A zip file of a folder, with fixed times and order."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _ZIP_TIME)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                packed.writestr(info, path.read_bytes())
