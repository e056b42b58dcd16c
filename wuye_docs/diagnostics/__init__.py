"""What a check reports: places in sources, severities, findings, and how they are printed."""

from wuye_docs.diagnostics.background import Background, RuleText, Waived
from wuye_docs.diagnostics.diagnostic import Diagnostic, Edit, Fix, Related
from wuye_docs.diagnostics.message import Language, Message
from wuye_docs.diagnostics.severity import Severity
from wuye_docs.diagnostics.span import Span

__all__ = [
    "Background",
    "Diagnostic",
    "Edit",
    "Fix",
    "Language",
    "Message",
    "Related",
    "RuleText",
    "Severity",
    "Span",
    "Waived",
]
