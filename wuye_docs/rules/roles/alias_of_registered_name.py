"""ROL003."""

from __future__ import annotations

from wuye_docs.diagnostics import Message, Severity
from wuye_docs.model import Department, Party, Role
from wuye_docs.references import Naming
from wuye_docs.rules.other_names import OtherNameRule


class AliasOfRegisteredName(OtherNameRule):
    """A post, department or party is called by an alias instead of its registered name.

    ## 说明
    正文、流程或记录表用了岗位、部门或相关方的别名 (`aliases`)。别名只为读懂旧文件而登记, 手册用登记的名称。

    ## 为什么重要
    一个岗位几种叫法, 员工会以为是几个岗位 (ISO 9001:2015 5.3、7.5.2 a)。

    ## Why it matters
    A post under several names is taken for several posts (ISO 9001:2015 5.3, 7.5.2 a).

    ## 示例 Example
    ```markdown
    客服接待员受理投诉。
    ```

    ## 改为 Use instead
    ```markdown
    客服专员受理投诉。
    ```
    """

    code = "ROL003"
    name = "alias-of-registered-name"
    severity = Severity.WARNING
    naming = Naming.ALIAS

    def others(self, one: Role | Department | Party) -> tuple[str, ...]:
        return tuple(one.aliases)

    def says(self, written: str, name: str) -> Message:
        return Message(f"`{written}` 应写登记的名称 `{name}`", f"`{written}` is registered as `{name}`")
