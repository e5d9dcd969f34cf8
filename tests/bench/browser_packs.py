"""The other half of `make bench-packs`: how long a browser takes to make a course's files, from a click to the download, from a folder."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from casebook.app.content import load_library
from casebook.app.site import build
from casebook.edges.progress import Stages
from tests.bench.library import write_library
from tests.bench.packs import RECORDS, SEED, pack_of
from tests.chromium import ARGS, find_chromium

CASES, IN, RUNS = 20, 3.0, 3  # the target in seconds
BUTTONS = (
    "Word 讲义：学员版",
    "Word 讲义：教师版",
    "幻灯片：学员版",
    "幻灯片：教师版",
    "全部打成一个压缩包",
)


def seconds_of(browser: Browser, address: str, pack: Path, button: str) -> tuple[float, int]:
    """Of one file on a page that was just opened: its scripts and the records' texts are read as well. And its bytes."""
    page = browser.new_page()
    page.goto(address)
    page.locator("input[type=file]").set_input_files(pack)
    page.locator(".cb-unit").nth(CASES - 1).wait_for()
    start = time.perf_counter()
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    seconds = time.perf_counter() - start
    size = coming.value.path().stat().st_size
    page.close()
    return seconds, size


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        write_library(root, RECORDS, SEED)
        made = build(root, root / "build/site", stages=Stages(quiet=True)).value
        assert made is not None
        pack = root / "pack.yaml"
        pack.write_text(
            pack_of(load_library(root).value, CASES).model_dump_json(exclude_defaults=True), encoding="utf-8"
        )
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGS])
        for button in BUTTONS:
            runs = [seconds_of(browser, (made.site / "course.html").as_uri(), pack, button) for _ in range(RUNS)]
            best, size = min(runs)
            verdict = "" if best <= IN else "  MISSED"
            print(
                f"{CASES} cases, in the browser, {button}{best:>8.2f} s{size / 1000:>10.0f} kB  (target: {IN:g} s){verdict}"
            )
        browser.close()


if __name__ == "__main__":
    main()
