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
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import livereload
import livereload.watcher
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado import web
from tornado.ioloop import IOLoop

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.serve.handlers import Events, Files, Reloads, Script, guarded
from sitegen.serve.watching import Changes
from sitegen.session import Built, Options, Session

#: The preview is for this machine only.
HOST = "127.0.0.1"
#: The port that browsers leave out of the host's name.
_HTTP = 80
#: Seconds to wait for the next step of a save, and how many steps are waited for.
_PATIENCE, _STEPS = 0.03, 8


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
    watcher = Watcher(session, options, tell)
    _Server(watcher=watcher, folder=session.output, ready=ready).serve(port=port, host=HOST, restart_delay=0)


class Arriving(Protocol):
    """Changes as they come: `watching.Changes`."""

    def take(self, patience: float | None = None) -> frozenset[str] | None:
        """Wait, `patience` seconds at most, and return what changed; None when that is not known."""
        ...


class Watcher(livereload.watcher.Watcher):  # type: ignore[misc]  # livereload has no types
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
        arriving = Changes(self._session.root)
        while True:
            if not self.is_touched(loop, arriving):
                self._tried(loop, partial(self._session.build, self._options))

    def is_touched(self, loop: IOLoop, arriving: Arriving) -> bool:
        """Wait for an edit and show what it changes; tell whether that is all, or everything has to be built.

        An editor may save in several steps, between which a text is half written, or gone. So what cannot be shown at
        once is tried again with what comes next.
        """
        changed = arriving.take()
        for _ in range(_STEPS):
            if not changed or self._tried(loop, partial(self._session.touch, self._options, changed)):
                return changed is not None
            more = arriving.take(_PATIENCE)
            if not more:
                return False
            changed |= more
        return False

    def _tried(self, loop: IOLoop, build: Callable[[], Built | None]) -> bool:
        """Build and show what came of it; tell whether anything was to be built that way."""
        try:
            built = build()
        except Exception as problem:  # whatever it is, the next edit must be seen
            loop.add_callback(Events.show, [f"{type(problem).__name__}: {problem}"])
            return True
        if built is None:
            return False
        loop.add_callback(Events.show, _errors(built))
        changed = built.written | built.removed
        if changed:
            loop.add_callback(LiveReloadHandler.reload_waiters, _what_to_reload(changed))
        self._tell(built)
        return True


class _Server(livereload.Server):  # type: ignore[misc]  # livereload has no types
    """livereload's server with our handlers, which serve one folder to this machine."""

    def __init__(self, watcher: Watcher, folder: Path, ready: Callable[[], None]) -> None:
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
