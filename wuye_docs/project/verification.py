"""Whether evidence and files are what was released, offline: and if not, which file, entry or bytes are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from wuye_docs.control import Baseline, read_ledger
from wuye_docs.control.archive_workspace import ArchiveWorkspace
from wuye_docs.control.baselines import (
    BASELINES_FOLDER,
    OUTPUTS,
    SOURCES,
    folder_of,
    read_baselines,
)
from wuye_docs.control.fingerprints import difference
from wuye_docs.control.ledger import LEDGER_FILE
from wuye_docs.control.ledger_file import LedgerRefusal
from wuye_docs.control.signatures import signature_faults
from wuye_docs.diagnostics import Message
from wuye_docs.loaders import CONTROL_FOLDER, DiskWorkspace, load
from wuye_docs.model.dates import day_of
from wuye_docs.project.release import release_folder

# More changed entries of a package than this are counted.
_MOST_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was."""

    path: str
    message: Message


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification found."""

    edition: str
    """The baseline it was compared with; empty if it was the evidence itself, or belongs to none."""
    checked: int
    """Files, or entries and files of the evidence, that were compared."""
    faults: tuple[Fault, ...]
    further: tuple[str, ...] = ()
    """Files of a folder that the baseline does not have."""
    as_path: str = ""
    """What a single file is in the baseline."""


def verify_evidence(root: Path) -> Verified:
    """The ledger with its signatures, every manifest, every frozen source and the lists of outputs; and the files built.

    Built files that are not on this machine are no fault. Raises LedgerRefusal where signatures cannot be checked.
    """
    disk = DiskWorkspace(root)
    ledger = read_ledger(disk)
    found, manifest_faults = read_baselines(disk, ledger)
    faults = [
        Fault(one.span.path, one.message) for one in (*ledger.faults, *ledger.open_branches, *manifest_faults)
    ]
    checked = len(ledger.entries)
    faults += [
        Fault(LEDGER_FILE, one.message)
        for one in signature_faults(load(disk).manual.settings.control, ledger)
    ]
    for baseline in found:
        faults += _baseline_faults(disk, baseline, {one.hash for one in ledger.entries})
        checked += len(baseline.sources) + 3
        built = release_folder(root, baseline.edition)
        if built.is_dir():
            made = verify_files(built, baseline)
            checked += made.checked
            shown = built.relative_to(root).as_posix()
            faults += [Fault(f"{shown}/{one.path}", one.message) for one in made.faults]
            faults += [
                Fault(f"{shown}/{one}", Message(f"不属于版本 {baseline.edition}", f"is not part of edition {baseline.edition}"))
                for one in made.further
            ]  # fmt: skip
    known = {Path(folder_of(one.edition)).name for one in found}
    known |= {Path(one.span.path).parent.name for one in manifest_faults}
    faults += [
        Fault(
            f"{BASELINES_FOLDER}/{one.name}",
            Message("台账中没有这次发布 (可能是中断的发布, 可以删除)", "the ledger knows no such release (one that was broken off? it can be deleted)"),
        )
        for one in sorted((root / BASELINES_FOLDER).glob("*"))
        if one.is_dir() and one.name not in known and not one.name.startswith(".")
    ]  # fmt: skip
    return Verified("", checked, tuple(faults))


def _baseline_faults(disk: DiskWorkspace, baseline: Baseline, entries: set[str]) -> Iterator[Fault]:
    head = _manifest_head(disk, baseline)
    if head and head not in entries and set(head) != {"0"}:
        yield Fault(
            LEDGER_FILE,
            Message(
                f"缺少版本 {baseline.edition} 发布时已有的条目 {head[:12]}…",
                f"lacks entry {head[:12]}…, which was there when {baseline.edition} was released",
            ),
        )
    for name, wanted in ((SOURCES, baseline.archive), (OUTPUTS, baseline.outputs_hash)):
        path = f"{baseline.folder}/{name}"
        try:
            data = disk.read(path)
        except OSError:
            yield Fault(path, Message("文件不见了", "is missing"))
            continue
        plain = data if name == SOURCES else data.replace(b"\r\n", b"\n")
        if sha256(plain).hexdigest() == wanted:
            continue
        changed = _changed_sources(data, baseline) if name == SOURCES else ()
        which = "、".join(changed)
        yield Fault(
            path,
            Message(
                f"被改动过: 冻结的源文件 {which}" if which else "被改动过",
                f"was changed: frozen source {which}" if which else "was changed",
            ),
        )


def _manifest_head(disk: DiskWorkspace, baseline: Baseline) -> str:
    import json

    data = json.loads(disk.read(f"{baseline.folder}/manifest.json"))
    return str(data.get("ledger", {}).get("head", ""))


def _changed_sources(data: bytes, baseline: Baseline) -> tuple[str, ...]:
    """Which of the frozen sources are not as they were; none if it is what stands between them."""
    try:
        frozen = ArchiveWorkspace(
            data, baseline.sources, day_of(baseline.date) or DiskWorkspace(Path()).today()
        )
    except OSError:
        return ()
    changed = []
    for path in baseline.sources:
        try:
            frozen.read(path)
        except OSError:
            changed.append(path)
    return tuple(changed)


def verify_path(root: Path, path: Path, edition: str = "") -> Verified:
    """A file or folder against the edition named, or the one that it fits best.

    Raises LookupError if there is no such edition (its name) or no edition at all (an empty one), OSError.
    """
    disk = DiskWorkspace(root)
    editions = read_baselines(disk, read_ledger(disk))[0]
    if edition:
        editions = tuple(one for one in editions if one.edition == edition)
    if not editions:
        raise LookupError(edition)
    if path.is_dir():
        return max(
            (verify_files(path, one) for one in reversed(editions)),
            key=lambda one: one.checked - len(one.faults),
        )
    return _verify_file(path, editions)


def verify_files(folder: Path, baseline: Baseline) -> Verified:
    """The files of a folder against those of an edition: its built files, a part of them, or its sources."""
    prefix, wanted = _counterpart(folder, baseline)
    faults = []
    for relative, known in wanted.items():
        path = folder / relative
        try:
            data = path.read_bytes()
        except OSError:
            faults.append(Fault(relative, Message("文件不见了", "is missing")))
            continue
        fault = _difference(data, known)
        if fault:
            faults.append(Fault(relative, fault))
    if prefix is None:
        return Verified(baseline.edition, 0, (), ())
    further = [
        one.relative_to(folder).as_posix()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and one.relative_to(folder).as_posix() not in wanted and not _is_evidence(one)
    ]
    return Verified(baseline.edition, len(wanted), tuple(faults), tuple(further))


def _is_evidence(path: Path) -> bool:
    """Whether a file beside the sources is the record of control itself, or hidden."""
    return f"/{CONTROL_FOLDER}/" in path.absolute().as_posix() or path.name.startswith(".")


def _counterpart(
    folder: Path, baseline: Baseline
) -> tuple[str | None, Mapping[str, Mapping[str, object] | str]]:
    """The part of an edition that a folder stands for: (its prefix, what is known of the files in it, by path)."""
    everything: dict[str, Mapping[str, object] | str] = {**baseline.sources, **baseline.outputs}
    prefixes = {"": everything}
    for path, known in everything.items():
        parts = path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            prefix = "/".join(parts[:depth]) + "/"
            prefixes.setdefault(prefix, {})[path[len(prefix) :]] = known
    prefixes[""] = dict(baseline.outputs)
    prefixes["sources"] = dict(baseline.sources)
    hits = {prefix: sum((folder / one).is_file() for one in files) for prefix, files in prefixes.items()}
    best = max(prefixes, key=lambda one: (hits[one], len(prefixes[one]) == hits[one], -len(prefixes[one])))
    return (best, prefixes[best]) if hits[best] else (None, {})


def _verify_file(path: Path, editions: Sequence[Baseline]) -> Verified:
    data = path.read_bytes()
    hash_ = sha256(data).hexdigest()
    for baseline in reversed(editions):
        for name, known in {**baseline.sources, **baseline.outputs}.items():
            if hash_ == (known if isinstance(known, str) else known["sha256"]):
                return Verified(baseline.edition, 1, (), as_path=name)
    whole = path.absolute().as_posix()
    for baseline in reversed(editions):
        names = [
            name
            for name in {**baseline.sources, **baseline.outputs}
            if whole.endswith(f"/{name}") or name.rpartition("/")[2] == path.name
        ]
        if names:
            name = max(names, key=lambda one: (whole.endswith(f"/{one}"), len(one)))
            known = {**baseline.sources, **baseline.outputs}[name]
            message = _difference(data, known)
            assert message is not None
            return Verified(baseline.edition, 1, (Fault(path.name, message),), as_path=name)
    return Verified(
        "",
        0,
        (Fault(path.name, Message("不属于任何已发布的版本", "belongs to no edition that was released")),),
    )


def _difference(data: bytes, known: Mapping[str, object] | str) -> Message | None:
    """Where a file differs from what is known of it, in words; None if it does not."""
    if isinstance(known, str):
        same = sha256(data).hexdigest() == known or sha256(data.replace(b"\r\n", b"\n")).hexdigest() == known
        return None if same else Message("内容与该版本不同", "differs from that edition")
    found = difference(data, known)
    if found is None:
        return None
    zh = f"第 {found.start + 1}–{found.end} 字节处有改动"
    en = f"differs in bytes {found.start + 1}–{found.end}"
    size = known["size"]
    if size != len(data):
        zh += f", 长度 {len(data)} (原为 {size})"
        en += f", {len(data)} bytes long instead of {size}"
    if found.entries:
        shown = "、".join(found.entries[:_MOST_ENTRIES]) + ("…" if len(found.entries) > _MOST_ENTRIES else "")
        zh += f"; 包内条目: {shown}"
        en += f"; entries: {shown}"
    return Message(zh, en)


__all__ = ["Fault", "LedgerRefusal", "Verified", "verify_evidence", "verify_files", "verify_path"]
