"""Document control: the ledger of decisions, content hashes, baselines, and what they say of every number."""

from wuye_docs.control.baselines import Baseline, baseline_workspace, baselines, edition_workspace
from wuye_docs.control.content_hash import content_hashes
from wuye_docs.control.document_control import DocumentControl, read_control
from wuye_docs.control.issues import Act, IssueState, as_issued, issue_states
from wuye_docs.control.ledger import LEDGER_FILE, Action, Entry, Ledger, read_ledger

__all__ = [
    "LEDGER_FILE",
    "Act",
    "Action",
    "Baseline",
    "DocumentControl",
    "Entry",
    "IssueState",
    "Ledger",
    "as_issued",
    "baseline_workspace",
    "baselines",
    "content_hashes",
    "edition_workspace",
    "issue_states",
    "read_control",
    "read_ledger",
]
