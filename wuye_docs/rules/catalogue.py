"""Every rule, one line each, by family. Adding a rule: its file, its line here, its case in tests/rules.

A code is never reused. A rule that is withdrawn leaves its code here as a comment with the reason.
"""

from __future__ import annotations

from wuye_docs.rules.clauses.unknown_clause import UnknownClause
from wuye_docs.rules.control.stale_waiver import StaleWaiver
from wuye_docs.rules.documents.empty_section import EmptySection
from wuye_docs.rules.documents.missing_section import MissingSection
from wuye_docs.rules.flows.dead_end_step import DeadEndStep
from wuye_docs.rules.flows.decision_without_choice import DecisionWithoutChoice
from wuye_docs.rules.flows.mismatched_lane import MismatchedLane
from wuye_docs.rules.flows.missing_end import MissingEnd
from wuye_docs.rules.flows.unclear_start import UnclearStart
from wuye_docs.rules.flows.unknown_form import UnknownForm
from wuye_docs.rules.flows.unknown_lane import UnknownLane
from wuye_docs.rules.flows.unknown_next_step import UnknownNextStep
from wuye_docs.rules.flows.unlabelled_exit import UnlabelledExit
from wuye_docs.rules.flows.unpaired_labels import UnpairedLabels
from wuye_docs.rules.flows.unreachable_step import UnreachableStep
from wuye_docs.rules.forms.duplicate_field import DuplicateField
from wuye_docs.rules.forms.orphan_form import OrphanForm
from wuye_docs.rules.forms.record_without_retention import RecordWithoutRetention
from wuye_docs.rules.forms.unknown_signatory import UnknownSignatory
from wuye_docs.rules.forms.unused_form import UnusedForm
from wuye_docs.rules.numbers.duplicate_number import DuplicateNumber
from wuye_docs.rules.numbers.foreign_form_number import ForeignFormNumber
from wuye_docs.rules.numbers.gap_in_sequence import GapInSequence
from wuye_docs.rules.numbers.malformed_number import MalformedNumber
from wuye_docs.rules.numbers.mismatched_title import MismatchedTitle
from wuye_docs.rules.numbers.number_variant import NumberVariant
from wuye_docs.rules.numbers.reused_retired_number import ReusedRetiredNumber
from wuye_docs.rules.numbers.typed_heading_number import TypedHeadingNumber
from wuye_docs.rules.numbers.unknown_clause_number import UnknownClauseNumber
from wuye_docs.rules.parameters.expression_without_value import ExpressionWithoutValue
from wuye_docs.rules.parameters.unknown_parameter import UnknownParameter
from wuye_docs.rules.references.broken_reference import BrokenReference
from wuye_docs.rules.references.draft_target import DraftTarget
from wuye_docs.rules.references.obsolete_target import ObsoleteTarget
from wuye_docs.rules.references.unknown_label import UnknownLabel
from wuye_docs.rules.references.unregistered_title import UnregisteredTitle
from wuye_docs.rules.roles.ambiguous_name import AmbiguousName
from wuye_docs.rules.roles.unknown_person import UnknownPerson
from wuye_docs.rules.roles.unknown_superior import UnknownSuperior
from wuye_docs.rules.rule import Rule
from wuye_docs.rules.sources.duplicate_key import DuplicateKey
from wuye_docs.rules.sources.failed_check import FailedCheck
from wuye_docs.rules.sources.malformed_yaml import MalformedYaml
from wuye_docs.rules.sources.misnamed_file import MisnamedFile
from wuye_docs.rules.sources.missing_file import MissingFile
from wuye_docs.rules.sources.missing_key import MissingKey
from wuye_docs.rules.sources.path_outside_project import PathOutsideProject
from wuye_docs.rules.sources.stray_character import StrayCharacter
from wuye_docs.rules.sources.unknown_key import UnknownKey
from wuye_docs.rules.sources.unknown_markup import UnknownMarkup
from wuye_docs.rules.sources.unread_file import UnreadFile
from wuye_docs.rules.sources.unreadable_file import UnreadableFile
from wuye_docs.rules.sources.wrong_value import WrongValue

CATALOGUE: tuple[type[Rule], ...] = (
    # SRC sources
    FailedCheck,
    UnreadableFile,
    MalformedYaml,
    UnknownKey,
    MissingKey,
    WrongValue,
    DuplicateKey,
    UnreadFile,
    MissingFile,
    PathOutsideProject,
    MisnamedFile,
    StrayCharacter,
    UnknownMarkup,
    # NUM numbers
    MalformedNumber,
    DuplicateNumber,
    GapInSequence,
    ReusedRetiredNumber,
    ForeignFormNumber,
    NumberVariant,
    TypedHeadingNumber,
    UnknownClauseNumber,
    MismatchedTitle,
    # DOC documents
    MissingSection,
    EmptySection,
    # REF references
    UnregisteredTitle,
    BrokenReference,
    ObsoleteTarget,
    DraftTarget,
    UnknownLabel,
    # ROL roles and organisation
    UnknownPerson,
    AmbiguousName,
    UnknownSuperior,
    # FLW flows
    UnclearStart,
    MissingEnd,
    UnreachableStep,
    DeadEndStep,
    UnknownNextStep,
    DecisionWithoutChoice,
    UnlabelledExit,
    UnpairedLabels,
    MismatchedLane,
    UnknownLane,
    UnknownForm,
    # FRM forms and records
    OrphanForm,
    UnusedForm,
    RecordWithoutRetention,
    UnknownSignatory,
    DuplicateField,
    # PAR figures
    UnknownParameter,
    ExpressionWithoutValue,
    # CTL control
    StaleWaiver,
    # CLS clauses of the standard
    UnknownClause,
)


def rule_by_code(code: str) -> type[Rule] | None:
    """The rule of that code or name, or None."""
    return next((rule for rule in CATALOGUE if code in (rule.code, rule.name)), None)
