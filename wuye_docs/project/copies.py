"""Single papers for single holders: a numbered controlled copy of the issue in force, or a copy that is not controlled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wuye_docs.content.book import Book
from wuye_docs.content.charts import flow_graph
from wuye_docs.content.expressions import Expressions
from wuye_docs.content.marks import PrintedCopy
from wuye_docs.content.registers.ledger_rows import copies_of
from wuye_docs.content.registers.standing import Copy
from wuye_docs.content.resolve import Resolver, resolved_flows
from wuye_docs.control import DocumentControl, IssueState, as_issued, baseline_workspace, read_control
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import Workspace, load, nearest, not_found
from wuye_docs.model import Status
from wuye_docs.project.edits import Refusal
from wuye_docs.references import ReferenceGraph
from wuye_docs.swimlanes import Diagram, lay_out

FORMATS = ("pdf", "docx")


@dataclass(frozen=True)
class CopyPrinter:
    """Prints one document as it is in force."""

    book: Book
    """Holds that document alone."""
    number: str
    revision: str
    control: DocumentControl

    @classmethod
    def of(cls, workspace: Workspace, number: str) -> CopyPrinter:
        """The printer for a document: from the frozen sources of the edition that put it in force, if there is one.

        Raises Refusal for a number that is no document's, OSError for a baseline that cannot be read.
        """
        manual = load(workspace).manual
        references = ReferenceGraph(manual)
        control = read_control(workspace, references)
        issue = control.in_force.get(number)
        if number not in manual.documents and issue is None:
            near = nearest(number, [str(one) for one in manual.documents])
            raise Refusal(not_found(f"没有文件 `{number}`", f"no document `{number}`", near))
        issues, edition = control.issues, str(manual.settings.edition)
        if issue is not None:
            baseline = control.baselines[-1]
            workspace = baseline_workspace(workspace, baseline.edition)
            references = ReferenceGraph(load(workspace).manual)
            issues, edition = baseline.issues, baseline.edition
        book = _book_of_one(workspace, references, issues, edition, number, is_release=issue is not None)
        return cls(book, number, str(book.manual.documents[number].revision), control)

    @property
    def status(self) -> Status:
        """Of the document that is printed."""
        return self.book.manual.documents[self.number].status

    def issued_copies(self) -> tuple[Copy, ...]:
        """The copies of this revision that are out, by the ledger."""
        return tuple(
            one
            for one in copies_of(self.control.ledger)
            if (one.number, one.revision, one.recalled) == (self.number, self.revision, "")
        )

    def chosen(self, copy: str, holder: str) -> PrintedCopy:
        """The numbered copy that is wanted, with its holder by the ledger. Raises Refusal where the ledger says otherwise."""
        self.require_in_force()
        known = next((one for one in self.issued_copies() if one.copy == copy), None)
        named = self.book.references.names.person(holder) if holder else None
        wanted = str(named.target.key) if named else holder
        if known and wanted and known.holder != wanted:
            raise Refusal(
                Message(
                    f"台账中 {self.number} 的分发号 {copy} 在 {known.holder} 手中, 不是 {wanted}",
                    f"by the ledger copy {copy} of {self.number} is with {known.holder}, not {wanted}",
                )
            )
        return PrintedCopy(copy, known.holder if known else wanted)

    def require_in_force(self) -> None:
        """Raise Refusal unless the document is in force."""
        if self.status is not Status.EFFECTIVE:
            raise Refusal(
                Message(
                    f"{self.number} 没有现行有效的版次 (状态: {self.status.label}), 不能打印受控副本; 可加 --uncontrolled",
                    f"{self.number} has no issue in force (it is {self.status.value}), so there is no controlled copy; --uncontrolled prints one that is not",
                )
            )

    def bytes(self, copy: PrintedCopy, format_: str) -> bytes:
        """The copy as a file. Raises what its writer raises."""
        from wuye_docs.writers.pdf.write import PdfWriter

        book = replace(self.book, copy=copy)
        pdf = PdfWriter(book)
        if format_ == "pdf":
            return pdf.document(self.number)
        from wuye_docs.writers.docx.write import write_document

        return write_document(book, self.number, pdf.pages(self.number))


def _book_of_one(
    workspace: Workspace,
    references: ReferenceGraph,
    issues: Mapping[str, IssueState],
    edition: str,
    number: str,
    *,
    is_release: bool,
) -> Book:
    manual = as_issued(references.manual, issues)
    references.manual = manual
    resolved = Resolver(references).document(manual.documents[number])
    expressions = Expressions(manual.parameters)
    laid_out = {
        flow: lay_out(flow_graph(manual.flows[flow], expressions))
        for flow in sorted(resolved_flows([resolved]))
        if flow in manual.flows
    }
    charts = {flow: chart for flow, chart in laid_out.items() if isinstance(chart, Diagram)}
    return Book(
        manual,
        references,
        {number: resolved},
        charts,
        workspace.read,
        issues=issues,
        edition=edition,
        is_release=is_release,
    )
