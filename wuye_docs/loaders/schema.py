"""JSON Schemas of the YAML sources, so that editors complete, explain and check them while they are written.

They are made from the record classes that the reader uses, and admit what it admits: a single value where a list is
expected, numbers where text is expected. Draft 7, which the YAML extension of VS Code supports in full.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from enum import StrEnum
from typing import Any, cast, get_args, get_origin

from wuye_docs.loaders.record_reader import RecordKey, plain_type, record_keys
from wuye_docs.model import (
    ChartFormat,
    ClauseTable,
    Document,
    Exit,
    FieldType,
    Flow,
    Form,
    FormKind,
    Numbering,
    Organization,
    Parameter,
    Record,
    Settings,
    Standard,
    StandardStatus,
    Status,
    StepKind,
    Term,
)

DRAFT = "http://json-schema.org/draft-07/schema#"

# What an editor shows beside each value of a choice.
_MEANINGS: MappingType[type[StrEnum], MappingType[str, str]] = {
    Status: {one.value: one.label for one in Status},
    FormKind: {one.value: one.label for one in FormKind},
    StepKind: {"start": "开始", "task": "工作", "decision": "判断", "end": "结束"},
    FieldType: {
        "text": "文字",
        "number": "数字",
        "date": "日期",
        "datetime": "日期和时间",
        "choice": "选项",
        "checkbox": "勾选",
        "table": "表格, 用 columns 写列",
        "signature": "签名, 用 by 写签名人",
        "heading": "小标题",
        "note": "说明文字",
    },
    StandardStatus: {
        "current": "现行",
        "superseded": "被代替",
        "withdrawn": "废止",
        "upcoming": "即将实施",
    },
    Numbering: {
        "decimal": "1, 1.1, 1.1.1",
        "chapter": "第一章, 第一条",
        "chinese": "一、 （一） 1. （1）",
    },
    ChartFormat: {"svg": "SVG 和 PNG", "emf": "EMF"},
}
_SCALAR = ["string", "number", "boolean"]


def all_schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of source, by name; `document` is the head of a Markdown file."""
    return {
        "manual": _titled(schema_of(Settings), "手册总设置 manual.yaml"),
        "organization": _titled(schema_of(Organization), "组织 organization.yaml"),
        "parameters": _titled(_by_name(Parameter), "数值 parameters.yaml"),
        "terms": _titled(_by_name(Term), "术语 terms.yaml"),
        "standards": _titled(_by_name(Standard), "外部文件 standards.yaml"),
        "clauses": _titled(schema_of(ClauseTable), "标准条款 clauses.yaml"),
        "flow": _titled(schema_of(Flow), "流程"),
        "form": _titled(schema_of(Form), "记录表"),
        "document": _titled(schema_of(Document), "文件头"),
    }


def schema_of(record: type[Record]) -> dict[str, Any]:
    """The schema of one record: its keys, which are required, and nothing else."""
    keys = record_keys(cast(Any, record))
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {name: _value(key.annotation, key) for name, key in keys.items()},
        "additionalProperties": False,
    }
    required = [name for name, key in keys.items() if key.description.required]
    if required:
        schema["required"] = required
    return schema


def _titled(schema: dict[str, Any], title: str) -> dict[str, Any]:
    return {"$schema": DRAFT, "title": title, **schema}


def _by_name(record: type[Record]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": _or_empty(record)}


def _or_empty(record: type[Record]) -> dict[str, Any]:
    """A named record; where no key is required, its name may stand alone."""
    schema = schema_of(record)
    return schema if "required" in schema else {**schema, "type": ["object", "null"]}


def _value(annotation: Any, key: RecordKey) -> dict[str, Any]:
    about = key.description.about
    described: dict[str, Any] = {
        "description": about.zh,
        "markdownDescription": f"{about.zh}  \n*{about.en}*",
    }
    if key.description.examples:
        described["examples"] = list(key.description.examples)
    schema = _type(annotation, key)
    return {**described, **(_filled(schema) if key.description.required else _or_null(schema))}


def _type(annotation: Any, key: RecordKey) -> dict[str, Any]:
    wanted = plain_type(annotation)
    origin = get_origin(wanted)
    if origin is tuple:
        item = get_args(wanted)[0]
        if item is Exit:
            return _exits()
        one = _type(item, key)
        # A single value is a list of one.
        return {"anyOf": [{"type": "array", "items": _or_null(one)}, one]}
    if origin is MappingType:
        item = get_args(wanted)[1]
        if isinstance(item, type) and issubclass(item, Record):
            # A step or a clause is written for what it holds; a department may be its name and no more.
            return {"type": "object", "additionalProperties": _or_empty(item)}
        return {"type": "object", "additionalProperties": _or_null(_type(item, key))}
    if isinstance(wanted, type) and issubclass(wanted, Record):
        return schema_of(wanted)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        values = [member.value for member in wanted]
        meanings = _MEANINGS.get(wanted, {})
        return {
            "type": "string",
            "enum": values,
            "enumDescriptions": [meanings.get(value, value) for value in values],
            "markdownEnumDescriptions": [meanings.get(value, value) for value in values],
        }
    if wanted is bool:
        return {"type": "boolean"}
    if wanted is int:
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\s*[+-]?\d+\s*$"}]}
    if wanted is float:
        number: dict[str, Any] = {"type": "number"}
        if key.description.limits:
            number["minimum"], number["maximum"] = key.description.limits
        return {"anyOf": [number, {"type": "string", "pattern": r"^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$"}]}
    pattern = key.description.pattern
    if pattern:
        return {"type": "string", "pattern": f"^(?:{pattern})$"}
    return {"type": list(_SCALAR)}


def _exits() -> dict[str, Any]:
    name = {"type": list(_SCALAR)}
    return {
        "anyOf": [
            {**name, "description": "下一步的步骤名"},
            {"type": "array", "items": name, "description": "并行: 几个步骤名"},
            {"type": "object", "additionalProperties": name, "description": "判断: {是: 步骤名, 否: 步骤名}"},
        ]
    }


def _filled(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without empty values: a required key that holds nothing counts as missing."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [_filled(one) for one in schema["anyOf"]]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    least = {"string": "minLength", "array": "minItems"}
    if "object" in kinds and "properties" not in schema:
        schema = {**schema, "minProperties": 1}
    return {**schema, **{least[kind]: 1 for kind in kinds if kind in least and "enum" not in schema}}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema, or an empty value: the reader takes `key:` as not written."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kind = schema["type"]
    return {**schema, "type": [*(kind if isinstance(kind, list) else [kind]), "null"]}
