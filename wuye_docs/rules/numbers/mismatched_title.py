"""NUM009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Edit, Fix, Message, Severity
from wuye_docs.rules.numbered_titles import NumberedTitle
from wuye_docs.rules.rule import ManualRule


class MismatchedTitle(ManualRule):
    """A number and a title stand together in the text and belong to different things.

    ## 说明
    正文同时写了编号和标题 (`SYWIKF16《…》`、`《SYWIKF16 …》`、`《…》（SYWIKF16）`), 标题不是这个编号登记的标题或别名。

    ## 为什么重要
    读者不知道以编号为准还是以标题为准; 多半是文件改名后正文没有跟着改 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    The reader cannot tell which of the two is meant; mostly a document was renamed and the text was not
    (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```markdown
    见SYWIKF16《业主投诉处理办法》。
    ```

    ## 改为 Use instead
    ```markdown
    见SYWIKF16《客户投诉建议处理规程》。
    ```
    """

    code = "NUM009"
    name = "mismatched-title"
    severity = Severity.ERROR
    is_fixable = True

    def check(self) -> Iterator[Diagnostic]:
        for found in self.context.mismatched_titles:
            yield self.mismatch(found)

    def mismatch(self, found: NumberedTitle) -> Diagnostic:
        owner = found.owner
        other = f"; `{found.title}` 是 {owner.key} 的标题" if owner else ""
        other_en = f"; `{found.title}` is the title of {owner.key}" if owner else ""
        # Where the title is that of something else, either may be the slip.
        fix = None
        if owner is None and self.context.written_at(found.span) == found.title:
            fix = Fix(
                Message(f"改为 `{found.registered}`", f"write `{found.registered}`"),
                (Edit(found.span, found.registered),),
            )
        return self.finding(
            found.span,
            f"`{found.number}` 的标题是 `{found.registered}`, 不是 `{found.title}`{other}",
            f"`{found.number}` is titled `{found.registered}`, not `{found.title}`{other_en}",
            hint=Message("改正标题或编号", "mend the title or the number"),
            fix=fix,
        )
