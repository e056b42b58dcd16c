"""CTL013."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Status
from wuye_docs.rules.rule import ManualRule


class LostIssue(ManualRule):
    """Something is in force, and its source is gone.

    ## 说明
    上一个版本中现行的文件、流程或记录表, 源文件被删除、改号或不能读取, 而台账中没有作废。

    ## 为什么重要
    受控文件清单与实际文件要一致 (ISO 9001:2015 7.5.3.2); 文件不能悄悄消失。

    ## Why it matters
    The register and the documents agree (ISO 9001:2015 7.5.3.2); nothing in force disappears unnoticed.

    ## 示例 Example
    ```text
    manual/instructions/SYWIKF18.md 被删除
    ```

    ## 改为 Use instead
    ```text
    wuye obsolete SYWIKF18 --successor SYWIKF16 --as 品质管理部经理
    ```
    """

    code = "CTL013"
    name = "lost-issue"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        control = self.context.control
        for number, issue in control.in_force.items():
            state = control.issues[number]
            if (
                not state.path
                and state.status is Status.EFFECTIVE
                and issue.path not in self.context.lost_files
            ):
                yield self.finding(
                    Span.whole_file(issue.path),
                    f"现行的 `{number}` {issue.title} 没有源文件了",
                    f"`{number}` {issue.title} is in force, and its source is gone",
                    hint=Message(
                        f"恢复文件; 不再使用的作废: wuye obsolete {number} --successor 编号 --as 岗位",
                        f"restore it, or take it out of use: wuye obsolete {number} --successor NUMBER --as POST",
                    ),
                )
