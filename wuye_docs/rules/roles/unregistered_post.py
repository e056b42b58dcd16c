"""ROL002."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import PEOPLE, Found, Kind, NameSlips, PostShape, post_shapes_in
from wuye_docs.references.post_shapes import POST_SHAPES, grade_of
from wuye_docs.rules.context import CheckContext, RunningText
from wuye_docs.rules.kind_words import KIND_WORDS
from wuye_docs.rules.rule import TextRule

_TITLE = re.compile("《[^《》]*》")


class UnregisteredPost(TextRule):
    """Running text names what reads like a post or department of ours and is not registered.

    ## 说明
    正文、流程和记录表的文字中出现了形如“保洁主管”“设备管理员”“保安部”的岗位或部门名称, 而 organization.yaml 和岗位说明书
    中都没有登记, 也不是已登记名称的别名。只认由物业工作词 (客服、工程、保洁……) 构成的名称; 冠以外部单位的
    (施工单位项目经理)、资格证书 (保安员证) 和登记名称的简称 (“值班员”可指“监控值班员”) 不报告。登记的名称
    漏了一个字、两个字颠倒或者换了尾字的 (管处经理、客服管主、工程中心) 也报告。每份文件中同一名称只报告一次。

    ## 为什么重要
    职责交给了组织结构图上没有的岗位, 就没有人承担 (ISO 9001:2015 5.3 岗位、职责和权限)。

    ## Why it matters
    A duty given to a post that is not on the organisation chart is nobody's (ISO 9001:2015 5.3).

    ## 示例 Example
    ```markdown
    投诉由客服经理核实。
    ```

    ## 改为 Use instead
    ```markdown
    投诉由客服主管核实。
    ```
    """

    code = "ROL002"
    name = "unregistered-post"
    severity = Severity.WARNING

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        self.said: set[tuple[str, str]] = set()
        self.slips = NameSlips(context.references.names)

    def texts(self) -> Iterable[RunningText]:
        return self.context.text_search.holding(*POST_SHAPES, self.slips.automaton)

    def check(self, text: RunningText) -> Iterator[Diagnostic]:
        shapes = list(post_shapes_in(text.text))
        slips = list(self.slips.slips_in(text.text))
        if not shapes and not slips:
            return
        names = self.context.references.names
        registered = list(names.mentions(text.text))
        titles = [match.span() for match in _TITLE.finditer(text.text)]
        told: list[tuple[int, int]] = []
        for shape in shapes:
            if names.person(shape.name) or any(first < shape.start < last for first, last in titles):
                continue
            if any(self.is_part_of(shape, found) for found in registered):
                continue
            # 值班员 is short for 监控值班员.
            if any(name.endswith(shape.name) for name in names.people):
                continue
            told.append((shape.start, shape.end))
            yield from self.once(text, shape.start, shape.end, shape.kind, self.suggestion(shape))
        for slip in slips:
            is_told = any(start < slip.end and slip.start < end for start, end in told)
            if not is_told and not any(first < slip.start < last for first, last in titles):
                hint = Message(f"是否指 `{slip.meant}`？", f"did you mean `{slip.meant}`?")
                yield from self.once(text, slip.start, slip.end, slip.kind, hint)

    def is_part_of(self, shape: PostShape, found: Found) -> bool:
        """Whether a registered name tells what the shape is: it holds it, or is its end, a grade aside.

        当班客服专员 is a 客服专员; 副客服主管 is no 客服主管.
        """
        if found.start <= shape.start:
            return found.end >= shape.end
        return found.end == shape.end and not grade_of(shape.name)

    def suggestion(self, shape: PostShape) -> Message:
        return self.context.did_you_mean(shape.name, (shape.kind,)) or Message(
            "改用登记的名称, 或在 organization.yaml 中登记",
            "use a registered name, or register it in organization.yaml",
        )

    def once(
        self, text: RunningText, start: int, end: int, kind: Kind, hint: Message
    ) -> Iterator[Diagnostic]:
        """The finding of a name, the first time that a file has it."""
        place, name = text.span(start, end), text.text[start:end]
        if (place.path, name) in self.said or self.context.declarations_lost(PEOPLE):
            return
        self.said.add((place.path, name))
        word = KIND_WORDS[kind]
        yield self.finding(
            place, f"{word.zh} `{name}` 没有登记", f"{word.en} `{name}` is not registered", hint=hint
        )
