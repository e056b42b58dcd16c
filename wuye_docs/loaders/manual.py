"""All sources of a workspace, read into one Manual; faults become findings, never exceptions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from markdown_it import MarkdownIt

from wuye_docs.diagnostics import Diagnostic, Message, Span
from wuye_docs.loaders.findings import Findings, decode_source, did_you_mean
from wuye_docs.loaders.front_matter import split_front_matter
from wuye_docs.loaders.record_reader import RecordReader
from wuye_docs.loaders.workspace import MANUAL_FILE, MAX_SOURCE_BYTES, Workspace
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
# Findings of bytes, not of text.
_STRAY = frozenset({"SRC001", "SRC011"})
# Files beside the sources that documents may show.
IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".svg", ".gif")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading gave: the manual, what was wrong, and the text of each file by path."""

    manual: Manual
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, str]


def load(workspace: Workspace, before: Loaded | None = None) -> Loaded:
    """Read every source of a workspace. Never raises for faulty sources.

    What an earlier reading made of the documents, flows and forms whose text is the same is taken over, unless
    manual.yaml changed, which decides how the others are read. The result is the same with and without.
    """
    return _Loader(workspace, before).load()


class _Loader:
    def __init__(self, workspace: Workspace, before: Loaded | None = None) -> None:
        self.workspace = workspace
        self.before = before
        self.findings = Findings()
        self.reader = RecordReader(self.findings)
        self.sources: dict[str, str] = {}
        self.repeated: list[tuple[str, Span, Span]] = []
        self.settings = Settings()
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
            self.load_file(path)
            if (
                path == MANUAL_FILE
                and self.before
                and self.before.sources.get(path) != self.sources.get(path)
            ):
                self.before = None
        manual = self.assemble()
        return Loaded(
            manual, tuple(sorted(self.findings.diagnostics, key=lambda one: one.order)), self.sources
        )

    def load_file(self, path: str) -> None:
        read = self.loader_of(path)
        if read is None:
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
        if self.take_over(path, data):
            return
        text = decode_source(path, data, self.findings)
        self.sources[path] = text
        read(path, text)

    def take_over(self, path: str, data: bytes) -> bool:
        """Whether the file still has the text of the earlier reading, whose record was taken over."""
        known = self.known.get(path)
        if known is None or self.before is None:
            return False
        text = self.before.sources[path]
        try:
            if data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n") != text:
                return False
        except UnicodeDecodeError:
            return False
        record, findings = known
        self.sources[path] = text
        self.findings.diagnostics.extend(findings)
        if isinstance(record, Document):
            self.keep(record.number, record, self.documents)
        elif isinstance(record, Flow):
            self.keep(record.number, record, self.flows)
        else:
            self.keep(record.number, record, self.forms)
        return True

    @cached_property
    def known(self) -> Mapping[str, tuple[Document | Flow | Form, tuple[Diagnostic, ...]]]:
        """The record and the findings of each document, flow and form of the earlier reading, by path.

        Files with stray bytes (SRC001, SRC011) are read anew: their text does not tell of all of them.
        """
        if self.before is None:
            return {}
        findings: dict[str, list[Diagnostic]] = {}
        for one in self.before.diagnostics:
            findings.setdefault(one.span.path, []).append(one)
        return {
            record.span.path: (record, tuple(findings.get(record.span.path, ())))
            for record in self.before.manual.controlled()
            if not any(one.code in _STRAY for one in findings.get(record.span.path, ()))
        }

    def loader_of(self, path: str) -> Callable[[str, str], None] | None:
        folder, _, name = path.rpartition("/")
        if folder == "manual":
            by_name: dict[str, Callable[[str, str], None]] = {
                "manual.yaml": self.load_settings,
                "organization.yaml": self.load_organization,
                "parameters.yaml": lambda p, t: self.load_named(p, t, Parameter, self.parameters),
                "terms.yaml": lambda p, t: self.load_named(p, t, Term, self.terms),
                "standards.yaml": lambda p, t: self.load_named(p, t, Standard, self.standards),
            }
            if name in by_name:
                return by_name[name]
            if re.fullmatch(r"clauses[\w.-]*\.yaml", name):
                return self.load_clauses
        if name.endswith(".md") and path.startswith("manual/"):
            return self.load_document
        if name.endswith(".yaml") and path.startswith("flows/"):
            return self.load_flow
        if name.endswith(".yaml") and path.startswith("forms/"):
            return self.load_form
        return None

    def load_settings(self, path: str, text: str) -> None:
        tree = read_yaml(path, text, self.findings)
        self.settings = self.reader.record(
            Settings, tree, Span.whole_file(path), Message("manual.yaml ", "manual.yaml")
        )
        for series in self.settings.numbering.series:
            self.require_level(series.level, (FLOW_LEVEL, *self.settings.levels))

    def load_organization(self, path: str, text: str) -> None:
        tree = read_yaml(path, text, self.findings)
        what = Message("organization.yaml ", "organization.yaml")
        self.organization = self.reader.record(Organization, tree, Span.whole_file(path), what)

    def load_named(self, path: str, text: str, record: type[R], into: dict[str, R]) -> None:
        for name, node in read_yaml(path, text, self.findings).entries.items():
            into[name] = self.reader.named(record, name, node)

    def load_clauses(self, path: str, text: str) -> None:
        tree = read_yaml(path, text, self.findings)
        self.clause_tables.append(
            self.reader.record(
                ClauseTable, tree, Span.whole_file(path), Message("条款表", "the clause table")
            )
        )

    def load_document(self, path: str, text: str) -> None:
        from wuye_docs.loaders.markdown import read_body

        tree, body_text = split_front_matter(path, text, self.findings)
        what = Message("文件头", "the front matter")
        document = self.reader.record(Document, tree, self.place(tree, path), what, text=body_text)
        document = self.with_number(document, path)
        self.require_level(document.level, self.settings.levels)
        level = self.settings.levels.get(document.level)
        numbering = level.numbering if level else Numbering.DECIMAL
        document = replace(document, body=read_body(path, body_text, numbering, self.markdown))
        self.keep(document.number, document, self.documents)

    def load_flow(self, path: str, text: str) -> None:
        tree = read_yaml(path, text, self.findings)
        flow = self.with_number(
            self.reader.record(Flow, tree, self.place(tree, path), Message("流程", "the flow")), path
        )
        self.keep(flow.number, replace(flow, steps=_with_ordinals(flow.steps)), self.flows)

    def load_form(self, path: str, text: str) -> None:
        tree = read_yaml(path, text, self.findings)
        form = self.reader.record(Form, tree, self.place(tree, path), Message("记录表", "the form"))
        form = self.with_number(form, path)
        self.keep(form.number, form, self.forms)

    def require_level(self, level: str, known: Collection[str]) -> None:
        """Report a level that manual.yaml does not have; nothing if it has none that could be read."""
        if self.settings.levels and isinstance(level, Located) and level and level not in known:
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

    def keep(self, name: str, record: R, into: dict[str, R]) -> None:
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
