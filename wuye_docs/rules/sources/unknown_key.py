"""SRC003."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class UnknownKey(LoadingRule):
    """A key that no record of this kind has, most often a misspelling.

    ## 说明
    源文件中有程序不认识的键。它的内容不会被采用。

    ## 为什么重要
    写错一个字母的 `retention` 等于没有写保存期限, 而作者以为写了 (ISO 9001:2015 7.5.3.2 d)。

    ## Why it matters
    What stands under a misspelt key is silently lost; a `retention` with one letter wrong is no retention period
    (ISO 9001:2015 7.5.3.2 d).

    ## 示例 Example
    ```yaml
    number: SYWIKF16-R01
    tittle: 客户投诉建议受理表
    ```

    ## 改为 Use instead
    ```yaml
    number: SYWIKF16-R01
    title: 客户投诉建议受理表
    ```
    """

    code = "SRC003"
    name = "unknown-key"
    severity = Severity.ERROR
