"""Addresses on other hosts, asked politely: whether a reader who follows them arrives somewhere."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import quote

_WHO = "Mozilla/5.0 (compatible; casebook check-links)"
_AT_ONCE = 4
_PAUSE = 0.5  # seconds between two questions to one host
# Servers that answer HEAD wrongly, or not at all, still show the page to a reader.
_ASK_AGAIN = {400, 403, 404, 405, 406, 500, 501, 503}


class Answer(NamedTuple):
    """`status` of the last answer after all redirects, 0 when there was none: then `trouble` says why, in Chinese."""

    url: str
    status: int
    trouble: str = ""

    @property
    def is_gone(self) -> bool:
        """Surely not there: no such page, no such host. All else may be better tomorrow, or open for a reader's browser."""
        return self.status in (404, 410) or self.trouble == _NO_HOST


_NO_HOST = "找不到这个网站"


def ask(urls: Iterable[str], seconds: float = 15.0, pause: float = _PAUSE) -> Iterator[Answer]:
    """An answer for each address, as they come. A few hosts at once, one question after another to each.

    HEAD first, then GET of what that does not settle; no body is read.
    """
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(url.partition("//")[2].partition("/")[0].lower(), []).append(url)

    def of_host(own: list[str]) -> list[Answer]:
        answers = []
        for number, url in enumerate(own):
            if number:
                time.sleep(pause)
            answers.append(_answer(url, seconds, pause))
        return answers

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for answers in pool.map(of_host, hosts.values()):
            yield from answers


def _answer(url: str, seconds: float, pause: float) -> Answer:
    first = _asked(url, "HEAD", seconds)
    if first.status not in _ASK_AGAIN and first.status:
        return first
    if first.trouble == _NO_HOST:
        return first
    time.sleep(pause)
    return _asked(url, "GET", seconds)


def _asked(url: str, method: str, seconds: float) -> Answer:
    try:
        # Han characters in an address: a browser writes them so.
        request = urllib.request.Request(  # noqa: S310 - only http(s) addresses come here
            quote(url, safe=":/?#[]@!$&'()*+,;=%~"), method=method, headers={"User-Agent": _WHO, "Accept": "*/*"}
        )
        with urllib.request.urlopen(request, timeout=seconds) as reply:  # noqa: S310 - as above
            return Answer(url, reply.status)
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(url, error.code)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(url, 0, _why(error))


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    told: tuple[tuple[type[BaseException], str], ...] = (
        (socket.gaierror, _NO_HOST),
        (TimeoutError, "很久没有回答"),
        (ssl.SSLError, "证书有问题"),
        (ConnectionRefusedError, "拒绝连接"),
        (ConnectionError, "连接中断"),
        (http.client.HTTPException, "回答不合规矩"),
        (ValueError, "网址不合规矩"),
    )
    return next((words for kind, words in told if isinstance(reason, kind)), str(reason))
