"""ROL010."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Flow, Status, Step, StepKind
from wuye_docs.model.markup import canonical_directive
from wuye_docs.references import Kind, Target
from wuye_docs.rules.rule import ManualRule


class DutyMissingFromJob(ManualRule):
    """A post has steps in a flow, and its job description names neither the flow nor its document.

    ## 说明
    有岗位说明书的岗位在某流程中有工作步骤, 而说明书没有提到该流程、流程所属的文件或其中填写的记录表, 也没有用
    `:::{role-matrix}` 列出职责。

    ## 为什么重要
    岗位说明书漏了的职责, 培训、考核和交接时也会漏 (ISO 9001:2015 5.3、7.2 a)。

    ## Why it matters
    What the job description leaves out is left out of training, appraisal and handover too (ISO 9001:2015 5.3, 7.2 a).

    ## 示例 Example
    ```markdown
    # 主要职责

    1. 接待客户。
    ```

    ## 改为 Use instead
    ```markdown
    # 主要职责

    1. 接待客户, 按《客户投诉建议处理规程》受理投诉。
    ```
    """

    code = "ROL010"
    name = "duty-missing-from-job"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual, graph = self.context.manual, self.context.references
        for role in manual.roles.values():
            job = manual.documents.get(role.job)
            if job is None or any(
                canonical_directive(mark.kind.partition(":")[2]) == "role-matrix"
                for section in job.body.sections
                for mark in section.marks
            ):
                continue
            named = {one.target.key for one in graph.uses(Target(Kind.DOCUMENT, job.number))}
            missing: dict[str, Step] = {}
            for flow in self.flows_by_role.get(role.name, ()):
                forms = {form for step in flow.steps.values() for form in step.forms}
                if not named & {flow.number, flow.document, *forms}:
                    own = next(one for one in flow.steps.values() if self.hand_of(one) == role.name)
                    missing.setdefault(flow.document, own)
            if not missing:
                continue
            shown = [
                f"《{manual.documents[number].title}》" if number in manual.documents else number
                for number in missing
            ]
            listed = "、".join(shown[:3]) + (f"等{len(shown)}份文件" if len(shown) > 3 else "")
            listed_en = ", ".join(shown[:3]) + (f" and {len(shown) - 3} more" if len(shown) > 3 else "")
            yield self.finding(
                job.at("post"),
                f"岗位说明书没有提到{listed}, 该岗位在其流程中有工作",
                f"the job description does not name {listed_en}, in whose flows the post has steps",
                hint=Message(
                    "在主要职责中写“按《……》”, 或用 :::{role-matrix} 列出",
                    "name them among the duties, or list them with :::{role-matrix}",
                ),
                related=tuple(
                    Related(step.span, Message(f"步骤 {step.title}", f"step {step.title}"))
                    for step in missing.values()
                ),
            )

    @cached_property
    def flows_by_role(self) -> Mapping[str, list[Flow]]:
        """The flows in which each post has work."""
        found: dict[str, list[Flow]] = {}
        for flow in self.context.manual.flows.values():
            if flow.status is Status.OBSOLETE:
                continue
            hands = (self.hand_of(step) for step in flow.steps.values())
            for role in dict.fromkeys(one for one in hands if one):
                found.setdefault(role, []).append(flow)
        return found

    def hand_of(self, step: Step) -> str | None:
        """The post that does a step, if it is work and a post's."""
        named = self.context.references.names.person(step.lane)
        is_work = step.kind in (StepKind.TASK, StepKind.DECISION)
        return named.target.key if is_work and named and named.target.kind is Kind.ROLE else None
