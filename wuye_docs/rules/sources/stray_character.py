"""SRC011."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class StrayCharacter(LoadingRule):
    """A byte order mark, an invisible or private-use character, or garbage of a wrong encoding.

    ## 说明
    文件中有看不见的控制字符、零宽字符、私有区字符、BOM, 或者编码错误留下的 U+FFFD、“锟斤拷”之类的乱码。
    多半是从 PDF、网页或旧版 Word 粘贴进来的。

    ## 为什么重要
    看不见的字符使搜索、比对和引用失灵; 乱码说明原文已经丢字 (ISO 9001:2015 7.5.3.1 b)。

    ## Why it matters
    Invisible characters break search, comparison and references; garbage means that text is already lost
    (ISO 9001:2015 7.5.3.1 b).

    ## 示例 Example
    ```text
    title: 客户投诉U+200B处理规程 (零宽空格 zero width space)
    ```

    ## 改为 Use instead
    ```text
    title: 客户投诉处理规程
    ```
    """

    code = "SRC011"
    name = "stray-character"
    severity = Severity.ERROR
