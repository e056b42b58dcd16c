"""BLD003."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class DeadLink(BuiltRule):
    """A link of the site or of a PDF leads to a file or place that is not there.

    ## 说明
    网站或 PDF 中的链接指向不存在的文件或位置。只生成了一部分格式时, 指向其他格式的链接不算。

    ## 为什么重要
    点开是空白, 员工就会去找旧的打印件。

    ## Why it matters
    A dead link sends people back to old printouts.

    ## 示例 Example
    ```html
    <a href="../forms/SYWIKF16-R09.html">投诉受理表</a>
    ```

    ## 改为 Use instead
    ```html
    <a href="../forms/SYWIKF16-R01.html">投诉受理表</a>
    ```
    """

    code = "BLD003"
    name = "dead-link"
    severity = Severity.ERROR
