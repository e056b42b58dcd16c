"""REF011."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import StandardStatus, place_of
from wuye_docs.references import Kind
from wuye_docs.rules.rule import ManualRule

_YEAR = re.compile(r"(?:19|20)\d\d")


class OutdatedStandard(ManualRule):
    """A law or standard is cited that is no longer in force, or a standard is registered without its edition.

    ## 说明
    正文引用了 standards.yaml 中状态为 `superseded` (已被代替) 或 `withdrawn` (废止) 的外部文件; 或者登记的标准 (类别含“标准”)
    编号里没有年号, 也没有写 `edition`。外来文件清单的说明处不查。

    ## 为什么重要
    依据失效的文件做事, 合规性就没有根据 (ISO 9001:2015 7.5.3.2 外来文件的控制)。

    ## Why it matters
    What is done by a rule that is no longer in force has no ground (ISO 9001:2015 7.5.3.2, documents of external origin).

    ## 示例 Example
    ```markdown
    依《物业服务收费管理办法（1996）》收费。
    ```

    ## 改为 Use instead
    ```markdown
    依《物业服务收费管理办法》收费。
    ```
    """

    code = "REF011"
    name = "outdated-standard"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        standards = self.context.manual.standards
        for number, standard in standards.items():
            if "标准" in standard.kind and not standard.edition and not _YEAR.search(number):
                yield self.finding(
                    place_of(number, standard.span),
                    f"标准 `{number}` 没有写版本",
                    f"standard `{number}` is registered without its edition",
                    hint=Message("加 edition: 年号", "add edition: the year"),
                )
        past = {
            number
            for number, one in standards.items()
            if one.status in (StandardStatus.SUPERSEDED, StandardStatus.WITHDRAWN)
        }
        if not past:
            return
        for reference in self.context.references.references:
            if reference.target.kind is Kind.STANDARD and reference.target.key in past:
                standard = standards[reference.target.key]
                state = (
                    ("已被代替", "superseded")
                    if standard.status is StandardStatus.SUPERSEDED
                    else ("已废止", "withdrawn")
                )
                yield self.finding(
                    reference.span,
                    f"《{standard.title}》{state[0]}",
                    f"`{standard.title}` is {state[1]}",
                    hint=Message(standard.note or "改引现行的文件", standard.note or "cite what is in force"),
                )
