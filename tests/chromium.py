"""Where Chromium is. `python tests/chromium.py` prints the path, or ends with 1: the set-up asks before it installs.

Imports only the standard library and playwright, and nothing of ours: it runs before anything is built.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# No sandbox: CI runs as root, where Chromium refuses one. The rest keeps the browser from calling home.
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name that slips past the request guard (a prefetch, a preconnect) finds no address.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# The same engine without a window to draw: a page costs it a third of the processor's time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
FIXED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_chromium(*, whole: bool = False) -> str | None:
    """Path of the first browser that runs; None when there is none. `whole`: not the headless shell, which keeps no page for the way
    back.

    Order: CASEBOOK_CHROMIUM, names on PATH, usual places, the one Playwright downloads.
    """
    found = (path for path in _candidates() if not (whole and "headless" in Path(path).name))
    return next((path for path in found if _runs(path)), None)


def _candidates() -> Iterator[str]:
    if chosen := os.environ.get("CASEBOOK_CHROMIUM"):
        yield chosen
    yield from filter(None, map(shutil.which, NAMES))
    yield from (path for path in FIXED if Path(path).is_file())
    yield from _of_playwright()


def _of_playwright() -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if Path(path).is_file():
        yield path


def _runs(path: str) -> bool:
    """Ubuntu's `chromium-browser` is a script that only names the snap store and fails: being there is not enough."""
    if os.name == "nt":  # chrome.exe --version opens a window there
        return True
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    found = find_chromium()
    print(found or "no chromium", file=sys.stdout if found else sys.stderr)
    sys.exit(0 if found else 1)
