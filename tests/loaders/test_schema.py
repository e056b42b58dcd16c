"""The schemas say what the reader says."""

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from wuye_docs.loaders import MemoryWorkspace, load
from wuye_docs.loaders.schema import all_schemas
from wuye_docs.project.scaffold import schema_files

ROOT = Path(__file__).parents[2]
SCHEMAS = all_schemas()
# What the schema cannot know: everything beyond the shape of one file.
SHAPE = {"SRC002", "SRC003", "SRC004", "SRC005"}
PLACES = {
    "manual": "manual/manual.yaml",
    "organization": "manual/organization.yaml",
    "parameters": "manual/parameters.yaml",
    "terms": "manual/terms.yaml",
    "standards": "manual/standards.yaml",
    "clauses": "manual/clauses.yaml",
    "flow": "flows/SYFLKF01.yaml",
    "form": "forms/SYWIKF01-R01.yaml",
    "document": "manual/instructions/SYWIKF01.md",
}


class Yaml12(yaml.SafeLoader):
    """YAML as VS Code reads it: 1.2, where `on` and dates are text."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool", ":int"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
Yaml12.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))


def faults(name: str, text: str) -> list[str]:
    data = yaml.load(text, Yaml12)
    return [one.message for one in jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(data)]


def read_faults(name: str, text: str) -> list[str]:
    written = f"---\n{text}\n---\n" if name == "document" else text
    files = {PLACES[name]: written}
    if name != "manual":
        files["manual/manual.yaml"] = (ROOT / "manual/manual.yaml").read_text(encoding="utf-8")
    found = load(MemoryWorkspace(files)).diagnostics
    return [one.message.en for one in found if one.code in SHAPE and one.span.path == PLACES[name]]


FLOW = "number: SYFLKF01\ntitle: 甲\ndocument: SYWIKF01\nlanes: [乙]\nsteps:\n  丙: "
FORM = "number: SYWIKF01-R01\ntitle: 甲\nkind: form\nowner: 乙\n"
DOCUMENT = "number: SYWIKF01\ntitle: 甲\nlevel: instruction\nrevision: A/0\nstatus: draft\nowner: 乙\n"
SETTINGS = (
    "company: {name: 甲}\ntitle: 乙\nnumber: SYQM01\nnumbering: {series: []}\nlevels: {policy: {name: 丙}}\n"
)

GOOD = [
    ("flow", FLOW + "{lane: 乙, kind: start, next: 丁}"),
    ("flow", FLOW + "{lane: 乙, next: [丁, 戊], forms: SYWIKF01-R01}"),
    ("flow", FLOW + "{lane: 乙, kind: decision, next: {是: 丁, 否: 戊}, within: }"),
    ("flow", FLOW.replace("lanes: [乙]", "lanes: 乙") + "{lane: 乙}"),
    ("form", FORM + "retention: {years: 3, keeper: 乙}\n"),
    ("form", FORM + 'retention:\nfields: {name: 日期, type: date, required: true, lines: "2"}\n'),
    ("form", FORM + "fields:\n  - {name: 表, type: table, columns: [{name: 列, width: 1.5}], rows: 3}\n"),
    ("form", FORM.replace("title: 甲", "title: 2026") + "orientation: landscape\ncopies: [一联, 2]\n"),
    ("document", DOCUMENT + 'clauses: [8.2.1, 7.5]\nissued: 2026-01-31\nheadcount: 3\nreview-every: "12"\n'),
    ("document", DOCUMENT + "clauses: 8.2.1\ndistribution:\nhistory: {revision: A/0, change: 首次}\n"),
    ("organization", "departments:\n  甲:\n  乙: {aliases: 丙}\nposts: {丁: {headcount: 2}}\n"),
    ("organization", ""),
    ("parameters", "甲.乙: {value: 30, unit: 分钟}\n"),
    ("parameters", "甲.乙: {value: 每月5日前, basis: 甲/1}\n"),
    ("terms", "甲: {definition: 乙, aliases: [丙]}\n"),
    ("standards", "甲: {title: 乙, status: current, edition: 2016}\n"),
    ("clauses", 'standard: 甲\nclauses: {"5.2": {title: 乙}}\nexclusions: {"8.3": 不设计}\n'),
    ("manual", SETTINGS),
    ("manual", SETTINGS + "style: {body-size: 12, accent: '#ffffff', line-pitch: \"22.5\"}\nfacts: x.tsv\n"),
    ("manual", SETTINGS + "waivers:\n  - {code: REF001, place: a, reason: b, by: c, until: 2026-01-01}\n"),
]
BAD = [
    ("flow", FLOW + "{lane: 乙, kind: begin}"),
    ("flow", FLOW + "{lane: 乙, nxt: 丁}"),
    ("flow", FLOW + "{kind: start}"),
    ("flow", FLOW + "{lane: 乙, next: {是: [丁]}}"),
    ("flow", FLOW + "[乙]"),
    ("flow", FLOW.replace("lanes: [乙]", "lanes: {乙: 丙}") + "{lane: 乙}"),
    ("flow", FLOW.replace("lanes: [乙]", "lanes: []") + "{lane: 乙}"),
    ("flow", FLOW.replace("title: 甲", "title:") + "{lane: 乙}"),
    ("flow", FLOW.replace("title: 甲", 'title: ""') + "{lane: 乙}"),
    ("flow", FLOW.replace("title: 甲\n", "") + "{lane: 乙}"),
    ("form", FORM.replace("kind: form", "kind: sheet")),
    ("form", FORM + "fields: [{name: 甲, type: date, required: 是}]\n"),
    ("form", FORM + "fields: [{name: 甲, type: table, rows: 三}]\n"),
    ("form", FORM + "fields: [日期]\n"),
    ("form", FORM + "retention: 3\n"),
    ("form", FORM + "orientation: sideways\n"),
    ("form", FORM + "revision: A0\n"),
    ("document", DOCUMENT.replace("A/0", "A-0")),
    ("document", DOCUMENT + "issued: 2026-1-31\n"),
    ("document", DOCUMENT + "headcount: 三\n"),
    ("document", DOCUMENT + "owners: 乙\n"),
    ("organization", "departments: [甲]\n"),
    ("organization", "departments: {甲: 乙}\n"),
    ("parameters", "甲: 30\n"),
    ("parameters", "甲: {unit: 分钟}\n"),
    ("parameters", "甲:\n"),
    ("standards", "甲: {title: 乙, status: old}\n"),
    ("clauses", "clauses: {}\n"),
    ("manual", SETTINGS + "style: {accent: red}\n"),
    ("manual", SETTINGS + "waivers: [{code: REF1, place: a, reason: b, by: c, until: 2026-01-01}]\n"),
    ("manual", SETTINGS.replace("levels: {policy: {name: 丙}}", "levels: {}")),
    ("manual", SETTINGS.replace("company: {name: 甲}", "company: {}")),
]


class DescribeSchemaAndReader:
    @pytest.mark.parametrize(("name", "text"), GOOD)
    def it_is_both_that_accept(self, name: str, text: str) -> None:
        assert read_faults(name, text) == []
        assert faults(name, text) == [] or not text

    @pytest.mark.parametrize(("name", "text"), BAD)
    def it_is_both_that_refuse(self, name: str, text: str) -> None:
        assert read_faults(name, text)
        assert faults(name, text)

    @pytest.mark.parametrize("root", [ROOT, ROOT / "tests/manuals/sample"], ids=["shipped", "sample"])
    def it_accepts_real_manuals(self, root: Path) -> None:
        sources = [*root.glob("manual/*.yaml"), *root.glob("manual/*/*.md"), *root.glob("f*s/*.yaml")]
        assert sources
        for path in sources:
            text = path.read_text(encoding="utf-8")
            folder = path.parent.name
            name = {"flows": "flow", "forms": "form"}.get(folder, path.stem.partition("-")[0])
            if path.suffix == ".md":
                name, text = "document", text.split("\n---\n")[0].removeprefix("---\n")
            assert faults(name, text) == [], path


class DescribeTheSchemas:
    @pytest.mark.parametrize("name", SCHEMAS)
    def it_is_valid_and_explains_every_key(self, name: str) -> None:
        jsonschema.Draft7Validator.check_schema(SCHEMAS[name])

        def walk(schema: dict[str, object]) -> None:
            for key, value in schema.get("properties", {}).items():  # type: ignore[attr-defined]
                assert value["description"] and value["markdownDescription"], key
                walk(value)

        walk(SCHEMAS[name])

    def it_explains_the_values_of_a_choice(self) -> None:
        status = SCHEMAS["document"]["properties"]["status"]["anyOf"][0]
        assert dict(zip(status["enum"], status["markdownEnumDescriptions"], strict=True))["draft"] == "草案"

    @pytest.mark.parametrize("name", schema_files())
    def it_is_what_the_editor_is_given(self, name: str) -> None:
        written = ROOT / ".vscode" / "schemas" / name
        assert written.read_text(encoding="utf-8") == schema_files()[name], "run `wuye schema`"
