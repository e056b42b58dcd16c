"""ROL005."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity, Span
from wuye_docs.model import Flow, place_of
from wuye_docs.references import Kind, Target, label_of
from wuye_docs.rules.kind_words import KIND_WORDS
from wuye_docs.rules.rule import ManualRule


class AmbiguousName(ManualRule):
    """One name stands for two things: two posts, a post and a department, two documents of one title.

    ## 说明
    同一名称 (含别名、旧称) 被两个岗位、部门、相关方, 或两份文件、记录表、外部文件占用, 或者一个岗位既在
    organization.yaml 中登记又有岗位说明书。流程与它所属的文件可以同名。

    ## 为什么重要
    名称指两样东西时, 职责和引用就说不清归谁 (ISO 9001:2015 5.3、7.5.2 a)。

    ## Why it matters
    Where a name means two things, nobody can say whose the duty is, or which document is cited
    (ISO 9001:2015 5.3, 7.5.2 a).

    ## 示例 Example
    ```yaml
    客服专员: {aliases: [前台]}
    行政专员: {aliases: [前台]}
    ```

    ## 改为 Use instead
    ```yaml
    客服专员: {aliases: [客服前台]}
    行政专员: {aliases: [行政前台]}
    ```
    """

    code = "ROL005"
    name = "ambiguous-name"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        manual = self.context.manual
        for name, kept, dropped in manual.repeated:
            if manual.controlled_by(name) is None:
                yield self.finding(
                    dropped,
                    f"岗位 `{name}` 已在 {kept.path} 登记",
                    f"post `{name}` is declared in {kept.path} already",
                    hint=Message(
                        "有岗位说明书的岗位不再写进 organization.yaml",
                        "a post with a job description is not written in organization.yaml as well",
                    ),
                )
        for name, first, second in self.context.references.names.ambiguous:
            if self.is_flow_of_document(first, second):
                continue
            one, other = label_of(first, manual), label_of(second, manual)
            kind, other_kind = KIND_WORDS[first.kind], KIND_WORDS[second.kind]
            yield self.finding(
                self.place(name, second),
                f"名称 `{name}` 同时指{kind.zh} `{one}` 和{other_kind.zh} `{other}`",
                f"name `{name}` stands for the {kind.en} `{one}` and for the {other_kind.en} `{other}`",
                hint=Message("其中一个改名, 或删去别名", "rename one of them, or delete the alias"),
            )

    def is_flow_of_document(self, first: Target, second: Target) -> bool:
        """Whether one is a flow and the other the document that it belongs to, which may share a title."""
        for one, other in ((first, second), (second, first)):
            flow = self.context.record_of(one)
            if isinstance(flow, Flow) and other.kind is Kind.DOCUMENT and flow.document == other.key:
                return True
        return False

    def place(self, name: str, target: Target) -> Span:
        """Where the second thing claims the name: the alias, its title, or its own name."""
        manual = self.context.manual
        span = self.context.span_of(target)
        record = (
            manual.named(target.key) or manual.standards.get(target.key) or manual.controlled_by(target.key)
        )
        if record is None:
            return span
        for alias in (*getattr(record, "aliases", ()), *getattr(record, "banned", ())):
            if "".join(alias.split()) == "".join(name.split()):
                return place_of(alias, span)
        title = getattr(record, "title", "")
        return place_of(title, span) if "".join(title.split()) == "".join(name.split()) else span
