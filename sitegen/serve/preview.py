"""The preview: build, serve, watch, build again, and tell the browser.

livereload brings the server, the protocol and the script in the page. What it does by itself and we do
not want (findings of reading and trying version 2.7.1): it polls every 0.8 s and never shows a change
that comes within 3 s of the last; its script goes only into the first 64 kB of a page; it serves any
host and takes any origin. So it gets a watcher and handlers of our own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import livereload
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado import web
from tornado.ioloop import IOLoop

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.serve.handlers import Events, Files, Reloads, Script, guarded
from sitegen.serve.watching import changes
from sitegen.session import Built, Options, Session

#: The preview is for this machine only.
HOST = "127.0.0.1"
#: The port that browsers leave out of the host's name.
_HTTP = 80


def serve(
    session: Session, options: Options, port: int, tell: Callable[[Built], None], ready: Callable[[], None]
) -> None:
    """Serve a preview until the process is interrupted.

    `session` writes to the preview's own folder. `tell` is called with the result of every build,
    `ready` once the server listens. Raises `OSError` when the port is taken.
    """
    logging.getLogger("livereload").setLevel(logging.WARNING)
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    built = session.build(options)
    tell(built)
    Events.show(_errors(built))
    watcher = _Watcher(session, options, tell)
    _Server(watcher=watcher, folder=session.output, ready=ready).serve(port=port, host=HOST, restart_delay=0)


class _Watcher(Watcher):  # type: ignore[misc]  # livereload has no types
    """Watches the sources in a thread of its own and builds there, so that pages are served meanwhile."""

    def __init__(self, session: Session, options: Options, tell: Callable[[Built], None]) -> None:
        super().__init__()
        self._session = session
        self._options = options
        self._tell = tell

    def start(self, callback: Callable[[], None]) -> bool:
        """Start watching. Returns True, which tells livereload not to poll."""
        threading.Thread(target=self._run, args=(IOLoop.current(),), daemon=True).start()
        return True

    def _run(self, loop: IOLoop) -> None:
        for changed in changes(self._session.root):
            self._build(loop, changed)

    def _build(self, loop: IOLoop, changed: frozenset[str] | None) -> None:
        try:
            built = self._session.build(self._options, changed)
        except Exception as problem:  # whatever it is, the next edit must be seen
            loop.add_callback(Events.show, [f"{type(problem).__name__}: {problem}"])
            return
        self._tell(built)
        loop.add_callback(Events.show, _errors(built))
        changed = built.written | built.removed
        if changed:
            loop.add_callback(LiveReloadHandler.reload_waiters, _what_to_reload(changed))


class _Server(livereload.Server):  # type: ignore[misc]  # livereload has no types
    """livereload's server with our handlers, which serve one folder to this machine."""

    def __init__(self, watcher: _Watcher, folder: Path, ready: Callable[[], None]) -> None:
        super().__init__(watcher=watcher)
        self._folder = folder
        self._ready = ready

    def application(
        self, port: int, host: str, liveport: int | None = None, debug: bool | None = None, live_css: bool = True
    ) -> None:
        """Listen on the port with our own handlers."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = live_css
        names = (host, "localhost")
        allowed = frozenset((*(f"{name}:{port}" for name in names), *(names if port == _HTTP else ())))
        handlers: list[Any] = [
            ("/livereload", Reloads),
            ("/livereload.js", guarded(LiveReloadJSHandler)),
            ("/__sitegen/preview.js", Script),
            ("/__sitegen/events", Events),
            ("/(.*)", Files, {"folder": self._folder}),
        ]
        web.Application(handlers, allowed=allowed).listen(port, address=host)
        self._ready()

    def _setup_logging(self) -> None:
        """Leave logging alone: livereload would add a handler at each call."""


def _errors(built: Built) -> list[str]:
    return [str(fault) for fault in built.found if _is_error(fault)]


def _is_error(fault: Diagnostic) -> bool:
    return fault.severity is Severity.ERROR


def _what_to_reload(changed: frozenset[str]) -> str:
    """Return the style sheet to be swapped when nothing else changed, or `*` for the whole page."""
    sheets = sorted(path for path in changed if path.endswith(".css"))
    return f"/{sheets[0]}" if len(sheets) == len(changed) else "*"
