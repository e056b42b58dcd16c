"""ROL004."""

from __future__ import annotations

from wuye_docs.diagnostics import Message, Severity
from wuye_docs.model import Department, Party, Role
from wuye_docs.references import Naming
from wuye_docs.rules.other_names import OtherNameRule


class BannedName(OtherNameRule):
    """A post, department or party is called by a name that must not be used any more.

    ## 说明
    正文、流程或记录表用了已禁用的旧称 (`banned`), 例如机构调整之前的部门名称。

    ## 为什么重要
    旧称指向已经撤销的机构, 职责落空 (ISO 9001:2015 5.3、7.5.3.2 c)。

    ## Why it matters
    An old name points at something that was dissolved, and so does the duty (ISO 9001:2015 5.3, 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    报品质管理中心备案。
    ```

    ## 改为 Use instead
    ```markdown
    报品质管理部备案。
    ```
    """

    code = "ROL004"
    name = "banned-name"
    severity = Severity.ERROR
    naming = Naming.BANNED

    def others(self, one: Role | Department | Party) -> tuple[str, ...]:
        return tuple(one.banned)

    def says(self, written: str, name: str) -> Message:
        return Message(f"`{written}` 已禁用, 应写 `{name}`", f"`{written}` must not be used; write `{name}`")
