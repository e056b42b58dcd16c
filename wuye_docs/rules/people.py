"""What is said about a name that no post, department or party bears."""

from __future__ import annotations

from wuye_docs.diagnostics import Message
from wuye_docs.references import PEOPLE, Unresolved
from wuye_docs.rules.context import CheckContext
from wuye_docs.rules.kind_words import KIND_WORDS, any_of


def statement(unresolved: Unresolved, context: CheckContext) -> Message:
    """What is wrong with the name: unknown, or of another kind than is wanted here."""
    name = unresolved.name
    zh, en = any_of(unresolved.wanted)
    named = context.references.names.person(name)
    if named:
        kind = KIND_WORDS[named.target.kind]
        return Message(
            f"`{name}` 是{kind.zh}, 此处应为{zh}", f"`{name}` is registered as {kind.en}, not as {en}"
        )
    return Message(f"没有名为 `{name}` 的{zh}", f"no {en} is named `{name}`")


def advice(unresolved: Unresolved, context: CheckContext) -> Message:
    """The registered name most like it, or where to register it."""
    return context.did_you_mean(unresolved.name, unresolved.wanted) or Message(
        "在 organization.yaml 中登记, 或编写该岗位的岗位说明书",
        "register it in organization.yaml, or write the job description of the post",
    )


def is_lost(unresolved: Unresolved, context: CheckContext) -> bool:
    """Whether the name may stand in the part of organization.yaml that could not be read."""
    return any(kind in PEOPLE for kind in unresolved.wanted) and context.declarations_lost(unresolved.wanted)
