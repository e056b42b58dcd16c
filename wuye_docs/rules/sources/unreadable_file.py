"""SRC001."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class UnreadableFile(LoadingRule):
    """A source file cannot be read: it is not UTF-8, too large, locked or outside the project.

    ## 说明
    源文件不是 UTF-8 编码 (常见的是 GBK), 大于 4 MB, 没有读取权限, 或者经链接指到项目之外。

    ## 为什么重要
    读不出的文件不会进入手册, 读错编码的文件会变成乱码。ISO 9001:2015 7.5.2 b) 要求成文信息有适当的形式和载体。

    ## Why it matters
    What cannot be read is missing from the manual; read in the wrong encoding it turns into garbage
    (ISO 9001:2015 7.5.2 b).

    ## 示例 Example
    ```text
    manual/instructions/SYWIKF16.md 以 GBK 编码保存 (saved as GBK)
    ```

    ## 改为 Use instead
    ```text
    在编辑器中另存为 UTF-8 (save as UTF-8)
    ```
    """

    code = "SRC001"
    name = "unreadable-file"
    severity = Severity.ERROR
