"""SRC009."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.rules.rule import ManualRule


class PathOutsideProject(ManualRule):
    """A picture lies outside the project: an absolute path, `../` too often, or an address.

    ## 说明
    图片或 Word 模板的路径是绝对路径 (`C:\\…`、`/home/…`), 用 `../` 走出了项目, 或者是网址。
    生成手册时不联网, 也不读取项目之外的文件。普通的超链接不受限制。

    ## 为什么重要
    换一台电脑就找不到; 网上的图随时会变, 已批准的内容也就跟着变了 (ISO 9001:2015 7.5.3.2 b)、c)。

    ## Why it matters
    Another machine does not have it, and a picture on the net changes after approval (ISO 9001:2015 7.5.3.2 b, c).

    ## 示例 Example
    ```markdown
    ![流程](C:\\Users\\wang\\Desktop\\流程.png)
    ```

    ## 改为 Use instead
    ```markdown
    ![流程](images/流程.png)
    ```
    """

    code = "SRC009"
    name = "path-outside-project"
    severity = Severity.ERROR

    def check(self) -> Iterator[Diagnostic]:
        for named in self.context.files_named:
            if named.path is None:
                yield self.finding(
                    named.span,
                    f"`{named.written}` 在项目之外",
                    f"`{named.written}` lies outside the project",
                    hint=Message(
                        "把文件放进项目 (如 images 文件夹), 写相对路径",
                        "put the file into the project (a folder `images`, say) and write a relative path",
                    ),
                )
