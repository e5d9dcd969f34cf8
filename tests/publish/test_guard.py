"""The policy that keeps strange scripts from running: what it lets in, and where it stands."""

from __future__ import annotations

import base64
import hashlib

from casebook.publish.guard import guarded, policy

PAGE = b"""<!doctype html><html><head><meta charset="utf-8"><script>a()</script><script src="x.js"></script>
<script id="__config" type="application/json">{"a": 1}</script></head>
<body><article class="x"><h1>\xe5\xad\x97</h1><script>stranger()</script></article><script>b("\xe5\xad\x97")</script></body></html>"""


def allowed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_only_inline_scripts_outside_of_articles_are_let_in() -> None:
    told = policy([PAGE])
    assert told.startswith("script-src 'self' file: ")
    assert allowed("a()") in told
    assert allowed('b("字")') in told
    assert told.count("sha256-") == 2
    assert "unsafe-inline" not in told.split(";")[0]
    assert "unsafe-eval" not in told
    assert '"' not in told


def test_all_pages_have_the_same_policy_before_their_first_script() -> None:
    other = PAGE.replace(b"a()", b"c()").replace(b'<meta charset="utf-8">', b"")
    pages = guarded({"a.html": PAGE, "b/c.html": other})
    first, second = (page.partition(b'content="')[2].partition(b'"')[0] for page in pages.values())
    assert first == second
    assert allowed("a()").encode() in first
    assert allowed("c()").encode() in first
    for page in pages.values():
        assert page.index(b"Content-Security-Policy") < page.index(b"<script")


def test_the_order_of_pages_says_nothing() -> None:
    assert policy([PAGE, b"<script>c()</script>"]) == policy([b"<script>c()</script>", PAGE])
