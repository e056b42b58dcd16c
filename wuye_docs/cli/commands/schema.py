"""`wuye schema`: what editors need to complete and check the YAML sources."""

from __future__ import annotations

from pathlib import Path

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

SHORT_HELP = Message("写出 YAML 的 JSON Schema, 供编辑器补全和检查", "write JSON Schemas for editors")
HELP = Message(
    """写出各类源文件的 JSON Schema。VS Code 装上 YAML 扩展后, 写流程和记录表时有补全、说明和即时检查。

    默认写到项目的 .vscode/schemas 文件夹。
    """,
    """Write a JSON Schema for each kind of source. With the YAML extension, VS Code then completes, explains and checks
    flows and forms while they are written.

    The default folder is .vscode/schemas of the project.
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def schema(here: Surroundings, out: Path | None) -> int:
        from wuye_docs.project.scaffold import schema_files

        folder = here.start / out if out else here.project().root / ".vscode" / "schemas"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schema_files().items():
            target = folder / name
            if not target.is_file() or target.read_bytes() != text.encode():
                target.write_bytes(text.encode())
            click.echo(target)
        return 0

    return Command(
        language,
        "schema",
        callback=schema,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Option(
                ["--out"],
                type=click.Path(file_okay=False, path_type=Path),
                metavar=Message("文件夹", "DIR").text(language),
                help=Message("写到哪个文件夹", "folder to write to").text(language),
            )
        ],
    )
