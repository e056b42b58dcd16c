"""All sources of a workspace, read into one Manual; faults become findings, never exceptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any, TypeVar

from markdown_it import MarkdownIt

from wuye_docs.diagnostics import Diagnostic, Message, Span
from wuye_docs.loaders.findings import Findings, decode_source, did_you_mean
from wuye_docs.loaders.front_matter import split_front_matter
from wuye_docs.loaders.record_reader import RecordReader
from wuye_docs.loaders.workspace import CONTROL_FOLDER, MANUAL_FILE, MAX_SOURCE_BYTES, Workspace
from wuye_docs.loaders.yaml_tree import Mapping as Tree
from wuye_docs.loaders.yaml_tree import read_yaml
from wuye_docs.model import (
    ClauseTable,
    Document,
    Flow,
    Form,
    Located,
    Manual,
    Numbering,
    Organization,
    Parameter,
    Record,
    Role,
    Settings,
    Standard,
    Step,
    StepKind,
    Term,
)
from wuye_docs.model.numbering import FLOW_LEVEL

R = TypeVar("R", bound=Record)
Numbered = TypeVar("Numbered", Document, Flow, Form)
# Files beside the sources that documents may show.
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".svg", ".gif")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gave: the manual, what was wrong, and the text of each file by path."""

    manual: Manual
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file as it was read."""

    data: bytes
    under: bytes
    """The hash of the manual.yaml by whose settings it was read."""
    text: str
    value: Any
    diagnostics: tuple[Diagnostic, ...]


KeptFiles = dict[str, FileRead]
"""What was read before, by path: a file of the same bytes is not read again."""


def load(workspace: Workspace, kept: KeptFiles | None = None) -> Loaded:
    """Read every source of a workspace. Never raises for faulty sources.

    What stands in `kept` is taken over as far as it holds, and all that was read is put there.
    """
    return _Loader(workspace, {} if kept is None else kept).load()


class _Loader:
    def __init__(self, workspace: Workspace, kept: KeptFiles) -> None:
        self.workspace = workspace
        self.kept = kept
        self.findings = Findings()
        self.reader = RecordReader(self.findings)
        self.sources: dict[str, str] = {}
        self.repeated: list[tuple[str, Span, Span]] = []
        self.settings = Settings()
        self.under = b""
        self.organization = Organization()
        self.parameters: dict[str, Parameter] = {}
        self.terms: dict[str, Term] = {}
        self.standards: dict[str, Standard] = {}
        self.clause_tables: list[ClauseTable] = []
        self.documents: dict[str, Document] = {}
        self.flows: dict[str, Flow] = {}
        self.forms: dict[str, Form] = {}

    @cached_property
    def markdown(self) -> MarkdownIt:
        from wuye_docs.loaders.markdown import text_parser

        return text_parser()

    def load(self) -> Loaded:
        paths = self.workspace.paths()
        if MANUAL_FILE not in paths:
            self.findings.add(
                "SRC004", Span.whole_file(MANUAL_FILE), f"缺少 {MANUAL_FILE}", f"{MANUAL_FILE} is missing",
                Message("在项目根目录运行, 或用 `wuye new manual` 新建", "run in the project's folder, or make one with `wuye new manual`"),
            )  # fmt: skip
        # manual.yaml comes first: levels and numbering decide how the others are read.
        for path in sorted(paths, key=lambda one: (one != MANUAL_FILE, one)):
            # Ledger and baselines are evidence, not sources.
            if not path.startswith(f"{CONTROL_FOLDER}/"):
                self.load_file(path)
        for path in self.kept.keys() - self.sources.keys():
            del self.kept[path]
        manual = self.assemble()
        return Loaded(
            manual, tuple(sorted(self.findings.diagnostics, key=lambda one: one.order)), self.sources
        )

    def load_file(self, path: str) -> None:
        loader = self.loader_of(path)
        if loader is None:
            if not path.lower().endswith(IMAGE_SUFFIXES) and path != self.settings.facts:
                self.findings.add(
                    "SRC007", Span.whole_file(path), "此文件不会被读取", "nothing reads this file",
                    Message("文件用 .md, 流程和表单用 .yaml; 其他文件请移出源文件夹", "documents are .md, flows and forms .yaml; move others elsewhere"),
                )  # fmt: skip
            return
        try:
            data = self.workspace.read(path)
        except OSError as fault:
            self.findings.add(
                "SRC001",
                Span.whole_file(path),
                f"文件无法读取: {fault.strerror or fault}",
                f"cannot read: {fault.strerror or fault}",
            )
            return
        if len(data) > MAX_SOURCE_BYTES:
            size = f"{len(data) / 1048576:.1f} MB"
            self.findings.add(
                "SRC001", Span.whole_file(path), f"文件过大 ({size})", f"file is too large ({size})"
            )
            return
        read, take = loader
        known = self.kept.get(path)
        if path == MANUAL_FILE:
            self.under = blake2b(data, digest_size=16).digest()
        if known and known.data == data and known.under == self.under:
            self.findings.diagnostics += known.diagnostics
        else:
            before = len(self.findings.diagnostics)
            text = decode_source(path, data, self.findings)
            value = read(path, text)
            found = tuple(self.findings.diagnostics[before:])
            known = self.kept[path] = FileRead(data, self.under, text, value, found)
        self.sources[path] = known.text
        take(known.value)

    def loader_of(self, path: str) -> tuple[Callable[[str, str], Any], Callable[[Any], None]] | None:
        """How a file is read, and where what was read goes; None for what nothing reads."""
        folder, _, name = path.rpartition("/")
        if folder == "manual":
            by_name: dict[str, tuple[Callable[[str, str], Any], Callable[[Any], None]]] = {
                "manual.yaml": (self.read_settings, self.take_settings),
                "organization.yaml": (self.read_organization, self.take_organization),
                "parameters.yaml": (partial(self.read_named, Parameter), self.parameters.update),
                "terms.yaml": (partial(self.read_named, Term), self.terms.update),
                "standards.yaml": (partial(self.read_named, Standard), self.standards.update),
            }
            if name in by_name:
                return by_name[name]
            if re.fullmatch(r"clauses[\w.-]*\.yaml", name):
                return self.read_clauses, self.clause_tables.append
        if name.endswith(".md") and path.startswith("manual/"):
            return self.read_document, partial(self.keep, self.documents)
        if name.endswith(".yaml") and path.startswith("flows/"):
            return self.read_flow, partial(self.keep, self.flows)
        if name.endswith(".yaml") and path.startswith("forms/"):
            return self.read_form, partial(self.keep, self.forms)
        return None

    def read_settings(self, path: str, text: str) -> Settings:
        tree = read_yaml(path, text, self.findings)
        settings = self.reader.record(
            Settings, tree, Span.whole_file(path), Message("manual.yaml ", "manual.yaml")
        )
        style = settings.style
        if style.line_pitch < style.body_size:
            self.findings.add(
                "SRC005", style.at("line-pitch" if "line-pitch" in style.keys else "body-size"),
                f"`line-pitch`: 行距 {style.line_pitch:g} 磅小于字号 {style.body_size:g} 磅, 各行会叠在一起",
                f"`line-pitch`: lines {style.line_pitch:g} pt apart run into each other at {style.body_size:g} pt",
                Message("行距一般为字号的 1.5 到 2 倍", "a pitch is 1.5 to 2 times the size as a rule"),
            )  # fmt: skip
        for series in settings.numbering.series:
            self.require_level(series.level, settings, (FLOW_LEVEL, *settings.levels))
        return settings

    def take_settings(self, settings: Settings) -> None:
        self.settings = settings

    def read_organization(self, path: str, text: str) -> Organization:
        tree = read_yaml(path, text, self.findings)
        what = Message("organization.yaml ", "organization.yaml")
        return self.reader.record(Organization, tree, Span.whole_file(path), what)

    def take_organization(self, organization: Organization) -> None:
        self.organization = organization

    def read_named(self, record: type[R], path: str, text: str) -> dict[str, R]:
        entries = read_yaml(path, text, self.findings).entries
        return {name: self.reader.named(record, name, node) for name, node in entries.items()}

    def read_clauses(self, path: str, text: str) -> ClauseTable:
        tree = read_yaml(path, text, self.findings)
        return self.reader.record(
            ClauseTable, tree, Span.whole_file(path), Message("条款表", "the clause table")
        )

    def read_document(self, path: str, text: str) -> Document:
        from wuye_docs.loaders.markdown import read_body

        tree, body_text = split_front_matter(path, text, self.findings)
        what = Message("文件头", "the front matter")
        document = self.reader.record(Document, tree, self.place(tree, path), what, text=body_text)
        document = self.with_number(document, path)
        self.require_level(document.level, self.settings, self.settings.levels)
        level = self.settings.levels.get(document.level)
        numbering = level.numbering if level else Numbering.DECIMAL
        return replace(document, body=read_body(path, body_text, numbering, self.markdown))

    def read_flow(self, path: str, text: str) -> Flow:
        tree = read_yaml(path, text, self.findings)
        flow = self.with_number(
            self.reader.record(Flow, tree, self.place(tree, path), Message("流程", "the flow")), path
        )
        return replace(flow, steps=_with_ordinals(flow.steps))

    def read_form(self, path: str, text: str) -> Form:
        tree = read_yaml(path, text, self.findings)
        form = self.reader.record(Form, tree, self.place(tree, path), Message("记录表", "the form"))
        return self.with_number(form, path)

    def require_level(self, level: str, settings: Settings, known: Collection[str]) -> None:
        """Report a level that manual.yaml does not have; nothing if it has none that could be read."""
        if settings.levels and isinstance(level, Located) and level and level not in known:
            self.findings.add(
                "SRC005", level.span, f"`level`: 没有层级 `{level}`", f"`level`: there is no level `{level}`",
                did_you_mean(level, known) or Message("可用: " + "、".join(known), "one of: " + ", ".join(known)),
            )  # fmt: skip

    def place(self, tree: Tree, path: str) -> Span:
        """The place of a record: its number."""
        node = next((value for key, value in tree.entries.items() if key == "number"), None)
        return node.span if node else Span.whole_file(path)

    def with_number(self, record: R, path: str) -> R:
        """A record whose number could not be read goes by its file's name, so that what names it still finds it."""
        if record.number:  # type: ignore[attr-defined]
            return record
        stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return replace(record, number=Located(stem, record.span))  # type: ignore[call-arg]

    def keep(self, into: dict[str, Numbered], record: Numbered) -> None:
        name = record.number
        for known in (self.documents, self.flows, self.forms):
            if name in known:
                self.repeated.append((name, known[name].span, record.span))
                return
        into[name] = record

    def assemble(self) -> Manual:
        roles = dict(self.organization.posts)
        for document in self.documents.values():
            if not document.post:
                continue
            if document.post in roles:
                self.repeated.append((document.post, roles[document.post].span, document.at("post")))
                continue
            roles[document.post] = Role(
                span=document.at("post"), keys=document.keys, name=document.post, department=document.department,
                reports_to=document.reports_to, headcount=document.headcount, aliases=document.post_aliases,
                banned=document.post_banned, job=document.number,
            )  # fmt: skip
        return Manual(
            settings=self.settings,
            departments=self.organization.departments,
            roles=roles,
            parties=self.organization.parties,
            parameters={**_builtin_parameters(self.settings), **self.parameters},
            terms=self.terms,
            standards=self.standards,
            clause_tables=tuple(self.clause_tables),
            documents=self.documents,
            flows=self.flows,
            forms=self.forms,
            repeated=tuple(self.repeated),
        )


def _with_ordinals(steps: Mapping[str, Step]) -> dict[str, Step]:
    marked = 0
    counted = {}
    for name, step in steps.items():
        if step.kind in (StepKind.TASK, StepKind.DECISION):
            marked += 1
            step = replace(step, ordinal=marked)
        counted[name] = step
    return counted


def _builtin_parameters(settings: Settings) -> dict[str, Parameter]:
    values = {
        "公司.名称": settings.company.name,
        "公司.简称": settings.company.short or settings.company.name,
        "手册.名称": settings.title,
        "手册.编号": settings.number,
        "手册.版次": settings.edition,
    }
    place = Span.whole_file(MANUAL_FILE)
    return {
        name: Parameter(span=place, name=name, value=value, is_builtin=True) for name, value in values.items()
    }
