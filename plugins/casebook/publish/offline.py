"""The site as one zip that opens from a folder: what lies in it, and the place on the site where it is downloaded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casebook.files import OutFile
from casebook.publish.guard import guarded
from casebook.publish.manifest import PATH as MANIFEST
from casebook.publish.manifest import Digest, digest_of, write_manifest
from casebook.publish.pages import html_of

ZIP = "casebook-offline.zip"
PAGE = "offline.html"
PAGES = (PAGE, "index.html")  # that tell of the zip
START = "打开我.html"
FOLDER = "site"
_PLACE = re.compile(rb"<section data-cb-offline>.*?</section>", re.DOTALL)
_SIZE = re.compile(rb"(<span data-cb-offline-size>).*?(</span>)")


@dataclass(frozen=True, slots=True)
class Download:
    """The zip as the page tells of it: '3.4 MB', and SHA-256 in hex."""

    name: str
    size: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Start:
    """What the page to begin with says and where it leads."""

    name: str
    folder: str


def download_of(digest: Digest) -> Download:
    """What readers are told of a finished zip."""
    return Download(ZIP, size_label(digest.size), digest.sha256)


def size_label(size: int) -> str:
    """Bytes as people read them: '3.4 MB', '120 kB'."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def offline_part(download: Download | None) -> str:
    """HTML for the comment 'offline' of a hand-written page. A build has no zip yet: None; `casebook bundle` fills it in."""
    return html_of("offline.html.j2", download)


def with_download(page: bytes, download: Download | None) -> bytes:
    """The built page with its part and the size told anew; a page without them comes back as it is."""
    part = offline_part(download).strip().encode()
    size = f"（{download.size}）".encode() if download else b""
    return _SIZE.sub(rb"\1" + size + rb"\2", _PLACE.sub(lambda _: part, page))


def listed(files: Mapping[str, Digest], *changed: OutFile) -> OutFile:
    """manifest.json for these files, some of them changed or new."""
    return write_manifest({**files, **{file.path: digest_of(file.data) for file in changed}})


def plain(files: Mapping[str, Digest]) -> dict[str, Digest]:
    """What of a published site goes into its zip: all but the zip. The manifest is written anew."""
    return {path: digest for path, digest in files.items() if path not in (ZIP, MANIFEST)}


def start_page(site_name: str) -> OutFile:
    """The one file that lies beside the folder: it leads into the site, or says why it cannot.

    Windows shows what lies in a zip as if it were unpacked, but opens only the one file that was clicked.
    """
    page = html_of("start.html.j2", Start(site_name, FOLDER)).encode()
    return OutFile(START, guarded({START: page})[START])
