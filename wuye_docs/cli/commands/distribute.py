"""`wuye distribute`, `wuye recall`, `wuye read`: copies out, copies back, and who has read what."""

from __future__ import annotations

from collections.abc import Callable

import click

from wuye_docs.cli.help import Command
from wuye_docs.cli.surroundings import Surroundings, now
from wuye_docs.diagnostics import Language, Message

DISTRIBUTE_SHORT = Message("发放文件副本, 记入台账", "give out numbered copies, noted in the ledger")
DISTRIBUTE = Message(
    """登记文件的发放: 谁领了哪个版次、第几号。只能发放现行有效的版次。

    不写 --to 时按文件头的发放范围 (distribution) 发给每个部门。分发号不写时自动编: 部门原来的号, 或者在发放范围中的位置。

    \b
    wuye distribute SYWIKF16                              按发放范围发放
    wuye distribute SYWIKF16 --to 项目管理处 --copy 03    发放 03 号给项目管理处
    wuye distribute SYWIKF16 --to 客户服务部 --medium 电子 --received 李明

    之后用 `wuye copy SYWIKF16 --copy 03` 打印带分发号的受控副本, 用 `wuye register distribution` 查看登记表。
    """,
    """Note that copies were given out: who has which revision under which number. Only what is in force can be given out.

    Without --to each holder of the document's distribution gets one. Without --copy numbers are chosen: the one that the
    holder had, or its place in the distribution.

    \b
    wuye distribute SYWIKF16                         to its whole distribution
    wuye distribute SYWIKF16 --to POST --copy 03     copy 03 to one holder

    `wuye copy SYWIKF16 --copy 03` prints that copy; `wuye register distribution` shows them all.
    """,
)
RECALL_SHORT = Message("回收文件副本, 记入台账", "call copies back, noted in the ledger")
RECALL = Message(
    """登记副本的回收。

    \b
    wuye recall SYWIKF16 --from 项目管理处    回收一个部门的副本
    wuye recall SYWIKF16 --copy 03            回收 03 号
    wuye recall SYWIKF16 --outdated           回收全部旧版副本
    """,
    """Note that copies came back.

    \b
    wuye recall SYWIKF16 --from POST     the copies of one holder
    wuye recall SYWIKF16 --copy 03       copy 03
    wuye recall SYWIKF16 --outdated      all of older revisions
    """,
)
READ_SHORT = Message("登记某人已阅读文件, 记入台账", "note that somebody has read a document")
READ = Message(
    """登记某个岗位的人已阅读并理解现行版次的文件。

    \b
    wuye read SYWIKF16 --as 客服专员 --name 王芳

    各岗位应读的文件见 `wuye register reading`, 可打印签字表: `wuye register reading --for 客服专员 --format pdf`。
    """,
    """Note that somebody of a post has read and understood the issue in force.

    \b
    wuye read SYWIKF16 --as POST --name NAME

    `wuye register reading` tells what each post must read.
    """,
)


def _option(
    language: Language, *names: str, zh: str, en: str, metavar: Message, **more: object
) -> click.Option:
    return click.Option(
        list(names),
        metavar=metavar.text(language),
        help=Message(zh, en).text(language),
        **more,  # type: ignore[arg-type]
    )


_POST = Message("岗位", "POST")
_NAME = Message("姓名", "NAME")
_HOLDER = Message("部门或岗位", "HOLDER")
_TEXT = Message("文字", "TEXT")
_COPY = Message("分发号", "COPY")


def _number(language: Language) -> click.Argument:
    return click.Argument(["number"], metavar=Message("编号", "NUMBER").text(language))


def _by(language: Language) -> list[click.Parameter]:
    return [
        _option(language, "--as", "post", zh="经办岗位", en="post that does it", metavar=_POST, default=""),
        _option(language, "--name", zh="经办人姓名", en="name of who does it", metavar=_NAME, default=""),
        _option(language, "--remark", zh="备注", en="remark", metavar=_TEXT, default=""),
    ]


def command(language: Language) -> click.Command:
    """`wuye distribute` in a language."""

    @click.pass_obj
    def distribute(
        here: Surroundings, number: str, holders: tuple[str, ...], copy: str, medium: str, received: str, post: str, name: str, remark: str
    ) -> int:  # fmt: skip
        return run_distribute(here, number, holders, copy, medium, received, post, name, remark)

    return Command(
        language,
        "distribute",
        callback=distribute,
        short_help=DISTRIBUTE_SHORT.text(language),
        help=DISTRIBUTE.text(language),
        params=[
            _number(language),
            _option(language, "--to", "holders", zh="发放给哪个部门或岗位, 可写多次", en="who receives it; may be repeated", metavar=_HOLDER, multiple=True),
            _option(language, "--copy", zh="分发号, 如 03", en="number of the copy, such as 03", metavar=_COPY, default=""),
            _option(language, "--medium", zh="介质: 纸质 (默认) 或电子", en="paper (纸质, the default) or electronic (电子)", metavar=Message("纸质|电子", "MEDIUM"), default="纸质"),
            _option(language, "--received", zh="领用人姓名", en="name of who received it", metavar=_NAME, default=""),
            *_by(language),
        ],
    )  # fmt: skip


def recall_command(language: Language) -> click.Command:
    """`wuye recall` in a language."""

    @click.pass_obj
    def recall(
        here: Surroundings, number: str, holders: tuple[str, ...], copy: str, outdated: bool, post: str, name: str, remark: str
    ) -> int:  # fmt: skip
        return run_recall(here, number, holders, copy, outdated, post, name, remark)

    return Command(
        language,
        "recall",
        callback=recall,
        short_help=RECALL_SHORT.text(language),
        help=RECALL.text(language),
        params=[
            _number(language),
            _option(language, "--from", "holders", zh="从哪个部门或岗位回收, 可写多次", en="from whom; may be repeated", metavar=_HOLDER, multiple=True),
            _option(language, "--copy", zh="分发号", en="number of the copy", metavar=_COPY, default=""),
            click.Option(["--outdated"], is_flag=True, help=Message("全部旧版副本", "all copies of older revisions").text(language)),
            *_by(language),
        ],
    )  # fmt: skip


def read_command(language: Language) -> click.Command:
    """`wuye read` in a language."""

    @click.pass_obj
    def read(here: Surroundings, number: str, post: str, name: str) -> int:
        return run_read(here, number, post, name)

    return Command(
        language,
        "read",
        callback=read,
        short_help=READ_SHORT.text(language),
        help=READ.text(language),
        params=[
            _number(language),
            _option(language, "--as", "post", zh="阅读人的岗位", en="post of who has read it", metavar=_POST, required=True),
            _option(language, "--name", zh="阅读人姓名", en="name of who has read it", metavar=_NAME, default=""),
        ],
    )  # fmt: skip


def run_distribute(
    here: Surroundings,
    number: str,
    holders: tuple[str, ...],
    copy: str,
    medium: str,
    received: str,
    post: str,
    name: str,
    remark: str,
) -> int:
    """Write the entries and say which copies were given; 1 if it cannot be done."""
    from wuye_docs.project.distribution import Counter

    root = here.project().root

    def give() -> None:
        given = Counter.of(root).distribute(
            number, holders, now=now(), copy=copy, medium=medium, post=post, name=name, received=received, remark=remark
        )  # fmt: skip
        for one in given:
            click.echo(
                here.say(
                    f"已发放 {one.number} {one.revision} 分发号 {one.copy} 给 {one.holder}",
                    f"{one.number} {one.revision} copy {one.copy} given to {one.holder}",
                )
            )

    return _done(here, give)


def run_recall(
    here: Surroundings,
    number: str,
    holders: tuple[str, ...],
    copy: str,
    outdated: bool,
    post: str,
    name: str,
    remark: str,
) -> int:
    """Write the entries and say which copies came back; 1 if none did."""
    from wuye_docs.project.distribution import Counter

    if not (holders or copy or outdated):
        raise here.wrong_use(
            Message(
                "请写明回收哪一份: --from、--copy 或 --outdated",
                "say which copies: --from, --copy or --outdated",
            )
        )
    root = here.project().root

    def take() -> None:
        taken = Counter.of(root).recall(
            number, holders, now=now(), copy=copy, outdated=outdated, post=post, name=name, remark=remark
        )
        for one in taken:
            click.echo(
                here.say(
                    f"已回收 {one.number} {one.revision} 分发号 {one.copy} ({one.holder})",
                    f"{one.number} {one.revision} copy {one.copy} came back from {one.holder}",
                )
            )

    return _done(here, take)


def run_read(here: Surroundings, number: str, post: str, name: str) -> int:
    """Write the entry; 1 if it cannot be done."""
    from wuye_docs.project.distribution import Counter

    root = here.project().root

    def note() -> None:
        by, revision = Counter.of(root).read(number, post, name, now=now())
        who = f"{by} {name}".strip()
        click.echo(
            here.say(f"已登记: {who} 阅读 {number} {revision}", f"noted: {who} has read {number} {revision}")
        )

    return _done(here, note)


def _done(here: Surroundings, act: Callable[[], None]) -> int:
    from wuye_docs.control.ledger_file import LedgerRefusal
    from wuye_docs.project.edits import Refusal

    try:
        act()
    except (Refusal, LedgerRefusal) as refusal:
        here.complain(refusal.message)
        if refusal.hint:
            click.echo("  " + refusal.hint.text(here.language), err=True)
        return 1
    return 0
