"""BLD004."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class OverflowingChartText(BuiltRule):
    """The words of a step stand out of their shape in the drawn chart.

    ## 说明
    画好的流程图中, 步骤的文字比图形宽或高, 会压住线条或被裁掉。按字体的字宽计算。

    ## 为什么重要
    流程图是现场最常看的一页, 看不全的一步就会被做错。

    ## Why it matters
    The chart is the page that is looked at most; a step that cannot be read is done wrongly.

    ## 示例 Example
    ```yaml
    派单: {lane: 客服主管, text: 按照投诉等级和所属专业分别通知工程维护部秩序维护部或环境管理部的主管到场处理}
    ```

    ## 改为 Use instead
    ```yaml
    派单: {lane: 客服主管, text: 派单处理, note: 按投诉等级和专业通知相应部门的主管到场}
    ```
    """

    code = "BLD004"
    name = "overflowing-chart-text"
    severity = Severity.ERROR
