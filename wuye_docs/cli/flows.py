"""Which flows a command line names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wuye_docs.cli.surroundings import Surroundings
from wuye_docs.diagnostics import Message

if TYPE_CHECKING:
    from wuye_docs.model import Flow, Manual


def wanted_flows(here: Surroundings, manual: Manual, numbers: Iterable[str]) -> list[Flow]:
    """The flows of these numbers, each once, or all if there are none; ends the command for a number that is no flow's."""
    return [_flow(here, manual, number) for number in dict.fromkeys(numbers)] or list(manual.flows.values())


def _flow(here: Surroundings, manual: Manual, number: str) -> Flow:
    found = manual.flows.get(number)
    if found is not None:
        return found
    record = manual.controlled_by(number)
    if record is not None:
        own = "、".join(flow.number for flow in manual.flows_of(number))
        raise here.wrong_use(
            Message(
                f"`{number}`《{record.title}》不是流程" + (f"; 它的流程: {own}" if own else ""),
                f"`{number}` is not a flow" + (f"; its flows: {own}" if own else ""),
            )
        )
    from wuye_docs.loaders import nearest, not_found

    near = nearest(number, manual.flows)
    raise here.wrong_use(not_found(f"没有流程 `{number}`", f"no flow `{number}`", near))
