"""NUM005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Form
from wuye_docs.model.numbering import FLOW_LEVEL, next_form_number, parse_number
from wuye_docs.rules.rule import FormRule


class ForeignFormNumber(FormRule):
    """A form's number does not come from the document that owns it.

    ## 说明
    记录表编号的前半部分是流程的编号, 或者与它所在的文件夹 (以文件编号命名) 不符。
    记录表从属于文件, 编号取自文件; 流程只是使用它。所属文件不存在的见 FRM001。

    ## 为什么重要
    从编号就应看出记录归哪份文件管 (ISO 9001:2015 7.5.2 a); 归错了, 文件修订时记录表不会一并评审。

    ## Why it matters
    The number tells which document governs the record (ISO 9001:2015 7.5.2 a); a wrong one is passed over when that
    document is revised.

    ## 示例 Example
    ```yaml
    number: SYFLKF03-R01
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF16-R01
    ```
    """

    code = "NUM005"
    name = "foreign-form-number"
    severity = Severity.ERROR

    def check(self, form: Form) -> Iterator[Diagnostic]:
        manual = self.context.manual
        scheme = manual.settings.numbering
        parsed = parse_number(form.number, scheme)
        if parsed is None or parsed.form is None:
            return
        owner = form.number.rpartition(scheme.form_suffix)[0]
        folder = form.span.path.split("/")[-2]
        if parsed.series.level == FLOW_LEVEL:
            flow = manual.flows.get(owner)
            wanted = flow.document if flow else ""
            yield self.finding(
                form.span,
                f"记录表编号 `{form.number}` 取自流程 `{owner}`, 应取自文件",
                f"form number `{form.number}` comes from the flow `{owner}`, not from a document",
                hint=self.instead(wanted),
            )
        elif folder != owner and owner in manual.documents and parse_number(folder, scheme):
            yield self.finding(
                form.span,
                f"记录表 `{form.number}` 放在文件 `{folder}` 的文件夹中",
                f"form `{form.number}` lies in the folder of document `{folder}`",
                hint=self.instead(folder),
            )

    def instead(self, document: str) -> Message:
        """The next free number of the document that seems to be meant."""
        manual = self.context.manual
        if document not in manual.documents:
            return Message(
                "改用所属文件的编号加后缀", "use the number of the document that owns it, with the suffix"
            )
        free = next_form_number(document, manual.forms, manual.settings.numbering)
        return Message(f"可用 `{free}`", f"`{free}` is free")
