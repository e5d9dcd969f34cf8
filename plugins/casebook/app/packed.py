"""The files that published packs are taken away as, for the site: kept until something in them changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from casebook.app.downloads import made_with
from casebook.edges.cache import code_version
from casebook.edges.products import Products
from casebook.edges.progress import Stages
from casebook.edges.workers import apart
from casebook.files import OutFile
from casebook.link.library import Library
from casebook.model.choices import Status
from casebook.model.names import SECTION
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.formats import FORMATS, Making, made
from casebook.packs.outline import Edition, Outline
from casebook.packs.pages import pictures_in
from casebook.packs.questions import bank_of
from casebook.publish.manifest import Digest
from casebook.publish.offline import size_label
from casebook.publish.site import Site
from casebook.publish.views.parts import Download

_LIST = "list.msgpack"  # what a page says of each file: (name in an address, name for people, label, for teachers)
_Row = tuple[str, str, str, bool]


@dataclass(frozen=True, slots=True)
class PackFiles:
    """`files` by path on the site, each with its digest and a way to read it; `told` is what a pack's page says of them."""

    files: Mapping[str, tuple[Digest, Callable[[], bytes]]] = field(default_factory=dict)
    told: Mapping[str, tuple[Download, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Order:
    """A pack to be made."""

    outlines: Mapping[Edition, Outline]
    making: Making

    @property
    def key(self) -> str:
        """Of all that the files are made from, and what makes them."""
        pictures = {name: hashlib.sha256(data).hexdigest() for name, data in self.making.pictures.items()}
        told = (code_version(), made_with(), self.outlines, self.making.layout, self.making.bank, pictures)
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


def pack_files(root: Path, library: Library, site: Site, stages: Stages) -> PackFiles:
    """Of every published pack all files that there are; none where the site offers no downloads."""
    if not site.downloads:
        return PackFiles()
    packs = [one.id for one in library.of_kind("pack") if one.card.status == Status.PUBLISHED.value]
    products = Products(root / "build" / ".cache" / "packs")
    orders = {record_id: _order(root, library, site, record_id) for record_id in packs}
    keys = {record_id: order.key for record_id, order in orders.items()}
    found = {record_id: products.get(key) for record_id, key in keys.items()}
    stale = [record_id for record_id, known in found.items() if known is None]
    if stale:
        coming = zip(stale, apart(_files, [orders[one] for one in stale]), strict=True)
        for record_id, files_of in stages.track("排版课程包", coming, len(stale)):
            found[record_id] = products.put(keys[record_id], files_of)
    products.forget()
    files: dict[str, tuple[Digest, Callable[[], bytes]]] = {}
    told = {}
    for record_id, key in keys.items():
        known = found[record_id] or {}
        folder = f"{SECTION['pack'].folder}/{record_id}"
        rows = msgspec.msgpack.decode(products.read(key, _LIST), type=list[_Row])
        told[record_id] = tuple(_told(record_id, row, known[row[0]].size) for row in rows)
        files.update((f"{folder}/{row[0]}", (known[row[0]], partial(products.read, key, row[0]))) for row in rows)
    return PackFiles(files, told)


def _order(root: Path, library: Library, site: Site, record_id: str) -> _Order:
    pack = library.get(record_id, Pack)
    outlines = {edition: outline_of(library, pack, edition, site.name, site.url) for edition in Edition}
    names = dict.fromkeys(name for outline in outlines.values() for name in pictures_in(outline))
    pictures = {name: (root / "content" / "media" / name).read_bytes() for name in names}
    return _Order(outlines, Making(pictures=pictures, bank=bank_of(library, pack)))


def _files(order: _Order) -> list[OutFile]:
    """Made in a process of its own."""
    rows: list[_Row] = []
    files: list[OutFile] = []
    for one in made(order.outlines, FORMATS, order.making):
        rows.append((one.slug, one.file.path, one.product.label, one.edition is Edition.TEACHER))
        files.append(OutFile(one.slug, one.file.data))
    return [*files, OutFile(_LIST, msgspec.msgpack.encode(rows))]


def _told(record_id: str, row: _Row, size: int) -> Download:
    slug, name, label, is_teacher = row
    kind = slug.rpartition(".")[2].upper()
    return Download(f"{record_id}/{slug}", name, label, f"{kind}，{size_label(size)}", is_teacher)
