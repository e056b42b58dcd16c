"""What a rule is: a code, a name, a severity, a page, and what it wants to look at.

A rule is a class. Its docstring is its page (`page` prints it), its kind says what the engine shows it, and its
`check` yields findings. One object of each rule is made for one run, so a rule may keep what it computes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from wuye_docs.diagnostics import Diagnostic, Fix, Message, Related, Severity, Span
from wuye_docs.model import Document, Flow, Form, Waiver
from wuye_docs.references import Reference, Relation, Unresolved
from wuye_docs.rules.context import CheckContext, RunningText


class Rule:
    """What all rules have in common."""

    code: ClassVar[str]
    """Three letters of the family and three digits; never used again for another meaning."""
    name: ClassVar[str]
    """What is wrong, in kebab-case; the file of the rule has the same name."""
    severity: ClassVar[Severity]
    since: ClassVar[str] = "0.1"
    is_fixable: ClassVar[bool] = False
    """Whether some of its findings carry a fix."""

    def __init__(self, context: CheckContext) -> None:
        self.context = context

    def finding(
        self,
        span: Span,
        zh: str,
        en: str,
        *,
        hint: Message | None = None,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
    ) -> Diagnostic:
        """A finding of this rule; `related` names further places that it speaks of."""
        return Diagnostic(self.code, self.severity, span, Message(zh, en), hint, fix, related)


class LoadingRule(Rule):
    """A rule whose findings are made while the sources are read, under the same code.

    The class explains them, sets their severity and may take some back once the whole manual is known.
    """

    def confirms(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding of loading still holds in view of the whole manual."""
        return True


class BuiltRule(Rule):
    """A rule whose findings are made from what a build wrote, under the same code, by `project/built_files`.

    The class explains them and sets their severity; a check of the sources passes it over.
    """


class ManualRule(Rule):
    """A rule that looks at the manual as a whole."""

    def check(self) -> Iterable[Diagnostic]:
        """What is wrong with the manual."""
        raise NotImplementedError


class ControlledRule(Rule):
    """A rule that looks at each thing with a number: document, flow or form."""

    def check(self, record: Document | Flow | Form) -> Iterable[Diagnostic]:
        """What is wrong with a document, flow or form."""
        raise NotImplementedError


class DocumentRule(Rule):
    """A rule that looks at each document."""

    def check(self, document: Document) -> Iterable[Diagnostic]:
        """What is wrong with a document."""
        raise NotImplementedError


class FlowRule(Rule):
    """A rule that looks at each flow that has steps."""

    judges_incomplete: ClassVar[bool] = True
    """False if a fault of reading the file (a key misspelt, a value refused) would make the rule see a second fault
    that is not there; such a rule waits until the file reads."""

    def check(self, flow: Flow) -> Iterable[Diagnostic]:
        """What is wrong with a flow."""
        raise NotImplementedError


class FormRule(Rule):
    """A rule that looks at each form."""

    def check(self, form: Form) -> Iterable[Diagnostic]:
        """What is wrong with a form."""
        raise NotImplementedError


class TextRule(Rule):
    """A rule that looks at each run of reading text: paragraphs of documents, notes of flows and forms."""

    def texts(self) -> Iterable[RunningText]:
        """The texts that the rule wants to see, if not all: where nearly none concerns it, `text_search` finds those that do."""
        return self.context.texts

    def check(self, text: RunningText) -> Iterable[Diagnostic]:
        """What is wrong with a run of text."""
        raise NotImplementedError


class ReferenceRule(Rule):
    """A rule that looks at each resolved reference of some relations."""

    relations: ClassVar[frozenset[Relation]]

    def is_needed(self) -> bool:
        """Whether any reference of this manual can be at fault; references are by far what there is most of."""
        return True

    def check(self, reference: Reference) -> Iterable[Diagnostic]:
        """What is wrong with a reference."""
        raise NotImplementedError


class UnresolvedRule(Rule):
    """A rule that looks at each name, of some relations, that nothing registered answers to."""

    relations: ClassVar[frozenset[Relation]]

    def check(self, unresolved: Unresolved) -> Iterable[Diagnostic]:
        """The finding of an unresolved name, if it is this rule's."""
        raise NotImplementedError


class WaiverRule(Rule):
    """A rule that looks at each waiver of manual.yaml, after all others are done."""

    def check(self, waiver: Waiver, silenced: int | None) -> Iterable[Diagnostic]:
        """What is wrong with a waiver that silenced so many findings; None if its rule did not run on all files."""
        raise NotImplementedError
