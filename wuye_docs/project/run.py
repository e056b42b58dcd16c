"""One run of a build that has something to do."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from docutils import nodes

from wuye_docs.content.book import Book
from wuye_docs.content.book_marks import document_marks, form_marks, manual_marks
from wuye_docs.content.digest import digest_of
from wuye_docs.control import IssueState
from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.loaders import DiskWorkspace, nearest, not_found
from wuye_docs.model import ChartFormat, Manual, Style
from wuye_docs.project.build import FORMATS, REGISTERS, Progress, UnknownNumber, is_intact
from wuye_docs.project.fingerprint import FileState, digest_bytes, file_state
from wuye_docs.project.manifest import manifest_bytes
from wuye_docs.project.office import Probing
from wuye_docs.project.papers import BOUND, Failure, Paper, PaperWriter, WorkDone, path_of
from wuye_docs.project.prepare import Release, lay_out_with, prepare_book
from wuye_docs.project.staging import StagedFolder, recover
from wuye_docs.project.state import BuildState, OutputState, save_state, write_whole
from wuye_docs.references import Relation

PAPER_FORMATS = ("docx", "pdf")
# Named in prose without showing in any register.
_NOT_LISTED = frozenset({Relation.PARAMETER, Relation.WITHIN})
REGISTERS_FILE = f"{REGISTERS}/文件控制清单.xlsx"
# Papers a task takes at once: few enough to share the work out, enough to pay for the hand-over.
DOCUMENTS_A_TASK = 2
FORMS_A_TASK = 12


class BuildRun:
    """Makes what is missing or out of date and puts it in place."""

    def __init__(
        self,
        root: Path,
        target: Path,
        state: BuildState,
        tool: str,
        jobs: int,
        progress: Progress,
        word_charts: ChartFormat | None,
        probing: Probing,
        release: Release | None = None,
    ) -> None:
        self.root = root
        self.release = release
        self.target = target
        self.cache = target / "cache"
        self.state = state
        self.tool = tool
        self.jobs = jobs
        self.progress = progress
        self.word_charts = word_charts
        self.probing = probing
        self.unprobed: dict[str, str] = {}
        """Why LibreOffice did not number the pages of a file, by its path."""
        self.template_faults: list[Diagnostic] = []
        self.template_notes: list[Message] = []
        self.failures: list[Failure] = []
        self.written: set[str] = set()

    def run(
        self, formats: tuple[str, ...], numbers: tuple[str, ...], sources: str
    ) -> tuple[set[str], tuple[Diagnostic, ...], tuple[Message, ...]]:
        """Build; returns the paths written, the failures and what else the user should know."""
        for format_ in formats:
            recover(self.target / format_)
        self.progress("load", 0, 1)
        limit = frozenset(numbers) if numbers else None
        site = SiteProcess(self.cache, self.cache / "site", limit, self.tool) if "html" in formats else None
        try:
            return self.run_with(site, formats, numbers, sources)
        finally:
            if site:
                site.stop()

    def run_with(
        self, site: SiteProcess | None, formats: tuple[str, ...], numbers: tuple[str, ...], sources: str
    ) -> tuple[set[str], tuple[Diagnostic, ...], tuple[Message, ...]]:
        with layout_pool(self.jobs) as pool:
            book = prepare_book(
                self.root, self.cache, self.tool, lay_out_with(pool), self.word_charts, self.release
            )
        self.progress("load", 1, 1)
        require_known(book.manual, numbers)
        if site:
            site.begin(book)
        staged = {
            format_: StagedFolder(self.target / format_, self.cache / "staging" / format_)
            for format_ in formats
        }
        keys = {path: key for format_ in formats for path, key in self.paper_keys(book, format_).items()}
        if REGISTERS in formats:
            keys[REGISTERS_FILE] = register_key(book, self.state.sources, self.tool)
        due = self.due_papers(book, formats, numbers, keys)
        if any("docx" in paper.formats for paper in due) and not self.is_template_sound(book):
            due = without_format(due, "docx")
        self.work(book, due, staged, site)
        if REGISTERS in formats and not (numbers or self.is_current(REGISTERS_FILE, keys)):
            self.write_registers(book, staged[REGISTERS])
        for format_, folder in staged.items():
            if format_ == "html":
                self.place_site(folder)
            else:
                self.place_papers(format_, folder, keys, numbers)
        shutil.rmtree(self.cache / "staging", ignore_errors=True)
        self.finish(book, formats, numbers, sources)
        return self.written, self.failed(book), self.notes(book)

    def is_template_sound(self, book: Book) -> bool:
        """Whether Word files can be written with the company's template; what is wrong with it is told once."""
        style = book.manual.settings.style
        if not style.word_template:
            return True
        from wuye_docs.writers.docx.template_check import template_problems

        try:
            problems = template_problems(book.read(style.word_template))
        except OSError:
            missing = Message(f"没有文件 {style.word_template}", f"no file {style.word_template}")
            self.template_faults = [template_fault(style, missing, None)]
            return False
        named = Message(f"Word 模板 {style.word_template} ", f"Word template {style.word_template}: ")
        for one in problems:
            message = Message(named.zh + one.message.zh, named.en + one.message.en)
            if one.is_grave:
                self.template_faults.append(template_fault(style, message, one.hint))
            else:
                self.template_notes.append(
                    Message(f"{message.zh}; {one.hint.zh}", f"{message.en}; {one.hint.en}")
                )
        return not self.template_faults

    def paper_keys(self, book: Book, format_: str) -> dict[str, str]:
        """What each paper of a format is made from, as a hash, by path from the output folder."""
        if format_ not in PAPER_FORMATS:
            return {}
        settings = book.manual.settings
        template = self.bytes_digest(book, settings.style.word_template) if format_ == "docx" else ""
        charts = settings.style.word_charts if format_ == "docx" else ""
        common = digest_of(self.tool, format_, template, charts, book.edition, book.is_release)

        def numbered(kind: str) -> str:
            return self.probing.identity if format_ == "docx" and self.probing.asks_for(kind) else ""

        keys = {}
        for number, resolved in book.documents.items():
            images = [self.bytes_digest(book, image["uri"]) for image in resolved.tree.findall(nodes.image)]
            marks = document_marks(book, resolved.record)
            keys[f"{format_}/{path_of('document', number, format_)}"] = digest_of(
                common, resolved.digest, images, _shown(book.issues.get(number)), marks, numbered("document")
            )
        identity = (settings.company, settings.title, settings.style)
        for number, form in book.manual.forms.items():
            marks = form_marks(book, form)
            keys[f"{format_}/{path_of('form', number, format_)}"] = digest_of(
                common, form, _shown(book.issues.get(number)), *identity, marks
            )
        keys[f"{format_}/{path_of('bound', '', format_)}"] = digest_of(
            common,
            settings.edition,
            settings.number,
            *identity,
            manual_marks(book),
            list(keys.values()),
            numbered("bound"),
        )
        return keys

    def bytes_digest(self, book: Book, path: str) -> str:
        """The hash of a picture or template; empty if it cannot be read (the checks say so)."""
        try:
            return digest_bytes(book.read(path)) if path else ""
        except OSError:
            return ""

    def due_papers(
        self, book: Book, formats: tuple[str, ...], numbers: tuple[str, ...], keys: dict[str, str]
    ) -> list[Paper]:
        """The papers to write: documents, then the bound manual, which uses the pictures made for them, then forms."""
        wanted = [("document", number, resolved.digest) for number, resolved in book.documents.items()]
        if not numbers:
            wanted.append(("bound", "", digest_of([one.digest for one in book.documents.values()])))
        wanted += [("form", number, "") for number in book.manual.forms]
        papers = []
        for kind, number, digest in wanted:
            if numbers and not any(number == one or number.startswith(one + "-") for one in numbers):
                continue
            due = tuple(
                format_
                for format_ in formats
                if format_ in PAPER_FORMATS
                and not self.is_current(f"{format_}/{path_of(kind, number, format_)}", keys)
            )
            if due:
                papers.append(Paper(kind, number, due, digest))
        return papers

    def write_registers(self, book: Book, folder: StagedFolder) -> None:
        """The registers as one workbook; nothing in it depends on the day."""
        from wuye_docs.project.registers import RegisterSet

        try:
            found = RegisterSet.of_book(book, DiskWorkspace(self.root))
            folder.write(REGISTERS_FILE.partition("/")[2], found.workbook(found.all()))
        except Exception as fault:
            self.failures.append(Failure("", REGISTERS, f"{type(fault).__name__}: {fault}"))
            return
        self.written.add(REGISTERS_FILE)

    def is_current(self, path: str, keys: dict[str, str]) -> bool:
        known = self.state.outputs.get(path)
        return known is not None and known.key == keys[path] and is_intact(self.target / path, known.file)

    def work(
        self, book: Book, due: list[Paper], staged: dict[str, StagedFolder], site: SiteProcess | None
    ) -> None:
        """Write the papers, over several processes where that pays, and wait for the site."""
        folders = {format_: folder.path for format_, folder in staged.items()}
        # Word's contents page waits for the PDF's layout, so a paper's formats stay in one task.
        tasks: list[tuple[Paper, ...]] = []
        for kind, size in (("document", DOCUMENTS_A_TASK), ("bound", 1), ("form", FORMS_A_TASK)):
            found = [paper for paper in due if paper.kind == kind]
            tasks += [tuple(found[start : start + size]) for start in range(0, len(found), size)]
        total = len(tasks) + (site is not None)
        self.progress("write", 0, total)
        results = _run_papers(book, folders, self.cache, tasks, self.jobs)
        for done, result in enumerate(results, 1):
            self.failures += result.failures
            self.written |= {f"{format_}/{path}" for format_, path in result.written}
            self.progress("write", done, total)
        if "docx" in folders:
            self.number_pages([paper for paper in due if "docx" in paper.formats], folders["docx"])
        if site:
            self.failures += site.result().failures
            self.progress("write", total, total)

    def number_pages(self, due: list[Paper], folder: Path) -> None:
        """Give contents pages of Word files the numbers that LibreOffice lays out."""
        paths = [path_of(one.kind, one.number, "docx") for one in due if self.probing.asks_for(one.kind)]
        files = [folder / path for path in paths if f"docx/{path}" in self.written]
        if not files or self.probing.office is None:
            return
        from wuye_docs.project.probing import Probe

        self.progress("number", 0, 1)
        probe = Probe(self.probing.office, self.probing.identity, self.cache / "probe", self.jobs, _context())
        faults = probe.settle(files)
        self.unprobed = {path.relative_to(folder).as_posix(): reason for path, reason in faults.items()}
        self.progress("number", 1, 1)

    def place_papers(
        self, format_: str, folder: StagedFolder, keys: dict[str, str], numbers: tuple[str, ...]
    ) -> None:
        """Take over what is current, then let the prepared folder take the present one's place."""
        made = {path for path in self.written if path.startswith(f"{format_}/")}
        own = {path for path in keys if path.startswith(f"{format_}/")}
        for path in sorted(own - made):
            folder.keep(path.partition("/")[2])
        stale = {path for path in self.state.outputs if path.startswith(f"{format_}/")} - own
        present = {
            one.relative_to(self.target).as_posix()
            for one in (self.target / format_).rglob("*")
            if one.is_file()
        }
        if made or stale or present - own:
            folder.commit()
        else:
            folder.discard()
        for path in stale:
            del self.state.outputs[path]
        for path in made:
            self.state.outputs[path] = OutputState(keys[path], file_state(self.target / path, None))

    def place_site(self, folder: StagedFolder) -> None:
        """Copy the pages that differ from the present ones, take over the others, and change places."""
        site = self.cache / "site"
        changed = False
        outputs: dict[str, str] = {}
        for page in sorted(path for path in site.rglob("*") if path.is_file()):
            relative = page.relative_to(site).as_posix()
            known = self.state.outputs.get(f"html/{relative}")
            digest = digest_bytes(page.read_bytes())
            outputs[f"html/{relative}"] = digest
            if known and known.key == digest and is_intact(self.target / "html" / relative, known.file):
                folder.keep(relative)
            else:
                # A copy: the page in the cache is written again by the next build, this one must stay as it is.
                (folder.path / relative).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(page, folder.path / relative)
                self.written.add(f"html/{relative}")
                changed = True
        stale = {path for path in self.state.outputs if path.startswith("html/")} - set(outputs)
        if changed or stale:
            folder.commit()
        else:
            folder.discard()
        for path in stale:
            del self.state.outputs[path]
        for path, digest in outputs.items():
            if path in self.written:
                self.state.outputs[path] = OutputState(digest, file_state(self.target / path, None))

    def finish(self, book: Book, formats: tuple[str, ...], numbers: tuple[str, ...], sources: str) -> None:
        """Write the manifest and what the next build needs to know."""
        failed = {failure.format for failure in self.failures} | ({"docx"} if self.template_faults else set())
        for format_ in formats:
            if not numbers and format_ not in failed:
                self.state.complete[format_] = sources
            else:
                self.state.complete.pop(format_, None)
        inputs = {path: state.digest for path, state in self.state.sources.items()}
        outputs = {path: output.file.digest for path, output in self.state.outputs.items()}
        write_whole(self.target / "manifest.json", manifest_bytes(book, inputs, outputs))
        save_state(self.state, self.cache / "state.json")

    def failed(self, book: Book) -> tuple[Diagnostic, ...]:
        """The failures as findings at the document they belong to."""
        found = list(self.template_faults)
        for failure in self.failures:
            record = book.manual.controlled_by(failure.number)
            span = record.span if record else Span.whole_file("manual/manual.yaml")
            name = {"html": "网站", "docx": "Word", "pdf": "PDF", REGISTERS: "清单"}[failure.format]
            found.append(
                Diagnostic(
                    "BLD000",
                    Severity.ERROR,
                    span,
                    Message(
                        f"{name} 未能生成: {failure.reason}",
                        f"{failure.format} was not written: {failure.reason}",
                    ),
                    Message("原有的文件保持不变", "the old file was left as it was"),
                )
            )
        return tuple(found)

    def notes(self, book: Book) -> tuple[Message, ...]:
        """Flows that could not be drawn, and contents pages whose numbers are not those of Word's own layout."""
        found = []
        left = [number for number in book.manual.flows if number not in book.charts]
        if left:
            listed = "、".join(left)
            found.append(Message(f"未能绘制流程图: {listed}", f"flows that could not be drawn: {listed}"))
        return (
            *found,
            *self.template_notes,
            *self.font_notes(book.manual.settings.style),
            *self.page_notes(),
        )

    def font_notes(self, style: Style) -> list[Message]:
        """Fonts that manual.yaml names and PDFs could not be set in."""
        if not any(path.startswith("pdf/") for path in self.written) or not (
            style.body_font or style.heading_font
        ):
            return []
        from wuye_docs.writers.pdf.fonts import load_typefaces

        missing = load_typefaces(style).missing
        if not missing:
            return []
        return [
            Message(
                f"本机没有字体 {'、'.join(missing)}: PDF 用内置字体代替; 安装该字体, 或改 manual.yaml 的 style",
                f"this machine lacks {', '.join(missing)}: PDFs are set in the embedded font; install it, or change "
                "`style` in manual.yaml",
            )
        ]

    def page_notes(self) -> list[Message]:
        """Where the page numbers in contents pages of Word files come from, if not from LibreOffice."""
        wrote = {path for path in self.written if path.startswith("docx/") and "/forms/" not in path}
        if not wrote:
            return []
        if self.probing.office is None:
            return [
                Message(
                    "未安装 LibreOffice: Word 目录的页码按 PDF 版面推算, 可能差一页; 在 Word 中按 Ctrl+A、F9 可更新",
                    "no LibreOffice: page numbers in Word contents come from the PDF layout and may be one off; "
                    "Ctrl+A, F9 in Word renews them",
                )
            ]
        found = []
        if self.unprobed:
            path, reason = next(iter(self.unprobed.items()))
            found.append(
                Message(
                    f"LibreOffice 未能排版 {path} 等 {len(self.unprobed)} 个文件, 目录页码按 PDF 版面推算: {reason}",
                    f"LibreOffice did not lay out {path} ({len(self.unprobed)} in all), page numbers come from the PDF "
                    f"layout: {reason}",
                )
            )
        if not self.probing.documents and wrote - {f"docx/{BOUND}.docx"}:
            found.append(
                Message(
                    "单个 Word 文件目录的页码按 PDF 版面推算; 加 --probe 按 LibreOffice 的版面计算 (较慢)",
                    "page numbers in the contents of single Word files come from the PDF layout; --probe asks LibreOffice "
                    "(slower)",
                )
            )
        return found


def without_format(due: list[Paper], format_: str) -> list[Paper]:
    """The papers that are left to be written when one format cannot be."""
    left = (one._replace(formats=tuple(name for name in one.formats if name != format_)) for one in due)
    return [one for one in left if one.formats]


def template_fault(style: Style, message: Message, hint: Message | None) -> Diagnostic:
    """A fault of the company's template, at the line that names it."""
    left = Message(
        "Word 文件都未生成, 原有的保持不变", "no Word file was written, the old ones were left as they were"
    )
    told = Message(f"{hint.zh} ({left.zh})", f"{hint.en} ({left.en})") if hint else left
    return Diagnostic("BLD000", Severity.ERROR, style.at("word-template"), message, told)


def register_key(book: Book, sources: Mapping[str, FileState], tool: str) -> str:
    """What the registers are made from, as a hash: the records, who names whom, where everything stands, the ledger.

    All but the documents goes in as its file: that is cheaper than by its records.
    """
    named = "\n".join(
        f"{one.relation} {one.source} {one.target}"
        for one in book.references.references
        if one.relation not in _NOT_LISTED
    )
    files = [f"{path} {state.digest}" for path, state in sorted(sources.items()) if not path.endswith(".md")]
    # Registers show where numbers stand, not what they say.
    states = [replace(one, content="", suspect_because=()) for one in book.issues.values()]
    return digest_of(
        tool, REGISTERS, digest_bytes(named.encode()), files, repr(states), book.manual.documents
    )


@contextmanager
def layout_pool(jobs: int) -> Iterator[ProcessPoolExecutor | None]:
    """Processes that lay out charts, or None where one job at a time is enough."""
    if jobs < 2:
        yield None
        return
    with ProcessPoolExecutor(jobs, _context(), end_with_parent) as pool:
        yield pool


def _context() -> multiprocessing.context.BaseContext:
    """Fork where that is safe (one thread, Linux): a child then has the book and the libraries already.

    Threads of compiled libraries count, too, and Python does not know them: Typst's pool would have no threads in the child
    and wait for them for ever.
    """
    if sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def end_with_parent() -> None:
    """End this worker process when the build that began it is gone, so that a killed build leaves nothing running.

    A worker that lived on would hold the lock of the output folder.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


_worker: PaperWriter | None = None


def _start_worker(book: Book | bytes, folders: dict[str, Path], cache: Path) -> None:
    """Give a worker process its book; state at module level is the only way a pool has."""
    global _worker
    end_with_parent()
    _worker = PaperWriter(pickle.loads(book) if isinstance(book, bytes) else book, folders, cache)


def _write_papers(papers: tuple[Paper, ...]) -> WorkDone:
    assert _worker is not None
    return _worker.write(papers)


def require_known(manual: Manual, numbers: tuple[str, ...]) -> None:
    """Raise UnknownNumber for the first number that the manual does not have."""
    for number in numbers:
        if manual.controlled_by(number) is None:
            near = nearest(number, [*FORMATS, *(one.number for one in manual.controlled())])
            raise UnknownNumber(not_found(f"没有编号 `{number}`", f"no number `{number}`", near))


class SiteProcess:
    """The process that writes the site.

    Sphinx and docutils keep registries for the whole process, so it has one to itself. Handing over a whole book takes longer
    than importing Sphinx: where it can be forked, it begins when the book is there and has it already. For a few documents,
    and where it cannot be forked, it begins before and imports meanwhile.
    """

    def __init__(self, cache: Path, site: Path, numbers: frozenset[str] | None, tool: str) -> None:
        self._numbers = numbers if (site / "index.html").exists() else None
        self._arguments = (cache / "sphinx", site, numbers, tool)
        self._process: Any = None
        if self._numbers is not None or not _may_fork_site():
            self._start(None)

    def begin(self, book: Book) -> None:
        """Hand over the book, or as much of it as is asked for: documents are most of its bulk."""
        if self._process is None:
            self._start(book)
            return
        if self._numbers is not None:
            wanted = {number: one for number, one in book.documents.items() if number in self._numbers}
            book = replace(book, documents=wanted)
        self._here.send_bytes(pickle.dumps(book, protocol=pickle.HIGHEST_PROTOCOL))

    def _start(self, book: Book | None) -> None:
        # A process that has used Sphinx before hands its registries on to what it forks.
        context = multiprocessing.get_context("spawn") if "sphinx.application" in sys.modules else _context()
        self._here, there = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_site_main, args=(self._here, there, book, *self._arguments), daemon=True
        )
        self._process.start()
        there.close()

    def result(self) -> WorkDone:
        """What came of it; waits for the end."""
        try:
            reason: str = self._here.recv()
        except EOFError:
            reason = "the process ended before its work was done"
        self._process.join()
        return WorkDone((), (Failure("", "html", reason),) if reason else ())

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is None:
            return
        self._here.close()
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()


def _may_fork_site() -> bool:
    return "sphinx.application" not in sys.modules and _context().get_start_method() == "fork"


def _site_main(
    parents: Connection,
    pipe: Connection,
    book: Book | None,
    workdir: Path,
    site: Path,
    numbers: frozenset[str] | None,
    tool: str,
) -> None:
    # This process has the parent's end too; while it is open the pipe would never end.
    parents.close()
    end_with_parent()
    from wuye_docs.writers.html.site import write_site

    try:
        book = book or pickle.loads(pipe.recv_bytes())
    except EOFError:
        return
    assert book is not None
    # The manual stays to the end: no need to look through it for garbage again and again.
    gc.freeze()
    try:
        report = write_site(book, workdir, site, numbers=numbers, tool=tool)
    except Exception as fault:
        pipe.send(f"{type(fault).__name__}: {fault}")
    else:
        pipe.send("; ".join(report.warnings))


def _shown(issue: IssueState | None) -> IssueState | None:
    """What a paper may show of where it stands: not that something it refers to has changed."""
    return issue and replace(issue, suspect_because=())


def _run_papers(
    book: Book, folders: dict[str, Path], cache: Path, tasks: list[tuple[Paper, ...]], jobs: int
) -> Iterator[WorkDone]:
    """The results as they come."""
    if not tasks:
        return
    context = _context()
    sent: Book | bytes = book if context.get_start_method() == "fork" else pickle.dumps(book)
    with ProcessPoolExecutor(min(jobs, len(tasks)), context, _start_worker, (sent, folders, cache)) as pool:
        waiting: list[Future[WorkDone]] = [pool.submit(_write_papers, task) for task in tasks]
        for future in as_completed(waiting):
            yield future.result()
