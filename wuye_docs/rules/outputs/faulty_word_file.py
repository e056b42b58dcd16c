"""BLD001."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class FaultyWordFile(BuiltRule):
    """A Word file cannot be opened, or Word would have to repair it.

    ## 说明
    Word 文件打不开, 或打开时 Word 会要求修复。检查压缩包、部件之间的关系、编号和书签、域、页眉页脚, 并实际重新打开一次。

    ## 为什么重要
    送审的文件一打开就提示“发现无法读取的内容”, 对方会怀疑整套文件; 修复后的文件也不再是受控的那一份。

    ## Why it matters
    A file that Word has to repair is no longer the controlled one, and casts doubt on the rest.

    ## 示例 Example
    ```text
    SYWIKF16.docx: word/document.xml points at media/chart1.svg, which is missing
    ```

    ## 改为 Use instead
    ```text
    wuye build docx SYWIKF16 --force
    ```
    """

    code = "BLD001"
    name = "faulty-word-file"
    severity = Severity.ERROR
