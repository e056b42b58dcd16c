"""A controlled document: its front matter, and what its text holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wuye_docs.diagnostics import Span
from wuye_docs.model.record import Record, key
from wuye_docs.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionEntry(Record):
    """One line of the revision history."""

    revision: str = key("版次", "revision", required=True, default="", pattern=r"[A-Z]/\d+")
    date: str = key("日期 YYYY-MM-DD", "date", default="", pattern=r"\d{4}-\d{2}-\d{2}")
    change: str = key("更改内容", "what changed", required=True, default="")
    by: str = key("更改岗位", "post that made the change", default="")


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of reading text with the place of each of its pieces; markup is left out."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    """(offset in `text`, line, column) of each piece that stands unbroken in the source, in order."""
    path: str

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the source."""
        line, column = self._position(start)
        end_line, end_column = self._position(end - 1) if end > start else (line, column - 1)
        return Span(self.path, line, column, end_line, end_column + 1)

    def _position(self, offset: int) -> tuple[int, int]:
        low, high = 0, len(self.pieces) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.pieces[middle][0] <= offset:
                low = middle
            else:
                high = middle - 1
        start, line, column = self.pieces[low]
        return line, column + offset - start


@dataclass(frozen=True, slots=True)
class Mark:
    """Explicit markup in the text: an inline role, a directive, a parameter, an image or a link."""

    kind: str
    """`role:NAME`, `directive:NAME`, `parameter`, `image`, `link` or `label`."""
    content: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading."""

    title: str
    level: int
    """1 for the first level of clauses."""
    number: str
    """As the outputs show it: `5.2`; empty where the numbering style has none."""
    label: str
    """Written above the heading as `(label)=`; empty if there is none."""
    span: Span
    prose: tuple[Prose, ...]
    marks: tuple[Mark, ...]
    blocks: int
    """Number of blocks (paragraphs, lists, tables, directives) directly under the heading."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the text of a document holds, as far as checks and references need it."""

    sections: tuple[Section, ...] = ()
    """The text before the first heading is a section of level 0 without a title."""
    meaning: str = field(default="", repr=False)
    """The text without what changes no word of it: comments, line breaks, the way markup is typed. `\x1d` encloses the
    expressions of `{{ }}`, which whoever compares two meanings fills in."""

    def labels(self) -> Mapping[str, Section]:
        """Sections that carry a label, by label; the first of two wins."""
        found: dict[str, Section] = {}
        for section in self.sections:
            if section.label:
                found.setdefault(section.label, section)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A policy, procedure, work instruction or job description: one Markdown file."""

    number: str = key("文件编号", "number", required=True, default="")
    title: str = key("文件名称", "title", required=True, default="")
    level: str = key("层级键, 见 manual.yaml", "key of a level in manual.yaml", required=True, default="")
    revision: str = key("版次, 如 A/0", "revision", required=True, default="A/0", pattern=r"[A-Z]/\d+")
    status: Status = key(
        "状态; 有审批台账后由台账决定, 不用写",
        "state of the life cycle; the ledger decides once there is one",
        default=Status.DRAFT,
    )
    owner: str = key("归口部门或岗位", "department or post that owns it", required=True, default="")
    drafter: str = key("拟稿岗位", "post that drafts it", default="")
    reviewer: str = key("审核岗位", "post that reviews it", default="")
    approver: str = key("批准岗位", "post that approves it", default="")
    issued: str = key("发布日期 YYYY-MM-DD", "date of issue", default="", pattern=r"\d{4}-\d{2}-\d{2}")
    effective: str = key(
        "实施日期 YYYY-MM-DD", "date it takes effect", default="", pattern=r"\d{4}-\d{2}-\d{2}"
    )
    review_every: int = key("复审周期 (月)", "months between reviews", default=12)
    clauses: tuple[str, ...] = key("对应的标准条款", "clauses of the standard that it answers", default=())
    distribution: tuple[str, ...] = key("发放部门或岗位", "departments or posts that receive it", default=())
    supersedes: tuple[str, ...] = key("代替的文件编号", "numbers that it replaces", default=())
    aliases: tuple[str, ...] = key("别名、旧名", "other and older titles", default=())
    history: tuple[RevisionEntry, ...] = key("修订记录", "revision history", default=())
    basis: tuple[str, ...] = key("依据条目", "items of the facts that it covers", default=())
    post: str = key("岗位名称 (岗位说明书)", "post that a job description declares", default="")
    department: str = key("所属部门 (岗位说明书)", "department of the post", default="")
    reports_to: str = key("直接上级 (岗位说明书)", "post it reports to", default="")
    headcount: int | None = key("编制人数 (岗位说明书)", "number of people", default=None)
    post_aliases: tuple[str, ...] = key("岗位的别名", "accepted other names of the post", default=())
    post_banned: tuple[str, ...] = key(
        "岗位禁用的旧称", "names of the post that must not be used", default=()
    )
    body: Body = field(default_factory=Body, repr=False)
    text: str = field(default="", repr=False)
    """The Markdown below the front matter, with the lines above it left as empty lines so that numbers agree."""
