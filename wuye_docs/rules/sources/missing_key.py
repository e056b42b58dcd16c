"""SRC004."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class MissingKey(LoadingRule):
    """A key that a record must have is not written, or is empty.

    ## 说明
    文件缺少必填的键, 例如文件没有编号, 步骤没有泳道, 栏目没有类型。

    ## 为什么重要
    ISO 9001:2015 7.5.2 a) 要求成文信息有标识和说明 (标题、日期、作者、编号); 缺了就无法受控。

    ## Why it matters
    ISO 9001:2015 7.5.2 a) asks that documented information be identified: title, date, author, number.

    ## 示例 Example
    ```yaml
    登记: {text: 受理并登记投诉, next: 分类}
    ```

    ## 改为 Use instead
    ```yaml
    登记: {lane: 客服专员, text: 受理并登记投诉, next: 分类}
    ```
    """

    code = "SRC004"
    name = "missing-key"
    severity = Severity.ERROR
