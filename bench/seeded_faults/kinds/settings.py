"""manual.yaml and clauses.yaml: clauses of the standard, waivers, settings."""

from __future__ import annotations

from collections.abc import Iterator

from bench.seeded_faults.clean import Clean
from bench.seeded_faults.fault import Edit, Fault, Kind, fault
from wuye_docs.diagnostics import Span
from wuye_docs.loaders import MANUAL_FILE
from wuye_docs.model import place_of
from wuye_docs.references import Kind as Named
from wuye_docs.references import Relation, Target


def clause_unknown(clean: Clean) -> Iterator[Fault]:
    """A document answers a clause that the standard does not have."""
    for one in clean.references(Relation.ANSWERS):
        number = one.target.key.rpartition("/")[2]
        if number in clean.written(one.span):
            yield fault(
                [Edit(one.span, clean.written(one.span).replace(number, number.split(".")[0] + ".19"))]
            )


def clause_unanswered(clean: Clean) -> Iterator[Fault]:
    """The only document that answers a clause no longer does."""
    for table in clean.manual.clause_tables:
        for number, clause in table.clauses.items():
            uses = clean.graph.used_by(
                Target(Named.CLAUSE, f"{table.standard}/{number}"), (Relation.ANSWERS,)
            )
            parents = [number.rsplit(".", depth)[0] for depth in range(1, number.count(".") + 1)]
            above = any(
                clean.graph.used_by(Target(Named.CLAUSE, f"{table.standard}/{one}"), (Relation.ANSWERS,))
                for one in parents
            )
            below = any(one.startswith(number + ".") for one in table.clauses)
            if len(uses) != 1 or above or below or number in table.exclusions:
                continue
            source = clean.line(uses[0].span)
            start, end = uses[0].span.column - 1, uses[0].span.end_column - 1
            if source.startswith(", ", end):
                end += 2
            elif source[:start].endswith(", "):
                start -= 2
            else:
                continue
            yield fault(
                [Edit(Span(uses[0].span.path, uses[0].span.line, start + 1, uses[0].span.line, end + 1), "")],
                told_at=[clause.span],
            )


def exclusion_without_reason(clean: Clean) -> Iterator[Fault]:
    """A clause is excluded and nobody says why."""
    for table in clean.manual.clause_tables:
        for number in table.exclusions:
            line = place_of(number, table.span).line
            path = place_of(number, table.span).path
            source = clean.lines(path)[line - 1]
            colon = source.index(":", source.index(number)) + 1
            yield fault([Edit(Span(path, line, colon + 1, line, len(source) + 1), " ''")])


def _waiver(clean: Clean, code: str, until: str) -> Fault:
    last = len(clean.lines(MANUAL_FILE))
    while not clean.lines(MANUAL_FILE)[last - 1].strip():
        last -= 1
    new = f"\n\nwaivers:\n  - {{code: {code}, place: manual/*, reason: 过渡期, by: {next(iter(clean.manual.roles))}, until: {until}}}"
    return fault([Edit(clean.below(MANUAL_FILE, last), new)], lines_below=3)


def waiver_unused(clean: Clean) -> Iterator[Fault]:
    """A waiver covers nothing."""
    if not clean.manual.settings.waivers:
        for code in ("FLW003", "TRM001", "REF001", "PAR004", "DOC009", "ROL002"):
            yield _waiver(clean, code, "2099-12-31")


def waiver_expired(clean: Clean) -> Iterator[Fault]:
    """A waiver has run out."""
    if not clean.manual.settings.waivers:
        for day in range(1, 9):
            yield _waiver(clean, "TRM001", f"2020-01-0{day}")


def template_of_level_changed(clean: Clean) -> Iterator[Fault]:
    """A level gets a new section that its documents do not have."""
    for name, level in clean.manual.settings.levels.items():
        place = place_of(level.sections[-1], level.span)
        documents = [one for one in clean.manual.documents.values() if one.level == name]
        last = [one.body.sections[-1].span for one in documents]
        top = [[s for s in one.body.sections if s.level == 1][-1].span for one in documents]
        yield fault([Edit(clean.behind(place), ", 附则")], told_at=[*last, *top])


def standard_of_the_manual_unknown(clean: Clean) -> Iterator[Fault]:
    """manual.yaml names a standard that is not registered."""
    for one in clean.manual.settings.standards:
        yield fault([Edit(place_of(one, Span.whole_file(MANUAL_FILE)), one.replace("2016", "2026"))])


def template_of_word_missing(clean: Clean) -> Iterator[Fault]:
    """manual.yaml names a Word template that there is not."""
    if (
        "word_template" not in "".join(clean.lines(MANUAL_FILE))
        and not clean.manual.settings.style.word_template
    ):
        last = len(clean.lines(MANUAL_FILE))
        if not any(line.startswith("style:") for line in clean.lines(MANUAL_FILE)):
            yield fault(
                [Edit(clean.below(MANUAL_FILE, last), "\nstyle: {word-template: manual/公司模板.docx}\n")],
                lines_below=1,
            )


KINDS = (
    Kind(("CLS002",), clause_unknown),
    Kind(("CLS001",), clause_unanswered),
    Kind(("CLS003",), exclusion_without_reason),
    Kind(("CTL014",), waiver_unused),
    Kind(("CTL014",), waiver_expired),
    Kind(("DOC001",), template_of_level_changed),
    Kind(("REF002",), standard_of_the_manual_unknown),
    Kind(("SRC008",), template_of_word_missing),
)
