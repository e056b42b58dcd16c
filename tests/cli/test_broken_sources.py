"""Every command on a manual with faults in it: findings or a refusal, never an apology."""

from pathlib import Path

import pytest

COMMANDS = [
    "check", "check --format json", "check --format github", "check --format short", "check --lang en",
    "list documents", "list flows", "list roles", "list parameters", "list standards", "list forms --json",
    "show SYWIKF01", "show SYFLKF01", "show 客服主管", "show SYWIKF01-R01 --json", "coverage",
    "rename SYWIKF01 SYWIKF09 --dry-run", "rename 客服主管 客服经理 --dry-run", "rename 投诉台账 台账甲 -n --keep-alias",
    "new document --series SYWIKF --title 某规程", "new job --post 保洁员", "new flow --document SYWIKF01 --title 某流程",
    "new form --document SYWIKF01 --title 某表", "schema --out schemas",
]  # fmt: skip

FAULTS: dict[str, tuple[str, bytes | None]] = {
    "yaml that does not parse": ("flows/SYFLKF01.yaml", b"number: SYFLKF01\nsteps: [\n  a: {b\n"),
    "settings that do not parse": ("manual/manual.yaml", b"company: {name: [\nlevels:\n\t- x\n"),
    "settings of the wrong shape": ("manual/manual.yaml", b"- a\n- b\n"),
    "settings of wrong types": (
        "manual/manual.yaml",
        b"company: x\nlevels: [a]\nnumbering: {series: {a: b}, retired: [x]}\n",
    ),
    "no settings to speak of": ("manual/manual.yaml", b""),
    "bytes that are no text": ("manual/instructions/SYWIKF01.md", b"\xff\xfe\x00\x01---\nnumber: \x80\n"),
    "GBK": ("manual/organization.yaml", "departments:\n  客服部: {code: KF}\n".encode("gb18030")),
    "no front matter": ("manual/instructions/SYWIKF01.md", b"# nothing\n"),
    "an empty document": ("manual/instructions/SYWIKF01.md", b""),
    "an empty flow": ("flows/SYFLKF01.yaml", b""),
    "steps that are a list": (
        "flows/SYFLKF01.yaml",
        b"number: SYFLKF01\ntitle: t\ndocument: SYWIKF01\nlanes: [x]\nsteps: [a, b]\n",
    ),
    "a next that names a mapping": (
        "flows/SYFLKF01.yaml",
        b"number: SYFLKF01\ntitle: t\ndocument: X\nlanes: x\nsteps: {a: {lane: x, next: {b: {c: d}}}, b: }\n",
    ),
    "anchors that unfold": (
        "forms/SYWIKF01-R01.yaml",
        b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n",
    ),
    "a number twice": ("forms/copy.yaml", b"number: SYWIKF01-R01\ntitle: x\nkind: form\nowner: y\n"),
    "no organisation": ("manual/organization.yaml", None),
    "no folder of flows": ("flows/SYFLKF01.yaml", None),
}


@pytest.mark.parametrize("fault", FAULTS)
def it_answers_every_command(fault: str, sample: Path, wuye) -> None:
    path, content = FAULTS[fault]
    if content is None:
        (sample / path).unlink()
    else:
        (sample / path).write_bytes(content)
    for command in COMMANDS:
        done = wuye(*command.split())
        assert done.code in (0, 1, 2), f"{command}: {done.printed}"
        assert "Traceback" not in done.printed
    assert wuye("check").code == 1
