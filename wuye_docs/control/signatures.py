"""Ed25519 signatures (RFC 8032) over the hashes of entries; needs the package `cryptography` (`pip install wuye-docs[sign]`).

A private key is a PEM file that its holder keeps; the public key stands in manual.yaml under `control: signatures:`.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from wuye_docs.control.ledger import BROKEN, Entry, Ledger
from wuye_docs.control.ledger_file import LedgerRefusal, Sign
from wuye_docs.diagnostics import Diagnostic, Message, Severity
from wuye_docs.model import ControlSettings


def _needs_package() -> LedgerRefusal:
    return LedgerRefusal(
        Message("签名需要软件包 cryptography", "signatures need the package cryptography"),
        Message("pip install wuye-docs[sign]", "pip install wuye-docs[sign]"),
    )


def make_key(path: Path) -> str:
    """Write a new private key, readable by its owner alone, and give the public one. Raises LedgerRefusal, OSError."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    except ImportError:
        raise _needs_package() from None
    private = Ed25519PrivateKey.generate()
    data = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return public_key(path)


def public_key(path: Path) -> str:
    """The public key of a private key file, base64, as manual.yaml has it. Raises LedgerRefusal, OSError."""
    key = _private_key(path)
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def signer(path: Path, post: str, settings: ControlSettings) -> Sign:
    """What signs the entries of a post with its key. Raises LedgerRefusal if the key is not that of the post."""
    key = _private_key(path)
    known = settings.signatures.get(post)
    if known is None or known.public != public_key(path):
        raise LedgerRefusal(
            Message(
                f"{path.name} 不是岗位 {post} 登记的密钥",
                f"{path.name} is not the key registered for {post}",
            ),
            Message(
                f"manual.yaml 的 control: signatures: 中应为 {post}: {{public: {public_key(path)}}}",
                f"manual.yaml, control: signatures: needs {post}: {{public: {public_key(path)}}}",
            ),
        )

    def sign(entry: Entry) -> Entry:
        value = base64.b64encode(key.sign(bytes.fromhex(entry.hash))).decode("ascii")
        return replace(entry, signature={"key": post, "value": value})

    return sign


def signature_faults(settings: ControlSettings, ledger: Ledger) -> Iterator[Diagnostic]:
    """Entries whose signature is wrong, of a key that nobody knows, or missing where the post has to sign (CTL008)."""
    for entry in ledger.entries:
        known = settings.signatures.get(entry.post)
        if entry.signature is None:
            if known and entry.post and entry.time[:10] >= known.since:
                yield _fault(
                    entry,
                    f"第 {entry.line} 行 (条目 {entry.sequence}, {entry.number}) 没有 {entry.post} 的签名",
                    f"line {entry.line} (entry {entry.sequence}, {entry.number}) lacks the signature of {entry.post}",
                )
        elif known is None or entry.signature["key"] != entry.post:
            yield _fault(
                entry,
                f"第 {entry.line} 行 (条目 {entry.sequence}) 的签名没有登记的公钥",
                f"line {entry.line} (entry {entry.sequence}) is signed with a key that manual.yaml does not have",
            )
        elif not _holds(entry, known.public):
            yield _fault(
                entry,
                f"第 {entry.line} 行 (条目 {entry.sequence}, {entry.number}) 的签名不对",
                f"line {entry.line} (entry {entry.sequence}, {entry.number}): the signature is wrong",
            )


def _holds(entry: Entry, public: str) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise _needs_package() from None
    try:
        value = base64.b64decode((entry.signature or {})["value"], validate=True)
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(value, bytes.fromhex(entry.hash))
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key(path: Path):  # type: ignore[no-untyped-def]  # the type is the optional package's
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise _needs_package() from None
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as fault:
        raise LedgerRefusal(
            Message(f"{path.name} 不是可用的私钥文件", f"{path.name} is no usable private key: {fault}")
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise LedgerRefusal(Message(f"{path.name} 不是 Ed25519 私钥", f"{path.name} is no Ed25519 key"))
    return key


def _fault(entry: Entry, zh: str, en: str) -> Diagnostic:
    hint = Message("由该岗位重新作出决定并用 --key 签名", "have the post decide again and sign with --key")
    return Diagnostic(BROKEN, Severity.ERROR, entry.span, Message(zh, en), hint)
