"""BLD009."""

from __future__ import annotations

from wuye_docs.diagnostics import Severity
from wuye_docs.rules.rule import BuiltRule


class UndescribedPicture(BuiltRule):
    """A picture has no alternative text in a built file.

    ## 说明
    网站、Word 或 PDF 中的图片没有替代文字。纯装饰的图形注明 aria-hidden 的不算。

    ## 为什么重要
    看不见图的人和无法显示图的设备靠替代文字; PDF/UA 和国家标准 GB/T 37668 都要求。

    ## Why it matters
    Those who cannot see a picture get its words; PDF/UA and WCAG 2.2 ask for them.

    ## 示例 Example
    ```markdown
    ![](消防通道.png)
    ```

    ## 改为 Use instead
    ```markdown
    ![消防通道平面图, 两处出口](消防通道.png)
    ```
    """

    code = "BLD009"
    name = "undescribed-picture"
    severity = Severity.ERROR
