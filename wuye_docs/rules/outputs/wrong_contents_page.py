"""BLD002."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class WrongContentsPage(BuiltRule):
    """The contents give a page number that is not that of the page.

    ## 说明
    目录里的页码与该条款实际所在的页不一致。

    ## 为什么重要
    纸质文件靠目录页码查找; 审核员按目录翻不到条款, 首先质疑文件的控制。

    ## Why it matters
    On paper the contents are how a clause is found.

    ## 示例 Example
    ```text
    5.2 处理 ........ 4   （实际在第 5 页）
    ```

    ## 改为 Use instead
    ```text
    5.2 处理 ........ 5
    ```
    """

    code = "BLD002"
    name = "wrong-contents-page"
    severity = Severity.ERROR
