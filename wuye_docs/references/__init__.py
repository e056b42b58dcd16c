"""Who names whom: the dictionary of names, and the graph of references with their places."""

from wuye_docs.references.expressions import expressions_in, parameter_names
from wuye_docs.references.graph import ReferenceGraph, label_of
from wuye_docs.references.names import Found, Named, Names, tight_title
from wuye_docs.references.target import PEOPLE, Kind, Naming, Reference, Relation, Target, Unresolved

__all__ = [
    "PEOPLE",
    "Found",
    "Kind",
    "Named",
    "Names",
    "Naming",
    "Reference",
    "ReferenceGraph",
    "Relation",
    "Target",
    "Unresolved",
    "expressions_in",
    "label_of",
    "parameter_names",
    "tight_title",
]
