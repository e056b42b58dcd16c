"""NUM001."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Fix, Message, Severity
from wuye_docs.model import Document, Flow, Form, Series, place_of
from wuye_docs.model.numbering import FLOW_LEVEL, numbers_in_run, parse_number
from wuye_docs.rules.rule import ManualRule


class MalformedNumber(ManualRule):
    """A number breaks the scheme of manual.yaml, or belongs to a series of another level.

    ## 说明
    文件、流程或记录表的编号不符合 manual.yaml 中 `numbering` 的规则: 前缀没有登记, 序号位数不对,
    记录表没有后缀 (`-R01`), 或者用了别的层级的系列 (作业指导书用了程序文件的编号)。预留编号同样检查。

    ## 为什么重要
    ISO 9001:2015 7.5.2 a) 要求成文信息有唯一的标识。编号不合规则, 登记、发放和检索都会遗漏它。

    ## Why it matters
    Identification (ISO 9001:2015 7.5.2 a) rests on the scheme: a number outside it escapes registers and searches.

    ## 示例 Example
    ```yaml
    number: SYWIKF-3
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF03
    ```
    """

    code = "NUM001"
    name = "malformed-number"
    severity = Severity.ERROR
    is_fixable = True

    def check(self) -> Iterator[Diagnostic]:
        scheme = self.context.manual.settings.numbering
        # Without series nothing can be judged, and reading has said so.
        if not scheme.series:
            return
        for record in self.context.manual.controlled():
            yield from self.check_record(record)
        for written in scheme.reserved:
            if numbers_in_run(written, scheme) is None:
                yield self.finding(
                    place_of(written, scheme.at("reserved")),
                    f"预留编号 `{written}` 不符合编号规则",
                    f"reserved number `{written}` breaks the scheme",
                    hint=Message(
                        "写一个编号, 或同一系列的一段, 如 SYWIKF02-15",
                        "write one number, or a run of one series such as SYWIKF02-15",
                    ),
                )

    def check_record(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        scheme = self.context.manual.settings.numbering
        number = record.number
        parsed = parse_number(number, scheme)
        if parsed is None:
            # Where the number could not be read, which was reported, the file's name stands in for it.
            if number not in self.context.written_at(record.span):
                return
            right = self.context.numbers.canonical(number)
            fix = None
            if right and parse_number(right, scheme) and not self.context.manual.controlled_by(right):
                fix = Fix.writing(right, record.at("number"))
            yield self.finding(
                record.span,
                f"编号 `{number}` 不符合编号规则",
                f"number `{number}` breaks the numbering scheme",
                hint=Message(f"写成 `{right}`", f"write `{right}`") if right else self.expected(record),
                fix=fix,
            )
        elif isinstance(record, Form) != (parsed.form is not None):
            yield self.finding(
                record.span,
                f"编号 `{number}` "
                + (
                    f"缺少记录表后缀 `{scheme.form_suffix}`" if isinstance(record, Form) else "带有记录表后缀"
                ),
                f"number `{number}` "
                + (
                    f"lacks the suffix `{scheme.form_suffix}` of forms"
                    if isinstance(record, Form)
                    else "has the suffix of a form"
                ),
                hint=self.expected(record),
            )
        elif not isinstance(record, Form) and not self.fits(record, parsed.series):
            level = record.level if isinstance(record, Document) else FLOW_LEVEL
            yield self.finding(
                record.span,
                f"编号 `{number}` 属于系列 `{parsed.series.prefix}` (层级 `{parsed.series.level}`), 与层级 `{level}` 不符",
                f"number `{number}` is of series `{parsed.series.prefix}` for level `{parsed.series.level}`, not `{level}`",
                hint=self.expected(record),
            )

    def fits(self, record: Document | Flow, series: Series) -> bool:
        if isinstance(record, Flow):
            return series.level == FLOW_LEVEL
        # A level that does not exist is a fault of its own.
        known = record.level in self.context.manual.settings.levels
        return series.level == record.level if known else series.level != FLOW_LEVEL

    def expected(self, record: Document | Flow | Form) -> Message:
        """What a number of this kind looks like."""
        scheme = self.context.manual.settings.numbering
        if isinstance(record, Form):
            return Message(
                f"记录表编号由所属文件的编号加 `{scheme.form_suffix}01` 组成",
                f"a form's number is that of its document and `{scheme.form_suffix}01`",
            )
        level = record.level if isinstance(record, Document) else FLOW_LEVEL
        fitting = [one for one in scheme.series if one.level == level] or list(scheme.series)
        shown = [f"{one.prefix}{1:0{one.digits}}" for one in fitting[:6]]
        return Message(f"形如 {'、'.join(shown)}", f"such as {', '.join(shown)}")
