"""What holds for every rule: its code, its name, its page, its case."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from wuye_docs.diagnostics import Language, Severity
from wuye_docs.rules import CATALOGUE, Rule, rule_by_code, rule_list, rule_page
from wuye_docs.rules.page import EXAMPLE, HEADINGS, INSTEAD, WHAT, WHY_EN, WHY_ZH, page_parts, summary
from wuye_docs.rules.rule import BuiltRule, LoadingRule

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wuye_docs"
RULES = PACKAGE / "rules"
CASES = ROOT / "tests" / "rules"

FAMILIES = {
    "SRC": "sources",
    "NUM": "numbers",
    "DOC": "documents",
    "REF": "references",
    "ROL": "roles",
    "FLW": "flows",
    "FRM": "forms",
    "PAR": "parameters",
    "TRM": "wording",
    "CTL": "control",
    "CLS": "clauses",
    "BLD": "outputs",
}
# A rule names what is wrong. These name the cure, or the act of checking.
UNFIT_BEGINNINGS = (
    "avoid-", "no-", "not-", "do-not-", "dont-", "use-", "uses-", "prefer-", "consider-", "check-", "checks-",
    "require-", "ensure-", "must-", "should-", "valid-", "forbid-",
)  # fmt: skip
FENCE = re.compile(r"```(\w+)\n(.+?)\n```", re.DOTALL)
CHINESE = re.compile("[\u4e00-\u9fff]")

every_rule = pytest.mark.parametrize("rule", CATALOGUE, ids=[rule.code for rule in CATALOGUE])


def test_codes_and_names_are_unique() -> None:
    codes = [rule.code for rule in CATALOGUE]
    names = [rule.name for rule in CATALOGUE]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


def test_the_catalogue_is_sorted_by_family_and_code() -> None:
    order = list(FAMILIES)
    places = [(order.index(rule.code[:3]), rule.code) for rule in CATALOGUE]
    assert all(first < second for first, second in pairwise(places))


def test_no_retired_code_is_used_again() -> None:
    # A retired code stands in the catalogue as a comment: `# FLW099 ...`.
    comments = re.findall(
        r"^\s*#\s*([A-Z]{3}\d{3})\b", (RULES / "catalogue.py").read_text("utf-8"), re.MULTILINE
    )
    assert not set(comments) & {rule.code for rule in CATALOGUE}


def test_every_rule_file_is_in_the_catalogue() -> None:
    listed = {rule.__module__ for rule in CATALOGUE}
    for folder in FAMILIES.values():
        for path in (RULES / folder).glob("*.py"):
            if path.stem != "__init__":
                assert f"wuye_docs.rules.{folder}.{path.stem}" in listed


def test_every_case_file_is_that_of_a_rule() -> None:
    names = {(FAMILIES[rule.code[:3]], rule.name.replace("-", "_")) for rule in CATALOGUE}
    for folder in FAMILIES.values():
        for path in (CASES / folder).glob("*.md"):
            assert (folder, path.stem) in names, path


def test_every_code_that_reading_reports_is_in_the_catalogue() -> None:
    codes = {
        code
        for path in (PACKAGE / "loaders").glob("*.py")
        for code in re.findall(r"\"([A-Z]{3}\d{3})\"", path.read_text("utf-8"))
    }
    explained = {rule.code: rule for rule in CATALOGUE}
    assert codes
    for code in codes:
        assert code in explained
        assert issubclass(explained[code], LoadingRule), code


@every_rule
def test_a_code_is_three_letters_of_its_family_and_three_digits(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert rule.__module__.split(".")[-2] == FAMILIES[rule.code[:3]]


@every_rule
def test_a_name_is_kebab_case_and_says_what_is_wrong(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert not rule.name.startswith(UNFIT_BEGINNINGS)


@every_rule
def test_class_file_and_case_carry_the_name(rule: type[Rule]) -> None:
    stem = rule.name.replace("-", "_")
    assert rule.__module__.split(".")[-1] == stem
    assert rule.__name__ == "".join(word.capitalize() for word in rule.name.split("-"))
    if issubclass(rule, BuiltRule):
        return  # Its case is a damaged build: tests/project/test_built_files.py.
    case = CASES / FAMILIES[rule.code[:3]] / f"{stem}.md"
    assert case.read_text("utf-8").startswith(f"# {rule.code} {rule.name}\n")


@every_rule
def test_the_docstring_has_its_headings_in_both_languages(rule: type[Rule]) -> None:
    parts = page_parts(rule)
    assert tuple(parts) == ("", *HEADINGS)
    assert all(parts.values())
    assert CHINESE.search(parts[WHAT]) and CHINESE.search(parts[WHY_ZH])
    assert not CHINESE.search(parts[WHY_EN])
    first = parts[""].split("\n")[0]
    assert len(first) <= 112 and first[0].isupper()
    assert parts[""].endswith(".") and "。" in parts[WHAT] and parts[WHY_EN].endswith(".")


@every_rule
def test_the_example_and_its_mended_form_differ(rule: type[Rule]) -> None:
    parts = page_parts(rule)
    example, instead = FENCE.fullmatch(parts[EXAMPLE]), FENCE.fullmatch(parts[INSTEAD])
    assert example and instead
    assert example.group(1) == instead.group(1)
    assert example.group(2) != instead.group(2)


@every_rule
def test_the_page_reads_in_both_languages(rule: type[Rule]) -> None:
    chinese, english = rule_page(rule, Language.CHINESE), rule_page(rule, Language.ENGLISH)
    for page in (chinese, english):
        assert page.startswith(f"# {rule.code} {rule.name}\n")
        assert rule.since in page
    assert "## 为什么重要" in chinese and WHY_EN not in chinese
    assert WHY_EN in english and "为什么重要" not in english
    assert summary(rule, Language.CHINESE).endswith("。")
    assert "\n" not in summary(rule, Language.ENGLISH)


@every_rule
def test_severity_and_version_are_set(rule: type[Rule]) -> None:
    assert isinstance(rule.severity, Severity)
    assert re.fullmatch(r"\d+\.\d+", rule.since)


def test_severities_are_those_of_the_plan() -> None:
    """Warnings ask for a decision, hints are advice; all else that is found stops a release."""
    warnings = {rule.code for rule in CATALOGUE if rule.severity is Severity.WARNING}
    assert warnings == {
        "SRC007", "SRC010",
        "NUM003", "NUM007",
        "DOC002", "DOC003", "DOC005", "DOC006", "DOC007", "DOC008", "DOC009", "DOC012", "DOC013", "DOC015", "DOC016",
        "REF004", "REF005", "REF006", "REF007", "REF008", "REF009", "REF011", "REF014", "REF015",
        "ROL002", "ROL003", "ROL007", "ROL010", "ROL013", "ROL015", "ROL016",
        "FLW008", "FLW011", "FLW012", "FLW013", "FLW014", "FLW015", "FLW016", "FLW019", "FLW020",
        "FRM002", "FRM006", "FRM007", "FRM009", "FRM010", "FRM011", "FRM012",
        "PAR002", "PAR004", "PAR005", "PAR007", "PAR008", "PAR009",
        "TRM001", "TRM002", "TRM004", "TRM009", "TRM010",
        "CTL006", "CTL009", "CTL010", "CTL014", "CTL015",
        "BLD008",
        "CLS001", "CLS003", "CLS004",
    }  # fmt: skip
    hints = {rule.code for rule in CATALOGUE if rule.severity is Severity.HINT}
    assert hints == {
        "DOC010",
        "REF013",
        "FLW022",
        "TRM003", "TRM005", "TRM006", "TRM008",
        "CLS005",
    }  # fmt: skip


def test_a_rule_is_found_by_code_and_by_name() -> None:
    assert rule_by_code("FLW004") is rule_by_code("dead-end-step")
    assert rule_by_code("FLW999") is None


def test_the_list_has_a_line_for_every_rule() -> None:
    for language in Language:
        listed = rule_list(language).splitlines()
        assert len(listed) == len(CATALOGUE) + 2
        assert all(line.count("|") == 6 for line in listed)
