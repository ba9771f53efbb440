"""What the preview's server answers, and to whom.

Only requests that name this machine are answered, and only pages of ours may open a channel: otherwise
any web site could read a draft through the reader's browser (DNS rebinding, webpack-dev-server #887).
"""

from __future__ import annotations

import json
import mimetypes
import posixpath
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from livereload.handlers import LiveReloadHandler
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler

_SCRIPT = b'<script src="/__sitegen/preview.js" defer></script>\n</head>'
_EMPTY = "<!doctype html><html lang=en><head><title>Preview</title></head><body><main><h1>{}</h1></main></body></html>"


def guarded(handler: type[web.RequestHandler]) -> type[web.RequestHandler]:
    """Return a handler that answers only requests to this machine's own names."""

    class Guarded(handler):  # type: ignore[misc,valid-type]  # a class that is known when called
        def prepare(self) -> None:
            if self.request.host not in self.application.settings["allowed"]:
                raise web.HTTPError(403)
            super().prepare()

        def check_origin(self, origin: str) -> bool:
            return urlsplit(origin).netloc in self.application.settings["allowed"]

    return Guarded


class Reloads(guarded(LiveReloadHandler)):  # type: ignore[misc]
    """livereload's channel, for our own pages only."""


class Events(guarded(WebSocketHandler)):  # type: ignore[misc]
    """Sends the errors of the last build to every open page, when it opens and after each build."""

    _open: ClassVar[set[Events]] = set()
    _errors: ClassVar[list[str]] = []

    @classmethod
    def show(cls, errors: list[str]) -> None:
        """Tell all open pages what is wrong now; an empty list takes the message away."""
        Events._errors = errors
        for channel in tuple(cls._open):
            channel.send()

    def open(self) -> None:
        """Greet a page with what is wrong now."""
        Events._open.add(self)
        self.send()

    def on_close(self) -> None:
        """Forget a page that was closed."""
        Events._open.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """Pages have nothing to say."""

    def send(self) -> None:
        """Send the errors to this page."""
        try:
            self.write_message(json.dumps({"errors": Events._errors}))
        except WebSocketClosedError:
            Events._open.discard(self)


class Script(guarded(web.RequestHandler)):  # type: ignore[misc]
    """The script of the preview: starts livereload and shows errors."""

    def get(self) -> None:
        """Answer with the script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(Path(__file__).with_name("preview.js").read_bytes())


class Files(guarded(web.RequestHandler)):  # type: ignore[misc]
    """Serves the preview's folder: no listings, no dot files, nothing outside."""

    def initialize(self, folder: Path) -> None:
        """Take the folder that is served."""
        self._folder = folder

    def get(self, path: str) -> None:
        """Answer with a file, a redirect to a folder's page, or the site's own page for missing addresses."""
        try:
            inner = self._inside(unquote(path, errors="strict"))
        except (ValueError, OSError):
            raise web.HTTPError(404) from None
        target = self._folder / inner
        if target.is_dir() and self.request.path.endswith("/"):
            target /= "index.html"
        elif target.is_dir():
            self.redirect(f"/{quote(inner)}/")
            return
        if target.is_file():
            self._send(target)
        elif not inner:
            self._choose()
        else:
            self._missing(inner)

    head = get

    def _inside(self, path: str) -> str:
        """Return a path below the folder; raise for one that leads out or to a hidden file."""
        inner = posixpath.normpath(path).lstrip("/") if path else ""
        parts = inner.split("/")
        if "\0" in inner or "\\" in inner or any(part.startswith(".") for part in parts if inner not in ("", ".")):
            raise ValueError(path)
        root = self._folder.resolve()
        if not (root / inner).resolve().is_relative_to(root):
            raise ValueError(path)
        return "" if inner == "." else inner

    def _choose(self) -> None:
        """Go to the first site, the portal if it is among them."""
        sites = sorted((path.name for path in self._folder.iterdir() if (path / "index.html").is_file()), reverse=True)
        sites.sort(key=lambda name: name != "portal")
        if sites:
            self.redirect(f"/{sites[0]}/")
        else:
            self._page(_EMPTY.format("Nothing could be built yet").encode())

    def _missing(self, inner: str) -> None:
        self.set_status(404)
        parts = inner.split("/")
        for depth in (2, 1):
            page = self._folder.joinpath(*parts[:depth], "404.html")
            if len(parts) > depth and page.is_file():
                self._page(page.read_bytes())
                return
        self._page(_EMPTY.format("There is no such page").encode())

    def _send(self, target: Path) -> None:
        content = target.read_bytes()
        kind = mimetypes.guess_type(target.name)[0] or "application/octet-stream"
        if kind == "text/html":
            self._page(content)
            return
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self._finish(content)

    def _page(self, content: bytes) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self._finish(content.replace(b"</head>", _SCRIPT, 1))

    def _finish(self, content: bytes) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(content)
