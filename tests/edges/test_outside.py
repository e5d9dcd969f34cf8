"""Addresses on other hosts, asked of a server of our own with all the habits that servers have."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from casebook.edges.outside import ask


class _Habits(BaseHTTPRequestHandler):
    asked: list[str]
    open_now = 0
    most_at_once = 0

    def do_HEAD(self) -> None:
        self._reply()

    def do_GET(self) -> None:
        self._reply()

    def _reply(self) -> None:
        kind = type(self)
        kind.asked.append(f"{self.command} {self.path}")
        kind.open_now += 1
        kind.most_at_once = max(kind.most_at_once, kind.open_now)
        time.sleep(0.02)
        name = self.path.partition("?")[0].strip("/")
        if name == "slow":
            time.sleep(1)
        status = {"moved": 301, "gone": 404, "closed": 403, "picky": 405 if self.command == "HEAD" else 200}.get(
            name, 200
        )
        kind.open_now -= 1
        self.send_response(status)
        if name == "moved":
            self.send_header("Location", "/here")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the parent's
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, type[_Habits]]]:
    monkeypatch.setenv("no_proxy", "*")
    habits = type("Habits", (_Habits,), {"asked": []})
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), habits)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}", habits
    httpd.shutdown()
    httpd.server_close()


def test_head_first_and_get_of_what_that_does_not_settle(server: tuple[str, type[_Habits]]) -> None:
    base, habits = server
    urls = [f"{base}/{name}" for name in ("here", "picky", "moved", "gone", "closed", "甲?乙=丙")]
    answers = {answer.url.removeprefix(base): answer for answer in ask(urls, pause=0)}
    assert {path: answer.status for path, answer in answers.items()} == {
        "/here": 200, "/picky": 200, "/moved": 200, "/gone": 404, "/closed": 403, "/甲?乙=丙": 200,
    }  # fmt: skip
    assert [path for path, answer in answers.items() if answer.is_gone] == ["/gone"]
    assert habits.asked[:3] == ["HEAD /here", "HEAD /picky", "GET /picky"]
    assert "GET /gone" in habits.asked
    assert habits.most_at_once == 1


def test_who_does_not_answer_is_told_apart(server: tuple[str, type[_Habits]]) -> None:
    base, _ = server
    closed = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = closed.server_address[1]
    closed.server_close()
    urls = [f"{base}/slow", f"http://127.0.0.1:{port}/", "http://no-such-host.invalid/", "http://[bad/"]
    answers = {answer.url: answer for answer in ask(urls, seconds=0.3, pause=0)}
    assert [answers[url].trouble for url in urls] == ["很久没有回答", "拒绝连接", "找不到这个网站", "网址不合规矩"]
    assert [answers[url].is_gone for url in urls] == [False, False, True, False]
