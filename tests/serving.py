"""A host for built sites, each under a name of its own as in the world: `http://<site>.localhost:<port>/`.

Browsers look up names that end in `.localhost` nowhere and take them for this machine (RFC 6761, section 6.3).
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: What hosts compress; pictures and fonts are compressed already.
_PLAIN = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".vtt")


@dataclass(frozen=True, kw_only=True)
class Host:
    """Where sites are served. `below` are the paths that their addresses have, by site."""

    port: int
    below: Mapping[str, str]

    def at(self, page: str) -> str:
        """Return the address of a page that is named `<site>/<path>`."""
        site, _, path = page.partition("/")
        return f"http://{site}.localhost:{self.port}{self.below.get(site, '/')}{path}"


@dataclass(frozen=True, kw_only=True)
class _Served:
    folder: Path
    below: Mapping[str, str]
    #: How many seconds files of a kind are late.
    late: Mapping[str, float] = field(default_factory=dict)


@contextmanager
def serve(folder: Path, addresses: Mapping[str, str], late: Mapping[str, float] | None = None) -> Iterator[Host]:
    """Serve the sites in a folder until the end of the block.

    `addresses` are their base addresses by id, of which the paths count. `late` tells how many seconds files are late,
    by the end of their names.
    """
    below = {site: urlsplit(address).path for site, address in addresses.items()}
    served = _Served(folder=folder, below=below, late=late or {})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, served)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Host(port=server.server_address[1], below=below)
        server.shutdown()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, served: _Served, *connection: object) -> None:
        self.served = served
        super().__init__(*connection)  # type: ignore[arg-type]

    def handle(self) -> None:
        """Answer until the browser goes on to another page, which it may at any moment."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with a file, a folder's `index.html`, or the site's page for addresses that do not exist."""
        site = self.headers.get("Host", "").partition(".")[0]
        path = unquote(urlsplit(self.path).path).removeprefix(self.served.below.get(site, "/"))
        file = (self.served.folder / site / path).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(self.served.folder.resolve() / site) or not file.is_file():
            self._answer(404, self.served.folder / site / "404.html")
        else:
            time.sleep(self.served.late.get(file.suffix, 0))
            self._answer(200, file)

    def _answer(self, status: int, file: Path) -> None:
        content = file.read_bytes() if file.is_file() else b""
        packed = file.suffix in _PLAIN and "gzip" in self.headers.get("Accept-Encoding", "")
        content = gzip.compress(content, mtime=0) if packed else content
        self.send_response(status)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if file.suffix in _PLAIN else kind)
        self.send_header("Content-Length", str(len(content)))
        # What is named by its derivation never changes.
        named = "assets" in file.parts or "pictures" in file.parts
        self.send_header("Cache-Control", "max-age=31536000, immutable" if named else "no-cache")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
