"""CTL004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.control.revisions import next_revisions
from wuye_docs.diagnostics import Diagnostic, Fix, Message, Severity, Span
from wuye_docs.model import Document, Flow, Form, Status
from wuye_docs.rules.rule import ControlledRule


class RevisionOutOfStep(ControlledRule):
    """The revision does not go with the changes since the last edition.

    ## 说明
    与上一个发布的版本相比: 内容改了而版次没有升; 版次升了而内容没有改; 或者版次不接着上一版 (A/0 之后是 A/1 或 B/0)。
    `wuye check --fix` 会写上正确的版次。

    ## 为什么重要
    同一版次有两种内容, 现场就分不清哪一份有效 (ISO 9001:2015 7.5.3.2 c 更改控制)。

    ## Why it matters
    Two contents under one revision, and nobody on site can tell which is in force (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```yaml
    revision: A/0   # A/0 已发布, 正文有改动
    ```

    ## 改为 Use instead
    ```yaml
    revision: A/1
    ```
    """

    code = "CTL004"
    name = "revision-out-of-step"
    severity = Severity.ERROR
    is_fixable = True

    def check(self, record: Document | Flow | Form) -> Iterator[Diagnostic]:
        control = self.context.control
        issue = control.in_force.get(record.number)
        if issue is None:
            return
        state = control.issues.get(record.number)
        if state is None or state.status is Status.OBSOLETE:
            return
        following = next_revisions(issue.revision)
        if state.content == issue.content:
            if state.revision == issue.revision:
                return
            wanted = issue.revision
            zh = f"`{state.number}` 版次写为 {state.revision}, 而内容与现行的 {wanted} 相同"
            en = f"`{state.number}` is revision {state.revision}, and says what {wanted} in force says"
        elif state.revision == issue.revision:
            wanted = following[0]
            zh = f"`{state.number}` 内容已改, 版次仍是现行的 {issue.revision}"
            en = f"`{state.number}` was changed and is still revision {issue.revision}, which is in force"
        elif state.revision not in following:
            wanted = following[0]
            zh = f"`{state.number}` 版次 {state.revision} 不接着现行的 {issue.revision}"
            en = f"`{state.number}`: revision {state.revision} does not follow {issue.revision}, which is in force"
        else:
            return
        yield self.finding(
            record.at("revision"),
            zh,
            en,
            hint=Message(f"版次应为 {wanted}", f"revision {wanted}"),
            fix=self.repair(record, wanted),
        )

    def repair(self, record: Document | Flow | Form, wanted: str) -> Fix | None:
        """The right revision, written in the place of the present one or below the number."""
        if "revision" in record.keys:
            return Fix.writing(wanted, record.at("revision"))
        place = record.span
        line = self.context.lines[place.path][place.line - 1 : place.line]
        if not line or not line[0].startswith("number:") or place.line != place.end_line:
            return None
        end = Span(place.path, place.line, len(line[0]) + 1, place.line, len(line[0]) + 1)
        return Fix.writing(f"\nrevision: {wanted}", end)
