"""`wuye verify`: whether files are those that were released."""

from __future__ import annotations

from pathlib import Path

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

# More faults than this are counted.
MOST_SHOWN = 50

SHORT_HELP = Message("证明文件没有被改动", "prove that files are unchanged")
HELP = Message(
    """证明文件或文件夹就是某个版本发布的那一份, 不需要网络。有改动的, 指出哪个文件、第几字节、Word 文件中的哪个条目。

    不写文件时核对证据本身: 台账逐条、签名、各版本清单、冻结的源文件, 以及 build/release 中的文件。

    \b
    wuye verify                             核对台账和全部版本
    wuye verify 收到的文件.docx             属于哪个版本, 有没有改动
    wuye verify U盘/A-0 --baseline A/0      整个文件夹
    wuye verify 'WUYE1*D*SYWIKF16*…'        封面二维码的内容: 这份纸是否现行
    """,
    """Prove, without network, that a file or folder is what was released; or say which file, bytes or entry of a Word file are not.

    Without PATH the evidence itself is verified: the ledger entry by entry, signatures, manifests, frozen sources, and the files in
    build/release.

    \b
    wuye verify
    wuye verify received.docx
    wuye verify /media/usb/A-0 --baseline A/0
    wuye verify 'WUYE1*D*SYWIKF16*…'            the code on a cover
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    def text(zh: str, en: str) -> str:
        return Message(zh, en).text(language)

    @click.pass_obj
    def verify(here: Surroundings, path: Path | None, edition: str) -> int:
        return run_verify(here, path, edition)

    return Command(
        language,
        "verify",
        callback=verify,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Argument(["path"], type=click.Path(path_type=Path), required=False, metavar=text("[文件或文件夹]", "[PATH]")),
            click.Option(["--baseline", "edition"], default="", metavar=text("版本", "EDITION"), help=text("与哪个版本比 (默认最相符的)", "the edition to compare with (default: the one that fits)")),
        ],
    )  # fmt: skip


def run_verify(here: Surroundings, path: Path | None, edition: str) -> int:
    """Verify, and say what is not as it was; 1 if anything is not."""
    from wuye_docs.control.ledger_file import LedgerRefusal
    from wuye_docs.control.mark_code import MarkCode
    from wuye_docs.project.verification import verify_evidence, verify_path

    if path and (code := MarkCode.parse(str(path))):
        from wuye_docs.cli.paper_code import verify_code

        return verify_code(here, code)
    root = here.project().root
    target = here.start / path if path else None
    if target is not None and not target.exists():
        raise here.wrong_use(Message(f"没有文件或文件夹 `{path}`", f"there is no `{path}`"))
    try:
        found = verify_path(root, target, edition) if target else verify_evidence(root)
    except LedgerRefusal as refusal:
        here.complain(refusal.message, refusal.hint)
        return 1
    except LookupError:
        raise here.wrong_use(
            Message(f"没有发布过版本 {edition}", f"no edition {edition} was released")
            if edition
            else Message("还没有发布过版本", "no edition has been released")
        ) from None
    for fault in found.faults[:MOST_SHOWN]:
        click.echo(f"{fault.path}: {fault.message.text(here.language)}")
    if len(found.faults) > MOST_SHOWN:
        more = len(found.faults) - MOST_SHOWN
        click.echo(here.say(f"另有 {more} 处", f"and {more} more"))
    for name in found.further[:MOST_SHOWN] if path else ():
        click.echo(
            here.say(f"{name}: 不属于版本 {found.edition}", f"{name}: not part of edition {found.edition}")
        )
    if found.faults:
        click.echo(here.say(f"{len(found.faults)} 处与发布时不同", f"{len(found.faults)} not as released"))
        return 1
    if target is None:
        click.echo(
            here.say(
                f"台账、版本清单和冻结的源文件完好, 核对 {found.checked} 项",
                f"ledger, manifests and frozen sources are whole, {found.checked} compared",
            )
        )
    elif found.as_path:
        click.echo(
            here.say(
                f"{path} 是版本 {found.edition} 的 {found.as_path}, 没有改动",
                f"{path} is {found.as_path} of edition {found.edition}, unchanged",
            )
        )
    elif found.checked:
        click.echo(
            here.say(
                f"与版本 {found.edition} 一致, {found.checked} 个文件没有改动",
                f"as in edition {found.edition}, {found.checked} files unchanged",
            )
        )
    else:
        click.echo(here.say("其中没有已发布的文件", "no released file is in it"))
        return 1
    return 1 if found.further and path else 0
