"""The service worker names its build; the app's manifest names nothing outside its own folder."""

from __future__ import annotations

import json

from casebook.publish.installable import app_manifest, service_worker
from casebook.publish.manifest import Digest
from casebook.publish.site import Site

SITE = Site("案例库", "说明", "https://x.cn/a/b/", "", "main", "", "")


def test_another_site_has_another_worker_and_the_same_site_the_same() -> None:
    files = {"b.html": Digest(1, "aa"), "a.html": Digest(2, "bb")}
    worker = service_worker(files)
    assert worker == service_worker(dict(reversed(files.items())))
    others = [{**files, "b.html": Digest(1, "ab")}, {"b.html": Digest(1, "aa")}, {**files, "c.html": Digest(1, "aa")}]
    assert len({worker.data, *(service_worker(other).data for other in others)}) == 4


def test_the_manifest_holds_below_any_path() -> None:
    told = json.loads(app_manifest(SITE).data)
    addresses = [told["start_url"], told["id"], told["scope"], *(icon["src"] for icon in told["icons"])]
    assert not [address for address in addresses if address.startswith("/") or ":" in address]
    assert (told["name"], told["description"], told["lang"]) == ("案例库", "说明", "zh-CN")
