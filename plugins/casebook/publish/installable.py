"""What lets a browser keep the site like an app: the web app manifest, and the service worker that knows which build it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from casebook.files import OutFile
from casebook.publish.manifest import Digest
from casebook.publish.site import Site

WORKER = "sw.js"  # at the root: a worker serves nothing above its own place
_COLOUR = "#1c5f5a"  # as in theme.css


def app_manifest(site: Site) -> OutFile:
    """app.webmanifest. Addresses in it are taken from its own place, so that the site may stand below any path.

    Source: W3C Web Application Manifest; `maskable` icons keep what matters in the middle four fifths.
    """
    icons = [
        {"src": f"assets/images/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    told = {
        "name": site.name,
        "short_name": site.name,
        "description": site.description,
        "lang": "zh-CN",
        "id": "index.html",
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": _COLOUR,
        "icons": icons,
    }
    return OutFile("app.webmanifest", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())


def service_worker(files: Mapping[str, Digest]) -> OutFile:
    """sw.js of a site of these files: other bytes for each other site, which is how browsers learn of a new build."""
    digest = hashlib.sha256()
    for path, (size, sha256) in sorted(files.items()):
        digest.update(f"{path}\0{size}\0{sha256}\n".encode())
    return OutFile(WORKER, f'self.build = "{digest.hexdigest()[:16]}";\nimportScripts("assets/worker.js");\n'.encode())
