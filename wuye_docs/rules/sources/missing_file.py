"""SRC008."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wuye_docs.diagnostics import Diagnostic, Fix, Message, Severity
from wuye_docs.loaders import did_you_mean
from wuye_docs.rules.named_files import NamedFile
from wuye_docs.rules.rule import ManualRule


class MissingFile(ManualRule):
    """A picture or a template is named and does not exist.

    ## 说明
    正文中的图片, 或 manual.yaml 中的 Word 模板、覆盖率清单找不到。
    路径从写它的文件所在文件夹算起, 大小写必须一致 (在 Windows 上看不出差别, 在服务器上会找不到)。

    ## 为什么重要
    发布的手册会缺一张图, 而读者不知道缺了什么 (ISO 9001:2015 7.5.3.1 a)。

    ## Why it matters
    The manual goes out with a hole where the picture should be (ISO 9001:2015 7.5.3.1 a).

    ## 示例 Example
    ```markdown
    ![园区平面图](images\\平面图.png)
    ```

    ## 改为 Use instead
    ```markdown
    ![园区平面图](images/平面图.png)
    ```
    """

    code = "SRC008"
    name = "missing-file"
    severity = Severity.ERROR
    is_fixable = True

    def check(self) -> Iterator[Diagnostic]:
        for named in self.context.files_named:
            if named.path is not None and not self.is_there(named):
                yield self.missing(named, named.path)

    def is_there(self, named: NamedFile) -> bool:
        # Windows takes a backslash, everything else takes it for part of the name.
        return "\\" not in named.written and self.context.has_file(named.path or "")

    def missing(self, named: NamedFile, path: str) -> Diagnostic:
        if "\\" in named.written and self.context.has_file(path):
            slashed = named.written.replace("\\", "/")
            return self.finding(
                named.span,
                f"路径 `{named.written}` 用了反斜杠",
                f"path `{named.written}` uses backslashes",
                hint=Message(f"写成 `{slashed}`", f"write `{slashed}`"),
                fix=Fix.writing(slashed, named.span),
            )
        return self.finding(
            named.span,
            f"文件 `{named.written}` 不存在",
            f"file `{named.written}` does not exist",
            hint=did_you_mean(path, self.candidates(path), 75)
            or Message(f"把文件放到 `{path}`, 或改正路径", f"put the file at `{path}`, or mend the path"),
        )

    def candidates(self, path: str) -> Iterable[str]:
        """Files of the same kind."""
        suffix = path.rpartition(".")[2].lower()
        return [one for one in sorted(self.context.paths) if one.lower().endswith("." + suffix)]
