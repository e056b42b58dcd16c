"""The source model: frozen records of what the files say, each with its place."""

from wuye_docs.model.control import Authority, ControlSettings, SigningKey
from wuye_docs.model.document import Body, Document, Mark, Prose, RevisionEntry, Section
from wuye_docs.model.flow import Exit, Flow, Step, StepKind, circled_number
from wuye_docs.model.form import Column, Field, FieldType, Form, FormKind, Retention
from wuye_docs.model.located import Located, place_of
from wuye_docs.model.manual import Manual
from wuye_docs.model.organization import Department, Organization, Party, Role
from wuye_docs.model.record import NOWHERE, KeyDescription, Record, key
from wuye_docs.model.settings import (
    ChartFormat,
    Company,
    Level,
    Numbering,
    NumberingScheme,
    Series,
    Settings,
    Style,
    Waiver,
)
from wuye_docs.model.status import Status
from wuye_docs.model.vocabulary import Clause, ClauseTable, Parameter, Standard, StandardStatus, Term

__all__ = [
    "NOWHERE",
    "Authority",
    "Body",
    "ChartFormat",
    "Clause",
    "ClauseTable",
    "Column",
    "Company",
    "ControlSettings",
    "Department",
    "Document",
    "Exit",
    "Field",
    "FieldType",
    "Flow",
    "Form",
    "FormKind",
    "KeyDescription",
    "Level",
    "Located",
    "Manual",
    "Mark",
    "Numbering",
    "NumberingScheme",
    "Organization",
    "Parameter",
    "Party",
    "Prose",
    "Record",
    "Retention",
    "RevisionEntry",
    "Role",
    "Section",
    "Series",
    "Settings",
    "SigningKey",
    "Standard",
    "StandardStatus",
    "Status",
    "Step",
    "StepKind",
    "Style",
    "Term",
    "Waiver",
    "circled_number",
    "key",
    "place_of",
]
