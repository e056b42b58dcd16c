"""The checks: a catalogue of rules, and the engine that runs them over a loaded manual."""

from wuye_docs.rules.catalogue import CATALOGUE, rule_by_code
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.engine import check, select_rules
from wuye_docs.rules.page import rule_list, rule_page
from wuye_docs.rules.rule import Rule

__all__ = [
    "CATALOGUE",
    "CheckContext",
    "Rule",
    "check",
    "rule_by_code",
    "rule_list",
    "rule_page",
    "select_rules",
]
