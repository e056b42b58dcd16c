"""`wuye serve`: the site in the browser while it is written."""

from __future__ import annotations

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Language, Message

DEFAULT_PORT = 8360
SHORT_HELP = Message("边写边看: 在浏览器中预览网站", "preview the site in the browser while you write")
HELP = Message(
    """在浏览器中预览网站。保存源文件后, 打开的页面随即更新, 位置不变; 页面下方列出本页的检查发现, 点击可打开编辑器。

    只供本机使用, 按 Ctrl+C 结束。预览不写入 build 文件夹; PDF 和 Word 下载的是上一次构建的文件。

    \b
    wuye serve --open
    """,
    """Preview the site in the browser. Pages that are open follow every save and keep their place; below a page stand the
    findings in its sources, with links that open the editor.

    For this machine only; Ctrl+C ends it. Nothing is written to the build folder; PDF and Word are those of the last build.

    \b
    wuye serve --open
    """,
)


def command(language: Language) -> click.Command:
    """The command in a language."""

    @click.pass_obj
    def serve(here: Surroundings, port: int, opens: bool) -> int:
        return run_serve(here, port, opens)

    return Command(
        language,
        "serve",
        callback=serve,
        short_help=SHORT_HELP.text(language),
        help=HELP.text(language),
        params=[
            click.Option(
                ["--port"],
                type=click.IntRange(0, 65535),
                default=DEFAULT_PORT,
                metavar=Message("端口", "PORT").text(language),
                help=Message(
                    f"端口 (默认 {DEFAULT_PORT}; 0 为任一空闲端口)",
                    f"port (default {DEFAULT_PORT}; 0 takes any free one)",
                ).text(language),
            ),
            click.Option(
                ["--open", "opens"],
                is_flag=True,
                help=Message("在浏览器中打开", "open the browser").text(language),
            ),
        ],
    )


def run_serve(here: Surroundings, port: int, opens: bool) -> int:
    """Serve until Ctrl+C; returns 1 if the port is taken."""
    project = here.project()
    # Reading, Sphinx and the server take seconds to import, which `wuye serve --help` must not pay.
    from wuye_docs.project.fingerprint import tool_fingerprint
    from wuye_docs.server.run import bound_socket, serve

    try:
        bound = bound_socket(port)
    except OSError:
        told = Message(
            f"错误: 端口 {port} 已被占用, 请用 --port 0 或另选端口",
            f"error: port {port} is taken; use --port 0 or another one",
        )
        click.echo(told.text(here.language), err=True)
        return 1
    click.echo(here.say("正在读取手册…", "reading the manual…"))

    def begun(address: str) -> None:
        click.echo(here.say(f"预览: {address}  (Ctrl+C 结束)", f"preview: {address}  (Ctrl+C ends it)"))
        if opens:
            click.launch(address)

    with bound:
        cache = project.root / "build" / "cache"
        serve(project.root, cache, tool_fingerprint(), here.language, bound, begun)
    return 0
