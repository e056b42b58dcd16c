"""CTL015."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import Document, Status, StepKind
from wuye_docs.references import Kind
from wuye_docs.rules.rule import DocumentRule

# A step or two may be what others do for this document by rules of their own; with three a department works by it.
_FEWEST_STEPS = 3


class DistributionGap(DocumentRule):
    """A document is not distributed to a department that works by it.

    ## 说明
    `distribution` 没有列出编制部门 (`owner`), 或者没有列出在本文件流程中有三步以上的部门 (岗位按所属部门算), 该部门的岗位也不在其中。
    泛指的部门 (没有负责人也没有岗位的, 如“责任部门”) 和外部相关方不算; `distribution` 空着的见 CTL010。

    ## 为什么重要
    要按文件做事的部门手里没有文件, 只能凭记忆做 (ISO 9001:2015 7.5.3.1 a 在需要的场合可获得)。

    ## Why it matters
    A department that has steps in a document and no copy of it works from memory (ISO 9001:2015 7.5.3.1 a).

    ## 示例 Example
    ```yaml
    owner: 客户服务部
    distribution: [工程部, 财务部]
    ```

    ## 改为 Use instead
    ```yaml
    owner: 客户服务部
    distribution: [客户服务部, 工程部, 财务部]
    ```
    """

    code = "CTL015"
    name = "distribution-gap"
    severity = Severity.WARNING

    def check(self, document: Document) -> Iterator[Diagnostic]:
        if not document.distribution or document.status is Status.OBSOLETE:
            return
        served = {self.department_of(one) for one in document.distribution}
        steps: Counter[str] = Counter()
        for flow in self.context.manual.flows_of(document.number):
            steps.update(
                self.department_of(one.lane)
                for one in flow.steps.values()
                if one.kind in (StepKind.TASK, StepKind.DECISION)
            )
        needed = [self.department_of(document.owner)]
        needed += [one for one, count in sorted(steps.items()) if count >= _FEWEST_STEPS]
        for department in dict.fromkeys(needed):
            if department and department not in served and self.is_real(department):
                yield self.finding(
                    document.at("distribution"),
                    f"`{department}` 按 `{document.number}` 做事, 发放范围里没有它",
                    f"`{department}` works by `{document.number}` and is not on its distribution list",
                    hint=Message(f"在 distribution 中加上 {department}", f"add {department} to distribution"),
                )

    def department_of(self, name: str) -> str:
        """The department of that name, or of the post of that name; empty for others."""
        named = self.context.references.names.person(name)
        if named is None or named.target.kind is Kind.PARTY:
            return ""
        role = self.context.manual.roles.get(named.target.key)
        return str(role.department) if role else named.target.key

    def is_real(self, department: str) -> bool:
        """Whether a department has a head or a post."""
        record = self.context.manual.departments.get(department)
        return record is not None and bool(
            record.head or any(one.department == department for one in self.context.manual.roles.values())
        )
