"""BLD006."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class MissingOutput(BuiltRule):
    """A document, flow or form is missing in one of the formats that were built.

    ## 说明
    某个文件、流程或记录表在已生成的某种格式里没有。整个格式没有生成过的不算。

    ## 为什么重要
    同一套手册, 网站上有、Word 里没有, 发放和存档就不一致。

    ## Why it matters
    What the site shows and the archive lacks has not been issued.

    ## 示例 Example
    ```text
    build/docx/SYWIKF16.docx   （没有这个文件）
    ```

    ## 改为 Use instead
    ```text
    wuye build docx SYWIKF16
    ```
    """

    code = "BLD006"
    name = "missing-output"
    severity = Severity.ERROR
