"""Figures: parameters and what is typed in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.model import Parameter
from wuye_docs.model.quantities import quantities_in, quantity_of
from wuye_docs.references import Kind as Named
from wuye_docs.references import Reference, Relation, Target

PARAMETERS = "manual/parameters.yaml"


def parameter_misspelt(clean: Clean) -> Iterator[Fault]:
    """The text uses a parameter that there is not."""
    for one in clean.references(Relation.PARAMETER):
        yield fault([Edit(one.span, one.target.key + "长")])


def parameter_renamed(clean: Clean) -> Iterator[Fault]:
    """A parameter gets another name, and its uses keep the old one."""
    for name, one in clean.manual.parameters.items():
        uses = clean.graph.used_by(Target(Named.PARAMETER, name), (Relation.PARAMETER, Relation.WITHIN))
        if uses and not one.is_builtin:
            yield fault([Edit(one.span, name + "长")], told_at=[use.span for use in uses])


def parameter_dropped(clean: Clean) -> Iterator[Fault]:
    """A parameter is deleted."""
    for name, one in clean.manual.parameters.items():
        uses = clean.graph.used_by(Target(Named.PARAMETER, name), (Relation.PARAMETER, Relation.WITHIN))
        if uses and not one.is_builtin:
            yield fault(
                [clean.without_lines(PARAMETERS, *clean.block(PARAMETERS, one.span.line))],
                told_at=[use.span for use in uses],
            )


def parameter_nobody_uses(clean: Clean) -> Iterator[Fault]:
    """A parameter is registered that nothing uses."""
    for one in clean.manual.parameters.values():
        if not one.is_builtin:
            yield fault(
                [
                    Edit(
                        clean.below(PARAMETERS, one.span.line),
                        "\n儿童乐园.巡视频率: {value: 每日2次, note: 公司自定}",
                    )
                ],
                lines_below=1,
            )


def parameter_twice_with_another_value(clean: Clean) -> Iterator[Fault]:
    """Two parameters speak of one thing and differ."""
    for name, one in clean.manual.parameters.items():
        if one.is_builtin or not one.subject or quantity_of(one.text) is None:
            continue
        line = clean.line(one.span)
        other = re.sub(
            r"value: [^,}]*",
            lambda m: "value: " + re.sub(r"\d+", lambda d: str(int(d[0]) + 3), m[0][7:]),
            line,
        )
        other = other.replace(name + ":", name + "二:", 1)
        if other != line and re.search(r"value: .*?\d", line):
            yield fault(
                [Edit(clean.below(PARAMETERS, one.span.line), "\n" + other)],
                lines_below=1,
                told_at=[clean.below(PARAMETERS, one.span.line)],
            )


def _typed(clean: Clean, *, tied: bool = True) -> Iterator[tuple[Reference, Parameter, Span]]:
    """The uses of figures whose sentence, or row of a table, shares a word with the parameter; or those that do not.

    缺件在{{ 不合格.一般时限 }}内补正: once the figure is typed, no reader can tell that it was that one.
    """
    for one, parameter, place in _expressions(clean):
        sentence = clean.line(place)
        if not clean.is_in_table(place):
            before = re.split("[。；]", sentence[: place.column - 1])[-1]
            sentence = before + " " + re.split("[。；]", sentence[place.end_column - 1 :])[0]
        words = re.sub(r"\{\{.*?\}\}", " ", sentence)
        about = f"{parameter.name} {parameter.subject}"
        shared = (about[index : index + 2] for index in range(len(about) - 1))
        if any(re.fullmatch("[\u4e00-\u9fff]{2}", pair) and pair in words for pair in shared) == tied:
            yield one, parameter, place


def _expressions(clean: Clean) -> Iterator[tuple[Reference, Parameter, Span]]:
    """{{ … }} of one parameter with a figure, in prose: the reference, the parameter, the place of the whole expression."""
    for one in clean.references(Relation.PARAMETER):
        parameter = clean.manual.parameters[one.target.key]
        source = clean.line(one.span)
        match = next(
            (
                m
                for m in re.finditer(r"\{\{\s*([^}|]*?)\s*\}\}", source)
                if m.start() < one.span.column <= m.end()
            ),
            None,
        )
        if (
            match
            and match[1] == one.target.key
            and not parameter.is_builtin
            and quantity_of(parameter.text) is not None
        ) and one.span.path.endswith(".md"):
            yield (
                one,
                parameter,
                Span(one.span.path, one.span.line, match.start() + 1, one.span.line, match.end() + 1),
            )


def figure_typed(clean: Clean) -> Iterator[Fault]:
    """The figure is typed where the parameter belongs."""
    for _, parameter, place in _typed(clean):
        yield fault([Edit(place, parameter.text)])


def figure_typed_otherwise(clean: Clean) -> Iterator[Fault]:
    """Another figure is typed where the parameter belongs."""
    for _, parameter, place in _typed(clean):
        other = re.sub(r"\d+", lambda match: str(int(match[0]) * 2), parameter.text, count=1)
        if other != parameter.text and not re.search(r"月|[:：%]", other):
            yield fault([Edit(place, other)])


def figure_typed_in_calendar_days(clean: Clean) -> Iterator[Fault]:
    """天 is typed where the parameter says 工作日."""
    for _, parameter, place in _typed(clean):
        if parameter.unit == "工作日":
            yield fault([Edit(place, parameter.text.replace("个工作日", "天"))])


def figure_typed_in_characters(clean: Clean) -> Iterator[Fault]:
    """The figure is typed in Chinese characters where the parameter belongs."""
    for _, parameter, place in _typed(clean):
        match = re.match(r"\d+", parameter.text)
        if match and 1 <= int(match[0]) <= 10:
            yield fault(
                [Edit(place, "零一两三四五六七八九十"[int(match[0])] + parameter.text[match.end() :])]
            )


def figure_typed_that_nothing_ties(clean: Clean) -> Iterator[Fault]:
    """The figure is typed in a sentence that has no word of the parameter."""
    for _, parameter, place in _typed(clean, tied=False):
        yield fault([Edit(place, parameter.text)])


def figure_impossible(clean: Clean) -> Iterator[Fault]:
    """A figure cannot be: 每月32日, 25:00, 105%."""
    wrong = (
        "每月32日前上报一次。",
        "合格率应达到105%。",
        "每日25:00前锁闭。",
        "在5至3天内办结。",
        "于2月30日前完成。",
    )
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        yield fault([Edit(clean.below(span.path, span.line), wrong[index % len(wrong)])])


def figures_overlap(clean: Clean) -> Iterator[Fault]:
    """Two ranges both hold their limit, or neither does."""
    wrong = (
        "单件500元以下的由客服主管批准，500元以上的由管理处经理批准。",
        "单件不满500元的由客服主管批准，超过500元的由管理处经理批准。",
    )
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        yield fault([Edit(clean.below(span.path, span.line), wrong[index % len(wrong)])])


def urgent_limit_longer(clean: Clean) -> Iterator[Fault]:
    """The urgent limit is longer than the ordinary one."""
    for name, one in clean.manual.parameters.items():
        ordinary = clean.manual.parameters.get(name.replace("紧急", "")) or clean.manual.parameters.get(
            name.replace("紧急", "一般")
        )
        if (
            "紧急" in name
            and ordinary is not None
            and re.fullmatch(r"\d+", one.value)
            and ordinary is not one
        ):
            yield fault([Edit(one.at("value"), "900")])


def vague_time(clean: Clean) -> Iterator[Fault]:
    """A step without a limit says 尽快."""
    for _, step in clean.flow_steps():
        if (
            step.ordinal
            and step.kind == "task"
            and not step.within
            and step.note
            and not any(quantities_in(step.note))
        ):
            place = step.at("note")
            if clean.written(place).endswith("。") and not re.search(
                "{{|当日|当天|立即|当场|每|日前|随时|次日", step.note
            ):
                yield fault([Edit(clean.behind(place), "尽快办理。")])


def limit_taken_out(clean: Clean) -> Iterator[Fault]:
    """The limit of a parameter is nowhere used any more: a step's `within` is taken out."""
    for _flow, step in clean.flow_steps():
        if step.within:
            uses = clean.graph.used_by(
                Target(Named.PARAMETER, step.within), (Relation.PARAMETER, Relation.WITHIN)
            )
            edit = clean.without_key(step, "within")
            if len(uses) == 1 and edit:
                yield fault([edit], told_at=[clean.manual.parameters[step.within].span])


def expression_broken(clean: Clean) -> Iterator[Fault]:
    """The braces hold what gives no value.

    In a table the bar is written as Markdown wants it there; one that is not splits the cell, another fault.
    """
    for _, _, place in _expressions(clean):
        source = clean.written(place)
        bar = "\\|" if clean.is_in_table(place) else "|"
        yield fault([Edit(place, source[:-3].rstrip() + f" {bar} 两位小数 }}}}")])


def bar_of_expression_splits_cell(clean: Clean) -> Iterator[Fault]:
    """In a table the bar before a filter is written without its backslash."""
    for _, _, place in _expressions(clean):
        if clean.is_in_table(place):
            yield fault([Edit(place, clean.written(place)[:-3].rstrip() + " | 数值 }}")])


def expression_not_closed(clean: Clean) -> Iterator[Fault]:
    """A brace is lost: { 投诉.派单时限 }}."""
    for _, _, place in _expressions(clean):
        yield fault([Edit(place, clean.written(place)[1:])])


def figure_changed_that_stands_once(clean: Clean) -> Iterator[Fault]:
    """A parameter gets another value."""
    for one in clean.manual.parameters.values():
        if not one.is_builtin and re.fullmatch(r"\d+", one.value) and "紧急" not in one.name:
            yield fault([Edit(one.at("value"), str(int(one.value) + 1))])


def emergency_number_wrong(clean: Clean) -> Iterator[Fault]:
    """A number to call in an emergency is another one's, or has a digit too many."""
    for name, one in clean.manual.parameters.items():
        if re.fullmatch("11[0-9]|12[0-9]", one.value) and "电话" in name + one.subject:
            yield fault([Edit(one.at("value"), "122" if one.value != "122" else "119")])
    wrong = ("发现火情立即拨打火警110。", "有人受伤的拨打急救电话119。", "发现险情立即拨打1199。")
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        yield fault([Edit(clean.below(span.path, span.line), wrong[index % len(wrong)])])


def date_that_cannot_be(clean: Clean) -> Iterator[Fault]:
    """A year of another age, an eighth day of the week, a fifth quarter."""
    wrong = ("自2206年起执行。", "每逢星期八核对一次。", "第五季度汇总上报。")
    for index, (_, _, _, span) in enumerate(clean.paragraphs()):
        yield fault([Edit(clean.below(span.path, span.line), wrong[index % len(wrong)])])


def limit_turned_round(clean: Clean) -> Iterator[Fault]:
    """以上 becomes 以下."""
    for _, _, span in clean.found("(?<=\ufffc)以上"):
        yield fault([Edit(span, "以下")])


def another_figure_of_the_group(clean: Clean) -> Iterator[Fault]:
    """A sentence uses the figure beside the one it needs: of the same group and unit."""
    for one, parameter, _ in _expressions(clean):
        group = one.target.key.rpartition(".")[0] + "."
        other = next(
            (
                each
                for name, each in clean.manual.parameters.items()
                if name.startswith(group) and name != one.target.key and each.unit == parameter.unit
            ),
            None,
        )
        if other is not None:
            yield fault([Edit(one.span, other.name)])


KINDS = (
    Kind(("PAR001",), parameter_misspelt),
    Kind(("PAR001",), parameter_renamed),
    Kind(("PAR001",), parameter_dropped),
    Kind(("PAR002",), parameter_nobody_uses),
    Kind(("PAR003",), parameter_twice_with_another_value),
    Kind(("PAR004",), figure_typed),
    Kind(("PAR003",), figure_typed_otherwise),
    Kind(("PAR009", "PAR003"), figure_typed_in_calendar_days),
    Kind(("PAR004",), figure_typed_in_characters),
    Kind(("PAR006",), figure_impossible),
    Kind(("PAR006",), date_that_cannot_be),
    Kind(("PAR011",), emergency_number_wrong),
    Kind(("PAR007",), figures_overlap),
    Kind(("PAR008",), urgent_limit_longer),
    Kind(("PAR005",), vague_time),
    Kind(("PAR002",), limit_taken_out),
    Kind(("PAR001", "PAR010"), expression_broken),
    Kind(("DOC014",), bar_of_expression_splits_cell),
    Kind(("PAR001", "PAR010", "DOC011"), expression_not_closed),
)

# What no rule can tell, and why:
BEYOND = (
    # The figure stands in one place, as it should; whether it is the right one is for the approver to say.
    Kind(("PAR003",), figure_changed_that_stands_once),
    # A range that ends where another begins is found (PAR007); one that stands alone may be either.
    Kind(("PAR007",), limit_turned_round),
    # A registered figure with a sound name: told only if the other one loses its last use (PAR002).
    Kind(("PAR002",), another_figure_of_the_group),
    # Nothing in the sentence says which parameter the figure was; an unused one is told where it is declared (PAR002).
    Kind(("PAR004",), figure_typed_that_nothing_ties),
)
