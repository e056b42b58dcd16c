"""SRC006."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class DuplicateKey(LoadingRule):
    """A key stands twice in one mapping; of the two, the first counts.

    ## 说明
    同一组内容里同一个键写了两次, 例如两个步骤同名, 或一个判断有两个“是”。只有第一个被采用。

    ## 为什么重要
    第二处内容不声不响地失效; 流程图里会少一个步骤或一条出口 (ISO 9001:2015 4.4.1 b)。

    ## Why it matters
    The second one is lost without a word: the chart lacks a step or an exit (ISO 9001:2015 4.4.1 b).

    ## 示例 Example
    ```yaml
    next: {是: 上报, 是: 派单}
    ```

    ## 改为 Use instead
    ```yaml
    next: {是: 上报, 否: 派单}
    ```
    """

    code = "SRC006"
    name = "duplicate-key"
    severity = Severity.ERROR
