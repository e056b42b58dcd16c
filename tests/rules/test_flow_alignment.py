"""What a list and its flow do not both say, with both places."""

from pathlib import Path

from tests.rules.cases import HERE, cases_in, found_in

CASES = {
    case.title: case for case in cases_in((Path(HERE) / "flows" / "contradicted_step.md").read_text("utf-8"))
}


def test_a_difference_names_its_place_in_the_text_and_in_the_flow() -> None:
    case = CASES["a step less, a decision less and an item more"]
    found, _, _ = found_in(case, "FLW013")
    flow = str(case.files["flows/SYFLKF01.yaml"]).split("\n")
    places = [(one.span.path, flow[one.related[0].span.line - 1].strip()[:8]) for one in found]
    text = "manual/instructions/SYWIKF01.md"
    assert places == [(text, "属实: {lan"), (text, "解释: {lan"), (text, "number: ")]


def test_a_difference_is_told_in_both_languages_and_can_be_mended() -> None:
    found, _, _ = found_in(
        CASES["another deadline, typed or as a figure, and one that no step has"], "FLW013"
    )
    assert [one.message.en for one in found] == [
        "deadline of `登记投诉` differs: text: 1小时 / flow SYFLKF01: none",
        "deadline of `派单处理` differs: text: 2小时 / flow SYFLKF01: 30分钟",
    ]
    assert all(one.hint and ":::{steps}" in one.hint.zh for one in found)
