"""Text in terminal columns."""

from hypothesis import given
from hypothesis import strategies as st

from wuye_docs.cli.columns import padded, shortened, table, width_of, wrapped

MIXED = st.text(st.sampled_from("甲乙丙，。《》（） abc-①e\u0301"), max_size=60)


def it_counts_two_columns_for_a_chinese_character() -> None:
    assert width_of("客服A①") == 6
    assert padded("客服", 6) == "客服  "
    assert shortened("客户服务部", 7) == "客户服…"


@given(MIXED, st.integers(min_value=8, max_value=40))
def it_loses_nothing_but_spaces_when_it_wraps(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text(st.sampled_from("甲乙丙，。 "), max_size=60), st.integers(min_value=8, max_value=40))
def it_keeps_within_the_width(text: str, width: int) -> None:
    # A stop that must not begin a line may hang over it.
    assert all(width_of(line.rstrip("，。 ")) <= width for line in wrapped(text, width))


@given(st.lists(st.tuples(MIXED, MIXED, MIXED), max_size=5))
def it_keeps_a_table_within_the_terminal(rows: list[tuple[str, str, str]]) -> None:
    assert all(width_of(line) <= 80 for line in table(("编号", "名称", "归口"), rows, 80))
