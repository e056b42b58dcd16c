"""ROL004."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.references import PEOPLE, Naming, Reference, Relation
from wuye_docs.rules.rule import ReferenceRule


class BannedName(ReferenceRule):
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
    is_fixable = True
    relations = frozenset(Relation)

    def is_needed(self) -> bool:
        manual = self.context.manual
        return any(
            one.banned
            for group in (manual.roles, manual.departments, manual.parties)
            for one in group.values()
        )

    def check(self, reference: Reference) -> Iterator[Diagnostic]:
        if reference.naming is not Naming.BANNED or reference.target.kind not in PEOPLE:
            return
        written, name = self.context.written_at(reference.span), reference.target.key
        fix = None
        if written in self.context.references.names.people:
            fix = Fix(Message(f"改为 `{name}`", f"write `{name}`"), (Edit(reference.span, name),))
        yield self.finding(
            reference.span,
            f"`{written}` 已禁用, 应写 `{name}`",
            f"`{written}` must not be used; write `{name}`",
            hint=Message(f"写成 `{name}`", f"write `{name}`"),
            fix=fix,
        )
