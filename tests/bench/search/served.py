"""Engines that run in a browser: asked cold over a slow network, and warm."""

import gzip
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench.search.queries import Query

# 10 Mbit/s and 50 ms, as in the design. Slowed in the server, for the browser's own emulation does not reach into workers,
# where Material and Pagefind load their indexes; their bytes are counted here for the same reason.
RATE, LATENCY = 1_250_000, 0.05
HEADERS = 200


# Milliseconds since the page was opened, and since it was asked, when the first hit can be shown; the rest is waited for.
_ASK = """async query => {
  const asked = performance.now();
  while (window.ask === undefined) await new Promise(resolve => setTimeout(resolve, 2));
  let first = null;
  await ask(query, () => { first ??= performance.now(); });
  first ??= performance.now();
  return [first, first - asked];
}"""
# A reader who has opened the page types so long.
TYPING = 2.0


class _Line(ThreadingHTTPServer):
    """`sent`: bytes so far; `is_slow`: whether answers wait as on a slow line, which carries one at a time."""

    sent = 0
    is_slow = False
    lock = threading.Lock()


class _Zipped(SimpleHTTPRequestHandler):
    """Files with gzip, as a web server would send them; a browser keeps its six lines open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        line = self.server
        assert isinstance(line, _Line)
        if line.is_slow:
            time.sleep(LATENCY)
        with line.lock:
            line.sent += len(data) + HEADERS
            if line.is_slow:
                time.sleep(len(data) / RATE)
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing: requests are counted in the browser."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, _Line]]:
    """Address of a folder, while it is served, and its line."""
    server = _Line(("127.0.0.1", 0), partial(_Zipped, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server
    finally:
        server.shutdown()
        server.server_close()


def asked(browser: Browser, folder: Path, queries: Sequence[Query], patience: float) -> dict[str, Any]:
    """{"answers": q → ids, "open": s, "cold": s, "bytes": B, "warm": s}, an item a query; cold as many of them, of all kinds, as
    `patience` seconds allow, but at least three. The folder has a page.html with `ask`."""
    with served(folder) as (address, line):
        first: list[_Cold] = []
        until = time.monotonic() + patience
        for query in random.Random(1).sample(queries, len(queries)):
            if len(first) < 3 or time.monotonic() < until:
                first.append(_cold(browser, address, line, query.q))
        page = browser.new_page()
        page.goto(f"{address}/page.html")
        page.wait_for_function("window.ask !== undefined", timeout=120_000)
        answers = {one.q: page.evaluate("query => ask(query)", one.q) for one in queries}
        timed = (
            "async query => { const start = performance.now(); await ask(query); return performance.now() - start; }"
        )
        warm = [page.evaluate(timed, one.q) / 1000 for one in queries]
        page.close()
    return {
        "answers": answers,
        "open": [one.opened for one in first],
        "cold": [one.asked for one in first],
        "bytes": [one.size for one in first],
        "warm": warm,
    }


@dataclass(frozen=True)
class _Cold:
    """Seconds from opening the page to the first hit where it is asked at once; from asking where it is asked after TYPING; and
    bytes over the line."""

    opened: float
    asked: float
    size: int


def _cold(browser: Browser, address: str, line: _Line, query: str) -> _Cold:
    """Twice with nothing cached."""
    opened, _, size = _visit(browser, address, line, query, 0)
    _, asked, _ = _visit(browser, address, line, query, TYPING)
    return _Cold(opened, asked, size)


def _visit(browser: Browser, address: str, line: _Line, query: str, pause: float) -> tuple[float, float, int]:
    context = browser.new_context()
    page = context.new_page()
    line.sent, line.is_slow = 0, True
    page.goto(f"{address}/page.html", wait_until="commit")
    page.wait_for_timeout(pause * 1000)
    # The page's own clock starts with the navigation.
    opened, asked = page.evaluate(_ASK, query)
    size, line.is_slow = line.sent, False
    context.close()
    return opened / 1000, asked / 1000, size
