"""manual.yaml, `control`: who may review and approve what, and which moves of the life cycle are allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wuye_docs.model.record import Record, key


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Record):
    """Who decides on the documents of a level, on flows or on forms (ISO 9001:2015 7.5.2 c)."""

    name: str = ""
    """Key of the level."""
    review: tuple[str, ...] = key(
        "可以审核的岗位; 不写时为文件头的 reviewer",
        "posts that may review; left out: the reviewer of the front matter",
        default=(),
    )
    approve: tuple[str, ...] = key(
        "可以批准的岗位; 不写时为文件头的 approver",
        "posts that may approve; left out: the approver of the front matter",
        default=(),
    )
    quorum: int = key("需要几个岗位批准", "how many posts must approve", default=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey(Record):
    """The public key of a post that signs its entries."""

    name: str = ""
    """The post."""
    public: str = key(
        "公钥 (`wuye ledger key` 显示)",
        "Ed25519 public key, as `wuye ledger key` shows it",
        required=True,
        default="",
        pattern=r"[A-Za-z0-9+/]{43}=",
    )
    since: str = key(
        "从哪天起必须签名 YYYY-MM-DD; 不写时从第一条起",
        "day from which every entry must be signed; left out: from the first",
        default="",
        pattern=r"\d{4}-\d{2}-\d{2}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSettings(Record):
    """How documents are controlled; every key may be left out."""

    levels: Mapping[str, Authority] = key(
        "各层级的审批岗位, 按层级键; 流程写 flow, 记录表写 form",
        "authority by key of the level; flows are `flow`, forms `form`",
        default_factory=dict,
    )
    moves: Mapping[str, str] = key(
        "允许的状态变化: 原状态: 新状态, 多个用空格隔开",
        "allowed moves: from: to, several with spaces between",
        default_factory=dict,
    )
    drafter_may_approve: bool = key(
        "允许编制岗位批准自己编制的文件", "a post may approve what it drafted", default=False
    )
    remind: int = key("复审到期前几天提醒", "days before a review is due at which it shows", default=30)
    signatures: Mapping[str, SigningKey] = key(
        "签名公钥, 按岗位", "public keys by post", default_factory=dict
    )
