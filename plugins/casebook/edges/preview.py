"""The preview server: files as built, plus a few lines of script that reload the page when something was rebuilt."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from casebook.publish.installable import WORKER

_EVENTS = "/__casebook/events"
_RELOAD = "/__casebook/reload.js"  # a file of its own: the pages' policy lets no strange inline script run
_TAG = b'<script src="' + _RELOAD.encode() + b'"></script>'
_SCRIPT = (
    b'(()=>{let seen,box;const listen=()=>{const s=new EventSource("' + _EVENTS.encode() + b'");'
    b"s.onmessage=e=>{const d=JSON.parse(e.data);"
    b"if(box){box.remove();box=null}"
    b'if(d.trouble){box=document.createElement("pre");box.textContent=d.trouble;box.setAttribute("role","alert");'
    b'box.style.cssText="position:fixed;z-index:99;left:0;right:0;bottom:0;max-height:50vh;overflow:auto;margin:0;padding:1rem;'
    b'background:#fff4f4;color:#7a0000;border-top:3px solid #b00;font-size:13px;white-space:pre-wrap";document.body.append(box)}'
    b"else if(seen!==undefined&&seen!==d.version&&(d.version-seen>1||concerned(d)))location.reload();seen=d.version}};"
    b'const here=decodeURIComponent(location.pathname).slice(1).replace(/(^|\\/)$/,"$1index.html");'
    b"const concerned=d=>d.only?d.only.includes(here):!d.told.includes(here);listen()})()"
)


class Feed:
    """The number of the newest build, and what kept the last try from becoming one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 0
        self._tick = 0
        self._trouble = ""
        self._only: Sequence[str] | None = None
        self._told: Sequence[str] = ()

    def publish(self, trouble: str = "", only: Sequence[str] | None = None) -> None:
        """Tell all open pages: a new build, or what is in its way. `only`: these pages (paths below the site) are new, the others
        follow; they are not told again then."""
        with self._changed:
            self._tick += 1
            self._version += not trouble
            self._trouble = trouble
            self._told = self._only or ()
            self._only = only
            self._changed.notify_all()

    def messages(self) -> Iterator[bytes]:
        """Server-sent events: the state now, then every change; a comment every 15 seconds keeps the line open."""
        seen = -1
        while True:
            with self._changed:
                fresh = self._changed.wait_for(lambda: self._tick != seen, timeout=15)  # noqa: B023 - waits right here
                seen = self._tick
                state = {
                    "version": self._version, "trouble": self._trouble, "only": self._only, "told": self._told,
                }  # fmt: skip
            yield f"data: {json.dumps(state, ensure_ascii=False)}\n\n".encode() if fresh else b": still here\n\n"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, feed: Feed, directory: str) -> None:
        self.feed = feed
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == _EVENTS:
            self._send_events()
        elif self.path == _RELOAD:
            self._send(_SCRIPT, "text/javascript", HTTPStatus.OK)
        elif (
            self.path == f"/{WORKER}"
        ):  # a preview reloads by itself, and leaves nothing behind in the author's browser
            self.send_error(HTTPStatus.NOT_FOUND)
        elif (page := self._page()) is not None:
            self._send_page(page, HTTPStatus.OK)
        else:
            super().do_GET()

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _send_page(self, path: Path, status: HTTPStatus) -> None:
        data = path.read_bytes()
        head, mark, tail = data.rpartition(b"</body>")
        self._send(head + _TAG + mark + tail if mark else data, "text/html", status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for message in self.feed.messages():
                self.wfile.write(message)
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and missing.is_file():
            self._send_page(missing, HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Nothing: an author wants to see problems, not requests."""


class Preview:
    """Serves a folder on this machine only, until stopped."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.feed = Feed()
        self._server = ThreadingHTTPServer((host, port), partial(_Handler, feed=self.feed, directory=str(folder)))
        self._server.daemon_threads = True
        self.url = f"http://{host}:{self._server.server_address[1]}/"

    def start(self) -> None:
        """Answer in a thread of its own."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


def follow(paths: Iterable[Path], changed: Callable[[set[Path]], None], stop: threading.Event | None = None) -> None:
    """Call `changed` with no path as soon as the watch stands, so that no save after that is missed; then with the paths of
    each batch of saves, until interrupted. 50 ms are enough for an editor's write-and-rename.
    """
    begun = False
    watching = watch(
        *paths, debounce=200, step=50, rust_timeout=100, yield_on_timeout=True, stop_event=stop, raise_interrupt=False
    )
    for batch in watching:
        if batch or not begun:
            begun = True
            changed({Path(path) for _, path in batch})
