"""New sources: the next free number, a file with the headings of its level, and hints where something must be filled in.

What the author has to supply stands as `待定`, which `wuye check` finds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import yaml

from wuye_docs.diagnostics import Message
from wuye_docs.loaders import nearest, not_found
from wuye_docs.loaders.schema import all_schemas
from wuye_docs.model import Document, FormKind, Manual, Role, Series
from wuye_docs.model.numbering import next_form_number, next_number
from wuye_docs.project.edits import FileChange, Refusal, Replacement, SourceText

PLACEHOLDER = "待定"

T = TypeVar("T")

# What to write under a heading that many templates have.
_HINTS: Mapping[str, str] = {
    "目的": "用一两句话写明本文件解决什么问题。",
    "适用范围": "写明适用于哪些部门、岗位和事项, 不适用的也写明。",
    "职责": "按岗位列出各自做什么; 岗位名称用 organization.yaml 和岗位说明书中登记的。",
    "定义": "只写本文件特有的词; 通用的词写在 manual/terms.yaml。",
    "工作程序": "按先后写各步骤: 谁、做什么、多长时间内、填哪张表。数值写在 manual/parameters.yaml, 这里写 {{ 名称 }}。",
    "岗位目的": "用一句话写明公司为什么设这个岗位。",
    "主要职责": "逐条写明负责的工作; 流程中承担的步骤、填写的记录表都要提到。",
    "权限": "写明可以自行决定的事项和限额。",
    "任职资格": "写明学历、经验、证书和能力要求。",
    "考核指标": "写明指标、目标值和统计方法。",
}
_GENERATED: Mapping[str, str] = {"相关文件": "related", "质量记录": "records"}


@dataclass(frozen=True, slots=True)
class NewSource:
    """Files to write, and what else the author should know."""

    path: str
    text: str
    changes: tuple[FileChange, ...] = ()
    notes: tuple[Message, ...] = ()


def new_document(manual: Manual, title: str, series: str | None = None) -> NewSource:
    """A document of a series: the next number, the headings of its level. Raises Refusal."""
    title = _free_title(manual, title)
    wanted = {level for level in manual.settings.levels if level not in _job_levels(manual)}
    chosen = _choose_series(manual, series, wanted)
    number = next_number(chosen, _taken(manual), manual.settings.numbering)
    head = [
        f"number: {number}",
        f"title: {_plain(title)}",
        f"level: {chosen.level}",
        "revision: A/0",
        "status: draft             # draft 草案, in-review 审核中, approved 已批准, effective 现行有效, obsolete 作废",
        *_people_lines(manual, chosen),
        "review-every: 12          # 复审周期 (月)",
        'clauses: []               # 对应的标准条款, 如 ["8.2.1"]',
        *_history(manual, chosen),
    ]
    return _markdown(manual, number, chosen.level, head)


def new_job(
    manual: Manual, post: str, department: str = "", reports_to: str = "", series: str | None = None
) -> NewSource:
    """A job description; a post that organization.yaml declares moves from there into it. Raises Refusal."""
    chosen = _choose_series(manual, series, _job_levels(manual))
    number = next_number(chosen, _taken(manual), manual.settings.numbering)
    known = manual.roles.get(post)
    if known is not None and known.job:
        raise Refusal(
            Message(
                f"岗位 `{post}` 已有岗位说明书 {known.job}",
                f"`{post}` has a job description already: {known.job}",
            )
        )
    if known is None and (manual.departments.get(post) or manual.parties.get(post)):
        raise Refusal(Message(f"`{post}` 不是岗位名称", f"`{post}` is no post"))
    role = known or Role(name=post)
    department = department or role.department
    reports_to = reports_to or role.reports_to
    for name, group in (
        (department, manual.departments),
        (reports_to, {**manual.roles, **manual.departments}),
    ):
        if name and name not in group:
            near = nearest(name, group)
            raise Refusal(not_found(f"没有 `{name}`", f"there is no `{name}`", near))
    head = [
        f"number: {number}",
        f"title: {_plain(_free_title(manual, post + '岗位说明书'))}",
        f"level: {chosen.level}",
        f"post: {_plain(post)}",
        f"department: {_plain(department or PLACEHOLDER)}",
        f"reports-to: {_plain(reports_to)}"
        if reports_to
        else "# reports-to: 直接上级岗位; 最高管理者没有上级, 不写",
        f"headcount: {role.headcount or 1}",
    ]
    if role.aliases:
        head.append(f"post-aliases: [{', '.join(map(_plain, role.aliases))}]")
    if role.banned:
        head.append(f"post-banned: [{', '.join(map(_plain, role.banned))}]")
    head += ["revision: A/0", "status: draft", *_people_lines(manual, chosen), *_history(manual, chosen)]
    return _markdown(manual, number, chosen.level, head)


def without_post(role: Role, data: bytes) -> FileChange:
    """organization.yaml without a post that a job description declares from now on."""
    path = role.span.path
    text = SourceText(path, data)
    last = max((span.end_line for span in role.keys.values()), default=role.span.line)
    root = yaml.compose(text.text.lstrip("\ufeff"), Loader=yaml.CBaseLoader)
    last = max(last, _last_line(root, role.span.line))
    start, end = text.offset(role.span.line, 1), text.offset(last + 1, 1)
    return FileChange(path, data, path, text.replaced([Replacement(start, end, "")]))


def new_flow(manual: Manual, title: str, document: str, series: str | None = None) -> NewSource:
    """A flow of a document, with a start, a task, a decision and an end to go on from. Raises Refusal."""
    owner = _document(manual, document)
    chosen = _choose_series(manual, series or _flow_series_of(manual, owner), {"flow"})
    number = next_number(chosen, _taken(manual), manual.settings.numbering)
    posts = list(
        dict.fromkeys(one for one in (owner.drafter, owner.reviewer, owner.approver) if one in manual.roles)
    )
    posts += [name for name in manual.roles if name not in posts]
    first, second = (*posts[:2], PLACEHOLDER, PLACEHOLDER)[:2]
    lanes = list(dict.fromkeys((first, second)))
    text = f"""\
# 步骤从上到下写; next 写下一步的名称, 并行写列表 [甲, 乙], 判断写 {{是: 甲, 否: 乙}}。
# kind: start 开始, task 工作 (可不写), decision 判断, end 结束。
number: {number}
title: {_plain(_free_title(manual, title))}
document: {document}
lanes: [{", ".join(map(_plain, lanes))}]   # 岗位、部门或外部相关方, 从左到右
steps:
  提出: {{lane: {_plain(first)}, kind: start, text: 提出申请, next: 办理}}
  办理:
    lane: {_plain(first)}
    text: 办理
    # forms: [{document}-R01]        # 填写的记录表编号
    # within: 投诉.处理时限           # 时限, 写 manual/parameters.yaml 中的名称
    next: 审核
    note: {PLACEHOLDER}。
  审核:
    lane: {_plain(second)}
    kind: decision
    text: 是否合格
    next: {{是: 归档, 否: 办理}}
    note: {PLACEHOLDER}。
  归档:
    lane: {_plain(first)}
    text: 归档
    next: 结束
    note: {PLACEHOLDER}。
  结束: {{lane: {_plain(first)}, kind: end, text: 结束}}
"""
    shows = f":::{{flow}} {number}\n:::"
    note = Message(
        f"在 {document} 的工作程序中写下列两行, 流程图就显示在那里:\n{shows}",
        f"to show the chart, write these two lines in {document}:\n{shows}",
    )
    return NewSource(f"flows/{number}.yaml", text, notes=(note,))


def new_form(manual: Manual, title: str, document: str, kind: str = "record") -> NewSource:
    """A form of a document, with a field of each common type. Raises Refusal."""
    owner = _document(manual, document)
    number = next_form_number(document, _taken(manual), manual.settings.numbering)
    signer = owner.drafter if owner.drafter in manual.roles else next(iter(manual.roles), PLACEHOLDER)
    kinds = ", ".join(f"{one.value} {one.label}" for one in FormKind)
    text = f"""\
number: {number}
title: {_plain(_free_title(manual, title))}
kind: {kind}   # {kinds}
owner: {_plain(owner.owner or PLACEHOLDER)}
retention: {{years: 3, keeper: {_plain(owner.owner or PLACEHOLDER)}, disposal: 到期粉碎}}   # 保存年限、保管部门、到期处置
# type: text 文字, number 数字, date 日期, datetime 日期和时间, choice 选项, checkbox 勾选, table 表格, signature 签名
# required: true 必填; wide: true 独占一行; lines: 留几行; note: 填写说明
fields:
  - {{name: 日期, type: date, required: true}}
  - {{name: 内容, type: text, lines: 4, wide: true, note: {PLACEHOLDER}}}
  - {{name: 结果, type: choice, choices: [合格, 不合格]}}
  - {{name: 填表人, type: signature, by: {_plain(signer)}, required: true}}
"""
    note = Message(
        f"在 {document} 的正文或流程中引用《{title}》, 质量记录一节会自动列出",
        f"name《{title}》in the text or a flow of {document}; its list of records follows by itself",
    )
    return NewSource(f"forms/{number}.yaml", text, notes=(note,))


def new_manual(company: str, prefix: str) -> dict[str, str]:
    """The files of a small manual that checks clean and builds, by path: something to change rather than begin."""
    if not re.fullmatch(r"[A-Z][A-Z0-9]*", prefix):
        raise Refusal(Message("编号前缀用大写字母", "the prefix is made of capital letters"))
    found: dict[str, str] = {}
    for path, text in _starter(files("wuye_docs.project") / "starter", ""):
        renamed = re.sub(r"WY(?=(?:QM|QP|WI|JD|FL)[A-Z]*\d*)", prefix, path)
        text = re.sub(r"\bWY(?=(?:QM|QP|WI|JD|FL))", prefix, text)
        found[renamed] = text
    if company:
        # The name stands in quotes: it may hold what YAML takes for its own.
        quoted = json.dumps(company, ensure_ascii=False)
        settings = found["manual/manual.yaml"]
        settings = settings.replace("name: 示例物业服务有限公司", f"name: {quoted}")
        settings = re.sub(r"short: 示例物业 ", lambda _: f"short: {quoted} ", settings)
        found["manual/manual.yaml"] = settings.replace(
            "title: 示例物业质量管理手册",
            f"title: {json.dumps(company + '质量管理手册', ensure_ascii=False)}",
        )
    found[".gitignore"] = "build/\n"
    found[".vscode/settings.json"] = _as_json(editor_settings())
    found[".vscode/extensions.json"] = _as_json({"recommendations": ["redhat.vscode-yaml"]})
    found.update({f".vscode/schemas/{name}": text for name, text in schema_files().items()})
    return found


def schema_files() -> dict[str, str]:
    """The text of each schema file, by file name."""
    return {f"{name}.schema.json": _as_json(schema) for name, schema in all_schemas().items()}


def editor_settings() -> dict[str, object]:
    """VS Code's settings that bind the schemas to the sources."""
    folder = "./.vscode/schemas"
    single = ("manual", "organization", "parameters", "terms", "standards")
    schemas: dict[str, str] = {f"{folder}/{name}.schema.json": f"manual/{name}.yaml" for name in single}
    schemas[f"{folder}/clauses.schema.json"] = "manual/clauses*.yaml"
    schemas[f"{folder}/flow.schema.json"] = "flows/*.yaml"
    schemas[f"{folder}/form.schema.json"] = "forms/*.yaml"
    return {
        "yaml.schemas": schemas,
        "yaml.yamlVersion": "1.2",
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[markdown]": {"editor.wordWrap": "on", "editor.unicodeHighlight.ambiguousCharacters": False},
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.unicodeHighlight.ambiguousCharacters": False,
        },
    }


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _starter(folder: Traversable, path: str) -> Iterable[tuple[str, str]]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            yield from _starter(one, f"{path}{one.name}/")
        elif one.name.endswith((".md", ".yaml")):
            yield path + one.name, one.read_text(encoding="utf-8")


def _markdown(manual: Manual, number: str, level: str, head: list[str]) -> NewSource:
    template = manual.settings.levels[level]
    parts = ["---", *head, "---"]
    for heading in template.sections:
        parts += ["", f"# {heading}", ""]
        if heading in template.optional:
            parts += ["% 本节可以省略, 不需要时整节删去。"]
        if heading in _GENERATED:
            parts += ["% 由正文引用自动列出。", f":::{{{_GENERATED[heading]}}}", ":::"]
        else:
            parts += [f"% {_HINTS[heading]}"] if heading in _HINTS else []
            parts += ["", f"{PLACEHOLDER}。"]
    if not template.sections:
        parts += ["", f"{PLACEHOLDER}。"]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(parts)) + "\n"
    folder = template.folder.strip("/") or "manual"
    return NewSource(f"{folder}/{number}.md", text)


def _people_lines(manual: Manual, series: Series) -> list[str]:
    """Owner, drafter and so on as most documents of the series have them; a new one seldom differs."""
    siblings = [one for one in manual.documents.values() if one.number.startswith(series.prefix)]
    siblings = siblings or [one for one in manual.documents.values() if one.level == series.level]
    owner = _most_common(one.owner for one in siblings) or next(iter(manual.departments), PLACEHOLDER)
    lines = [f"owner: {_plain(owner)}   # 归口部门或岗位"]
    for key, about in (("drafter", "拟稿岗位"), ("reviewer", "审核岗位"), ("approver", "批准岗位")):
        usual = _most_common(getattr(one, key) for one in siblings or manual.documents.values())
        lines.append(f"{key}: {_plain(usual)}" if usual else f"# {key}: {about}")
    received = _most_common(one.distribution for one in siblings)
    if received:
        lines.append(f"distribution: [{', '.join(map(_plain, received))}]")
    else:
        lines.append(f"distribution: [{_plain(owner)}]   # 发放部门或岗位")
    return lines


def _history(manual: Manual, series: Series) -> list[str]:
    siblings = [one for one in manual.documents.values() if one.number.startswith(series.prefix)]
    drafter = _most_common(one.drafter for one in siblings or manual.documents.values())
    by = f", by: {_plain(drafter)}" if drafter else ""
    return ["history:", f"  - {{revision: A/0, change: 首次编制{by}}}"]


def _most_common(values: Iterable[T]) -> T | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _choose_series(manual: Manual, written: str | None, levels: set[str]) -> Series:
    """The series that a prefix, level or name picks out of those of some levels. Raises Refusal."""
    possible = [one for one in manual.settings.numbering.series if one.level in levels]
    chosen = [one for one in possible if written is None or written in (one.prefix, one.level, one.name)]
    if len(chosen) == 1:
        return chosen[0]
    listed = ", ".join(f"{one.prefix} ({one.name or one.level})" for one in possible)
    if not possible:
        raise Refusal(
            Message(
                "manual.yaml 中没有这类编号系列 (numbering.series)", "manual.yaml has no series of this kind"
            )
        )
    if written is None or chosen:
        raise Refusal(
            Message(f"请用 --series 指明编号系列: {listed}", f"name a series with --series: {listed}")
        )
    raise Refusal(
        Message(f"没有编号系列 `{written}`, 可用: {listed}", f"no series `{written}`; there are: {listed}")
    )


def _flow_series_of(manual: Manual, document: Document) -> str | None:
    """The series of flows that goes with a document: that of its neighbours' flows, or that of the same ending."""
    own = next(
        (one for one in manual.settings.numbering.series if document.number.startswith(one.prefix)), None
    )
    flows = [one for one in manual.settings.numbering.series if one.level == "flow"]
    if own is None or not flows:
        return None
    used = _most_common(
        series.prefix
        for flow in manual.flows.values()
        for series in flows
        if flow.number.startswith(series.prefix) and flow.document.startswith(own.prefix)
    )
    if used:
        return used
    same = [one.prefix for one in flows if one.prefix[-2:] == own.prefix[-2:]]
    return same[0] if len(same) == 1 else None


def _job_levels(manual: Manual) -> set[str]:
    """Levels of job descriptions: those whose documents declare posts, and the one called `job`."""
    return {one.level for one in manual.documents.values() if one.post} | (
        {"job"} & set(manual.settings.levels)
    )


def _document(manual: Manual, number: str) -> Document:
    document = manual.documents.get(number)
    if document is None:
        near = nearest(number, manual.documents)
        raise Refusal(not_found(f"没有文件 `{number}`", f"no document `{number}`", near))
    return document


def _free_title(manual: Manual, title: str) -> str:
    title = title.strip().strip("《》")
    for one in manual.controlled():
        if one.title == title:
            raise Refusal(
                Message(f"已有同名的 {one.number}《{title}》", f"{one.number} has the title {title} already")
            )
    if not title or "\n" in title:
        raise Refusal(Message("名称不能为空", "the title is empty"))
    return title


def _taken(manual: Manual) -> list[str]:
    return [one.number for one in manual.controlled()]


def _plain(value: object) -> str:
    """A value as a YAML scalar."""
    text = str(value)
    needs_quotes = re.search(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`~]|: |\s#|[,\[\]{}]|[:\s]$""", text)
    return json.dumps(text, ensure_ascii=False) if needs_quotes or not text else text


def _last_line(node: yaml.Node | None, line: int) -> int:
    """The last line of the entry whose key stands on a line; both count from 1."""
    if not isinstance(node, yaml.MappingNode):
        return 0
    for key, value in node.value:
        if key.start_mark.line + 1 == line:
            return max(_end_line(value), line)
        found = _last_line(value, line)
        if found:
            return found
    return 0


def _end_line(node: yaml.Node) -> int:
    """The last line that a node is written on; a block's end mark stands behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark
        return int(end.line if end.column == 0 and end.line > node.start_mark.line else end.line + 1)
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.line + 1)
    last = node.value[-1]
    return _end_line(last[1] if isinstance(last, tuple) else last)
