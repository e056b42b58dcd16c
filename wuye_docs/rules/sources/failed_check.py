"""SRC000."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import LoadingRule


class FailedCheck(LoadingRule):
    """A check itself failed, so what it looks for is not known.

    ## 说明
    某一条检查在运行中出错而中断。其他检查照常完成, 但这一条的结论缺失, 手册不能视为已通过检查。

    ## 为什么重要
    没有结论不等于没有问题。ISO 9001:2015 9.1.1 要求确保监视和测量的结果有效。

    ## Why it matters
    No result is not a clean result: what the check would have found is not known.

    ## 示例 Example
    ```text
    检查 `FLW004` 中断: KeyError: '登记'
    ```

    ## 改为 Use instead
    ```text
    把这条信息和出错的源文件发给软件维护人员。
    Send this message and the source file to those who maintain the program.
    ```
    """

    code = "SRC000"
    name = "failed-check"
    severity = Severity.ERROR
