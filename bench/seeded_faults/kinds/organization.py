"""Roles, departments and parties: renamed in one place, called by old names, gone, reporting in a circle."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.model import Record, place_of
from wuye_docs.references import PEOPLE, Relation, Target
from wuye_docs.references import Kind as Named
from wuye_docs.rules.duty_tables import Duty, duties_of

ORGANIZATION = "manual/organization.yaml"


def _renamed(clean: Clean, *relations: Relation, kinds: tuple[Named, ...] = PEOPLE) -> Iterator[Fault]:
    for one in clean.references(*relations):
        if one.target.kind in kinds:
            yield fault([Edit(one.span, clean.misspelt(clean.written(one.span)))])


def role_renamed_in_prose(clean: Clean) -> Iterator[Fault]:
    """A sentence calls a post by another ending: 客服主任 for 客服主管."""
    for one in clean.references(Relation.MENTION, kind=Named.ROLE):
        if one.span.path.endswith(".md") and not clean.is_in_table(one.span):
            yield fault([Edit(one.span, clean.misspelt(clean.written(one.span)))])


def role_renamed_in_table(clean: Clean) -> Iterator[Fault]:
    """A table calls a post by another ending."""
    for one in clean.references(Relation.MENTION, kind=Named.ROLE):
        if one.span.path.endswith(".md") and clean.is_in_table(one.span):
            yield fault([Edit(one.span, clean.misspelt(clean.written(one.span)))])


def role_renamed_in_note(clean: Clean) -> Iterator[Fault]:
    """The note of a step or field calls a post by another ending."""
    for one in clean.references(Relation.MENTION, kind=Named.ROLE):
        if one.span.path.endswith(".yaml") and clean.written(one.span) == one.target.key:
            yield fault([Edit(one.span, clean.misspelt(one.target.key))])


def role_letter_lost(clean: Clean) -> Iterator[Fault]:
    """A letter of a post's name is lost: 管处经理."""
    for one in clean.references(Relation.MENTION, kind=Named.ROLE):
        name = clean.written(one.span)
        if one.span.path.endswith(".md") and len(name) > 3:
            yield fault([Edit(one.span, name[0] + name[2:])])


def role_letters_changed_over(clean: Clean) -> Iterator[Fault]:
    """Two letters of a post's name are changed over: 客服管主."""
    for one in clean.references(Relation.MENTION, kind=Named.ROLE):
        name = clean.written(one.span)
        if one.span.path.endswith(".md") and len(name) > 3:
            yield fault([Edit(one.span, name[:-2] + name[-1] + name[-2])])


def department_renamed_in_prose(clean: Clean) -> Iterator[Fault]:
    """A sentence calls a department otherwise: 客户服务中心 for 客户服务部."""
    for one in clean.references(Relation.MENTION, kind=Named.DEPARTMENT):
        name = clean.written(one.span)
        if one.span.path.endswith(".md") and name.endswith("部") and clean.is_free(name[:-1] + "中心"):
            yield fault([Edit(one.span, name[:-1] + "中心")])


def role_renamed_in_owner(clean: Clean) -> Iterator[Fault]:
    """The owner of a document or form is misspelt."""
    yield from _renamed(clean, Relation.OWNER)


def role_renamed_in_approval(clean: Clean) -> Iterator[Fault]:
    """Drafter, reviewer or approver is misspelt."""
    yield from _renamed(clean, Relation.DRAFTER, Relation.REVIEWER, Relation.APPROVER)


def role_renamed_in_distribution(clean: Clean) -> Iterator[Fault]:
    """A receiver of a document is misspelt."""
    yield from _renamed(clean, Relation.DISTRIBUTION)


def role_renamed_in_history(clean: Clean) -> Iterator[Fault]:
    """The revision history names a post that is none."""
    yield from _renamed(clean, Relation.AUTHOR)


def role_renamed_in_keeper(clean: Clean) -> Iterator[Fault]:
    """The keeper of a record is misspelt."""
    yield from _renamed(clean, Relation.KEEPER)


def role_renamed_in_department(clean: Clean) -> Iterator[Fault]:
    """The department of a post, or the head of a department, is misspelt."""
    yield from _renamed(clean, Relation.DEPARTMENT, Relation.HEAD)


def role_renamed_in_superior(clean: Clean) -> Iterator[Fault]:
    """The superior of a post is misspelt."""
    yield from _renamed(clean, Relation.REPORTS_TO)


def role_renamed_in_signature(clean: Clean) -> Iterator[Fault]:
    """The signatory of a field is misspelt."""
    yield from _renamed(clean, Relation.SIGNATURE)


def role_renamed_in_lanes(clean: Clean) -> Iterator[Fault]:
    """A lane is misspelt where the lanes are declared."""
    for flow in clean.manual.flows.values():
        for lane in flow.lanes:
            span = place_of(lane, flow.span)
            yield fault([Edit(span, clean.misspelt(lane))])


def role_renamed_in_step(clean: Clean) -> Iterator[Fault]:
    """A step's lane is misspelt."""
    for flow, step in clean.flow_steps():
        yield fault([Edit(place_of(step.lane, flow.span), clean.misspelt(step.lane))])


def _called(clean: Clean, names: str) -> Iterator[Fault]:
    for one in clean.references(Relation.MENTION):
        record = clean.manual.named(one.target.key)
        for other in getattr(record, names, ()):
            if clean.written(one.span) == one.target.key and one.target.key not in other:
                yield fault([Edit(one.span, other)])


def role_by_alias(clean: Clean) -> Iterator[Fault]:
    """A post, department or party is called by an alias."""
    yield from _called(clean, "aliases")


def role_by_banned_name(clean: Clean) -> Iterator[Fault]:
    """A post or department is called by a name that is no longer used."""
    yield from _called(clean, "banned")


def _people(clean: Clean) -> Iterator[tuple[Named, str, Record]]:
    manual = clean.manual
    for kind, group in (
        (Named.ROLE, manual.roles), (Named.DEPARTMENT, manual.departments), (Named.PARTY, manual.parties),
    ):  # fmt: skip
        for name, record in group.items():
            yield kind, name, record


def alias_of_two(clean: Clean) -> Iterator[Fault]:
    """An alias of one post is the name of another."""
    others = list(clean.manual.roles)
    for _, name, record in _people(clean):
        for alias in getattr(record, "aliases", ()):
            other = next(one for one in others if one != name)
            # Either of the two that claim the name may be blamed.
            yield fault(
                [Edit(place_of(alias, record.span), other)],
                told_at=[place_of(alias, record.span), record.span, clean.manual.roles[other].span],
            )


def role_nobody_uses(clean: Clean) -> Iterator[Fault]:
    """A post is registered that no document, flow or form names."""
    path = ORGANIZATION
    for group, name in (("posts", "会所主管"), ("departments", "会所部"), ("parties", "会所承租人")):
        line = next((i for i, one in enumerate(clean.lines(path), 1) if one.startswith(f"{group}:")), 0)
        if line and clean.lines(path)[line - 1].strip() == f"{group}:":
            yield fault([Edit(clean.below(path, line), f"\n  {name}: {{}}")], lines_below=1)


def role_reports_in_a_circle(clean: Clean) -> Iterator[Fault]:
    """A superior reports to one of his own people."""
    above = {one.source.key: one for one in clean.references(Relation.REPORTS_TO)}
    for name, first in above.items():
        second = above.get(first.target.key)
        if second and name in clean.manual.roles and second.source.key in clean.manual.roles:
            superior = clean.manual.roles[second.source.key]
            yield fault(
                [Edit(second.span, name)],
                told_at=[second.span, first.span, superior.span, clean.manual.roles[name].span],
            )


def approver_is_drafter(clean: Clean) -> Iterator[Fault]:
    """The drafter of a document approves it."""
    for document in clean.manual.documents.values():
        if document.drafter and document.approver and document.drafter != document.approver:
            span = place_of(document.approver, document.span)
            yield fault([Edit(span, document.drafter)])


def post_renamed_in_job(clean: Clean) -> Iterator[Fault]:
    """A job description renames its post, and nothing else follows."""
    for document in clean.manual.documents.values():
        if document.post:
            hard = (Relation.LANE, Relation.SIGNATURE, Relation.APPROVER, Relation.DRAFTER, Relation.REVIEWER, Relation.REPORTS_TO, Relation.HEAD, Relation.KEEPER, Relation.AUTHOR)  # fmt: skip
            uses = clean.graph.used_by(Target(Named.ROLE, document.post), hard)
            if uses:
                yield fault(
                    [Edit(document.at("post"), clean.misspelt(document.post))],
                    told_at=[one.span for one in uses],
                )


def department_renamed(clean: Clean) -> Iterator[Fault]:
    """organization.yaml renames a department, and nothing else follows."""
    for kind, name, record in _people(clean):
        if kind is Named.DEPARTMENT:
            uses = clean.graph.used_by(
                Target(kind, name), (Relation.OWNER, Relation.DISTRIBUTION, Relation.DEPARTMENT)
            )
            if uses:
                yield fault([Edit(record.span, name[:-1] + "署")], told_at=[one.span for one in uses])


def job_description_dropped(clean: Clean) -> Iterator[Fault]:
    """The file of a job description is deleted."""
    for document in clean.manual.documents.values():
        if document.post:
            uses = clean.graph.used_by(Target(Named.ROLE, document.post), (Relation.LANE, Relation.SIGNATURE, Relation.APPROVER, Relation.DRAFTER, Relation.REVIEWER, Relation.REPORTS_TO))  # fmt: skip
            uses = [one for one in uses if one.span.path != document.span.path]
            if uses:
                yield fault([], told_at=[one.span for one in uses], files={document.span.path: None})


def job_does_not_name_duty(clean: Clean) -> Iterator[Fault]:
    """A post gets a step in a flow that its job description says nothing of."""
    manual = clean.manual
    for flow, step in clean.flow_steps():
        for role in manual.roles.values():
            job = manual.documents.get(role.job)
            if job is None or role.name in flow.lanes or step.lane not in manual.roles:
                continue
            named = {one.target.key for one in clean.graph.uses(clean.target_of(job))}
            forms = {form for one in flow.steps.values() for form in one.forms}
            if named & {flow.number, flow.document, *forms} or not step.ordinal:
                continue
            lanes = place_of(flow.lanes[-1], flow.span)
            yield fault(
                [
                    Edit(clean.behind(lanes), f", {role.name}"),
                    Edit(place_of(step.lane, flow.span), role.name),
                ],
                told_at=[job.at("post")],
            )
            break


def duty_given_to_two_posts(clean: Clean) -> Iterator[Fault]:
    """A duty of one row of the table of duties is written into the next row as well."""
    for duties in _duty_tables(clean):
        for one in duties:
            other = next((each for each in duties if each.span.line == one.span.line + 1), None)
            if other and len(one.text) > 3 and not re.search(_SHARED, one.text):
                yield fault([Edit(_end_of(duties, other), "，" + one.text)], told_at=[one.span, other.span])


def duty_moved_to_another_post(clean: Clean) -> Iterator[Fault]:
    """A duty is moved to the next row of the table, while a step of the chart still has the first post do it."""
    for duties in _duty_tables(clean):
        path = duties[0].span.path
        document = next(one for one in clean.manual.documents.values() if one.span.path == path)
        steps = [step for flow in clean.manual.flows_of(document.number) for step in flow.steps.values()]
        for one in duties:
            other = next((each for each in duties if each.span.line == one.span.line + 1), None)
            own = [step for step in steps if step.lane == one.post and one.text in step.title]
            if other is None or len(one.text) < 4 or not own or re.search(_SHARED, one.text):
                continue
            if re.match(_DONE_BY_MANY, one.text):
                continue
            theirs = [step for step in steps if step.lane == other.post]
            if any(one.text[:2] in step.title + step.note for step in theirs) or one.text == one.row.strip():
                continue
            line = clean.line(one.span)
            start, end = one.span.column - 1, one.span.end_column - 1
            start, end = (start - 1, end) if line[start - 1] in "，；" else (start, end + 1)
            yield fault(
                [
                    Edit(one.span._replace(column=start + 1, end_column=end + 1), ""),
                    Edit(_end_of(duties, other), "，" + one.text),
                ],
                told_at=[other.span],
            )


def post_in_two_rows_of_duties(clean: Clean) -> Iterator[Fault]:
    """A row of the table of duties names the post of the row above once more."""
    for duties in _duty_tables(clean):
        posts = {one.span.line: one.post for one in duties}
        for line, post in posts.items():
            if line + 1 in posts and posts[line + 1] != post:
                row = clean.whole_line(duties[0].span.path, line + 1)
                yield fault([Edit(row, clean.line(row).replace(posts[line + 1], post, 1))], told_at=[row])


def superior_of_another_department(clean: Clean) -> Iterator[Fault]:
    """A post reports to the head of another department."""
    heads = [str(one.head) for one in clean.manual.departments.values() if one.head]
    for role in clean.manual.roles.values():
        document = clean.manual.documents.get(role.job)
        own = clean.manual.departments.get(role.department)
        if document is None or role.name in heads or own is None or not own.head or not role.reports_to:
            continue
        other = next(
            one
            for one in heads
            if one != own.head and clean.manual.roles[one].department not in ("", own.name)
        )
        yield fault([Edit(place_of(role.reports_to, document.span), other)])


def owner_not_on_the_distribution_list(clean: Clean) -> Iterator[Fault]:
    """The department that owns a document is taken off its distribution list."""
    for document in clean.manual.documents.values():
        for one, after in itertools.pairwise(document.distribution):
            first, second = place_of(one, document.span), place_of(after, document.span)
            if one == document.owner and first.line == second.line:
                cut = first._replace(end_column=second.column)
                yield fault([Edit(cut, "")], told_at=[first])


# Several posts do these rightly, each for their own part.
_DONE_BY_MANY = "核对|检查|抽查|查看|核查|记录|登记|更新|填写"
_SHARED = "参加|参与|配合|协助|共同|会同|分别|各自|本部门|本岗位|遵守|执行|支持|互相"


def _duty_tables(clean: Clean) -> Iterator[list[Duty]]:
    for document in clean.manual.documents.values():
        for duties in duties_of(document, clean.lines(document.span.path)):
            named = [one for one in duties if one.post in clean.manual.roles]
            if named:
                yield named


def _end_of(duties: list[Duty], duty: Duty) -> Span:
    """The point behind the last duty of the row of a duty."""
    last = [one.span for one in duties if one.span.line == duty.span.line][-1]
    return last._replace(column=last.end_column)


KINDS = (
    Kind(("ROL002", "ROL003", "ROL004"), role_renamed_in_prose),
    Kind(("ROL002", "ROL003", "ROL004"), role_renamed_in_table),
    Kind(("ROL002", "ROL003", "ROL004"), role_renamed_in_note),
    Kind(("ROL002",), role_letter_lost),
    Kind(("ROL002",), role_letters_changed_over),
    Kind(("ROL002", "ROL003", "ROL004"), department_renamed_in_prose),
    Kind(("ROL001",), role_renamed_in_owner),
    Kind(("ROL001",), role_renamed_in_approval),
    Kind(("ROL001",), role_renamed_in_distribution),
    Kind(("ROL001",), role_renamed_in_history),
    Kind(("ROL001",), role_renamed_in_keeper),
    Kind(("ROL001",), role_renamed_in_department),
    Kind(("ROL009",), role_renamed_in_superior),
    Kind(("FRM004",), role_renamed_in_signature),
    Kind(("FLW010",), role_renamed_in_lanes),
    Kind(("FLW009",), role_renamed_in_step),
    Kind(("ROL003",), role_by_alias),
    Kind(("ROL004",), role_by_banned_name),
    Kind(("ROL005",), alias_of_two),
    Kind(("ROL007",), role_nobody_uses),
    Kind(("ROL008",), role_reports_in_a_circle),
    Kind(("ROL015",), approver_is_drafter),
    Kind(("ROL001", "FLW010", "FRM004", "ROL009"), post_renamed_in_job),
    Kind(("ROL001",), department_renamed),
    Kind(("ROL001", "FLW010", "FRM004", "ROL009"), job_description_dropped),
    Kind(("ROL010",), job_does_not_name_duty),
    Kind(("ROL013",), duty_given_to_two_posts),
    Kind(("ROL013",), duty_moved_to_another_post),
    Kind(("DOC016",), post_in_two_rows_of_duties),
    Kind(("ROL016",), superior_of_another_department),
    Kind(("CTL015",), owner_not_on_the_distribution_list),
)
