"""SRC007."""

from __future__ import annotations

from wuye_docs.diagnostics import Diagnostic, Severity
from wuye_docs.rules.rule import LoadingRule


class UnreadFile(LoadingRule):
    """A file in a source folder that nothing reads.

    ## 说明
    源文件夹里有不会被读取的文件: 扩展名不对 (`.yml`、`.markdown`、`.docx`), 或者放错了文件夹。
    图片, 以及 manual.yaml 指名使用的文件 (Word 模板、覆盖率清单) 不在此列。

    ## 为什么重要
    作者以为已经编入手册的文件其实没有编入; 源文件夹里的旧稿会被误用 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    Its author believes that it is part of the manual, and it is not; an old draft beside the sources gets used by
    mistake (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```text
    flows/SYFLKF03.yml
    ```

    ## 改为 Use instead
    ```text
    flows/SYFLKF03.yaml
    ```
    """

    code = "SRC007"
    name = "unread-file"
    severity = Severity.WARNING

    def confirms(self, diagnostic: Diagnostic) -> bool:
        return not self.context.is_named(diagnostic.span.path)
