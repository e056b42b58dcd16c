"""REF001."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.references import Kind, Relation, Unresolved
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.rule import UnresolvedRule

# How titles of laws, regulations, standards and books end, and titles of ours do not.
_EXTERNAL_ENDINGS = (
    "法",
    "条例",
    "法典",
    "标准",
    "规范",
    "通则",
    "公约",
    "决定",
    "通知",
    "意见",
    "解释",
    "规则",
)


class UnregisteredTitle(UnresolvedRule):
    """A title in 《…》 is that of no registered document, form, flow or external standard.

    ## 说明
    书名号中的名称不是任何文件、记录表、流程或外部文件的登记标题或别名。法律、标准和其他外部资料也要登记:
    写进 manual/standards.yaml, 正文才能引用。编号写法不同的见 NUM006, 编号与标题不符的见 NUM009。

    ## 为什么重要
    读者找不到所引的文件; 外部文件不登记就无人跟踪它的版本 (ISO 9001:2015 7.5.3.2 外来文件的识别和控制)。

    ## Why it matters
    The reader cannot find what is cited; an external document that is not registered has nobody who follows its
    edition (ISO 9001:2015 7.5.3.2).

    ## 示例 Example
    ```markdown
    填写《客户投诉建议受理单》。
    ```

    ## 改为 Use instead
    ```markdown
    填写《客户投诉建议受理表》。
    ```
    """

    code = "REF001"
    name = "unregistered-title"
    severity = Severity.ERROR
    relations = frozenset({Relation.TITLE})

    def __init__(self, context: CheckContext) -> None:
        super().__init__(context)
        # A title beside a number is judged by the number. It may begin behind the number, within the brackets.
        self.mismatched: dict[tuple[str, int], list[int]] = defaultdict(list)
        for found in context.mismatched_titles:
            self.mismatched[found.span.path, found.span.line].append(found.span.column)

    def check(self, unresolved: Unresolved) -> Iterator[Diagnostic]:
        title = unresolved.name
        if self.is_another_rules(unresolved) or self.context.declarations_lost((Kind.STANDARD,)):
            return
        hint = self.context.did_you_mean(title, unresolved.wanted)
        if hint is None:
            hint = Message(
                "外部文件请在 manual/standards.yaml 中登记; 内部文件请用登记的标题",
                "register an external document in manual/standards.yaml; of ours, use the registered title",
            )
        elif title.rstrip("）)").endswith(_EXTERNAL_ENDINGS):
            hint = Message(
                f"{hint.zh} 如为另一份外部文件, 请在 manual/standards.yaml 中登记",
                f"{hint.en} or register another external document in manual/standards.yaml",
            )
        yield self.finding(
            unresolved.span, f"《{title}》没有登记", f"`{title}` is no registered title", hint=hint
        )

    def is_another_rules(self, unresolved: Unresolved) -> bool:
        """Whether the number in or beside the title is at fault (NUM006, NUM009)."""
        title, span = unresolved.name, unresolved.span
        for found in self.context.numbers.find(title):
            if found.start == len(title) - len(title.lstrip()) and found.written != found.canonical:
                return self.context.references.names.title(found.canonical + title[found.end :]) is not None
        columns = self.mismatched.get((span.path, span.line), ())
        return any(span.column <= column < max(span.end_column, span.column + 1) for column in columns)
