"""Begin the server and keep it going until it is interrupted."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from wuye_docs.diagnostics import Language
from wuye_docs.server.app import make_app
from wuye_docs.server.live import Live

LOOPBACK = "127.0.0.1"


def bound_socket(port: int) -> socket.socket:
    """A socket of this machine alone on a port, any free one for 0. Raises OSError if the port is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":
        # On Windows this would let two programs have one port.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((LOOPBACK, port))
    except OSError:
        made.close()
        raise
    return made


def serve(
    root: Path, cache: Path, tool: str, language: Language, bound: socket.socket, begun: Callable[[str], None]
) -> None:
    """Serve a project until the process is interrupted; `begun` is called with the address when pages can be asked for."""
    live = Live(root, cache, tool, language)
    try:
        server = uvicorn.Server(
            uvicorn.Config(make_app(live, cache.parent), log_level="warning", timeout_graceful_shutdown=1)
        )
        # From here on requests wait until the server takes them, and none is refused.
        bound.listen()
        begun(f"http://{LOOPBACK}:{bound.getsockname()[1]}/")
        server.run(sockets=[bound])
    finally:
        live.close()
