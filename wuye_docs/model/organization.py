"""organization.yaml: departments, posts and outside parties; and the job description's part in a post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wuye_docs.model.record import Record, key


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Record):
    """A part of the company."""

    name: str = ""
    code: str = key("部门代码, 如 KF", "short code of the department", default="")
    reports_to: str = key("上级部门或岗位", "department or post above", default="")
    head: str = key("负责岗位", "post that leads it", default="")
    aliases: tuple[str, ...] = key("允许的别名", "other names that are accepted", default=())
    banned: tuple[str, ...] = key("禁用的旧称", "old names that must not be used", default=())
    note: str = key("职能说明", "what it is for", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    """A post of the company: declared in organization.yaml, or by a job description."""

    name: str = ""
    department: str = key("所属部门", "department it belongs to", default="")
    reports_to: str = key("直接上级岗位", "post it reports to", default="")
    headcount: int | None = key("编制人数", "number of people", default=None)
    aliases: tuple[str, ...] = key("允许的别名", "other names that are accepted", default=())
    banned: tuple[str, ...] = key("禁用的旧称", "old names that must not be used", default=())
    note: str = key("说明", "remark", default="")
    job: str = ""
    """Number of the job description that declares the post; empty for a post of organization.yaml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Record):
    """Somebody outside the company who takes part: owners, contractors, authorities."""

    name: str = ""
    aliases: tuple[str, ...] = key("允许的别名", "other names that are accepted", default=())
    banned: tuple[str, ...] = key("禁用的旧称", "old names that must not be used", default=())
    note: str = key("说明", "remark", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Record):
    """The whole of organization.yaml."""

    departments: Mapping[str, Department] = key("部门", "departments, by name", default_factory=dict)
    posts: Mapping[str, Role] = key(
        "没有单独岗位说明书的岗位",
        "posts without a job description of their own, by name",
        default_factory=dict,
    )
    parties: Mapping[str, Party] = key("外部相关方", "outside parties, by name", default_factory=dict)
