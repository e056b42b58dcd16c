"""Relations of the reference graph in plain words, from either end."""

from __future__ import annotations

from wuye_docs.diagnostics import Message
from wuye_docs.references import Relation

# (what a thing does that refers, what happens to a thing that is referred to)
RELATIONS: dict[Relation, tuple[Message, Message]] = {
    Relation.OWNER: (Message("归口于", "owned by"), Message("归口管理", "owns")),
    Relation.DRAFTER: (Message("拟稿", "drafted by"), Message("拟稿的文件", "drafts")),
    Relation.REVIEWER: (Message("审核", "reviewed by"), Message("审核的文件", "reviews")),
    Relation.APPROVER: (Message("批准", "approved by"), Message("批准的文件", "approves")),
    Relation.DISTRIBUTION: (Message("发放给", "distributed to"), Message("收到的文件", "receives")),
    Relation.AUTHOR: (Message("修订人", "revised by"), Message("修订过", "revised")),
    Relation.ANSWERS: (Message("对应条款", "answers clauses"), Message("由这些文件落实", "answered by")),
    Relation.SUPERSEDES: (Message("代替", "supersedes"), Message("被代替", "superseded by")),
    Relation.DESCRIBES: (
        Message("说明的岗位", "describes the post"),
        Message("岗位说明书", "job description"),
    ),
    Relation.BELONGS: (
        Message("所属文件", "belongs to"),
        Message("下属流程和记录表", "flows and forms of its own"),
    ),
    Relation.SHOWS: (Message("展示", "shows"), Message("展示它的文件", "shown in")),
    Relation.LANE: (Message("泳道", "lanes"), Message("承担的步骤", "acts in")),
    Relation.FILLS: (Message("填写", "fills in"), Message("在这些步骤填写", "filled in by steps")),
    Relation.FOLLOWS: (Message("依据", "follows"), Message("依据它的步骤", "followed by steps")),
    Relation.WITHIN: (Message("时限", "deadline"), Message("作为时限", "deadline of")),
    Relation.PARAMETER: (Message("使用的数值", "uses figures"), Message("用到它的文件", "used in")),
    Relation.TITLE: (Message("引用", "cites"), Message("引用它的文件", "cited in")),
    Relation.NUMBER: (Message("引用", "cites"), Message("引用它的文件", "cited in")),
    Relation.MARKUP: (Message("引用", "cites"), Message("引用它的文件", "cited in")),
    Relation.MENTION: (Message("提到", "mentions"), Message("提到它的文件", "mentioned in")),
    Relation.KEEPER: (Message("保管", "kept by"), Message("保管的记录", "keeps")),
    Relation.SIGNATURE: (Message("签名", "signed by"), Message("签名的记录表", "signs")),
    Relation.DEPARTMENT: (Message("所属部门", "department"), Message("下属岗位", "posts")),
    Relation.REPORTS_TO: (Message("直接上级", "reports to"), Message("直接下级", "reported to by")),
    Relation.HEAD: (Message("负责岗位", "headed by"), Message("负责的部门", "heads")),
    Relation.STANDARD: (Message("依据标准", "standard"), Message("作为依据的标准", "standard of")),
}
