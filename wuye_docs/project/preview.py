"""A manual kept in memory, page by page: after a save only what changed is read, resolved and rendered again."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from wuye_docs.content.book import Book, ResolvedDocument
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.known_issues import known_issues
from wuye_docs.content.resolve import Resolver, bound_order
from wuye_docs.control.document_control import DocumentControl, read_control
from wuye_docs.control.issues import as_issued
from wuye_docs.diagnostics import Severity
from wuye_docs.loaders import DiskWorkspace, KeptWorkspace, Loaded, MemoryWorkspace, load
from wuye_docs.loaders.manual import KeptFiles
from wuye_docs.model import Document, Manual
from wuye_docs.project.histories import History
from wuye_docs.project.prepare import kept_history, lay_out_flows
from wuye_docs.redline.history import with_summaries
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, FlowGraph, lay_out

if TYPE_CHECKING:
    from wuye_docs.writers.html.builder import Engine
    from wuye_docs.writers.html.site import Site


class Documents(Mapping[str, ResolvedDocument]):
    """The resolved documents of a manual, each resolved when it is first asked for."""

    def __init__(self, references: ReferenceGraph, known: Mapping[str, ResolvedDocument]) -> None:
        self._resolver = Resolver(references)
        self._records = {str(one.number): one for one in bound_order(references.manual)}
        self._known = {
            number: one for number, one in known.items() if self._records.get(number) is one.record
        }

    def __getitem__(self, number: str) -> ResolvedDocument:
        if number not in self._known:
            self._known[number] = self._resolver.document(self._records[number])
        return self._known[number]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, number: object) -> bool:
        return number in self._records

    def unaffected(self) -> Mapping[str, ResolvedDocument]:
        """Those resolved so far that show nothing of the texts of others."""
        return {
            number: one
            for number, one in self._known.items()
            if not self._resolver.shown_relations(one.record)
        }


class Charts(Mapping[str, Diagram]):
    """The charts of a manual, each laid out when it is first asked for; those that cannot be are missing."""

    def __init__(self, manual: Manual, cache: Path, tool: str) -> None:
        self._manual, self._cache, self._tool = manual, cache, tool
        self._expressions = Expressions(manual.parameters)
        self._known: dict[str, Diagram | None] = {}

    def __getitem__(self, number: str) -> Diagram:
        if number not in self._known:
            graph: FlowGraph = flow_graph(self._manual.flows[number], self._expressions)
            made = lay_out_flows(
                {number: graph}, self._cache, self._tool, lambda all_: [lay_out(one) for one in all_]
            )
            chart = made[number]
            self._known[number] = chart if isinstance(chart, Diagram) else None
        found = self._known[number]
        if found is None:
            raise KeyError(number)
        return found

    def __iter__(self) -> Iterator[str]:
        return (number for number in self._manual.flows if number in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(slots=True)
class Preview:
    """The site of a project as its sources stand now."""

    root: Path
    cache: Path
    """Where the charts of builds are kept."""
    tool: str
    """The fingerprint of this program, under which they are."""
    broken: frozenset[str] = frozenset()
    """Files with faults that leave them unread; what they held before is shown."""
    _workspace: KeptWorkspace = field(init=False)
    _files: KeptFiles = field(default_factory=dict)
    _whole: dict[str, bytes] = field(default_factory=dict)
    """The bytes of each file when it could last be read."""
    _sources: Manual = field(init=False)
    """As it was read, before the ledger is heard."""
    _control: DocumentControl = field(init=False)
    """Where each number stands, and why."""
    _history: History = field(init=False)
    """What the released editions changed, as far as a build has worked it out."""
    _index: bytes | None = field(init=False, default=None)
    _site: Site = field(init=False)
    _engine: Engine = field(init=False)
    _folder: tempfile.TemporaryDirectory[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read everything. Sphinx is begun here too, which takes as long."""
        from wuye_docs.writers.html.builder import Engine

        self._workspace = KeptWorkspace(DiskWorkspace(self.root))
        self._folder = tempfile.TemporaryDirectory(prefix="wuye-serve-")
        self._engine = Engine(Path(self._folder.name))
        self._show(self._load().manual)

    def close(self) -> None:
        """Take away the work folder."""
        self._folder.cleanup()

    @property
    def manual(self) -> Manual:
        """The manual as it is shown."""
        return self._site.book.manual

    def names(self) -> Collection[str]:
        """The names of all pages: addresses without `.html`."""
        return self._site.makers.keys()

    def page(self, name: str) -> str:
        """The text of a page, as a build would write it. Raises KeyError if there is none."""
        return self._engine.page(self._site, name)

    def file(self, address: str) -> bytes | None:
        """A picture, style sheet or script, by its address from the site's root; None if a page shown has none such."""
        from wuye_docs.writers.html.mark_page import MARK_PAGE, write_mark_page
        from wuye_docs.writers.html.search_entries import search_entries
        from wuye_docs.writers.html.search_index import FILE, search_index
        from wuye_docs.writers.html.static_files import static_files

        if address == MARK_PAGE:
            return write_mark_page(self._site.book)
        if address == FILE:
            # Every document is resolved for it, so only when somebody searches.
            if self._index is None:
                entries = search_entries(self._site.book, self._site.addresses)
                self._index = search_index(entries, self.manual).script
            return self._index
        shared = static_files(self.manual.settings.style.accent)
        return self._site.pictures.get(address) or shared.get(address)

    def sources(self, name: str) -> tuple[str, ...]:
        """The files that a page is made from, in the first place: the document's, its flows' and forms'."""
        key = name.rpartition("/")[2]
        manual = self.manual
        record = manual.controlled_by(key) if name.startswith(("documents/", "flows/", "forms/")) else None
        if record is None:
            return ()
        found = [record.span.path]
        if isinstance(record, Document):
            found += [one.span.path for one in (*manual.flows_of(key), *manual.forms_of(key))]
        return tuple(found)

    def update(self, paths: Collection[str]) -> None:
        """Take over what was saved, made or deleted, given by paths from the root."""
        for path in paths:
            self._workspace.forget(path)
        manual = self._load().manual
        changed = _changed_texts(self._sources, manual)
        if changed is None:
            self._show(manual)
        elif changed:
            self._show_texts(manual, changed)

    def _load(self) -> Loaded:
        """Read what is not read yet; a file that cannot be read any more stays as it was when it could."""
        loaded = load(self._workspace, self._files)
        faulty = {
            one.span.path
            for one in loaded.diagnostics
            if one.severity is Severity.ERROR and one.code.startswith("SRC")
        }
        for path, read in self._files.items():
            if path not in faulty:
                self._whole[path] = read.data
        broken = {path for path in faulty if path in self._whole}
        self.broken = frozenset(broken)
        if not broken:
            return loaded
        return load(
            MemoryWorkspace({path: self._whole[path] for path in broken}, self._workspace), dict(self._files)
        )

    def _show(self, manual: Manual) -> None:
        """Let a manual be shown."""
        references = ReferenceGraph(manual)
        self._control = read_control(self._workspace, references)
        self._history = kept_history(self._workspace, self._control, self.cache, self.tool)
        self._put(manual, references, Charts(manual, self.cache / "charts", self.tool), {})

    def _show_texts(self, manual: Manual, changed: Collection[str]) -> None:
        """Let a manual be shown that differs from the present one in the texts of some documents alone."""
        before = self._site.book
        references = before.references.with_texts(manual, changed)
        known = before.documents.unaffected() if isinstance(before.documents, Documents) else {}
        self._control = self._control.after_edits(references, manual, changed)
        self._put(manual, references, before.charts, known)

    def _put(
        self,
        manual: Manual,
        references: ReferenceGraph,
        charts: Mapping[str, Diagram],
        known: Mapping[str, ResolvedDocument],
    ) -> None:
        from wuye_docs.writers.html.site import Site

        self._sources, self._index = manual, None
        issues = self._control.issues
        references.manual = issued = with_summaries(as_issued(manual, issues), self._history.summaries)
        documents = Documents(references, known)
        edition = manual.settings.edition
        self._site = Site(
            Book(
                issued,
                references,
                documents,
                charts,
                self._workspace.read,
                issues=issues,
                edition=edition,
                known_issues=known_issues(issued, issues, self._control.baselines),
                changes=self._history.changes,
            )
        )


def _changed_texts(before: Manual, after: Manual) -> list[str] | None:
    """The documents whose text changed, if nothing else did; None if anything else did that others may show."""
    for one in fields(Manual):
        if one.name not in ("documents", "roles", "repeated") and getattr(before, one.name) != getattr(
            after, one.name
        ):
            return None
    if before.documents.keys() != after.documents.keys() or before.repeated != after.repeated:
        return None
    changed = []
    for number, document in after.documents.items():
        old = before.documents[number]
        if old is not document:
            if not _alike(old, document):
                return None
            changed.append(str(number))
    return changed


def _alike(old: Document, new: Document) -> bool:
    """Whether two issues of a document have the same head and the same clauses: all that others show of it."""
    heads = (one.name for one in fields(Document) if one.name not in ("body", "text", "keys"))
    if any(getattr(old, name) != getattr(new, name) for name in heads):
        return False
    return [(one.title, one.number, one.label) for one in old.body.sections] == [
        (one.title, one.number, one.label) for one in new.body.sections
    ]
