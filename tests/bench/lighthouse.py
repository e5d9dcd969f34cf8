"""`make lighthouse`: the four marks of Lighthouse (its mobile preset) for the pages that readers come to, in the Chromium of the tests."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from casebook.app.content import load_library
from casebook.model.names import page_path
from tests.bench.measured import ROOT
from tests.bench.search.served import served
from tests.chromium import ARGS, find_chromium
from tests.site.kinds import rich

# Not among the tools of package.json: it brings a hundred packages that nothing else needs. Node 20 runs no later one.
PACKAGE = "lighthouse@12.8.2"
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
_TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def pages() -> list[str]:
    """Home, lists, search, map, comparison, and the richest method, case and policy."""
    richest = dict(rich(load_library(ROOT).value))
    records = [page_path(kind, richest[kind]) for kind in ("method", "case", "policy")]
    pair = "compare.html?ids=wu-shi-gong-zuo-fa,wu-bu-gong-zuo-fa"
    return ["index.html", *records, "methods/index.html", "search.html", "regions/index.html", pair]


def report_on(address: str, chromium: str) -> dict[str, Any]:
    """Lighthouse's report. The browser is started anew, with nothing kept, for each page."""
    flags = " ".join(("--headless=new", *(one for one in ARGS if not one.startswith("--host-resolver-rules"))))
    command = ["npm", "exec", "--yes", f"--package={PACKAGE}", "--", "lighthouse", address, "--output=json", "--quiet"]
    done = subprocess.run(
        [*command, f"--only-categories={','.join(TARGETS)}", f"--chrome-flags={flags}"],
        capture_output=True, encoding="utf-8", check=False, timeout=300, env={**os.environ, "CHROME_PATH": chromium},
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"Lighthouse 没有结果：{done.stderr[-600:]}")
    return dict(json.loads(done.stdout))


def lost(report: dict[str, Any]) -> list[str]:
    """Audits that cost a mark in the categories where every audit counts by itself."""
    wanted = {
        ref["id"]
        for name in TARGETS
        for ref in report["categories"][name]["auditRefs"]
        if name != "performance" and ref["weight"]
    }
    audits = [report["audits"][name] for name in sorted(wanted)]
    return [f"{one['id']}: {one['title']}" for one in audits if one["score"] is not None and one["score"] < 1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make lighthouse", description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build/site", help="default build/site")
    parser.add_argument("--only", default="", help="only pages with this in their address, such as methods/")
    parser.add_argument("--save", type=Path, help="a folder for the whole reports")
    options = parser.parse_args()
    if not (options.site / "index.html").is_file():
        sys.exit(f"{options.site} 里没有网站：先运行 make site")
    chromium = find_chromium()
    if chromium is None:
        sys.exit("没有找到能运行的 Chromium：运行 make test 会说明怎么装")
    print(f"{'page':<56}{'perf':>5}{'a11y':>5}{'best':>5}{'seo':>5}{'FCP s':>7}{'LCP s':>7}{'TBT ms':>8}{'CLS':>7}")
    with served(options.site.resolve()) as (address, _):
        for path in (path for path in pages() if options.only in path):
            report = report_on(f"{address}/{path}", chromium)
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                name = path.partition("?")[0].replace("/", "-")
                (options.save / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
            marks = [round(100 * (report["categories"][name]["score"] or 0)) for name in TARGETS]
            fcp, lcp, tbt, cls = (report["audits"][name]["numericValue"] for name in _TIMES)
            missed = (
                "" if all(mark >= least for mark, least in zip(marks, TARGETS.values(), strict=True)) else "  MISSED"
            )
            times = f"{fcp / 1000:>7.2f}{lcp / 1000:>7.2f}{tbt:>8.0f}{cls:>7.3f}"
            print(f"{path:<56}{''.join(f'{mark:>5}' for mark in marks)}{times}{missed}", flush=True)
            for line in lost(report):
                print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
