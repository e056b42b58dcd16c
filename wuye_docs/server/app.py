"""The addresses that are served: the pages of the site, their files, and what makes a page live."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from wuye_docs.server.live import Live

STATIC = Path(__file__).parent / "static"
LIVE = "-live"
"""The folder of what is served besides the site; no page has a name that begins so."""
HOSTS = ["127.0.0.1", "localhost", "[::1]"]
"""Names of this machine to itself. A page of another host that gets its name resolved to here (DNS rebinding) is refused."""
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
# The policy of a page that is opened from disk allows no script to ask for anything; here the header's stands alone.
_PAGE_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_PAPERS = re.compile(r"(docx|pdf)/[A-Za-z0-9./_-]+")


def make_app(live: Live, papers: Path) -> Starlette:
    """The application; `papers` is the folder of the last build, whose Word and PDF files the pages lead to."""

    async def page(request: Request) -> Response:
        name = request.path_params["name"]
        text = await live.page(name)
        if text is None:
            # A page that does not come from the manual's text.
            return _bytes(f"{name}.html", await live.file(f"{name}.html"))
        return HTMLResponse(with_preview(text, name), headers=HEADERS)

    async def file(request: Request) -> Response:
        address = request.path_params["address"]
        data = await live.file(address)
        return _bytes(address, data)

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        known = {path.name: path for path in STATIC.iterdir()}
        return _bytes(name, known[name].read_bytes() if name in known else None)

    async def events(request: Request) -> Response:
        return StreamingResponse(
            live.events(request.query_params.get("page", "")), media_type="text/event-stream", headers=HEADERS
        )

    async def paper(request: Request) -> Response:
        address = request.path_params["address"]
        found = papers / address
        is_there = (
            _PAPERS.fullmatch(address)
            and found.resolve().is_relative_to(papers.resolve())
            and found.is_file()
        )
        if not is_there:
            return PlainTextResponse("尚未生成，请先运行 wuye build", 404, HEADERS)
        return _bytes(address, await asyncio.to_thread(found.read_bytes))

    async def start(request: Request) -> Response:
        return RedirectResponse("/html/index.html")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(live.watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    # The site stands beside the papers, as in the folder of a build, so that its links to them hold.
    return Starlette(
        routes=[
            Route("/", start),
            Route(f"/{LIVE}/events", events),
            Route(f"/{LIVE}/{{name}}", own),
            Route("/html/{name:path}.html", page),
            Route("/html/", start),
            Route("/html/{address:path}", file),
            Route("/{address:path}", paper),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
        lifespan=lifespan,
    )


def with_preview(text: str, name: str) -> str:
    """A page as it is served: the preview's script and style are added here and stand in no built page."""
    added = (
        f'<meta name="wuye-page" content="{name}">\n<link rel="stylesheet" href="/{LIVE}/preview.css">\n'
        f'<script src="/{LIVE}/preview.js" defer></script>\n'
    )
    # Before all other scripts, which change the page that it has to know as it came.
    return _PAGE_POLICY.sub("", text, count=1).replace(
        '<link rel="stylesheet"', f'{added}<link rel="stylesheet"', 1
    )


def _bytes(name: str, data: bytes | None) -> Response:
    if data is None:
        return PlainTextResponse("没有这个文件", 404, HEADERS)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(data, media_type=kind, headers=HEADERS)
