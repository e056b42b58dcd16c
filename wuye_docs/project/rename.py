"""Give something another number or name, everywhere at once.

References are changed where the reference graph says they stand, so comments, layout and everything unrelated stay byte
for byte. The changed sources are read again before anything is written: unless every reference of the old name is one of
the new name, and nothing else has moved, the renaming is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import yaml

from wuye_docs.diagnostics import Message, Span
from wuye_docs.loaders import MANUAL_FILE, Loaded, MemoryWorkspace, Workspace, load, nearest
from wuye_docs.model import Document, FieldType, Flow, Form, Located, Manual, Record
from wuye_docs.model.numbering import ParsedNumber, parse_number
from wuye_docs.project.edits import FileChange, Refusal, Replacement, SourceText
from wuye_docs.references import (
    PEOPLE,
    Kind,
    Naming,
    Reference,
    ReferenceGraph,
    Relation,
    Target,
    expressions_in,
    parameter_names,
)

NUMBERED = (Kind.DOCUMENT, Kind.FLOW, Kind.FORM)
# Keys of YAML files that hold sentences: names stand in them among other words.
SENTENCE_KEYS = frozenset({"note", "subject", "definition", "text", "copies"})
# Labels and choices of forms speak of people too: 客服主管意见.
LABEL_KEYS = frozenset({"name", "choices"})
_SPACE = re.compile(r"[\s\u3000]+")
# What a plain YAML scalar must not begin with or hold; inside [ ] and { } a comma ends it too.
_NEEDS_QUOTES = re.compile(r"""^[\s\-?:,\[\]{}#&*!|>'"%@`~]|: |\s#|[,\[\]{}]|[:\s]$""")
_HEADING = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Change:
    """One name that becomes another: of a number, a title, a person, a parameter, a term or a step."""

    target: Target
    old: str
    new: str
    is_title: bool = False

    def renamed(self, target: Target) -> Target:
        """What a target is called after the change."""
        if self.is_title:
            return target
        if target == self.target:
            return Target(target.kind, self.new_key)
        if self.target.kind in NUMBERED:
            for separator in "/#":
                if target.key.startswith(self.old + separator):
                    return Target(target.kind, self.new + target.key[len(self.old) :])
            if target == Target(Kind.MANUAL, self.old):
                return Target(Kind.MANUAL, self.new)
        return target

    @property
    def new_key(self) -> str:
        """The key of the target after the change."""
        if self.target.kind is Kind.STEP:
            return f"{self.target.key.partition('/')[0]}/{self.new}"
        return self.new


@dataclass(frozen=True, slots=True)
class RenamePlan:
    """What a renaming would do."""

    changes: tuple[Change, ...]
    files: tuple[FileChange, ...]
    places: int
    """How many places are edited."""
    notes: tuple[Message, ...]


def plan_rename(
    workspace: Workspace,
    old: str,
    new: str,
    *,
    kind: Kind | None = None,
    retire: str | None = None,
    keep_alias: bool = False,
) -> RenamePlan:
    """What renaming `old` to `new` changes; nothing is written. Raises Refusal where it cannot be done safely.

    `retire` is the reason under which an old number is kept from being used again; `keep_alias` leaves the old name as an
    accepted one.
    """
    return _Planner(workspace, old.strip(), new.strip(), kind, retire, keep_alias).plan()


def find_target(graph: ReferenceGraph, written: str, kind: Kind | None = None) -> list[tuple[Target, bool]]:
    """(what a number, `FLOW/step`, title or name stands for, whether it was called by its title)."""
    manual = graph.manual
    found: list[tuple[Target, bool]] = []
    numbered = graph.names.numbered(written)
    if numbered:
        found.append((numbered, False))
    flow, separator, step = written.partition("/")
    if separator and flow in manual.flows and step in manual.flows[flow].steps:
        found.append((Target(Kind.STEP, written), False))
    for group_kind, group in (
        (Kind.ROLE, manual.roles), (Kind.DEPARTMENT, manual.departments), (Kind.PARTY, manual.parties),
        (Kind.PARAMETER, manual.parameters), (Kind.TERM, manual.terms),
    ):  # fmt: skip
        if written in group:
            found.append((Target(group_kind, written), False))
    for group_kind, records in (
        (Kind.DOCUMENT, manual.documents.values()),
        (Kind.FORM, manual.forms.values()),
        (Kind.FLOW, manual.flows.values()),
    ):
        for record in records:
            if _tight(record.title) == _tight(written.strip("《》")):
                found.append((Target(group_kind, record.number), True))
    return [one for one in found if kind is None or one[0].kind is kind]


class _Planner:
    def __init__(
        self,
        workspace: Workspace,
        old: str,
        new: str,
        kind: Kind | None,
        retire: str | None,
        keep_alias: bool,
    ) -> None:
        # One reading of the files serves both loading and editing, so that places and bytes belong together.
        self.workspace = MemoryWorkspace(_bytes_of(workspace), day=workspace.today())
        self.old, self.new, self.kind = old, new, kind
        self.retire, self.keep_alias = retire, keep_alias
        self.loaded: Loaded = load(self.workspace)
        self.manual: Manual = self.loaded.manual
        self.graph = ReferenceGraph(self.manual)
        self.texts: dict[str, SourceText] = {}
        self.replacements: dict[str, set[Replacement]] = {}
        self.notes: list[Message] = []
        self.promotes_alias = False

    def plan(self) -> RenamePlan:
        if not self.new:
            raise Refusal(Message("新名称是空的", "the new name is empty"))
        if self.old == self.new:
            raise Refusal(Message("新旧名称相同", "old and new name are the same"))
        target, is_title = self.resolve()
        changes = self.changes_for(target, is_title)
        if self.retire is not None and not (target.kind in NUMBERED and not is_title):
            raise Refusal(Message("--retire 只用于编号", "--retire is for numbers"))
        if self.keep_alias and (
            target.kind in (Kind.PARAMETER, Kind.STEP) or (target.kind in NUMBERED and not is_title)
        ):
            raise Refusal(
                Message(
                    "--keep-alias 只用于标题、岗位、部门、相关方和术语",
                    "--keep-alias is for titles, posts, departments, parties and terms",
                )
            )
        for change in changes:
            self.collect(change)
        if self.keep_alias and not self.promotes_alias:
            self.add_alias(changes[0])
        if self.retire is not None:
            self.add_retired(changes)
        elif target.kind in NUMBERED and not is_title:
            self.notes.append(
                Message(
                    f"{self.old} 空出; 若曾发布过, 请用 --retire 登记停用, 以免再用",
                    f"{self.old} is free; if it was ever issued, use --retire so that nobody takes it again",
                )
            )
        files = self.files(changes)
        self.verify(files, changes)
        return RenamePlan(tuple(changes), files, sum(map(len, self.replacements.values())), tuple(self.notes))

    # What is renamed, and whether it may be.

    def resolve(self) -> tuple[Target, bool]:
        found = find_target(self.graph, self.old, self.kind)
        if len(found) > 1:
            listed = ", ".join(dict.fromkeys(one.kind.value for one, _ in found))
            raise Refusal(
                Message(
                    f"`{self.old}` 不只指一样东西 ({listed})", f"`{self.old}` is several things ({listed})"
                ),
                Message("用 --kind 指明是哪一种", "name one with --kind"),
            )
        if found:
            return found[0]
        named = self.graph.names.person(self.old) or self.graph.names.title(self.old)
        if named:
            raise Refusal(
                Message(
                    f"`{self.old}` 是 `{named.target.key}` 的别名",
                    f"`{self.old}` is another name of `{named.target.key}`",
                ),
                Message("请写登记的名称或编号", "give the registered name or number"),
            )
        near = nearest(
            self.old, [*self.graph.names.known((*NUMBERED, *PEOPLE, Kind.PARAMETER)), *self.manual.terms]
        )
        raise Refusal(
            Message(f"没有 `{self.old}`", f"there is no `{self.old}`"),
            Message(f"是否指 `{near}`？", f"did you mean `{near}`?") if near else None,
        )

    def changes_for(self, target: Target, is_title: bool) -> list[Change]:
        if is_title:
            record = self.controlled(target)
            self.require_free_title(target, self.new)
            return [Change(target, record.title, self.new, is_title=True)]
        match target.kind:
            case Kind.DOCUMENT | Kind.FLOW | Kind.FORM:
                return self.number_changes(target)
            case Kind.ROLE | Kind.DEPARTMENT | Kind.PARTY:
                return self.person_changes(target)
            case Kind.PARAMETER:
                if self.manual.parameters[target.key].is_builtin:
                    raise Refusal(
                        Message(
                            f"`{target.key}` 由 manual.yaml 给出, 名称固定",
                            f"`{target.key}` comes from manual.yaml; its name is fixed",
                        )
                    )
                if parameter_names(self.new) != (self.new,):
                    raise Refusal(
                        Message(f"`{self.new}` 不能作参数名", f"`{self.new}` cannot name a parameter"),
                        Message(
                            "用汉字、字母、数字和点, 如 投诉.处理时限",
                            "use letters, digits and dots, such as 投诉.处理时限",
                        ),
                    )
                self.require_free(self.new in self.manual.parameters)
            case Kind.TERM:
                others = [one for name, one in self.manual.terms.items() if name != target.key]
                self.require_free(
                    self.new in self.manual.terms
                    or any(self.new in (*one.aliases, *one.banned) for one in others)
                    or self.new in self.manual.terms[target.key].banned
                )
                self.promotes_alias = self.new in self.manual.terms[target.key].aliases
            case _:
                flow, _, step = target.key.partition("/")
                self.new = self.new.removeprefix(f"{flow}/")
                self.require_free(self.new in self.manual.flows[flow].steps)
                return [Change(target, step, self.new)]
        return [Change(target, target.key, self.new)]

    def number_changes(self, target: Target) -> list[Change]:
        scheme = self.manual.settings.numbering
        parsed = parse_number(self.new, scheme)
        if parsed is None:
            raise Refusal(
                Message(
                    f"`{self.new}` 不符合 manual.yaml 的编号规则",
                    f"`{self.new}` breaks the numbering of manual.yaml",
                ),
                Message(f"可用: {self.examples(target)}", f"such as: {self.examples(target)}"),
            )
        self.require_fit(target, parsed)
        changes = [Change(target, target.key, self.new)]
        if target.kind is Kind.DOCUMENT:
            # A form carries its document's number, so it goes along.
            changes += [
                Change(
                    Target(Kind.FORM, form.number),
                    str(form.number),
                    self.new + form.number[len(target.key) :],
                )
                for form in self.manual.forms_of(target.key)
            ]
        for change in changes:
            self.require_free(self.manual.controlled_by(change.new) is not None, change.new)
            if change.new in scheme.retired:
                raise Refusal(
                    Message(
                        f"编号 {change.new} 已停用 ({scheme.retired[change.new]}), 不能再用",
                        f"{change.new} is retired ({scheme.retired[change.new]}) and must not be used again",
                    )
                )
        return changes

    def require_fit(self, target: Target, parsed: ParsedNumber) -> None:
        record = self.controlled(target)
        wanted = record.level if isinstance(record, Document) else "flow"
        if isinstance(record, Form):
            owner = self.new.rpartition(self.manual.settings.numbering.form_suffix)[0]
            if parsed.form is None or owner not in self.manual.documents:
                raise Refusal(
                    Message(
                        f"记录表编号应为已有文件的编号加 {self.manual.settings.numbering.form_suffix}01 等, `{self.new}` 不是",
                        f"a form's number begins with that of an existing document; `{self.new}` does not",
                    )
                )
        elif parsed.form is not None or parsed.series.level != wanted:
            raise Refusal(
                Message(
                    f"`{self.new}` 不是 {wanted} 一类的编号", f"`{self.new}` is not a number for `{wanted}`"
                ),
                Message(f"可用: {self.examples(target)}", f"such as: {self.examples(target)}"),
            )

    def examples(self, target: Target) -> str:
        from wuye_docs.model.numbering import next_form_number, next_number

        scheme = self.manual.settings.numbering
        taken = [one.number for one in self.manual.controlled()]
        record = self.controlled(target)
        if isinstance(record, Form):
            return next_form_number(record.number.rpartition(scheme.form_suffix)[0], taken, scheme)
        wanted = record.level if isinstance(record, Document) else "flow"
        return ", ".join(next_number(one, taken, scheme) for one in scheme.series if one.level == wanted)

    def person_changes(self, target: Target) -> list[Change]:
        record = self.manual.named(target.key)
        named = self.graph.names.person(self.new)
        self.promotes_alias = named == (target, Naming.ALIAS)
        self.require_free(named is not None and not self.promotes_alias)
        if any(character in self.new for character in "《》{}`|\n") or self.new in self.manual.terms:
            raise Refusal(Message(f"`{self.new}` 不能作名称", f"`{self.new}` cannot be a name"))
        changes = [Change(target, target.key, self.new)]
        job = getattr(record, "job", "")
        if job:
            # `客服主管岗位说明书` speaks of the post that it describes.
            document = self.manual.documents[job]
            if document.title.startswith(target.key):
                title = self.new + document.title[len(target.key) :]
                self.require_free_title(Target(Kind.DOCUMENT, job), title)
                changes.append(Change(Target(Kind.DOCUMENT, job), document.title, title, is_title=True))
        return changes

    def require_free_title(self, target: Target, title: str) -> None:
        if any(character in title for character in "《》\n"):
            raise Refusal(Message("名称中不能有书名号和换行", "a title holds no 《》 and no line break"))
        named = self.graph.names.titles.get(_tight(title))
        if named and named.target == target:
            self.promotes_alias = named.naming is Naming.ALIAS
            named = None
        self.require_free(named is not None, title)

    def require_free(self, is_taken: bool, name: str | None = None) -> None:
        if is_taken:
            name = name or self.new
            raise Refusal(Message(f"`{name}` 已经被使用", f"`{name}` is taken already"))

    def controlled(self, target: Target) -> Document | Flow | Form:
        record = self.manual.controlled_by(target.key)
        assert record is not None
        return record

    # Where the old name stands.

    def collect(self, change: Change) -> None:
        for place in self.declarations(change):
            self.replace_name(place, change)
        for reference in self.graph.references:
            self.replace_reference(reference, change)
        for path, text in self.sources():
            if path.endswith(".md"):
                for start, end in _headings(text.text):
                    self.replace_inside(text, start, end, change)
            else:
                for start, end in self.sentences(path):
                    self.replace_inside(text, start, end, change)
        for place in self.whole_values(change):
            self.replace_name(place, change)

    def declarations(self, change: Change) -> Iterator[Span]:
        key, manual = change.target.key, self.manual
        if change.is_title:
            record = self.controlled(change.target)
            yield record.at("title")
            yield from (
                alias.span for alias in record.aliases if alias == change.new and isinstance(alias, Located)
            )
            return
        match change.target.kind:
            case Kind.DOCUMENT | Kind.FLOW | Kind.FORM:
                yield self.controlled(change.target).span
                if manual.settings.number == key:
                    yield manual.settings.at("number")
            case Kind.ROLE | Kind.DEPARTMENT | Kind.PARTY:
                named = manual.named(key)
                assert named is not None
                yield named.span
                yield from (
                    one.span
                    for one in getattr(named, "aliases", ())
                    if one == change.new and isinstance(one, Located)
                )
            case Kind.PARAMETER:
                yield manual.parameters[key].span
            case Kind.TERM:
                term = manual.terms[key]
                yield term.span
                yield from (
                    one.span for one in term.aliases if one == change.new and isinstance(one, Located)
                )
            case _:
                flow_number, _, name = key.partition("/")
                flow = manual.flows[flow_number]
                yield flow.steps[name].span
                for step in flow.steps.values():
                    yield from (
                        one.target.span
                        for one in step.next
                        if one.target == name and isinstance(one.target, Located)
                    )

    def replace_reference(self, reference: Reference, change: Change) -> None:
        """Edit the place of a reference to what is renamed, if it is called there by the name that changes."""
        if reference.target != change.target:
            # `{clause}`SYQP01 label`` names the document within a reference to its section.
            return
        if change.is_title and reference.relation not in (Relation.TITLE, Relation.STANDARD):
            return
        if reference.naming is not Naming.REGISTERED or reference.relation in (Relation.DESCRIBES,):
            return
        if reference.relation is Relation.BELONGS and reference.source.kind is Kind.FORM:
            return  # Stands in the form's own number, which is changed by itself.
        text = self.text(reference.span.path)
        start, end = text.range_of(reference.span)
        if _unquoted(text.text[start:end]) == change.old:
            self.replace_name(reference.span, change)
        elif not text.path.endswith(".yaml"):
            self.replace_inside(text, start, end, change, is_reference=True)

    def replace_name(self, span: Span, change: Change) -> None:
        """Edit a place that holds a name and nothing else; an alias there that becomes the name takes the old one."""
        if not span.path or span.end_column <= span.column:
            return
        text = self.text(span.path)
        start, end = text.range_of(span)
        written = text.text[start:end]
        name = _unquoted(written)
        if name not in (change.old, change.new):
            return
        other = change.new if name == change.old else change.old
        quote = written[0] if written != name else ""
        if quote and _NEEDS_QUOTES.search(name) and not _NEEDS_QUOTES.search(other):
            pass  # The quotes were there for the name that goes.
        elif quote == "'":
            other = "'" + other.replace("'", "''") + "'"
        elif quote or (self.is_yaml(span) and _NEEDS_QUOTES.search(other)):
            other = '"' + other.replace("\\", "\\\\").replace('"', '\\"') + '"'
        self.add(text, Replacement(start, end, other))

    def replace_inside(
        self, text: SourceText, first: int, last: int, change: Change, is_reference: bool = False
    ) -> None:
        """Edit every mention of what is renamed in a stretch of a source."""
        raw = text.text[first:last]
        for start, end, new in self.mentions(raw, change, is_reference):
            self.add(text, Replacement(first + start, first + end, new))

    def mentions(self, raw: str, change: Change, is_reference: bool) -> Iterator[tuple[int, int, str]]:
        names = self.graph.names
        titles = list(names.titles_in(raw))
        if change.is_title:
            if is_reference:
                titles = [(0, len(raw), raw, names.title(raw))]
            for start, _, title, named in titles:
                if named and named.target == change.target:
                    found = _title_in(title, change.old)
                    if found:
                        yield start + found[0], start + found[1], change.new
        elif change.target.kind in NUMBERED:
            for start, end, target in names.numbers_in(raw):
                if target == change.target:
                    yield start, end, change.new
        elif change.target.kind in PEOPLE:
            inside = [(start, end) for start, end, *_ in titles]
            for person in names.mentions(raw):
                if person.named == (change.target, Naming.REGISTERED) and not any(
                    start <= person.start < end for start, end in inside
                ):
                    yield person.start, person.end, change.new
            if is_reference and _without_breaks(raw) == change.old:
                yield 0, len(raw), _broken_like(raw, change.new)
        elif change.target.kind is Kind.PARAMETER:
            stretches = [(0, len(raw), raw)] if is_reference else expressions_in(raw)
            for start, _, expression in stretches:
                if change.old in (parameter_names(expression) or ()):
                    for match in re.finditer(rf"(?<![\w.]){re.escape(change.old)}(?![\w.])", expression):
                        yield start + match.start(), start + match.end(), change.new
        elif change.target.kind is Kind.TERM and is_reference:
            yield 0, len(raw), change.new

    def whole_values(self, change: Change) -> Iterator[Span]:
        """Places that hold the name by itself and are no references: lanes not declared, waivers, heads of definitions."""
        if change.is_title:
            return
        if change.target.kind in PEOPLE:
            for form in self.manual.forms.values():
                for field in form.fields:
                    if field.type is not FieldType.SIGNATURE and field.by == change.old:
                        yield field.at("by")
            for flow in self.manual.flows.values():
                for step in flow.steps.values():
                    if step.lane == change.old and step.lane not in flow.lanes:
                        yield step.at("lane")
            yield from (one.at("by") for one in self.manual.settings.waivers if one.by == change.old)
        elif change.target.kind in NUMBERED:
            text = self.text(MANUAL_FILE)
            for waiver in self.manual.settings.waivers:
                self.replace_file_name(text, waiver.at("place"), change)
            for reason in self.manual.settings.numbering.retired.values():
                if isinstance(reason, Located):
                    self.replace_inside(text, *text.range_of(reason.span), change)
        elif change.target.kind is Kind.TERM:
            for document in self.manual.documents.values():
                yield from _headwords(document, change.old)

    def replace_file_name(self, text: SourceText, span: Span, change: Change) -> None:
        start, end = text.range_of(span)
        for match in re.finditer(
            rf"(?<![\w-]){re.escape(change.old)}(?=\.(?:md|yaml)\b)", text.text[start:end]
        ):
            self.add(text, Replacement(start + match.start(), start + match.end(), change.new))

    def sentences(self, path: str) -> Iterator[tuple[int, int]]:
        """Offsets of the values in a YAML file that hold sentences."""
        for key, start, end in self.yaml_values.get(path, ()):
            if key in SENTENCE_KEYS or (key in LABEL_KEYS and path.startswith("forms/")):
                yield start, end

    @cached_property
    def yaml_values(self) -> Mapping[str, list[tuple[str, int, int]]]:
        """(key, start, end) of every scalar below a key, by file; a file that does not parse has none."""
        found: dict[str, list[tuple[str, int, int]]] = {}
        for path, text in self.sources():
            if path.endswith(".yaml"):
                root = _composed(text.text)
                found[path] = list(_values(root, text, "")) if root is not None else []
        return found

    # What is added besides.

    def add_alias(self, change: Change) -> None:
        """Leave the old name as an alias of what is renamed."""
        record, key = self.alias_place(change)
        path = record.span.path
        text = self.text(path)
        block, shift = _yaml_block(text, path)
        root = _composed(block)
        node: yaml.Node | None = root
        owner: yaml.Node | None = None
        if root is not None and not isinstance(record, Document | Flow | Form):
            owner, node = _entry_at(root, record.span)
        if isinstance(node, yaml.MappingNode) and node.value:
            self.add(text, _list_addition(text, node, key, change.old, shift))
        elif owner is not None:
            # A name with nothing below it: `总经理:`.
            start = text.offset(owner.end_mark.line + 1, owner.end_mark.column + 1)
            colon = text.text.find(":", start) + 1
            indent = " " * (owner.start_mark.column + 2)
            self.add(
                text, Replacement(colon, colon, f"{text.line_end}{indent}{key}: [{_quoted(change.old)}]")
            )
        else:
            raise Refusal(
                Message("找不到写别名的位置, 请手工添加", "found no place for the alias; add it by hand")
            )

    def alias_place(self, change: Change) -> tuple[Record, str]:
        if change.is_title:
            return self.controlled(change.target), "aliases"
        if change.target.kind is Kind.TERM:
            return self.manual.terms[change.target.key], "aliases"
        record = self.manual.named(change.target.key)
        assert record is not None
        job = getattr(record, "job", "")
        return (self.manual.documents[job], "post-aliases") if job else (record, "aliases")

    def add_retired(self, changes: Iterable[Change]) -> None:
        """Enter the old numbers in `numbering.retired` of manual.yaml."""
        text = self.text(MANUAL_FILE)
        root = _composed(text.text)
        numbering = _child(root, "numbering")
        entries = [f"{change.old}: {_quoted(self.retire or change.new)}" for change in changes]
        retired = _child(numbering, "retired")
        if isinstance(retired, yaml.MappingNode) and retired.flow_style:
            end = text.offset(retired.end_mark.line + 1, retired.end_mark.column)
            added = ", ".join(entries)
            self.add(text, Replacement(end, end, f", {added}" if retired.value else added))
        elif isinstance(retired, yaml.MappingNode):
            first = retired.value[0][0].start_mark
            indent, line = " " * first.column, text.offset(first.line + 1, 1)
            added = "".join(f"{indent}{entry}{text.line_end}" for entry in entries)
            self.add(text, Replacement(line, line, added))
        elif isinstance(numbering, yaml.MappingNode) and not numbering.flow_style and retired is None:
            first = numbering.value[0][0].start_mark
            indent, line = " " * first.column, text.offset(first.line + 1, 1)
            added = "".join(f"{indent}  {entry}{text.line_end}" for entry in entries)
            self.add(text, Replacement(line, line, f"{indent}retired:{text.line_end}{added}"))
        else:
            raise Refusal(
                Message(
                    "manual.yaml 的 numbering 中无法写入 retired, 请手工登记",
                    "found no place for `retired` under `numbering` of manual.yaml; enter it by hand",
                )
            )

    # What comes out.

    def files(self, changes: Iterable[Change]) -> tuple[FileChange, ...]:
        """Every changed or moved file, sorted by path."""
        moves = {}
        for change in changes:
            if change.target.kind in NUMBERED and not change.is_title:
                path = self.controlled(change.target).span.path
                folder, _, name = path.rpartition("/")
                stem, dot, suffix = name.rpartition(".")
                if stem == change.old:
                    moves[path] = f"{folder}/{change.new}{dot}{suffix}"
        taken = set(self.workspace.paths())
        for moved in moves.values():
            if moved in taken and moved not in moves:
                raise Refusal(Message(f"文件 {moved} 已经存在", f"the file {moved} exists"))
        return tuple(
            FileChange(
                path,
                self.workspace.read(path),
                moves.get(path, path),
                self.text(path).replaced(self.replacements.get(path, ())),
            )
            for path in sorted({*self.replacements, *moves})
        )

    def verify(self, files: Iterable[FileChange], changes: Iterable[Change]) -> None:
        """Read the changed sources: every reference must have followed, and nothing else may have changed."""
        contents: dict[str, str | bytes] = dict(self.workspace.files)
        for file in files:
            del contents[file.path]
        contents.update({file.new_path: file.after for file in files})
        after = load(MemoryWorkspace(contents, day=self.workspace.day))
        graph = ReferenceGraph(after.manual)
        wanted = Counter(self.comparable(one, changes) for one in self.graph.references)
        present = Counter(self.comparable(one, ()) for one in graph.references)
        missing = wanted - present
        if missing:
            places = [one for one in self.graph.references if missing[self.comparable(one, changes)]]
            listed = ", ".join(dict.fromkeys(f"{one.span.path}:{one.span.line}" for one in places[:5]))
            raise Refusal(
                Message(f"有引用无法自动改写: {listed}", f"these references cannot be edited: {listed}"),
                Message(
                    "先把这些地方改成普通写法, 再重新运行", "write these places plainly, then run it again"
                ),
            )
        faults = Counter(one.code for one in after.diagnostics) - Counter(
            one.code for one in self.loaded.diagnostics
        )
        unresolved = len(graph.unresolved) - len(self.graph.unresolved)
        if faults or unresolved > 0 or len(graph.names.ambiguous) > len(self.graph.names.ambiguous):
            found = next((one.message for one in after.diagnostics if faults[one.code]), None)
            reason = found or Message("有名称无法识别", "a name is no longer understood")
            raise Refusal(
                Message(
                    f"改名会带来新的问题: {reason.zh}", f"the renaming would bring a new fault: {reason.en}"
                )
            )
        extra = sum((present - wanted).values())
        if extra:
            self.notes.append(
                Message(
                    f"`{self.new}` 原来已出现 {extra} 处, 改名后这些也算引用, 请检查",
                    f"`{self.new}` stood in {extra} places before; they count as references after this, look at them",
                )
            )
        if any(change.target.kind is Kind.TERM for change in changes):
            left = sum(
                prose.text.count(self.old)
                for one in after.manual.documents.values()
                for section in one.body.sections
                for prose in section.prose
            )
            if left:
                self.notes.append(
                    Message(
                        f"正文中还有 {left} 处“{self.old}”; 术语常是其他词的一部分, 正文不自动改, 请逐处确认",
                        f"`{self.old}` still stands in {left} places of prose, which is not edited: a term is often part of a longer word",
                    )
                )

    def comparable(
        self, one: Reference, changes: Iterable[Change]
    ) -> tuple[Relation, Target, Target, Naming]:
        source, target = one.source, one.target
        for change in changes:
            source, target = change.renamed(source), change.renamed(target)
        return one.relation, source, target, Naming.REGISTERED if self.promotes_alias else one.naming

    def add(self, text: SourceText, replacement: Replacement) -> None:
        self.replacements.setdefault(text.path, set()).add(replacement)

    def text(self, path: str) -> SourceText:
        if path not in self.texts:
            self.texts[path] = SourceText(path, self.workspace.read(path))
        return self.texts[path]

    def sources(self) -> Iterator[tuple[str, SourceText]]:
        for path in self.loaded.sources:
            yield path, self.text(path)

    def is_yaml(self, span: Span) -> bool:
        """Whether a place is YAML: a YAML file, or the head of a document."""
        if span.path.endswith(".yaml"):
            return True
        document = next((one for one in self.manual.documents.values() if one.span.path == span.path), None)
        body = document.text if document else ""
        return span.line <= len(body) - len(body.lstrip("\n"))


def _bytes_of(workspace: Workspace) -> dict[str, str | bytes]:
    """Every file that can be read; one that cannot is loading's to report."""
    contents: dict[str, str | bytes] = {}
    for path in workspace.paths():
        try:
            contents[path] = workspace.read(path)
        except OSError:
            continue
    return contents


def _tight(title: str) -> str:
    return _SPACE.sub("", title)


def _unquoted(written: str) -> str:
    """What a YAML scalar says, quotes and escapes resolved."""
    if len(written) > 1 and written[0] == written[-1] and written[0] in "'\"":
        try:
            said = yaml.safe_load(written)
        except yaml.YAMLError:
            return written[1:-1]
        return str(said)
    return written


def _title_in(written: str, title: str) -> tuple[int, int] | None:
    """Where in `SYWIKF01 客户 投诉处理规程` the title stands, spaces aside."""
    pattern = r"[\s\u3000]*".join(re.escape(character) for character in _tight(title))
    match = re.search(pattern + r"(?=[\s\u3000]*$)", written)
    return match.span() if match else None


def _without_breaks(raw: str) -> str:
    return re.sub(r"(?:\r\n|\r|\n)[ \t>]*", "", raw)


def _broken_like(raw: str, new: str) -> str:
    """The new name with the line break that the old one had inside it."""
    match = re.search(r"(?:\r\n|\r|\n)[ \t>]*", raw)
    if not match:
        return new
    at = min(match.start(), len(new))
    return new[:at] + match.group() + new[at:]


def _quoted(text: str) -> str:
    """The text as a YAML scalar."""
    if _NEEDS_QUOTES.search(text) or text in ("", "null", "true", "false"):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def _headings(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the heading lines below the front matter; a `#` inside a code block is no heading, nor a reference."""
    head = re.match(r"\ufeff?---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", text, re.DOTALL | re.MULTILINE)
    fence = ""
    offset = head.end() if head else 0
    for line in text[offset:].splitlines(keepends=True):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and not fence:
            fence = mark.group(1)
        elif mark and fence and mark.group(1).startswith(fence):
            fence = ""
        elif not fence and _HEADING.match(line):
            yield offset, offset + len(line)
        offset += len(line)


def _headwords(document: Document, word: str) -> Iterator[Span]:
    """Places where the word is the head of a definition list."""
    lines = document.text.split("\n")
    for index, line in enumerate(lines[:-1]):
        if line.strip() == word and re.match(r":[ \t]", lines[index + 1]):
            column = line.index(word) + 1
            yield Span(document.span.path, index + 1, column, index + 1, column + len(word))


def _composed(text: str) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(
            text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), Loader=yaml.CBaseLoader
        )
    except yaml.YAMLError:
        return None
    return node


def _yaml_block(text: SourceText, path: str) -> tuple[str, int]:
    """The YAML of a source and the number of lines above it."""
    if path.endswith(".yaml"):
        return text.text, 0
    lines = re.split(r"\r\n|\r|\n", text.text)
    end = next(
        (index for index, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), len(lines)
    )
    return "\n".join(lines[1:end]), 1


def _values(node: yaml.Node, text: SourceText, key: str) -> Iterator[tuple[str, int, int]]:
    if isinstance(node, yaml.ScalarNode):
        start = text.offset(node.start_mark.line + 1, node.start_mark.column + 1)
        yield key, start, text.offset(node.end_mark.line + 1, node.end_mark.column + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item, text, key)
    else:
        for key_node, value in node.value:
            yield from _values(value, text, str(key_node.value))


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _entry_at(node: yaml.Node, place: Span) -> tuple[yaml.Node | None, yaml.Node | None]:
    """(key, value) of the entry whose key stands at a place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if (key.start_mark.line + 1, key.start_mark.column + 1) == (place.line, place.column):
                return key, value
            found = _entry_at(value, place)
            if found[0] is not None:
                return found
    return None, None


def _list_addition(text: SourceText, node: yaml.MappingNode, key: str, item: str, shift: int) -> Replacement:
    """The edit that puts one more item into a list of a mapping, or begins the list."""
    line_end = text.line_end
    entry = next(((name, value) for name, value in node.value if name.value == key), None)
    if entry is None:
        first, _ = node.value[0]
        if node.flow_style:
            end = text.offset(node.end_mark.line + 1 + shift, node.end_mark.column)
            return Replacement(end, end, f", {key}: [{_quoted(item)}]")
        start = text.offset(first.start_mark.line + 1 + shift, 1)
        column = first.start_mark.column
        if column and text.text[start : start + column].strip():
            # The mapping begins behind a `- `: its first key must stay where it is.
            start = text.offset(first.start_mark.line + 1 + shift, column + 1)
            return Replacement(start, start, f"{key}: [{_quoted(item)}]{line_end}{' ' * column}")
        return Replacement(start, start, f"{' ' * column}{key}: [{_quoted(item)}]{line_end}")
    _, value = entry
    start = text.offset(value.start_mark.line + 1 + shift, value.start_mark.column + 1)
    end = text.offset(value.end_mark.line + 1 + shift, value.end_mark.column + 1)
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        return Replacement(end - 1, end - 1, f", {_quoted(item)}" if value.value else _quoted(item))
    if isinstance(value, yaml.SequenceNode):
        at = text.offset(value.start_mark.line + 1 + shift, 1)
        return Replacement(at, at, f"{' ' * value.start_mark.column}- {_quoted(item)}{line_end}")
    written = text.text[start:end]
    return Replacement(
        start, end, f"[{written}, {_quoted(item)}]" if written.strip() else f" [{_quoted(item)}]"
    )
