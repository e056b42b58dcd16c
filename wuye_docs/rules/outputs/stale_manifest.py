"""BLD007."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class StaleManifest(BuiltRule):
    """The manifest and the files of a build differ: changed, added or deleted by hand.

    ## 说明
    build/manifest.json 记录的文件和散列与实际不符: 有文件在生成之后被改动、添加或删除。

    ## 为什么重要
    清单证明发出的文件是由哪些源文件生成的; 对不上, 就不能证明发出的是批准过的内容。

    ## Why it matters
    The manifest proves what an issue was made from; a file that does not match it was not made by this build.

    ## 示例 Example
    ```text
    pdf/SYWIKF16.pdf   清单: 4f0c…   文件: 9a31…
    ```

    ## 改为 Use instead
    ```text
    wuye build --force
    ```
    """

    code = "BLD007"
    name = "stale-manifest"
    severity = Severity.ERROR
