"""Case files: small projects as fenced blocks of Markdown, with the findings expected of one rule.

    ## a title
    ```yaml flows/SYFLKF01.yaml        a file; it takes the place of the file of that name in base.md
    ```markdown x.md encoding=gbk      … in another encoding
    ```text x.md escaped               … with \\uXXXX for characters that would not be seen
    ```deleted flows/SYFLKF01.yaml     a file of base.md that is not there
    ```today 2027-01-01                the day of the check
    ```released A/0 2026-01-01         everything so far (base.md and the files above this block) was approved and released then
    ```ledger                          further decisions, a line of JSON each; content and revision are those of the files
    ```findings                        what the rule finds, as `wuye check --format short` prints it; none if left out
    ```fixed flows/SYFLKF01.yaml       the file after `wuye check --fix`

`pytest --update-cases` rewrites the blocks `findings` and `fixed`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from tests.control.evidence import approval, control_of, entry, released, with_ledger
from wuye_docs.diagnostics import Diagnostic, Language
from wuye_docs.diagnostics.render import short
from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.project.edits import repairs
from wuye_docs.rules import check

HERE = Path(__file__).parent
_CASE = re.compile(r"^## (.+)$")
_FENCE = re.compile(r"^(`{3,})")
_BLOCK = re.compile(r"^(`{3,})(\w+)([^\n`]*)\n(.*?)^\1$\n?", re.MULTILINE | re.DOTALL)


@dataclass
class Case:
    """One sample project."""

    title: str
    files: dict[str, str | bytes] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    day: date = date(2026, 1, 1)
    findings: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str | bytes] = field(default_factory=dict)
    """What was released before the case's own changes: the ledger and the baseline."""
    decisions: str = ""

    def workspace(self) -> MemoryWorkspace:
        files = {**BASE.files, **self.files, **self.evidence}
        present = {path: files[path] for path in files if path not in self.deleted}
        return MemoryWorkspace(_with_decisions(present, self.decisions), day=self.day)


def _with_decisions(files: dict[str, str | bytes], decisions: str) -> dict[str, str | bytes]:
    """The files with further entries in their ledger."""
    if not decisions:
        return files
    control = control_of(files)
    drafts = []
    for line in decisions.splitlines():
        given = json.loads(line)
        if given["action"] == "approve":
            given.pop("action")
            drafts.append(approval(control, given.pop("number"), **{"post": "客服主管"} | given))
        else:
            state = control.issues[given["number"]]
            drafts.append(entry(**{"revision": state.revision, "content": state.content} | given))
    return with_ledger(files, *control.ledger.entries, *drafts)


def cases_in(text: str) -> Iterator[Case]:
    """The cases of a case file, in order."""
    for title, body in _pieces(text)[1:]:
        yield _case(title, body)


def _pieces(text: str) -> list[tuple[str, str]]:
    """(title, text below it) of each case; before the first, the head of the file without a title."""
    pieces: list[tuple[str, list[str]]] = [("", [])]
    open_fence = ""
    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line)
        if open_fence:
            open_fence = "" if line.rstrip() == open_fence else open_fence
        elif fence:
            open_fence = fence.group()
        elif title := _CASE.match(line):
            pieces.append((title.group(1), []))
            continue
        pieces[-1][1].append(line)
    return [(title, "".join(lines)) for title, lines in pieces]


def _case(title: str, body: str) -> Case:
    case = Case(title)
    for _, kind, info, content in _BLOCK.findall(body):
        path, *options = info.split() or [""]
        path = unquote(path)
        if kind == "findings":
            case.findings = content
        elif kind == "fixed":
            case.fixed[path] = content
        elif kind == "deleted":
            case.deleted.add(path)
        elif kind == "released":
            before = {**BASE.files, **case.files}
            after = released(before, path, options[0], options[0], "客服主管")
            case.evidence = {path: data for path, data in after.items() if path not in before}
        elif kind == "ledger":
            case.decisions = content
        elif kind == "today":
            case.day = date.fromisoformat(path)
        else:
            if "escaped" in options:
                content = re.sub(r"\\u([0-9A-F]{4})", lambda match: chr(int(match.group(1), 16)), content)
            encoding = next((one.partition("=")[2] for one in options if one.startswith("encoding=")), None)
            case.files[path] = content.encode(encoding) if encoding else content
    return case


BASE = _case("base", (HERE / "base.md").read_text("utf-8"))


def found_in(case: Case, code: str) -> tuple[tuple[Diagnostic, ...], str, dict[str, str]]:
    """What one rule finds in a case: the findings, printed, and the files after fixing."""
    workspace = case.workspace()
    loaded = load(workspace)
    found = check(loaded, workspace, select=[code])
    return (
        found,
        short.render(found, loaded.sources, Language.CHINESE),
        {change.path: change.after.decode() for change in repairs(found, workspace.read)[1]},
    )


def updated(text: str, code: str) -> str:
    """A case file with the blocks of what comes out written anew."""
    (_, head), *pieces = _pieces(text)
    made = [head]
    for title, body in pieces:
        case = _case(title, body)
        _, printed, fixed = found_in(case, code)
        kept = _BLOCK.sub(
            lambda match: "" if match.group(2) in ("findings", "fixed") else match.group(), body
        )
        body = re.sub(r"\n{3,}", "\n\n", kept).rstrip("\n") + "\n"
        if printed:
            body += f"\n```findings\n{printed}```\n"
        for path, content in sorted(fixed.items()):
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"^`+", content, re.MULTILINE)), 3)
            body += f"\n{fence}fixed {path}\n{content}{fence}\n"
        made.append(f"## {title}\n{body}\n")
    return "".join(made).rstrip("\n") + "\n"
