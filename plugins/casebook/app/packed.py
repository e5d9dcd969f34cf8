"""The files that published packs are taken away as, for the site: kept until something in them changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import msgspec

from casebook.app.downloads import made_with
from casebook.app.settled import Answers, settled
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
from casebook.packs.formats import FORMATS, Making, file_title, made
from casebook.packs.outline import Edition, Outline
from casebook.packs.pages import pictures_in
from casebook.packs.preview import previews
from casebook.packs.questions import bank_of
from casebook.packs.whole import members
from casebook.packs.zipped import zipped
from casebook.problem import Problem
from casebook.publish.manifest import Digest
from casebook.publish.offline import size_label
from casebook.publish.site import Site
from casebook.publish.views.parts import Download, Offer, Preview

_LIST = "list.msgpack"


class _File(msgspec.Struct, array_like=True):
    """`slug` in an address, `name` for people; `is_whole`: a zip of the others."""

    slug: str
    name: str
    label: str
    is_teacher: bool
    is_whole: bool = False


class _Picture(msgspec.Struct, array_like=True):
    """See casebook.packs.preview."""

    slug: str
    label: str
    of: str
    width: int
    height: int


class _List(msgspec.Struct, array_like=True):
    """What a page says of the files that lie beside this list."""

    files: list[_File]
    pictures: list[_Picture]


@dataclass(frozen=True, slots=True)
class PackFiles:
    """`files` by path on the site, each with its digest and a way to read it; `offers` is what a pack's page says of them;
    `problems` tell which packs have none, and why."""

    files: Mapping[str, tuple[Digest, Callable[[], bytes]]] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


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


def pack_files(root: Path, library: Library, site: Site, answers: Answers, stages: Stages) -> PackFiles:
    """Of every published pack all files that there are, its queries answered; none where the site offers no downloads."""
    if not site.downloads:
        return PackFiles()
    published = [entry for entry in library.of_kind("pack") if entry.card.status == Status.PUBLISHED.value]
    asked = {entry.id: settled(root, library, entry, answers) for entry in published}
    packs = {one: answer.value for one, answer in asked.items() if not answer.problems}
    offers = {
        one: Offer(answer.value, why=answer.problems[0].message) for one, answer in asked.items() if answer.problems
    }
    products = Products(root / "build" / ".cache" / "packs")
    orders = {one: _order(root, library, site, pack) for one, pack in packs.items()}
    keys = {one: order.key for one, order in orders.items()}
    found = {one: products.get(key) for one, key in keys.items()}
    stale = [one for one, known in found.items() if known is None]
    if stale:
        coming = zip(stale, apart(_files, [orders[one] for one in stale]), strict=True)
        for one, files_of in stages.track("排版课程包", coming, len(stale)):
            found[one] = products.put(keys[one], files_of)
    products.forget()
    files: dict[str, tuple[Digest, Callable[[], bytes]]] = {}
    for one, key in keys.items():
        known = {slug: digest for slug, digest in (found[one] or {}).items() if slug != _LIST}
        told = msgspec.msgpack.decode(products.read(key, _LIST), type=_List)
        offers[one] = _offer(packs[one], told, known)
        folder = f"{SECTION['pack'].folder}/{one}"
        files.update(
            (f"{folder}/{slug}", (digest, partial(products.read, key, slug))) for slug, digest in known.items()
        )
    problems = (problem for answer in asked.values() for problem in answer.problems)
    return PackFiles(files, offers, tuple(map(_withheld, problems)))


def _withheld(problem: Problem) -> Problem:
    """As a warning: the site has no files of the pack, and the rest of it is as good as ever."""
    return replace(problem, code="CB704", values={"why": problem.message, "hint": problem.hint})


def _order(root: Path, library: Library, site: Site, pack: Pack) -> _Order:
    outlines = {edition: outline_of(library, pack, edition, site.name, site.url) for edition in Edition}
    names = dict.fromkeys(name for outline in outlines.values() for name in pictures_in(outline))
    pictures = {name: (root / "content" / "media" / name).read_bytes() for name in names}
    return _Order(outlines, Making(pictures=pictures, bank=bank_of(library, pack)))


def _files(order: _Order) -> list[OutFile]:
    """Made in a process of its own."""
    ready = list(made(order.outlines, FORMATS, order.making))
    files = [OutFile(one.slug, one.file.data) for one in ready]
    told = _List(
        [_File(one.slug, one.file.path, one.product.label, one.edition is Edition.TEACHER) for one in ready], []
    )
    for edition, whose in ((Edition.STUDENT, "学员用"), (Edition.TEACHER, "教师用，含答案")):
        outline, slug = order.outlines[edition], f"all-{edition}.zip"
        is_teacher = edition is Edition.TEACHER
        name = f"{file_title(outline.title)}（{whose}）.zip"
        label = "全部，连同学员用的" if is_teacher else "全部"
        files.append(OutFile(slug, zipped(members(ready, edition))))
        told.files.append(_File(slug, name, label, is_teacher, is_whole=True))
    for one in previews(order.outlines[Edition.STUDENT], order.making):
        files.append(OutFile(one.slug, one.data))
        told.pictures.append(_Picture(one.slug, one.label, one.of, one.width, one.height))
    return [*files, OutFile(_LIST, msgspec.msgpack.encode(told))]


def _offer(pack: Pack, told: _List, known: Mapping[str, Digest]) -> Offer:
    def download(file: _File) -> Download:
        kind = file.slug.rpartition(".")[2].upper()
        size = f"{kind}，{size_label(known[file.slug].size)}"
        return Download(f"{pack.id}/{file.slug}", file.name, file.label, size, file.is_teacher, file.is_whole)

    def picture(one: _Picture) -> Preview:
        return Preview(
            f"{pack.id}/{one.slug}", one.label, f"{pack.id}/{one.of}" if one.of else "", one.width, one.height
        )

    return Offer(pack, tuple(map(download, told.files)), tuple(map(picture, told.pictures)))
