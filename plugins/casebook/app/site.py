"""The site: content, the engine's shells, pages and index poured into a new folder that is swapped in when it is whole."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from casebook.app.content import Loaded, load
from casebook.app.downloads import Downloads, made_with
from casebook.app.making import Work, make_site
from casebook.app.marks import Marks, digest
from casebook.app.packed import pack_files
from casebook.app.printing import Store
from casebook.app.proof import with_marks
from casebook.app.settled import ask
from casebook.app.unchanged import Unchanged
from casebook.edges import disk, engine, git, publication
from casebook.edges.cache import code_version
from casebook.edges.progress import Stages
from casebook.edges.shelf import Shelf
from casebook.edges.trouble import place_of, problem_of
from casebook.edges.workers import uncollected
from casebook.files import OutFile
from casebook.link.library import Library
from casebook.link.reads import Noted
from casebook.model.names import SECTIONS
from casebook.model.pack import Pack
from casebook.packs.part import part_json
from casebook.packs.typst import is_installed
from casebook.problem import Outcome, Problem, has_errors
from casebook.publish.course import course_shelves
from casebook.publish.desk import desk_for
from casebook.publish.guard import guarded
from casebook.publish.handmade import is_kept
from casebook.publish.press import Press, cut_shells, press_for
from casebook.publish.shells import Shell
from casebook.publish.site import Site, read_site
from casebook.publish.stubs import shell_paths, stub_pages

DEFAULT_ENGINE = "mkdocs"
_PATIENCE = 600.0  # seconds; a build of 100,000 records takes less


@dataclass(frozen=True, slots=True)
class Places:
    """Where a build works: below `build/.work`, all of it safe to delete."""

    root: Path
    site: Path
    docs: Path
    engine: Path
    cache: Path
    store: Store

    @classmethod
    def below(cls, root: Path, site: Path) -> Places:
        """Every site folder has work folders of its own: builds into two of them do not meet."""
        name = site.name
        if site.parent != root / "build":
            name += "-" + hashlib.sha256(str(site).encode()).hexdigest()[:8]
        work = root / "build" / ".work" / name
        return cls(root, site, work / "docs", work / "engine", work / "engine.json", Store(work / "state"))


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made: records by kind, files of the site and how many of them are new or other than before; seconds a
    stage, and the peak of memory at its end (see edges.progress)."""

    site: Path
    records: dict[str, int]
    files: int
    written: int
    seconds: dict[str, float]
    peaks: dict[str, tuple[float, float] | None]


def build(
    root: Path,
    site: Path,
    engine_name: str | None = None,
    *,
    stages: Stages,
    site_url: str | None = None,
    patience: float = _PATIENCE,
) -> Outcome[BuildReport | None]:
    """The whole site in `site`. With any error nothing there is touched: the old site stays whole.

    `engine_name` goes before the settings' choice. Another build of the same folder is waited for, `patience` seconds.
    """
    root, site = root.resolve(), site.resolve()

    def waiting() -> None:
        stages.say("另一个程序正在生成这个网站，等它结束……")

    try:
        if _would_destroy(root, site):
            return Outcome(None, (Problem(place_of(site, root), 0, 0, "CB614"),))
        with publication.held(site, patience, waiting), uncollected():
            return _build(root, site, engine_name, stages, site_url)
    except publication.BusyError:
        return Outcome(None, (Problem(place_of(site, root), 0, 0, "CB613", {"seconds": f"{patience:g}"}),))
    except OSError as error:
        return Outcome(None, (problem_of(error, root),))


def _build(
    root: Path, site: Path, engine_name: str | None, stages: Stages, site_url: str | None
) -> Outcome[BuildReport | None]:
    places = Places.below(root, site)
    with stages.stage("看有没有变"):
        unchanged = Unchanged(root, site, places.store.folder, engine_name, site_url)
        last = unchanged.last()
    if last is not None:
        publication.claim_work(places.docs.parent, site)  # work for a place that is gone is cleared away all the same
        return Outcome(BuildReport(site, last.records, last.files, 0, stages.seconds, stages.peaks))
    loaded = load(root, stages)
    if has_errors(loaded.problems):
        return Outcome(None, loaded.problems)
    prepared = prepare(places, engine_name, stages, site_url)
    problems = (*loaded.problems, *prepared.problems)
    if prepared.value is None:
        return Outcome(None, problems)
    work = work_for(root, loaded, prepared.value, stages)
    problems = (*problems, *work.packs.problems)
    with stages.stage("对照上次"):
        before = places.store.read(work.version)
    shelf = Shelf(site, publication.fresh_folder(site))
    done = make_site(work, before, shelf, stages)
    if done.twice:
        return Outcome(None, (*problems, *(_taken_twice(path) for path in sorted(done.twice))))
    if done.written or done.removed:
        with stages.stage("换上新网站"):
            publication.swap_in(publication.fresh_folder(site), site)
    with stages.stage("记下结果"):
        places.store.write(done.state, done.changed)
        records = loaded.library.counts()
        if not problems:
            unchanged.remember(records, done.files)
    return Outcome(BuildReport(site, records, done.files, done.written, stages.seconds, stages.peaks), problems)


def _would_destroy(root: Path, site: Path) -> bool:
    """Whether putting a site there deletes what no build made: the library itself, or a folder with somebody's files."""
    if root.is_relative_to(site) or site.is_relative_to(root / "content") or site == root / "build":
        return True
    return not site.is_relative_to(root / "build") and publication.is_foreign(site)


def _taken_twice(path: str) -> Problem:
    return Problem("content/pages", 0, 0, "CB615", {"path": path})


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the engine and the settings give; stays the same while only records change."""

    root: Path
    site: Site
    shells: dict[str, Shell]
    built: Path
    pages: dict[str, bytes]  # of what was built, as they are published but for records and parts
    bundle: tuple[OutFile, ...]


def prepare(places: Places, engine_name: str | None, stages: Stages, site_url: str | None) -> Outcome[Prepared | None]:
    """Settings read, docs folder written, engine run if anything of its own changed, shells cut."""
    site = read_site(disk.read_text(places.root / "mkdocs.yml"))
    if site.value is None:
        return Outcome(None, site.problems)
    problems = _write_docs(places)
    if problems:
        return Outcome(None, problems)
    ran = _run_engine(places, engine_name or site.value.engine or DEFAULT_ENGINE, stages, site_url)
    if ran.problems:
        return Outcome(None, ran.problems)
    pages = guarded({file.path: file.data for file in disk.read_tree(places.engine) if file.path.endswith(".html")})
    cut = cut_shells(pages)
    if cut.problems:
        return Outcome(None, cut.problems)
    settings_of_site = replace(site.value, url=site_url) if site_url is not None else site.value
    if settings_of_site.downloads and not is_installed():
        stages.say(
            '没有装附加项 casebook[packs]，网站上没有简报和课程包的文件可以下载。装上：pip install "casebook[packs]"'
        )
        settings_of_site = replace(settings_of_site, downloads=False)
    bundle = disk.web_bundle()
    if bundle.problems:
        return Outcome(None, bundle.problems)
    return Outcome(Prepared(places.root, settings_of_site, cut.value, places.engine, pages, bundle.value))


def _write_docs(places: Places) -> tuple[Problem, ...]:
    """The engine's input: hand-written pages and stubs; a page in a stub's place is a Problem."""
    publication.claim_work(places.docs.parent, places.site)
    stubs = tuple(stub_pages(SECTIONS))
    taken = {stub.path for stub in stubs}
    pages = tuple(OutFile(page.path, page.data) for page in disk.page_files(places.root))
    clashes = [page.path for page in pages if page.path in taken]
    if clashes:
        return tuple(
            Problem(f"content/pages/{path}", 0, 0, "CB615", {"path": path.removesuffix(".md") + ".html"})
            for path in clashes
        )
    disk.write_files(places.docs, chain(pages, stubs))
    disk.remove_others(places.docs, {page.path for page in pages} | taken)
    return ()


def _run_engine(places: Places, name: str, stages: Stages, site_url: str | None) -> Outcome[Path | None]:
    expected, epoch = shell_paths(SECTIONS), _epoch()
    key = engine.engine_key(places.root, places.docs, name, site_url, epoch)
    if engine.is_current(places.cache, key, places.engine, expected):
        return Outcome(places.engine)
    engine.forget(places.cache)
    with stages.stage("排版骨架"):
        ran = engine.run_engine(
            places.root, places.docs, places.engine, name, expected=expected, site_url=site_url, epoch=epoch
        )
    if ran.value is not None:
        engine.remember(places.cache, key, places.engine)
    return ran


def _epoch() -> int:
    """What counts as now for the engine: the builder's SOURCE_DATE_EPOCH, else the start of 1970, never the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "0")
    return int(given) if given.isascii() and given.isdigit() else 0


def work_for(root: Path, loaded: Loaded, prepared: Prepared, stages: Stages, before: Press | None = None) -> Work:
    """What the site is made from, and the version of all that no single read tells: code, settings, shells, vocabularies,
    how sources are cited and which words are terms."""
    library = with_marks(root, loaded.library)
    with stages.stage("更改日期"):
        dates = last_changes(root, library)
    answers = ask(root, library, (pack for _, pack in library.of_model(Pack)))
    packs = pack_files(root, library, prepared.site, answers, stages)
    desk = desk_for(library, prepared.site, packs.offers)
    course = course_shelves(
        library, part_json, {asked: ids for asked, ids in answers.items() if isinstance(ids, tuple)}
    )
    press = press_for(desk, prepared.shells, prepared.pages, Noted("date", dates), course, before=before)
    static = {
        file.path: file.data
        for file in disk.read_tree(prepared.built)
        if file.path not in prepared.pages and is_kept(file.path)
    }
    static |= {file.path: file.data for file in prepared.bundle}
    shells = {path: repr(shell) for path, shell in prepared.shells.items()}
    told = (
        code_version(),
        made_with(),
        repr(prepared.site),
        shells,
        loaded.vocab,
        desk.marks.labels,
        desk.marks.titles,
        desk.words.term_of,
    )
    marks = Marks(loaded.checked, press)
    return Work(root, press, Downloads(library, prepared.site), marks, digest(told), static, packs)


def last_changes(root: Path, library: Library) -> dict[str, str]:
    """Record id → day of its last change: git's, else the day of review."""
    known = git.changed_dates(root)
    dates = {}
    for entry in library.entries.values():
        date = known.get(entry.path) or entry.card.reviewed_on
        if date:
            dates[entry.id] = date
    return dates
