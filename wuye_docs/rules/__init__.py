"""The checks: a catalogue of rules, and the engine that runs them over a loaded manual."""

from wuye_docs.rules.catalogue import CATALOGUE, rule_by_code
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.engine import Checked, check, check_with_waived, select_rules
from wuye_docs.rules.page import rule_list, rule_page, rule_text
from wuye_docs.rules.rule import Rule

__all__ = [
    "CATALOGUE",
    "CheckContext",
    "Checked",
    "Rule",
    "check",
    "check_with_waived",
    "rule_by_code",
    "rule_list",
    "rule_page",
    "rule_text",
    "select_rules",
]
