"""Who names whom: the dictionary of names, and the graph of references with their places."""

from wuye_docs.references.expressions import expressions_in, parameter_names
from wuye_docs.references.form_shapes import FormShape, form_shapes_in, is_short_for
from wuye_docs.references.graph import ReferenceGraph, label_of
from wuye_docs.references.name_slips import NameSlips, Slip
from wuye_docs.references.names import Found, Named, Names, tight_title
from wuye_docs.references.post_shapes import PostShape, post_shapes_in
from wuye_docs.references.target import PEOPLE, Kind, Naming, Reference, Relation, Target, Unresolved

__all__ = [
    "PEOPLE",
    "FormShape",
    "Found",
    "Kind",
    "NameSlips",
    "Named",
    "Names",
    "Naming",
    "PostShape",
    "Reference",
    "ReferenceGraph",
    "Relation",
    "Slip",
    "Target",
    "Unresolved",
    "expressions_in",
    "form_shapes_in",
    "is_short_for",
    "label_of",
    "parameter_names",
    "post_shapes_in",
    "tight_title",
]
