"""Each rule, run alone over the sample projects of its case file."""

import pytest

from tests.rules.cases import BASE, HERE, cases_in, found_in, updated
from wuye_docs.loaders import load
from wuye_docs.rules import CATALOGUE, Rule, check
from wuye_docs.rules.rule import BuiltRule

FILES = [
    (rule, HERE / rule.__module__.split(".")[-2] / f"{rule.__module__.split('.')[-1]}.md")
    for rule in CATALOGUE
    if not issubclass(rule, BuiltRule)  # tests/project/test_built_files.py has theirs
]


@pytest.mark.parametrize(("rule", "path"), FILES, ids=[rule.code for rule, _ in FILES])
def test_a_rule_finds_what_its_cases_say_and_no_more(rule: type[Rule], path, request) -> None:
    text = path.read_text("utf-8")
    if request.config.getoption("--update-cases"):
        path.write_text(updated(text, rule.code), "utf-8")
        return
    for case in cases_in(text):
        _, printed, fixed = found_in(case, rule.code)
        assert printed == case.findings, case.title
        assert fixed == case.fixed, case.title


@pytest.mark.parametrize(("rule", "path"), FILES, ids=[rule.code for rule, _ in FILES])
def test_what_a_rule_fixes_it_does_not_find_again(rule: type[Rule], path) -> None:
    for case in cases_in(path.read_text("utf-8")):
        found, _, fixed = found_in(case, rule.code)
        if fixed:
            case.files |= fixed
            again, _, _ = found_in(case, rule.code)
            assert len(again) == sum(one.fix is None for one in found), case.title
            assert not any(one.fix for one in again)


@pytest.mark.parametrize(("rule", "path"), FILES, ids=[rule.code for rule, _ in FILES])
def test_every_rule_has_a_case_with_a_finding_and_one_without(rule: type[Rule], path) -> None:
    cases = list(cases_in(path.read_text("utf-8")))
    assert any(case.findings for case in cases) or rule.code == "SRC000"
    assert any(not case.findings for case in cases)


def test_the_manual_that_cases_build_on_is_clean() -> None:
    workspace = BASE.workspace()
    assert check(load(workspace), workspace) == ()
