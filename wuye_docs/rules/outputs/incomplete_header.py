"""BLD005."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class IncompleteHeader(BuiltRule):
    """A page's header lacks the number, the revision, or the page and number of pages.

    ## 说明
    Word 或 PDF 的页眉缺少编号、版次或“第x页 共y页”(记录表的页码可以在页脚)。封面没有页眉。

    ## 为什么重要
    ISO 9001:2015 7.5.2 a) 要求文件有标识; 散页上没有编号和版次, 就分不清是不是现行版本。

    ## Why it matters
    ISO 9001:2015 7.5.2 a) wants documents identified; a loose sheet without number and revision cannot be told from an old one.

    ## 示例 Example
    ```text
    三远物业   客户投诉处理规程
    ```

    ## 改为 Use instead
    ```text
    三远物业   客户投诉处理规程   编号 SYWIKF16   版次 A/0   第 3 页 共 25 页
    ```
    """

    code = "BLD005"
    name = "incomplete-header"
    severity = Severity.ERROR
