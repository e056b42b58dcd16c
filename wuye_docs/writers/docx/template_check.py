"""What is wrong with a company's own Word template, said once and before anything is written with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from rapidfuzz import process

from wuye_docs.diagnostics import Message
from wuye_docs.ooxml.namespaces import name_in_w
from wuye_docs.ooxml.package import MAIN_PART, OFFICE, Package, PackageError, parse_xml, read_package

FIELDS = (
    "company", "manual_title", "number", "title", "level", "revision", "status", "issued", "effective", "owner",
    "drafter", "reviewer", "approver", "next_review", "standards", "copy",
    "copy_number", "controlled", "reviewed_by", "reviewed_on", "approved_by", "approved_on",
)  # fmt: skip
"""What a company may write into its template, each in double braces."""
_BODY_MARK = re.compile(r"\{\{\s*p\s+body\s*\}\}")
_IDENTITY = {"number": Message("文件编号", "the number"), "revision": Message("版次", "the revision")}


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing that is wrong; with a grave one nothing can be written."""

    message: Message
    hint: Message
    is_grave: bool = True


def template_problems(data: bytes) -> tuple[TemplateProblem, ...]:
    """Everything that is wrong with a template, grave faults first."""
    try:
        package = read_package(data)
        roots = {name: parse_xml(package.parts[name]) for name in _text_parts(package)}
    except (PackageError, KeyError, etree.XMLSyntaxError):
        return (
            TemplateProblem(
                Message("不是可用的 Word 文件 (.docx)", "it is no Word file that can be read (.docx)"),
                Message("用 Word 打开后另存为 .docx", "open it in Word and save it as .docx"),
            ),
        )
    found = [problem for name, root in roots.items() for problem in _field_problems(name, root)]
    return tuple(sorted([*found, *_omissions(package, roots)], key=lambda one: not one.is_grave))


def _text_parts(package: Package) -> list[str]:
    kinds = {OFFICE + "header", OFFICE + "footer"}
    arrows = package.relationships.get(MAIN_PART, ())
    return [MAIN_PART, *(package.target_of(MAIN_PART, one.id) for one in arrows if one.type in kinds)]


def _field_problems(name: str, root: etree._Element) -> Iterator[TemplateProblem]:
    """Fields that are not closed, or that ask for what there is not."""
    place = _place(name)
    try:
        names = _names(root)
    except TemplateSyntaxError as fault:
        yield TemplateProblem(
            Message(f"{place.zh}中有写错的字段: {fault.message}", f"a field in {place.en} is written wrongly: {fault.message}"),
            Message("字段写作 {{ number }}, 两侧各两个花括号", "a field is written {{ number }}, two braces on either side"),
        )  # fmt: skip
        return
    for unknown in sorted(names - {*FIELDS, "body"}):
        near = process.extractOne(unknown, FIELDS, score_cutoff=60)
        guess = (
            Message(f"是否指 {{{{ {near[0]} }}}}？", f"did you mean {{{{ {near[0]} }}}}?") if near else None
        )
        listed = Message("可用的字段: " + " ".join(FIELDS), "fields: " + " ".join(FIELDS))
        yield TemplateProblem(
            Message(f"{place.zh}中的字段 {{{{ {unknown} }}}} 不存在", f"{place.en} asks for {{{{ {unknown} }}}}, which is not there"),
            guess or listed,
        )  # fmt: skip


def _names(root: etree._Element) -> set[str]:
    """The fields that a part asks for. Raises TemplateSyntaxError."""
    source = etree.tostring(root, encoding="unicode")
    return set(meta.find_undeclared_variables(_environment().parse(DocxTemplate(None).patch_xml(source))))


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment()


def _place(name: str) -> Message:
    if name == MAIN_PART:
        return Message("正文 (封面)", "the cover")
    file = name.rpartition("/")[2]
    if "header" in file:
        return Message(f"页眉 {file}", f"the header {file}")
    return Message(f"页脚 {file}", f"the footer {file}")


def _omissions(package: Package, roots: dict[str, etree._Element]) -> Iterator[TemplateProblem]:
    """What a controlled document needs and the template does not give (ISO 9001:2015 7.5.2 a, 7.5.3)."""
    document = roots[MAIN_PART]
    if not any(_BODY_MARK.search(_text(one)) for one in document.iter(name_in_w("p"))):
        yield TemplateProblem(
            Message(
                "没有 {{p body}}: 不知道正文从哪里开始", "no {{p body}}: nothing says where the text begins"
            ),
            Message(
                "在封面的分节符之后单独写一段 {{p body}}",
                "write {{p body}} as a paragraph of its own behind the section break of the cover",
            ),
        )
    sections = list(document.iter(name_in_w("sectPr")))
    last = sections[-1] if sections else None
    shown: set[str] = set()
    for reference in [] if last is None else list(last):
        arrow = str(reference.get(f"{{{OFFICE.rstrip('/')}}}id"))
        if part := package.target_of(MAIN_PART, arrow):
            try:
                shown |= _names(roots[part]) if part in roots else set()
            except TemplateSyntaxError:
                return
    for name, title in _IDENTITY.items():
        if name not in shown:
            yield TemplateProblem(
                Message(f"正文的页眉、页脚没有{title.zh}", f"neither header nor footer of the text shows {title.en}"),
                Message(f"在最后一节的页眉写入 {{{{ {name} }}}}", f"write {{{{ {name} }}}} into the header of the last section"),
                is_grave=False,
            )  # fmt: skip


def _text(element: etree._Element) -> str:
    return "".join(str(one.text or "") for one in element.iter(name_in_w("t")))
