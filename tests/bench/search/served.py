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


# Milliseconds since the page was opened, and since it was asked, when the first hit can be shown; until all of the answer is there;
# and in how many rounds its files were asked for: one that was asked for after another had come waited for it.
_ASK = """async query => {
  const asked = performance.now();
  while (window.ask === undefined) await new Promise(resolve => setTimeout(resolve, 2));
  let first = null;
  await ask(query, () => { first ??= performance.now(); });
  const last = performance.now();
  first ??= last;
  let rounds = 0, until = -1;
  const files = performance.getEntriesByType("resource").filter(file => file.startTime >= asked);
  for (const file of files.sort((one, other) => one.startTime - other.startTime)) {
    if (file.startTime >= until) [rounds, until] = [rounds + 1, file.responseEnd];
    until = Math.min(until, file.responseEnd);
  }
  return [first, first - asked, last - asked, rounds, files.length];
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
    """{"answers": q → ids, "open": s, "cold": s, "whole": s, "rounds": n, "files": n, "bytes": B, "warm": s}, an item a query; cold
    as many of them, of all kinds, as `patience` seconds allow, but at least three. The folder has a page.html with `ask`."""
    with served(folder) as (address, line):
        first: list[tuple[_Visit, _Visit]] = []
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
        "open": [opened.since_open for opened, _ in first],
        "cold": [asked.since_asked for _, asked in first],
        "whole": [asked.whole for _, asked in first],
        "rounds": [asked.rounds for _, asked in first],
        "files": [asked.files for _, asked in first],
        "bytes": [opened.size for opened, _ in first],
        "warm": warm,
    }


def answered(browser: Browser, folder: Path, queries: Sequence[Query]) -> dict[str, list[str]]:
    """q → ids, on a quick line."""
    with served(folder) as (address, _):
        page = browser.new_page()
        page.goto(f"{address}/page.html")
        page.wait_for_function("window.ask !== undefined")
        found = page.evaluate(
            "async queries => { const all = []; for (const q of queries) all.push(await ask(q)); return all; }",
            [one.q for one in queries],
        )
        page.close()
    return dict(zip([one.q for one in queries], found, strict=True))


@dataclass(frozen=True)
class _Visit:
    """Seconds from opening the page and from asking to the first hit, from asking to all of the answer; rounds of requests and files
    that were asked for after asking; bytes over the line in all."""

    since_open: float
    since_asked: float
    whole: float
    rounds: int
    files: int
    size: int


def _cold(browser: Browser, address: str, line: _Line, query: str) -> tuple[_Visit, _Visit]:
    """Asked as soon as the page is opened, and after TYPING; both times with nothing cached."""
    return _visit(browser, address, line, query, 0), _visit(browser, address, line, query, TYPING)


def _visit(browser: Browser, address: str, line: _Line, query: str, pause: float) -> _Visit:
    context = browser.new_context()
    page = context.new_page()
    line.sent, line.is_slow = 0, True
    page.goto(f"{address}/page.html", wait_until="commit")
    page.wait_for_timeout(pause * 1000)
    # The page's own clock starts with the navigation.
    opened, asked, whole, rounds, files = page.evaluate(_ASK, query)
    size, line.is_slow = line.sent, False
    context.close()
    return _Visit(opened / 1000, asked / 1000, whole / 1000, rounds, files, size)
