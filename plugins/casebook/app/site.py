"""The site: content, the engine's shells, pages and index poured into a new folder that is swapped in; and its preview."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from casebook.app.content import load_library
from casebook.app.proof import with_marks
from casebook.edges import disk, engine, git
from casebook.edges.preview import Preview, follow
from casebook.edges.progress import Stages
from casebook.files import OutFile
from casebook.index.documents import documents
from casebook.index.shards import shards
from casebook.link.library import Library
from casebook.model.names import SECTIONS
from casebook.problem import Outcome, Problem, has_errors
from casebook.publish.assemble import cut_shells, site_files
from casebook.publish.shells import Shell
from casebook.publish.site import Site, read_site
from casebook.publish.stubs import shell_paths, stub_pages
from casebook.report import as_plain_text


@dataclass(frozen=True, slots=True)
class Places:
    """Where a build works: below `build/`, all of it safe to delete."""

    root: Path
    site: Path
    docs: Path
    engine: Path
    cache: Path

    @classmethod
    def below(cls, root: Path, site: Path) -> Places:
        """A site folder of its own name has work folders of its own name: two builds do not meet."""
        work = root / "build"
        name = site.name
        return cls(
            root, site, work / f".{name}.docs", work / f".{name}.engine", work / ".cache" / f"{name}.engine.json"
        )


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: records by kind, files and bytes of the site, seconds a stage."""

    site: Path
    records: dict[str, int]
    files: int
    seconds: dict[str, float]


def build(
    root: Path, site: Path, engine_name: str = "mkdocs", *, stages: Stages, site_url: str | None = None
) -> Outcome[BuildReport | None]:
    """The whole site in `site`. With any error nothing there is touched: the old site stays whole."""
    disk.recover(site)
    with stages.stage("检查记录"):
        loaded = load_library(root)
    if has_errors(loaded.problems):
        return Outcome(None, loaded.problems)
    places = Places.below(root, site)
    prepared = prepare(places, engine_name, stages, site_url)
    problems = (*loaded.problems, *prepared.problems)
    if prepared.value is None:
        return Outcome(None, problems)
    fresh = site.with_name(site.name + ".new")
    with stages.stage("清空暂存"):
        disk.remove_folder(fresh)
    library = with_marks(root, loaded.value)
    with stages.stage("更改日期"):
        dates = _dates(root, library)
    files = stages.track("生成网页", _all_files(library, prepared.value, dates))
    written = disk.write_files(fresh, files)
    disk.swap_in(fresh, site)
    return Outcome(BuildReport(site, library.counts(), written, stages.seconds), problems)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine and the settings give; stays the same while only records change."""

    site: Site
    shells: dict[str, Shell]
    built: Path
    bundle: tuple[OutFile, ...]


def prepare(places: Places, engine_name: str, stages: Stages, site_url: str | None) -> Outcome[Prepared | None]:
    """Settings read, docs folder written, engine run if anything of its own changed, shells cut."""
    settings = disk.read_text(places.root / "mkdocs.yml")
    site = read_site(settings)
    if site.value is None:
        return Outcome(None, site.problems)
    pages = (OutFile(page.path, page.data) for page in disk.page_files(places.root))
    docs = tuple(chain(pages, stub_pages(SECTIONS)))
    disk.write_files(places.docs, docs)
    disk.remove_others(places.docs, {file.path for file in docs})
    expected = shell_paths(SECTIONS)
    key = engine.engine_key(places.root, places.docs, engine_name, site_url)
    if not engine.is_current(places.cache, key, places.engine, expected):
        with stages.stage("排版骨架"):
            ran = engine.run_engine(
                places.root,
                places.docs,
                places.engine,
                engine_name,
                expected=expected,
                site_url=site_url,
                epoch=_epoch(),
            )
        if ran.value is None:
            return Outcome(None, ran.problems)
        engine.remember(places.cache, key, places.engine)
    cut = cut_shells({path: (places.engine / path).read_bytes() for path in expected})
    if cut.problems:
        return Outcome(None, cut.problems)
    settings_of_site = replace(site.value, url=site_url) if site_url is not None else site.value
    bundle = disk.web_bundle()
    if bundle.problems:
        return Outcome(None, bundle.problems)
    return Outcome(Prepared(settings_of_site, cut.value, places.engine, bundle.value))


def _epoch() -> int:
    """What counts as now for the engine: the builder's SOURCE_DATE_EPOCH, else the start of 1970, never the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "0")
    return int(given) if given.isdigit() else 0


def _dates(root: Path, library: Library) -> dict[str, str]:
    """Record id → day of its last change: git's, else the day of review."""
    known = git.changed_dates(root)
    dates = {}
    for entry in library.entries.values():
        reviewed = entry.record.reviewed.on if entry.record.reviewed else None
        date = known.get(entry.path) or reviewed
        if date:
            dates[entry.id] = str(date)
    return dates


def _all_files(library: Library, prepared: Prepared, dates: dict[str, str]) -> Iterator[OutFile]:
    """The site's files, later ones replacing none of the earlier: pages and lists, search index, our scripts."""
    yield from site_files(library, prepared.site, prepared.shells, disk.read_tree(prepared.built), dates)
    yield from shards(documents(library))
    yield from prepared.bundle


@dataclass(frozen=True, slots=True)
class Round:
    """One round of `serve`: what was wrong, how long it took, how many files it wrote."""

    problems: tuple[Problem, ...]
    seconds: float
    written: int


def serve(
    root: Path, host: str, port: int, tell: Callable[[str, Round], None], stop: threading.Event | None = None
) -> None:
    """Build into build/preview, serve that, and rebuild at every save until interrupted or stopped.

    `tell` gets the address and each round. A round with errors leaves the last good pages and shows the errors on them.
    The published site is not touched.
    """
    site = root / "build" / "preview"
    site.mkdir(parents=True, exist_ok=True)
    preview = Preview(site, host, port)
    preview.start()
    prepared: Prepared | None = None

    def rebuild(paths: set[Path]) -> None:
        nonlocal prepared
        started = time.perf_counter()
        records_only = all(
            path.is_relative_to(root / "content") and not path.is_relative_to(root / "content/pages") for path in paths
        )
        loaded = load_library(root)
        problems, written = loaded.problems, 0
        if not has_errors(problems):
            if prepared is None or not records_only:
                outcome = prepare(Places.below(root, site), "mkdocs", Stages(quiet=True), preview.url)
                problems, prepared = (*problems, *outcome.problems), outcome.value
            if prepared is not None:
                written = _refresh(site, with_marks(root, loaded.value), prepared, root)
        trouble = as_plain_text(problems, lambda path: disk.lines_of(root, path)) if has_errors(problems) else ""
        preview.feed.publish(trouble)
        tell(preview.url, Round(problems, time.perf_counter() - started, written))

    try:
        rebuild({root / "mkdocs.yml"})
        watched = [root / "content", root / "mkdocs.yml", engine.theme_dir(), *disk.web_folders()]
        follow(watched, rebuild, stop)
    finally:
        preview.stop()


def _refresh(site: Path, library: Library, prepared: Prepared, root: Path) -> int:
    """Write what differs, remove what is gone; how many files were written."""
    paths: set[str] = set()

    def noted() -> Iterator[OutFile]:
        for file in _all_files(library, prepared, _dates(root, library)):
            paths.add(file.path)
            yield file

    written = disk.write_files(site, noted())
    disk.remove_others(site, paths)
    return written
