"""SRC010."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Flow, Form
from wuye_docs.model.numbering import parse_number
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.rule import ControlledRule


class MisnamedFile(ControlledRule):
    """A source file is not named after the number of what it holds.

    ## 说明
    文件名与文件内的编号不一致。编号本身不合规则 (NUM001) 或者重复 (NUM002) 时不重复报告。

    ## 为什么重要
    按编号找文件会找到另一份; 常见的原因是复制文件后忘了改编号 (ISO 9001:2015 7.5.2 a)。

    ## Why it matters
    Who looks for a number opens the wrong file; most often a file was copied and its number left as it was
    (ISO 9001:2015 7.5.2 a).

    ## 示例 Example
    ```text
    flows/SYFLKF03.yaml: number: SYFLKF30
    ```

    ## 改为 Use instead
    ```text
    flows/SYFLKF03.yaml: number: SYFLKF03
    ```
    """

    code = "SRC010"
    name = "misnamed-file"
    severity = Severity.WARNING

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.repeated = {name for name, _, _ in context.manual.repeated}

    def check(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        folder_and_name = record.span.path.rpartition("/")[2]
        stem, _, suffix = folder_and_name.rpartition(".")
        scheme = self.context.manual.settings.numbering
        if stem == record.number or record.number in self.repeated or not parse_number(record.number, scheme):
            return
        yield self.finding(
            record.span,
            f"文件名 `{folder_and_name}` 与编号 `{record.number}` 不一致",
            f"file `{folder_and_name}` is not named after its number `{record.number}`",
            hint=Message(
                f"把文件改名为 `{record.number}.{suffix}`, 或改正编号",
                f"rename the file to `{record.number}.{suffix}`, or mend the number",
            ),
        )
