"""A Content-Security-Policy on every page: only the theme's own scripts run, whatever else gets into a page.

Inline scripts are let through by their hashes, taken from what the engine built before any record is poured in, and never
from what stands in an article. Source: CSP Level 3; in a meta element, for a folder has no headers. `file:` is for pages
opened from a folder, where 'self' means nothing to some browsers; over http no page can load from there.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/", re.IGNORECASE)
_PLACE = re.compile(r"<meta charset=[^>]*>|<head[^>]*>", re.IGNORECASE)
_OTHERS = (
    "default-src 'self' file:",
    "style-src 'self' file: 'unsafe-inline'",
    "img-src 'self' file: data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self' file:",
)


def guarded(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """HTML files with the policy in their heads, one for all that are given together: their scripts are few and all the theme's."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(pages.values())}">'
    return {path: _with(html, meta) for path, html in pages.items()}


def policy(pages: Iterable[bytes]) -> str:
    """The policy's text, for an attribute in double quotes."""
    hashes = sorted({_hash(text) for html in pages for text in _inline(html.decode("utf-8"))})
    scripts = " ".join(("script-src 'self' file:", *(f"'sha256-{one}'" for one in hashes)))
    return "; ".join((scripts, *_OTHERS))


def _inline(html: str) -> Iterable[str]:
    found = _SCRIPT.finditer(_ARTICLE.sub("", html))
    return (match["text"] for match in found if not _NOT_RUN.search(match["attributes"]))


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _with(html: bytes, meta: str) -> bytes:
    """Before anything that could run; in a page without a head (none of ours) before everything."""
    text = html.decode("utf-8")
    place = _PLACE.search(text)
    at = place.end() if place else 0
    return f"{text[:at]}{meta}{text[at:]}".encode()
