"""BLD008."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class UnsearchablePage(BuiltRule):
    """A page of the site has no entry in the search index.

    ## 说明
    文件、流程、记录表或岗位的页面不在网站的检索索引中。

    ## 为什么重要
    员工在手机上靠检索找规定, 检索不到的页面等于没有发布。

    ## Why it matters
    Staff find rules by searching; a page that is not found might as well not exist.

    ## 示例 Example
    ```text
    检索“投诉受理表”: 没有结果
    ```

    ## 改为 Use instead
    ```text
    wuye build html --force
    ```
    """

    code = "BLD008"
    name = "unsearchable-page"
    severity = Severity.WARNING
