"""Sources to records: workspaces, YAML and Markdown with positions, and the findings of reading."""

from wuye_docs.loaders.findings import did_you_mean, nearest, not_found
from wuye_docs.loaders.manual import Loaded, load
from wuye_docs.loaders.workspace import (
    CONTROL_FOLDER,
    MANUAL_FILE,
    DiskWorkspace,
    GitWorkspace,
    KeptWorkspace,
    MemoryWorkspace,
    Workspace,
)

__all__ = [
    "CONTROL_FOLDER",
    "MANUAL_FILE",
    "DiskWorkspace",
    "GitWorkspace",
    "KeptWorkspace",
    "Loaded",
    "MemoryWorkspace",
    "Workspace",
    "did_you_mean",
    "load",
    "nearest",
    "not_found",
]
