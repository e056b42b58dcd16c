"""Every rule, one line each, by family. Adding a rule: its file, its line here, its case in tests/rules.

A code is never reused. A rule that is withdrawn leaves its code here as a comment with the reason.
"""

from __future__ import annotations

from wuye_docs.rules.clauses.clause_on_paper import ClauseOnPaper
from wuye_docs.rules.clauses.missing_evidence import MissingEvidence
from wuye_docs.rules.clauses.unanswered_clause import UnansweredClause
from wuye_docs.rules.clauses.unjustified_exclusion import UnjustifiedExclusion
from wuye_docs.rules.clauses.unknown_clause import UnknownClause
from wuye_docs.rules.control.broken_ledger import BrokenLedger
from wuye_docs.rules.control.changed_after_approval import ChangedAfterApproval
from wuye_docs.rules.control.contradicted_history import ContradictedHistory
from wuye_docs.rules.control.distribution_gap import DistributionGap
from wuye_docs.rules.control.early_effect import EarlyEffect
from wuye_docs.rules.control.lost_issue import LostIssue
from wuye_docs.rules.control.overdue_review import OverdueReview
from wuye_docs.rules.control.revision_out_of_step import RevisionOutOfStep
from wuye_docs.rules.control.stale_waiver import StaleWaiver
from wuye_docs.rules.control.suspect_document import SuspectDocument
from wuye_docs.rules.control.unauthorized_approval import UnauthorizedApproval
from wuye_docs.rules.control.undistributed_document import UndistributedDocument
from wuye_docs.rules.control.unexplained_withdrawal import UnexplainedWithdrawal
from wuye_docs.rules.control.unsigned_document import UnsignedDocument
from wuye_docs.rules.control.unsupported_status import UnsupportedStatus
from wuye_docs.rules.documents.broken_off_list import BrokenOffList
from wuye_docs.rules.documents.copied_text import CopiedText
from wuye_docs.rules.documents.empty_section import EmptySection
from wuye_docs.rules.documents.leftover_placeholder import LeftoverPlaceholder
from wuye_docs.rules.documents.list_of_one import ListOfOne
from wuye_docs.rules.documents.long_sentence import LongSentence
from wuye_docs.rules.documents.misplaced_section import MisplacedSection
from wuye_docs.rules.documents.missing_section import MissingSection
from wuye_docs.rules.documents.missing_table import MissingTable
from wuye_docs.rules.documents.repeated_heading import RepeatedHeading
from wuye_docs.rules.documents.repeated_row import RepeatedRow
from wuye_docs.rules.documents.repeated_sentence import RepeatedSentence
from wuye_docs.rules.documents.skipped_heading_level import SkippedHeadingLevel
from wuye_docs.rules.documents.unbalanced_brackets import UnbalancedBrackets
from wuye_docs.rules.documents.uneven_table_row import UnevenTableRow
from wuye_docs.rules.documents.wrong_count import WrongCount
from wuye_docs.rules.flows.approval_without_rejection import ApprovalWithoutRejection
from wuye_docs.rules.flows.choice_without_decision import ChoiceWithoutDecision
from wuye_docs.rules.flows.contradicted_step import ContradictedStep
from wuye_docs.rules.flows.dead_end_step import DeadEndStep
from wuye_docs.rules.flows.decision_without_choice import DecisionWithoutChoice
from wuye_docs.rules.flows.mismatched_lane import MismatchedLane
from wuye_docs.rules.flows.missing_end import MissingEnd
from wuye_docs.rules.flows.outsider_with_duty import OutsiderWithDuty
from wuye_docs.rules.flows.repeated_step import RepeatedStep
from wuye_docs.rules.flows.unclear_start import UnclearStart
from wuye_docs.rules.flows.unexplained_flow import UnexplainedFlow
from wuye_docs.rules.flows.unjoined_fork import UnjoinedFork
from wuye_docs.rules.flows.unknown_form import UnknownForm
from wuye_docs.rules.flows.unknown_lane import UnknownLane
from wuye_docs.rules.flows.unknown_next_step import UnknownNextStep
from wuye_docs.rules.flows.unlabelled_exit import UnlabelledExit
from wuye_docs.rules.flows.unpaired_labels import UnpairedLabels
from wuye_docs.rules.flows.unreachable_step import UnreachableStep
from wuye_docs.rules.flows.unshown_flow import UnshownFlow
from wuye_docs.rules.flows.unwieldy_flow import UnwieldyFlow
from wuye_docs.rules.forms.approval_without_signature import ApprovalWithoutSignature
from wuye_docs.rules.forms.duplicate_field import DuplicateField
from wuye_docs.rules.forms.form_without_fields import FormWithoutFields
from wuye_docs.rules.forms.mismatched_signatory import MismatchedSignatory
from wuye_docs.rules.forms.missing_field import MissingField
from wuye_docs.rules.forms.notice_without_receipt import NoticeWithoutReceipt
from wuye_docs.rules.forms.orphan_form import OrphanForm
from wuye_docs.rules.forms.record_without_retention import RecordWithoutRetention
from wuye_docs.rules.forms.twin_form import TwinForm
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
from wuye_docs.rules.outputs.dead_link import DeadLink
from wuye_docs.rules.outputs.differing_text import DifferingText
from wuye_docs.rules.outputs.faulty_word_file import FaultyWordFile
from wuye_docs.rules.outputs.incomplete_header import IncompleteHeader
from wuye_docs.rules.outputs.missing_output import MissingOutput
from wuye_docs.rules.outputs.overflowing_chart_text import OverflowingChartText
from wuye_docs.rules.outputs.stale_manifest import StaleManifest
from wuye_docs.rules.outputs.undescribed_picture import UndescribedPicture
from wuye_docs.rules.outputs.unsearchable_page import UnsearchablePage
from wuye_docs.rules.outputs.wrong_contents_page import WrongContentsPage
from wuye_docs.rules.parameters.boundary_gap import BoundaryGap
from wuye_docs.rules.parameters.conflicting_figures import ConflictingFigures
from wuye_docs.rules.parameters.expression_without_value import ExpressionWithoutValue
from wuye_docs.rules.parameters.impossible_figure import ImpossibleFigure
from wuye_docs.rules.parameters.mixed_days import MixedDays
from wuye_docs.rules.parameters.slow_urgent_limit import SlowUrgentLimit
from wuye_docs.rules.parameters.typed_figure import TypedFigure
from wuye_docs.rules.parameters.unknown_parameter import UnknownParameter
from wuye_docs.rules.parameters.unused_parameter import UnusedParameter
from wuye_docs.rules.parameters.vague_time import VagueTime
from wuye_docs.rules.parameters.wrong_emergency_number import WrongEmergencyNumber
from wuye_docs.rules.references.broken_reference import BrokenReference
from wuye_docs.rules.references.circular_supersession import CircularSupersession
from wuye_docs.rules.references.draft_target import DraftTarget
from wuye_docs.rules.references.idle_listed_document import IdleListedDocument
from wuye_docs.rules.references.idle_listed_record import IdleListedRecord
from wuye_docs.rules.references.obsolete_target import ObsoleteTarget
from wuye_docs.rules.references.old_title import OldTitle
from wuye_docs.rules.references.outdated_standard import OutdatedStandard
from wuye_docs.rules.references.uncited_document import UncitedDocument
from wuye_docs.rules.references.unknown_label import UnknownLabel
from wuye_docs.rules.references.unlisted_document import UnlistedDocument
from wuye_docs.rules.references.unlisted_record import UnlistedRecord
from wuye_docs.rules.references.unmarked_title import UnmarkedTitle
from wuye_docs.rules.references.unregistered_form import UnregisteredForm
from wuye_docs.rules.references.unregistered_title import UnregisteredTitle
from wuye_docs.rules.roles.alias_of_registered_name import AliasOfRegisteredName
from wuye_docs.rules.roles.ambiguous_name import AmbiguousName
from wuye_docs.rules.roles.banned_name import BannedName
from wuye_docs.rules.roles.doubled_duty import DoubledDuty
from wuye_docs.rules.roles.duty_missing_from_job import DutyMissingFromJob
from wuye_docs.rules.roles.idle_post import IdlePost
from wuye_docs.rules.roles.reporting_cycle import ReportingCycle
from wuye_docs.rules.roles.self_approval import SelfApproval
from wuye_docs.rules.roles.superior_elsewhere import SuperiorElsewhere
from wuye_docs.rules.roles.unknown_person import UnknownPerson
from wuye_docs.rules.roles.unknown_superior import UnknownSuperior
from wuye_docs.rules.roles.unregistered_post import UnregisteredPost
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
from wuye_docs.rules.wording.banned_term import BannedTerm
from wuye_docs.rules.wording.conflicting_definitions import ConflictingDefinitions
from wuye_docs.rules.wording.doubled_term import DoubledTerm
from wuye_docs.rules.wording.foreign_word import ForeignWord
from wuye_docs.rules.wording.half_width_punctuation import HalfWidthPunctuation
from wuye_docs.rules.wording.idle_definition import IdleDefinition
from wuye_docs.rules.wording.misprint import Misprint
from wuye_docs.rules.wording.mixed_modal_words import MixedModalWords
from wuye_docs.rules.wording.traditional_character import TraditionalCharacter

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
    MisplacedSection,
    EmptySection,
    RepeatedHeading,
    SkippedHeadingLevel,
    ListOfOne,
    CopiedText,
    RepeatedSentence,
    LeftoverPlaceholder,
    LongSentence,
    UnbalancedBrackets,
    WrongCount,
    BrokenOffList,
    UnevenTableRow,
    MissingTable,
    RepeatedRow,
    # REF references
    UnregisteredTitle,
    BrokenReference,
    ObsoleteTarget,
    DraftTarget,
    UnlistedDocument,
    IdleListedDocument,
    UnlistedRecord,
    IdleListedRecord,
    OldTitle,
    CircularSupersession,
    OutdatedStandard,
    UnknownLabel,
    UncitedDocument,
    UnregisteredForm,
    UnmarkedTitle,
    # ROL roles and organisation
    UnknownPerson,
    UnregisteredPost,
    AliasOfRegisteredName,
    BannedName,
    AmbiguousName,
    IdlePost,
    ReportingCycle,
    UnknownSuperior,
    DutyMissingFromJob,
    DoubledDuty,
    SelfApproval,
    SuperiorElsewhere,
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
    UnexplainedFlow,
    RepeatedStep,
    ContradictedStep,
    ChoiceWithoutDecision,
    UnjoinedFork,
    ApprovalWithoutRejection,
    UnknownForm,
    UnshownFlow,
    OutsiderWithDuty,
    UnwieldyFlow,
    # FRM forms and records
    OrphanForm,
    UnusedForm,
    RecordWithoutRetention,
    UnknownSignatory,
    DuplicateField,
    FormWithoutFields,
    TwinForm,
    ApprovalWithoutSignature,
    NoticeWithoutReceipt,
    MissingField,
    MismatchedSignatory,
    # PAR figures
    UnknownParameter,
    UnusedParameter,
    ConflictingFigures,
    TypedFigure,
    VagueTime,
    ImpossibleFigure,
    BoundaryGap,
    SlowUrgentLimit,
    MixedDays,
    ExpressionWithoutValue,
    WrongEmergencyNumber,
    # TRM wording and typography
    BannedTerm,
    DoubledTerm,
    HalfWidthPunctuation,
    Misprint,
    ForeignWord,
    MixedModalWords,
    TraditionalCharacter,
    ConflictingDefinitions,
    IdleDefinition,
    # CTL control
    UnsignedDocument,
    ChangedAfterApproval,
    UnauthorizedApproval,
    RevisionOutOfStep,
    EarlyEffect,
    OverdueReview,
    UnsupportedStatus,
    BrokenLedger,
    SuspectDocument,
    UndistributedDocument,
    ContradictedHistory,
    UnexplainedWithdrawal,
    LostIssue,
    StaleWaiver,
    DistributionGap,
    # CLS clauses of the standard
    UnansweredClause,
    UnknownClause,
    UnjustifiedExclusion,
    MissingEvidence,
    ClauseOnPaper,
    # BLD built files, looked at by `wuye check --built`
    FaultyWordFile,
    WrongContentsPage,
    DeadLink,
    OverflowingChartText,
    IncompleteHeader,
    MissingOutput,
    StaleManifest,
    UnsearchablePage,
    UndescribedPicture,
    DifferingText,
)


def rule_by_code(code: str) -> type[Rule] | None:
    """The rule of that code or name, or None."""
    return next((rule for rule in CATALOGUE if code in (rule.code, rule.name)), None)
