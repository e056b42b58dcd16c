"""SRC002."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class MalformedYaml(LoadingRule):
    """YAML, or the front matter of a document, does not parse.

    ## 说明
    流程、表单或设置文件的 YAML 写法有误, 或者 Markdown 文件没有以 `---` 开头和结束的文件头。
    只有出错的那一个顶层键读不到, 其余内容照常检查。

    ## 为什么重要
    读不懂的部分不会出现在手册里, 也无从检查。ISO 9001:2015 7.5.3.1 要求成文信息在需要时可用。

    ## Why it matters
    A part that does not parse is missing from the manual and goes unchecked (ISO 9001:2015 7.5.3.1).

    ## 示例 Example
    ```yaml
    retention: {years: "3", keeper: 客户服务部
    ```

    ## 改为 Use instead
    ```yaml
    retention: {years: "3", keeper: 客户服务部}
    ```
    """

    code = "SRC002"
    name = "malformed-yaml"
    severity = Severity.ERROR
