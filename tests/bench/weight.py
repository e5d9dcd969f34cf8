"""`make weight`: what a page of each kind weighs on the line before its reader touches anything, gzip and headers included."""

from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

from casebook.app.content import load_library
from tests.bench.measured import ROOT
from tests.bench.search.served import HEADERS, served
from tests.chromium import ARGS, find_chromium
from tests.site.kinds import kinds_of_page

ALL, OURS = 250_000, 80_000  # bytes, the targets
_THEME = ("assets/javascripts/", "assets/stylesheets/")


def loaded(browser: Browser, address: str, path: str) -> tuple[list[str], float]:
    """Paths of all that a page asks for until the line is quiet, and how far its content jumped (CLS)."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(urlsplit(request.url).path).lstrip("/")))
    page.goto(f"{address}/{path}", wait_until="networkidle")
    shift: float = page.evaluate(
        """() => new Promise(resolve => {
          let sum = 0;
          new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
            .observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 300);
        })"""
    )
    context.close()
    return asked, shift


def size(file: Path) -> int:
    """On the line, with gzip and headers; 0 for what is not there."""
    return len(gzip.compress(file.read_bytes(), 6)) + HEADERS if file.is_file() else 0


def main() -> None:
    parser = argparse.ArgumentParser(prog="make weight", description=__doc__)
    parser.add_argument("--site", type=Path, help="default build/site")
    site = (parser.parse_args().site or ROOT / "build/site").resolve()
    if not (site / "index.html").is_file():
        sys.exit(f"{site} 里没有网站：先运行 make site")
    pages = [path for path in kinds_of_page(load_library(ROOT).value) if (site / path).is_file()]
    print(
        f"{'page':<54}{'files':>6}{'kB':>8}{'ours':>8}{'CLS':>8}  (targets: {ALL / 1000:g} kB, ours {OURS / 1000:g}, no shift)"
    )
    missed = 0
    with sync_playwright() as playwright, served(site) as (address, _):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGS])
        for path in pages:
            asked, shift = loaded(browser, address, path)
            whole = sum(size(site / one) for one in asked)
            ours = sum(size(site / one) for one in asked if not one.startswith(_THEME))
            verdict = "" if whole <= ALL and ours <= OURS and shift < 0.01 else "  MISSED"
            missed += bool(verdict)
            print(f"{path:<54}{len(asked):>6}{whole / 1000:>8.1f}{ours / 1000:>8.1f}{shift:>8.3f}{verdict}", flush=True)
        browser.close()
    print(f"{len(pages)} pages, {missed} missed")


if __name__ == "__main__":
    main()
