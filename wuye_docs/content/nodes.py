"""What a manual's text has beyond docutils: the node classes that every writer knows.

All else in a resolved tree is plain docutils. What writers may rely on:

* `section`: `ids[0]` is the clause's stable id; `number` is its clause number (`5.2`, `第三条`; may be empty). The number is
  not part of the title's text.
* every block (paragraph, list, list item, table, figure, admonition, own block) has a stable id in `ids[0]`.
* `enumerated_list`: `enumtype` is `loweralpha` (a) b) …) or `arabic` (1) 2) …), `suffix` is `)`.
* `table`: an optional `title` child is the caption, its `number` the running number (`1`); header rows are in `thead`;
  `entry` has `morerows` and `morecols`; `classes` names what the table is (`steps`, `register`, `revision-history` …),
  `upright` that the heads of narrow columns run downwards; a `colspec` may say `align`.
* `figure`: `image` (`uri` is a path from the project's root) and `caption` with a `number`.
* in a tree that shows two states (`redline`): `change` on a block is `inserted` or `deleted`; `inserted_text` and
  `deleted_text` inside a block; a kept section has its former `number` as `number_before`.
* `footnote` and `footnote_reference` as docutils leaves them, numbered.
"""

from __future__ import annotations

from docutils import nodes


class cross_reference(nodes.Inline, nodes.TextElement):  # noqa: N801 - docutils names its nodes so
    """A resolved reference: `kind` and `key` of the target, its text as children.

    `kind` is a value of `references.Kind`. For a section the key is `NUMBER#label` and `anchor` the block id; `anchor` is
    empty for whole documents. `mention` is true for a name in plain prose, which reads on as prose (a writer may link it
    but must not dress it up).
    """


class parameter_value(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The text a `{{ … }}` came out as; `names` lists the parameters it used."""


class flow_figure(nodes.General, nodes.Element):  # noqa: N801
    """A swimlane chart: `number` of the flow, one `caption` child with the figure's `number`."""


class form_sheet(nodes.General, nodes.Element):  # noqa: N801
    """A blank form to be printed: `number` of the form."""


class organization_chart(nodes.General, nodes.Element):  # noqa: N801
    """The organisation chart, one `caption` child with the figure's `number`."""


class relation_map(nodes.General, nodes.Element):  # noqa: N801
    """A map of documents: `map` is `process` or `document`, `number` the series or document, `part` counts its sheets from 0.

    One `caption` child with the figure's `number`; `state` changes with what is drawn.
    """


class generated(nodes.General, nodes.Element):  # noqa: N801
    """A directive that a transform replaces by what it stands for; never seen by writers. `name`, `argument`."""


class expression(nodes.Inline, nodes.Element):  # noqa: N801
    """A `{{ … }}` that a transform evaluates; never seen by writers. `source` is the text between the braces."""


class explicit_reference(nodes.Inline, nodes.Element):  # noqa: N801
    """An inline role that a transform resolves; never seen by writers. `role` and `content`."""


class inserted_text(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words that only the newer of two compared texts has (`redline`)."""


class deleted_text(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Words that only the older of two compared texts has (`redline`)."""


OWN_NODES: tuple[type[nodes.Element], ...] = (
    cross_reference,
    parameter_value,
    flow_figure,
    form_sheet,
    organization_chart,
    relation_map,
)
