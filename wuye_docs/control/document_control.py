"""All of document control at once: what the ledger and the baselines say about one manual."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from wuye_docs.control.authority import Authorities
from wuye_docs.control.baselines import Baseline, read_baselines
from wuye_docs.control.content_hash import ContentHashes
from wuye_docs.control.issue_state import IssueState
from wuye_docs.control.issues import issue_state, issue_states, issues_in_force
from wuye_docs.control.ledger import Ledger, read_ledger
from wuye_docs.diagnostics import Diagnostic
from wuye_docs.loaders import Workspace
from wuye_docs.model import Manual
from wuye_docs.references import ReferenceGraph


class DocumentControl:
    """The ledger, the baselines, and what follows from them for each number; computed when it is asked for."""

    def __init__(
        self,
        references: ReferenceGraph,
        ledger: Ledger,
        baselines: tuple[Baseline, ...] = (),
        faults: tuple[Diagnostic, ...] = (),
    ) -> None:
        self._references = references
        self.sources = references.manual
        """The manual as its sources say; whoever shows it may put records with the status of the ledger in their place."""
        self.ledger = ledger
        self.baselines = baselines
        """The first first."""
        self.faults = faults
        """What is wrong with the ledger and the manifests (CTL008)."""

    @property
    def has_begun(self) -> bool:
        """Whether anything was decided or released; before that, front matter alone counts."""
        return self.ledger.has_begun or bool(self.faults)

    def after_edits(
        self, references: ReferenceGraph, manual: Manual, numbers: Collection[str]
    ) -> DocumentControl:
        """Control of a manual that differs from this one in the texts of the documents `numbers` alone.

        Only what is touched is looked at again: they themselves, and whatever refers to them.
        """
        made = DocumentControl(references, self.ledger, self.baselines, self.faults)
        made.sources = manual
        made.hashes = self.hashes.after_edits(references, manual, numbers)
        made.authorities, made.in_force = self.authorities, self.in_force
        citing = {number for one in numbers for number in made.hashes.citing(one)}
        states = dict(self.issues)
        for record in manual.controlled():
            number = str(record.number)
            if number in numbers or number in citing:
                states[number] = issue_state(
                    record, made.hashes, self.ledger, self.in_force.get(number), self.authorities
                )
        made.issues = states
        return made

    @cached_property
    def hashes(self) -> ContentHashes:
        """The content hashes of the sources."""
        return ContentHashes(self._references, self.sources)

    @cached_property
    def authorities(self) -> Authorities:
        """Who decides on each number."""
        return Authorities(self._references)

    @cached_property
    def issues(self) -> Mapping[str, IssueState]:
        """Where each number stands."""
        return issue_states(self._references, self.ledger, self.baselines, self.hashes, self.sources)

    @cached_property
    def in_force(self) -> Mapping[str, IssueState]:
        """The issues in force, as they were released."""
        return issues_in_force(self.baselines)


def read_control(workspace: Workspace, references: ReferenceGraph) -> DocumentControl:
    """Document control of a manual that was read from a workspace. Never raises for broken evidence."""
    ledger = read_ledger(workspace)
    found, faults = read_baselines(workspace, ledger)
    return DocumentControl(references, ledger, found, (*ledger.faults, *ledger.open_branches, *faults))
