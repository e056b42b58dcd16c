"""Registers of a project as files: what they are made from, and their bytes in each format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wuye_docs.content.book import Book
from wuye_docs.content.registers.catalogue import REGISTER_NAMES, make_registers, numbered
from wuye_docs.content.registers.heading import Heading, heading_of, register_book
from wuye_docs.content.registers.ledger_rows import copies_of, readings_of
from wuye_docs.content.registers.reading import reading_list, signature_sheet
from wuye_docs.content.registers.register import Register
from wuye_docs.content.registers.sources import RegisterSources
from wuye_docs.content.resolve import bound_order
from wuye_docs.control import Action, IssueState, Ledger, as_issued, baselines, read_control, read_ledger
from wuye_docs.control.issues import issues_in_force
from wuye_docs.loaders import Workspace, load
from wuye_docs.references import ReferenceGraph, Target

FORMATS = ("xlsx", "docx", "pdf", "html")


@dataclass(frozen=True)
class RegisterSet:
    """The registers of one manual."""

    sources: RegisterSources
    book: Book
    """For the writers of sheets; it holds no documents."""

    @classmethod
    def of(cls, workspace: Workspace, today: date | None) -> RegisterSet:
        """Read a workspace; with `today` the registers tell what is due."""
        references = ReferenceGraph(load(workspace).manual)
        control = read_control(workspace, references)
        references.manual = as_issued(references.manual, control.issues)
        sources = _sources(references, control.issues, control.in_force, control.ledger, today)
        return cls(sources, Book(references.manual, references, {}, {}, workspace.read))

    @classmethod
    def of_book(cls, book: Book, workspace: Workspace) -> RegisterSet:
        """Of a book that is being written, with the evidence of its workspace, without a day."""
        ledger = read_ledger(workspace)
        in_force = issues_in_force(baselines(workspace, ledger))
        sources = _sources(book.references, book.issues, in_force, ledger, None)
        return cls(sources, replace(book, documents={}))

    def named(self, name: str) -> list[Register[Any]]:
        """The registers of a name of `REGISTER_NAMES`; several where there are several standards."""
        return make_registers(self.sources, name)

    def all(self) -> list[Register[Any]]:
        """Every register, in the order of the catalogue."""
        return [one for name in REGISTER_NAMES for one in self.named(name)]

    def reading_for(self, key: str) -> Register[Any]:
        """What a post must have read, or who must have read a document. Raises KeyError if `key` is neither."""
        named = self.sources.references.names.person(key)
        if named and named.target.key in self.sources.manual.roles:
            return numbered(reading_list(self.sources, named.target.key), self.sources)
        return numbered(signature_sheet(self.sources, self.sources.manual.documents[key]), self.sources)

    def heading(self, register: Register[Any]) -> Heading:
        """What a register says of itself."""
        return heading_of(register, self.sources.manual, self.sources.today)

    def workbook(
        self, registers: Sequence[Register[Any]], links: Mapping[Target, str] | None = None
    ) -> bytes:
        """Several registers as the sheets of one workbook."""
        from wuye_docs.writers.xlsx.write import write_workbook

        return write_workbook([(one, self.heading(one)) for one in registers], links)

    def file(self, register: Register[Any], format_: str, links: Mapping[Target, str] | None = None) -> bytes:
        """One register in a format of `FORMATS`. Raises what its writer raises."""
        if format_ == "xlsx":
            return self.workbook([register], links)
        heading = self.heading(register)
        if format_ == "html":
            from wuye_docs.writers.html.register_file import write_register_file

            return write_register_file(register, heading, links)
        if format_ == "docx":
            from wuye_docs.writers.docx.registers import write_register

            return write_register(self.book, register, heading)
        from wuye_docs.writers.pdf.write import PdfWriter

        return PdfWriter(register_book(self.book)).register(register, heading)


def _sources(
    references: ReferenceGraph,
    issues: Mapping[str, IssueState],
    in_force: Mapping[str, IssueState],
    ledger: Ledger,
    today: date | None,
) -> RegisterSources:
    ended = {one.number: one.date for one in ledger.entries if one.action == Action.OBSOLETE and one.number}
    documents = bound_order(references.manual)
    return RegisterSources(
        references, documents, issues, in_force, ended, copies_of(ledger), readings_of(ledger), today
    )


def file_name(register: Register[Any], format_: str) -> str:
    """The name of a register's file, without characters that a file system forbids."""
    name = "".join("-" if one in '/\\:*?"<>|' or ord(one) < 32 else one for one in register.heading)
    return f"{name[:80].strip(' .')}.{format_}"
