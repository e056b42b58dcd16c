"""Whether the new name may be taken, and what else changes with it."""

from __future__ import annotations

from dataclasses import dataclass

from wuye_docs.diagnostics import Message
from wuye_docs.model import Document, Manual
from wuye_docs.model.numbering import (
    FLOW_LEVEL,
    ParsedNumber,
    next_form_number,
    next_number,
    parse_number,
)
from wuye_docs.project.edits import Refusal
from wuye_docs.project.renaming.change import Change, job_description, numbered_record
from wuye_docs.project.renaming.old_name import OldName
from wuye_docs.references import Kind, Naming, ReferenceGraph, Target, parameter_names, tight_title


def changes_to(graph: ReferenceGraph, old: OldName, new: str) -> tuple[Change, ...]:
    """What is asked for first, then what goes along. Raises Refusal where the new name may not be taken."""
    asked = _NewName(graph, old.target, new)
    if old.is_title:
        return (asked.title_change(old.target, new),)
    match old.target.kind:
        case Kind.DOCUMENT | Kind.FLOW | Kind.FORM:
            return asked.number_changes()
        case Kind.ROLE | Kind.DEPARTMENT | Kind.PARTY:
            return asked.person_changes()
        case Kind.PARAMETER:
            return (asked.parameter_change(),)
        case Kind.TERM:
            return (asked.term_change(),)
        case _:
            return (asked.step_change(),)


@dataclass(frozen=True, slots=True)
class _NewName:
    """The name that something is to have."""

    graph: ReferenceGraph
    target: Target
    new: str

    @property
    def manual(self) -> Manual:
        return self.graph.manual

    def title_change(self, target: Target, title: str) -> Change:
        if any(character in title for character in "《》\n"):
            raise Refusal(Message("名称中不能有书名号和换行", "a title holds no 《》 and no line break"))
        named = self.graph.names.titles.get(tight_title(title))
        # The thing's own title with other spaces is free too.
        _require_free(named is not None and named.target != target, title)
        return Change(
            target,
            numbered_record(self.manual, target).title,
            title,
            is_title=True,
            promotes_alias=named == (target, Naming.ALIAS),
        )

    def number_changes(self) -> tuple[Change, ...]:
        target, scheme = self.target, self.manual.settings.numbering
        parsed = parse_number(self.new, scheme)
        if parsed is None:
            raise Refusal(
                Message(
                    f"`{self.new}` 不符合 manual.yaml 的编号规则",
                    f"`{self.new}` breaks the numbering of manual.yaml",
                ),
                self.suggestion(),
            )
        self.require_fit(parsed)
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
            _require_free(self.manual.controlled_by(change.new) is not None, change.new)
            if change.new in scheme.retired:
                raise Refusal(
                    Message(
                        f"编号 {change.new} 已停用 ({scheme.retired[change.new]}), 不能再用",
                        f"{change.new} is retired ({scheme.retired[change.new]}) and must not be used again",
                    )
                )
        return tuple(changes)

    def require_fit(self, parsed: ParsedNumber) -> None:
        """A form keeps to an existing document, a document or flow to its level."""
        suffix = self.manual.settings.numbering.form_suffix
        if self.target.kind is Kind.FORM:
            if parsed.form is None or self.new.rpartition(suffix)[0] not in self.manual.documents:
                raise Refusal(
                    Message(
                        f"记录表编号应为已有文件的编号加 {suffix}01 等, `{self.new}` 不是",
                        f"a form's number begins with that of an existing document; `{self.new}` does not",
                    )
                )
        elif parsed.form is not None or parsed.series.level != self.level:
            raise Refusal(
                Message(
                    f"`{self.new}` 不是 {self.level} 一类的编号",
                    f"`{self.new}` is not a number for `{self.level}`",
                ),
                self.suggestion(),
            )

    @property
    def level(self) -> str:
        record = numbered_record(self.manual, self.target)
        return record.level if isinstance(record, Document) else FLOW_LEVEL

    def suggestion(self) -> Message:
        """Numbers that would do."""
        scheme = self.manual.settings.numbering
        taken = [one.number for one in self.manual.controlled()]
        if self.target.kind is Kind.FORM:
            listed = next_form_number(self.target.key.rpartition(scheme.form_suffix)[0], taken, scheme)
        else:
            listed = ", ".join(
                next_number(series, taken, scheme) for series in scheme.series if series.level == self.level
            )
        return Message(f"可用: {listed}", f"such as: {listed}")

    def person_changes(self) -> tuple[Change, ...]:
        target = self.target
        named = self.graph.names.person(self.new)
        promotes_alias = named == (target, Naming.ALIAS)
        _require_free(named is not None and not promotes_alias, self.new)
        if any(character in self.new for character in "《》{}`|\n") or self.new in self.manual.terms:
            raise Refusal(Message(f"`{self.new}` 不能作名称", f"`{self.new}` cannot be a name"))
        change = Change(target, target.key, self.new, promotes_alias=promotes_alias)
        document = job_description(self.manual, target)
        if document is None or not document.title.startswith(target.key):
            return (change,)
        # `客服主管岗位说明书` speaks of the post that it describes.
        title = self.new + document.title[len(target.key) :]
        return (change, self.title_change(Target(Kind.DOCUMENT, document.number), title))

    def parameter_change(self) -> Change:
        target = self.target
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
        _require_free(self.new in self.manual.parameters, self.new)
        return Change(target, target.key, self.new)

    def term_change(self) -> Change:
        target, terms = self.target, self.manual.terms
        term = terms[target.key]
        _require_free(
            self.new in terms
            or self.new in term.banned
            or any(self.new in (*one.aliases, *one.banned) for one in terms.values() if one is not term),
            self.new,
        )
        return Change(target, target.key, self.new, promotes_alias=self.new in term.aliases)

    def step_change(self) -> Change:
        flow, _, step = self.target.key.partition("/")
        new = self.new.removeprefix(f"{flow}/")
        _require_free(new in self.manual.flows[flow].steps, new)
        return Change(self.target, step, new)


def _require_free(is_taken: bool, name: str) -> None:
    if is_taken:
        raise Refusal(Message(f"`{name}` 已经被使用", f"`{name}` is taken already"))
