"""FLW013."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Related, Severity
from wuye_docs.model import Document, Flow
from wuye_docs.references import Kind, Relation, Target
from wuye_docs.rules.flow_alignment import Alignment
from wuye_docs.rules.rule import ManualRule
from wuye_docs.rules.source_blocks import section_lines
from wuye_docs.rules.told_steps import filled_in, numbered_lists, tell

_FILLS = re.compile(
    "[^，。；：、（）《》]{0,6}(?:填写|填报|登记|记入|登入|录入)[^，。；：、（）《》]{0,4}《([^《》]+)》"
)
# The signature of whoever fills in a form, among those of who checks and approves it.
_FILLER = re.compile("(?:填[表写报]|登记|记录|编制)人?$")


class ContradictedStep(ManualRule):
    """The text of a document tells a step of its flow otherwise than the flow, or one of the two leaves it out.

    ## 说明
    比较流程和所属文件的正文。编号列表半数以上的条目、至少三条说的是流程步骤时, 逐条与流程对照: 次序; 一条开头的岗位与泳道;
    时限与 `within`; 《…》记录表与 `forms`; 判断的各个结果; 以及一边有而另一边没有的步骤。只是没有写的, 同一节别处写了就不报告;
    列表每条都写记录表、判断的结果都另列一条的, 唯独一条没有也报告。客户等外部相关方的步骤不要求写。
    正文写“某岗位填写《某表》”, 而流程中填写该表的 (没有流程的, 表上的填表人、登记人、记录人、编制人) 都是别的岗位,
    该岗位也不在表上签字。泳道是部门的不比较。

    ## 为什么重要
    图和文说法不一, 照哪一个做都会被判不符合; 审核员首先比的就是这两处 (ISO 9001:2015 4.4.2 a、5.3、7.5.2)。

    ## Why it matters
    Where chart and text disagree, whoever follows one breaks the other; auditors compare just these two
    (ISO 9001:2015 4.4.2 a, 5.3, 7.5.2).

    ## 示例 Example
    ```markdown
    客服主管填写《投诉受理表》。（流程中由客服专员填写）
    ```

    ## 改为 Use instead
    ```markdown
    客服专员填写《投诉受理表》。
    ```
    """

    code = "FLW013"
    name = "contradicted-step"
    severity = Severity.WARNING

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        self.in_flows = {
            form for flow in manual.flows.values() for step in flow.steps.values() for form in step.forms
        }
        self.hands = self.hands_of_forms()
        flows: dict[str, list[Flow]] = {}
        for flow in manual.flows.values():
            flows.setdefault(flow.document, []).append(flow)
        for number, document in manual.documents.items():
            yield from self.check_hands(document)
            if number in flows:
                yield from self.check_lists(document, flows[number])

    def hands_of_forms(self) -> dict[str, set[Target]]:
        """Who fills in or signs each form that some step uses, or that says itself who fills it in."""
        hands: dict[str, set[Target]] = {}
        names = self.context.references.names
        for flow in self.context.manual.flows.values():
            for step in flow.steps.values():
                named = names.person(step.lane)
                for number in step.forms if named else ():
                    hands.setdefault(number, set()).add(named.target if named else Target(Kind.ROLE, ""))
        for form in self.context.manual.forms.values():
            for field in form.fields:
                if form.number not in hands and field.by and _FILLER.search(field.name):
                    hands[form.number] = set()
        for one in self.context.references.references:
            if one.relation is Relation.SIGNATURE and one.source.key in hands:
                hands[one.source.key].add(one.target)
        return hands

    def check_hands(self, document: Document) -> Iterator[Diagnostic]:
        """The posts that the text has fill in a form which others fill in by the flows."""
        names = self.context.references.names
        for section in document.body.sections:
            for prose in section.prose:
                if "《" not in prose.text:
                    continue
                for found in names.mentions(prose.text):
                    match = _FILLS.match(prose.text, found.end)
                    title = names.title(match.group(1)) if match else None
                    if title is None or found.named.target.kind is not Kind.ROLE:
                        continue
                    hands = self.hands.get(title.target.key, set())
                    if (
                        not hands
                        or found.named.target in hands
                        or any(one.kind is Kind.DEPARTMENT for one in hands)
                    ):
                        continue
                    who = "、".join(sorted(one.key for one in hands))
                    in_flows = title.target.key in self.in_flows
                    yield self.finding(
                        prose.span(found.start, found.end),
                        f"正文由 `{found.named.target.key}` 填写《{match.group(1) if match else ''}》, {'流程中' if in_flows else '表上'}由 `{who}` 填写",
                        f"the text has `{found.named.target.key}` fill in {title.target.key}, the {'flows have' if in_flows else 'form has'} `{who}`",
                        hint=Message("改正正文, 或改正流程的泳道", "mend the text, or the lane of the step")
                        if in_flows
                        else Message(
                            "改正正文, 或改正表上的签名岗位", "mend the text, or who signs the form"
                        ),
                    )

    def check_lists(self, document: Document, flows: list[Flow]) -> Iterator[Diagnostic]:
        """Each numbered list beside the one flow of the document that it tells."""
        parameters = self.context.manual.parameters
        lines = self.context.lines[document.span.path]
        whole = filled_in("\n".join(lines), parameters)[0]
        for section, numbers in section_lines(document, lines):
            for run in numbered_lists(section, self.context.lines, parameters):
                found = [(told, flow) for flow in flows if (told := tell(run, flow)) is not None]
                if not found:
                    continue
                told, flow = max(found, key=lambda one: sum(item.step is not None for item in one[0]))
                said = filled_in("\n".join(lines[number - 1] for number in numbers), parameters)[0]
                names = self.context.references.names
                alignment = Alignment(told, flow, self.context.manual, names, said, whole)
                for one in alignment.differences():
                    yield self.finding(
                        one.span,
                        *one.message,
                        hint=Message(
                            "使正文与流程一致, 或用 :::{steps} 代替列表",
                            "make the two agree, or let :::{steps} make the list",
                        ),
                        related=(Related(one.flow_span, Message("流程中的这一处", "the place in the flow")),),
                    )
