"""ROL007."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind, Target
from wuye_docs.rules.kind_words import KIND_WORDS
from wuye_docs.rules.rule import ManualRule


class IdlePost(ManualRule):
    """A post, department or party is registered, and nothing in the manual gives it any part.

    ## 说明
    organization.yaml 中登记的岗位、部门或相关方, 没有任何文件、流程或记录表提到它, 也没有下级向它报告、没有部门由它负责。
    有文件读不出时不报告。

    ## 为什么重要
    没有任何职责的岗位, 要么手册漏写了它的工作, 要么它已经不存在 (ISO 9001:2015 5.3)。

    ## Why it matters
    A post without any duty was forgotten in the text, or is gone (ISO 9001:2015 5.3).

    ## 示例 Example
    ```yaml
    posts:
      仓库管理员: {department: 工程部}
    ```

    ## 改为 Use instead
    ```yaml
    posts:
      设备管理员: {department: 工程部}  # 《设备管理规程》写了它的职责
    ```
    """

    code = "ROL007"
    name = "idle-post"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        if self.context.incomplete_files:
            return
        manual = self.context.manual
        used = {one.target for one in self.context.references.references}
        for kind, group in (
            (Kind.DEPARTMENT, manual.departments),
            (Kind.ROLE, manual.roles),
            (Kind.PARTY, manual.parties),
        ):
            for name in group:
                target = Target(kind, name)
                if target not in used:
                    word = KIND_WORDS[kind]
                    yield self.finding(
                        self.context.span_of(target),
                        f"{word.zh} `{name}` 没有被任何文件、流程或记录表提到",
                        f"{word.en} `{name}` stands in no document, flow or form",
                        hint=Message("写明它的职责, 或删去", "say what it does, or delete it"),
                    )
