"""`wuye ledger`: the record of decisions itself: shown, merged, signed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from wuye_docs.cli.columns import table
from wuye_docs.cli.help import Command, Group
from wuye_docs.cli.surroundings import Surroundings, is_terminal, terminal_width
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("审批台账: 查看、合并、密钥", "the ledger of decisions: show, merge, keys")
HELP = Message(
    """审批台账 (manual/control/ledger.jsonl): 每个决定一行, 每行带前一行的哈希值; 只追加, 不修改。""",
    """The ledger (manual/control/ledger.jsonl): a line for each decision, with the hash of the one before; only added to.""",
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    group = Group(language, "ledger", short_help=SHORT_HELP.text(language), help=HELP.text(language))

    @click.pass_obj
    def show(here: Surroundings, number: str) -> int:
        return run_show(here, number)

    @click.pass_obj
    def merge(here: Surroundings, files: tuple[Path, ...], out: Path | None) -> int:
        return run_merge(here, files, out)

    @click.pass_obj
    def key(here: Surroundings, file: Path) -> int:
        return run_key(here, file)

    path = click.Path(dir_okay=False, path_type=Path)
    group.add_command(
        Command(
            language, "show", callback=show, short_help=text("列出条目", "list the entries"),
            help=text("列出台账的条目; 写编号时只列与它有关的。", "List the entries, of one number if it is named."),
            params=[click.Argument(["number"], default="", metavar=text("[编号]", "[NUMBER]"))],
        )
    )  # fmt: skip
    group.add_command(
        Command(
            language, "merge", callback=merge, short_help=text("合并两个分支的台账", "merge the ledgers of two branches"),
            help=text(
                "合并 git 两个分支的台账: 两边的条目原样保留, 另加一条把两边的末尾连起来。\n\n"
                "不写文件时处理 manual/control/ledger.jsonl 自身, 有 git 冲突标记也可以。给出文件时把它们并入台账;"
                " --out 写到别处 (供 git merge driver 使用)。",
                "Merge the ledgers of two branches: the entries of both stay as they are, and another binds their ends.\n\n"
                "Without FILES it settles manual/control/ledger.jsonl itself, conflict markers of git included. FILES are "
                "merged into it; --out writes elsewhere (for a git merge driver).",
            ),
            params=[
                click.Argument(["files"], nargs=-1, type=path, metavar=text("[文件]...", "[FILES]...")),
                click.Option(["--out"], type=path, metavar=text("文件", "FILE"), help=text("结果写到哪里", "where the result goes")),
            ],
        )
    )  # fmt: skip
    group.add_command(
        Command(
            language, "key", callback=key, short_help=text("生成或显示签名密钥", "make a signing key, or show it"),
            help=text(
                "生成岗位的 Ed25519 私钥文件 (已有则只读取), 显示要写进 manual.yaml 的公钥。私钥自己保管, 不要放进项目。",
                "Make an Ed25519 private key in FILE, or read it if it is there, and show the public key for manual.yaml. Keep "
                "the file to yourself, outside the project.",
            ),
            params=[click.Argument(["file"], type=path, metavar=text("私钥文件", "FILE"))],
        )
    )  # fmt: skip
    return group


def run_show(here: Surroundings, number: str) -> int:
    """List the entries; 1 if the ledger is broken."""
    from wuye_docs.control.ledger import Action, read_ledger

    ledger = read_ledger(here.project().workspace())
    entries = ledger.of(number) if number else ledger.entries
    head = [
        here.say("序号", "no."), here.say("日期", "date"), here.say("决定", "decision"), here.say("编号", "number"),
        here.say("版次", "revision"), here.say("岗位", "post"), here.say("姓名", "name"), here.say("意见", "remark"),
    ]  # fmt: skip
    known = set(Action)
    rows = [
        [
            str(one.sequence), one.date or one.time[:10],
            Action(one.action).label.text(here.language) if one.action in known else one.action,
            one.number or str(one.details.get("edition", "")), one.revision, one.post, one.name, one.remark,
        ]
        for one in entries
    ]  # fmt: skip
    if is_terminal():
        for line in table(head, rows, terminal_width()):
            click.echo(line)
    else:
        for row in (head, *rows):
            click.echo("\t".join(row))
    for fault in (*ledger.faults, *ledger.open_branches):
        here.complain(fault.message, fault.hint)
    return 1 if ledger.faults or ledger.open_branches else 0


def run_merge(here: Surroundings, files: tuple[Path, ...], out: Path | None) -> int:
    """Merge; 1 if one of the files is broken otherwise than by git."""
    from wuye_docs.control.ledger import LEDGER_FILE
    from wuye_docs.control.ledger_file import LedgerRefusal, ledger_lock, replace_whole, write_ledger
    from wuye_docs.control.merging import merged_bytes

    root = here.project().root
    own = root / LEDGER_FILE
    try:
        if out:
            merged = merged_bytes(*((here.start / one).read_bytes() for one in files))
            if not isinstance(merged, str):
                replace_whole(here.start / out, b"".join(one.as_line() for one in merged))
        else:
            with ledger_lock(root):
                present = [own.read_bytes()] if own.exists() else []
                merged = merged_bytes(*present, *((here.start / one).read_bytes() for one in files))
                if not isinstance(merged, str):
                    write_ledger(root, merged)
    except LedgerRefusal as refusal:
        here.complain(refusal.message, refusal.hint)
        return 1
    if isinstance(merged, str):
        told = f"没有合并, 台账保持原样: {merged}"
        here.complain(Message(told, f"not merged, the ledger is as it was: {merged}"))
        return 1
    click.echo(here.say(f"台账有 {len(merged)} 条", f"the ledger has {len(merged)} entries"))
    return 0


def run_key(here: Surroundings, file: Path) -> int:
    """Make or show a key."""
    from wuye_docs.control.ledger_file import LedgerRefusal
    from wuye_docs.control.signatures import make_key, public_key

    path = here.start / file
    try:
        public = public_key(path) if path.exists() else make_key(path)
    except LedgerRefusal as refusal:
        here.complain(refusal.message, refusal.hint)
        return 1
    today = datetime.now().date().isoformat()
    click.echo(here.say("写进 manual.yaml:", "for manual.yaml:"))
    click.echo(
        f"control:\n  signatures:\n    {here.say('岗位', 'POST')}: {{public: {public}, since: {today}}}"
    )
    return 0
