"""SRC005."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class WrongValue(LoadingRule):
    """A value has the wrong type or form, or is none of those allowed.

    ## 说明
    值的类型或格式不对: 日期不是 YYYY-MM-DD, 版次不是 A/0, 状态、层级或类型不在允许的值之中。

    ## 为什么重要
    版次、日期和状态写错, 使用者就可能拿到作废的文件 (ISO 9001:2015 7.5.3.2 c)。

    ## Why it matters
    A wrong revision, date or status puts an outdated document into somebody's hands (ISO 9001:2015 7.5.3.2 c).

    ## 示例 Example
    ```yaml
    revision: 1.0
    effective: 2026年1月1日
    ```

    ## 改为 Use instead
    ```yaml
    revision: A/0
    effective: 2026-01-01
    ```
    """

    code = "SRC005"
    name = "wrong-value"
    severity = Severity.ERROR
