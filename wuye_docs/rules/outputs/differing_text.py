"""BLD010."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class DifferingText(BuiltRule):
    """A paragraph or title reads differently in the site, the Word file and the PDF.

    ## 说明
    同一段文字或标题在网站、Word、PDF 中不一致。按块的固定标识逐块比较, 空白、条款号、列表号和脚注号不计; 流程图和空白表格中的字不比。

    ## 为什么重要
    三种格式是同一份受控文件, 任何一处不同都等于有两个版本。

    ## Why it matters
    The three formats are one controlled document; a difference makes two of it.

    ## 示例 Example
    ```text
    网站: 30分钟内回复    PDF: 20分钟内回复
    ```

    ## 改为 Use instead
    ```text
    wuye build --force
    ```
    """

    code = "BLD010"
    name = "differing-text"
    severity = Severity.ERROR
