"""What the code on a cover is good for, for `wuye verify`."""

from __future__ import annotations

import click

from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.content.known_issues import IssueStanding, known_issues
from wuye_docs.control import read_control
from wuye_docs.control.mark_code import MarkCode
from wuye_docs.diagnostics import Message
from wuye_docs.references import ReferenceGraph

_VERDICTS = {
    IssueStanding.IN_FORCE: Message("现行有效", "in force"),
    IssueStanding.SUPERSEDED: Message("已换版, 不得使用", "superseded, not to be used"),
    IssueStanding.OBSOLETE: Message("已作废, 不得使用", "obsolete, not to be used"),
    IssueStanding.WORKING: Message("工作稿, 尚未生效", "a working copy, not in force"),
}


def verify_code(here: Surroundings, code: MarkCode) -> int:
    """Say whether the paper with that code is in force; 1 if it is not."""
    project = here.project()
    workspace = project.workspace()
    references = ReferenceGraph(project.load().manual)
    control = read_control(workspace, references)
    listed = [
        one
        for one in known_issues(references.manual, control.issues, control.baselines)
        if (one.kind, one.number) == (code.kind, code.number)
    ]
    found = next((one for one in listed if (one.revision, one.hash) == (code.revision, code.hash)), None)
    current = next((one for one in listed if one.standing.is_in_force), None)
    if found is None:
        verdict = (
            Message("与任何已知版本都不一致", "agrees with no known issue")
            if listed
            else Message("手册中没有这份文件", "the manual has no such document")
        )
        click.echo(f"{code.number} {code.revision}: {verdict.text(here.language)}")
    else:
        click.echo(
            f"{code.number} {code.revision}《{found.title}》: {_VERDICTS[found.standing].text(here.language)}"
        )
    if current is not None and current is not found:
        click.echo(
            here.say(
                f"现行版次为 {current.revision}, 校验码 {current.grouped_hash}",
                f"{current.revision} is in force, code {current.grouped_hash}",
            )
        )
    return 0 if found is not None and found.standing.is_in_force else 1
