"""BLD006 and BLD007: what should have been built, what the manifest says, and what is there."""

from __future__ import annotations

from collections.abc import Iterator

from wuye_docs.diagnostics import Message
from wuye_docs.project.built_files.output import BuiltOutput, Fault
from wuye_docs.project.papers import path_of
from wuye_docs.references import Kind, Target
from wuye_docs.writers.html.addresses import Addresses

_BUILD = Message("重新生成: `wuye build`", "build again: `wuye build`")
_BUILD_ALL = Message("全部重新生成: `wuye build --force`", "build everything again: `wuye build --force`")


def missing_outputs(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each document, flow or form that a format lacks; a format that was not built is passed over."""
    manual, addresses = built.book.manual, Addresses(built.book.manual)
    for format_ in built.formats:
        if format_ == "html":
            wanted = [
                (str(number), addresses.of(Target(kind, number)))
                for kind, records in (
                    (Kind.DOCUMENT, built.book.documents),
                    (Kind.FLOW, manual.flows),
                    (Kind.FORM, manual.forms),
                )
                for number in records
            ]
        else:
            wanted = [(number, path_of("document", number, format_)) for number in built.book.documents]
            wanted += [(str(number), path_of("form", number, format_)) for number in manual.forms]
            wanted.append(("", path_of("bound", "", format_)))
        for number, path in wanted:
            name = f"{format_}/{path}"
            if name not in built.files:
                what = (
                    Message(f"`{number}`", f"`{number}`") if number else Message("合订本", "the bound manual")
                )
                yield Fault(
                    name,
                    Message(
                        f"{what.zh} 没有 {_NAMES[format_]} 文件",
                        f"{what.en} is missing among the {format_} files",
                    ),
                    _BUILD,
                    number,
                )


_NAMES = {"html": "网站", "docx": "Word", "pdf": "PDF"}


def stale_manifest(built: BuiltOutput) -> Iterator[Fault]:
    """A finding for each file that the manifest does not list, lists with another hash, or lists in vain."""
    listed = built.manifest.get("outputs")
    if not isinstance(listed, dict):
        yield Fault(
            "manifest.json",
            Message("manifest.json 读不出来", "manifest.json cannot be read"),
            _BUILD_ALL,
        )
        return
    for name in sorted(set(listed) | set(built.files)):
        if name not in built.files:
            said = Message("清单中有, 文件不存在", "it is in the manifest and not on disk")
        elif name not in listed:
            said = Message("清单中没有这个文件", "it is not in the manifest")
        elif listed[name] != built.digest(name):
            said = Message("文件在生成之后被改动", "it was changed after the build")
        else:
            continue
        yield Fault(name, said, _BUILD_ALL, built.number_of(name))
