"""Run the checks of built files and tell what they find as findings of the catalogue's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.project.built_files.chart_text import overflowing_chart_texts
from wuye_docs.project.built_files.contents_pages import wrong_contents_pages
from wuye_docs.project.built_files.dead_links import dead_links
from wuye_docs.project.built_files.headers import incomplete_headers
from wuye_docs.project.built_files.inventory import missing_outputs, stale_manifest
from wuye_docs.project.built_files.output import MANUAL, BuiltOutput, Fault
from wuye_docs.project.built_files.pictures import undescribed_pictures
from wuye_docs.project.built_files.same_text import differing_texts
from wuye_docs.project.built_files.search_entries import unsearchable_pages
from wuye_docs.project.built_files.word_files import faulty_word_files
from wuye_docs.project.fingerprint import tool_fingerprint
from wuye_docs.project.prepare import lay_out_with, prepare_book
from wuye_docs.rules import rule_by_code

Look = Callable[[BuiltOutput], Iterator[Fault]]

CHECKS: Mapping[str, Look] = {
    "BLD001": faulty_word_files,
    "BLD002": wrong_contents_pages,
    "BLD003": dead_links,
    "BLD004": overflowing_chart_texts,
    "BLD005": incomplete_headers,
    "BLD006": missing_outputs,
    "BLD007": stale_manifest,
    "BLD008": unsearchable_pages,
    "BLD009": undescribed_pictures,
    "BLD010": differing_texts,
}


def open_built(project_root: Path, target: Path) -> BuiltOutput:
    """The output folder of a project, with the book that its cache holds; what changed since is resolved again."""
    book = prepare_book(project_root, target / "cache", tool_fingerprint(), lay_out_with(None))
    return BuiltOutput(target, book)


def check_built(built: BuiltOutput, codes: Iterable[str] = tuple(CHECKS)) -> tuple[Diagnostic, ...]:
    """What is wrong with the built files, in the order of the sources. A check that fails is a finding itself."""
    found: list[Diagnostic] = []
    for code in codes:
        rule = rule_by_code(code)
        severity = rule.severity if rule else Severity.ERROR
        try:
            for fault in CHECKS[code](built):
                said = Message(f"{fault.file}: {fault.said.zh}", f"{fault.file}: {fault.said.en}")
                found.append(Diagnostic(code, severity, built.span(fault), said, fault.hint))
        except Exception as fault:
            # A file damaged beyond reading; which one, the other checks say.
            shown = f"{type(fault).__name__}: {fault}"
            found.append(
                Diagnostic(
                    code,
                    severity,
                    Span.whole_file(MANUAL),
                    Message(f"生成的文件读不出来: {shown}", f"the built files cannot be read: {shown}"),
                    Message(
                        "全部重新生成: `wuye build --force`", "build everything again: `wuye build --force`"
                    ),
                )
            )
    return tuple(dict.fromkeys(sorted(found, key=lambda one: one.order)))
