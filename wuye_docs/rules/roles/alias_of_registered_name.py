"""ROL003."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.references import PEOPLE, Naming, Reference, Relation
from wuye_docs.rules.rule import ReferenceRule


class AliasOfRegisteredName(ReferenceRule):
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
    is_fixable = True
    relations = frozenset(Relation)

    def is_needed(self) -> bool:
        manual = self.context.manual
        return any(
            one.aliases
            for group in (manual.roles, manual.departments, manual.parties)
            for one in group.values()
        )

    def check(self, reference: Reference) -> Iterator[Diagnostic]:
        if reference.naming is not Naming.ALIAS or reference.target.kind not in PEOPLE:
            return
        written, name = self.context.written_at(reference.span), reference.target.key
        fix = None
        if written in self.context.references.names.people:
            fix = Fix(Message(f"改为 `{name}`", f"write `{name}`"), (Edit(reference.span, name),))
        yield self.finding(
            reference.span,
            f"`{written}` 应写登记的名称 `{name}`",
            f"`{written}` is registered as `{name}`",
            hint=Message(f"写成 `{name}`", f"write `{name}`"),
            fix=fix,
        )
