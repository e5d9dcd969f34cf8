"""The preview: the site built into a folder of its own, refreshed in place and shown again at every save."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.app.content import Loaded, load
from casebook.app.making import make_site
from casebook.app.memory import Memory
from casebook.app.printing import State
from casebook.app.site import Places, Prepared, prepare, work_for
from casebook.edges import disk, engine, publication
from casebook.edges.preview import Preview, follow
from casebook.edges.progress import Stages
from casebook.edges.shelf import Shelf
from casebook.edges.trouble import place_of, problem_of
from casebook.edges.workers import uncollected
from casebook.link.checked import Checked
from casebook.problem import Problem, has_errors
from casebook.publish.press import Press
from casebook.report import as_plain_text


@dataclass(frozen=True, slots=True)
class Round:
    """One round of `serve`: what was wrong, how long it took, how many files it wrote."""

    problems: tuple[Problem, ...]
    seconds: float
    written: int


def serve(
    root: Path,
    host: str,
    port: int,
    tell: Callable[[str, Round], None],
    stop: threading.Event | None = None,
) -> tuple[Problem, ...]:
    """Build into build/preview, serve that, and rebuild at every save until interrupted or stopped.

    `tell` gets the address and each round. A round with errors leaves the last good pages and shows the errors on them.
    The published site is not touched, but for a swap that was cut off. Returns what kept it from starting. OSError when
    the address cannot be had.
    """
    root = root.resolve()
    _put_right(root / "build" / "site")
    site = root / "build" / "preview"
    try:
        with publication.held(site, 0):
            site.mkdir(exist_ok=True)
            _Session(root, site, tell).until(Preview(site, host, port), stop)
    except publication.BusyError:
        return (Problem(place_of(site, root), 0, 0, "CB616"),)
    return ()


def _put_right(site: Path) -> None:
    """What a killed build left, unless somebody is building there right now."""
    try:
        with publication.held(site, 0):
            pass
    except (publication.BusyError, OSError):
        return


class _Session:
    """What is kept from save to save: the library and the verdicts on all files, what the engine made, what is known of the pages."""

    def __init__(self, root: Path, site: Path, tell: Callable[[str, Round], None]) -> None:
        self.root, self.site, self.tell = root, site, tell
        self.places = Places.below(root, site)
        self.memory = Memory(root)
        self.loaded: Loaded | None = None
        self.prepared: Prepared | None = None
        self.state: State | None = None
        self.press: Press | None = None

    def until(self, preview: Preview, stop: threading.Event | None) -> None:
        """Serve, follow the saves, close the port."""
        preview.start()

        def rebuild(paths: set[Path]) -> None:
            started = time.perf_counter()
            with uncollected():  # the browsers need not wait for the collector
                problems, written = self._tried(paths, preview)
                wrong = has_errors(problems)
                shown = as_plain_text(problems, lambda path: disk.lines_of(self.root, path)) if wrong else ""
                preview.feed.publish(shown)
                self.tell(preview.url, Round(problems, time.perf_counter() - started, written))

        try:
            content, settings = self.root / "content", self.root / "mkdocs.yml"
            follow([content, settings, engine.theme_dir(), *disk.web_folders()], rebuild, stop)
        finally:
            preview.stop()
            if self.state is not None:
                self.places.store.write(self.state, self.state.sheets)

    def _tried(self, paths: set[Path], preview: Preview) -> tuple[tuple[Problem, ...], int]:
        try:
            return self._rebuilt(paths, preview)
        except OSError as error:
            return (problem_of(error, self.root),), 0

    def _rebuilt(self, paths: set[Path], preview: Preview) -> tuple[tuple[Problem, ...], int]:
        before, self.loaded = self.loaded, load(self.root, memory=self.memory, before=self.loaded)
        problems, written = self.loaded.problems, 0
        if not has_errors(problems):
            if self.prepared is None or not all(self._is_record(path) for path in paths):
                outcome = prepare(self.places, None, Stages(quiet=True), preview.url)
                problems, self.prepared = (*problems, *outcome.problems), _quick(outcome.value)
            if self.prepared is not None:
                written = self._refresh(self.loaded, self.prepared, before, preview)
        return problems, written

    def _is_record(self, path: Path) -> bool:
        content = self.root / "content"
        return path.is_relative_to(content) and not path.is_relative_to(content / "pages")

    def _refresh(self, loaded: Loaded, prepared: Prepared, last: Loaded | None, preview: Preview) -> int:
        """Write what differs, remove what is gone; how many files were written."""
        stages = Stages(quiet=True)
        work = work_for(self.root, loaded, prepared, stages, self.press)
        self.press = work.press
        if self.state is None:
            self.state = self.places.store.read(work.version)
        before = self.state if self.state.version == work.version else State(work.version)
        # Should the disk refuse half-way, what is known no longer tells what is there.
        self.state = State()
        shelf = Shelf(self.site)
        if last is not None:
            _show_saved(work.press, loaded.changed(last), shelf, preview)
        done = make_site(work, before, shelf, stages)
        self.state = done.state
        return done.written


def _quick(prepared: Prepared | None) -> Prepared | None:
    """Without files to download: who writes a record looks at its page."""
    return prepared and replace(prepared, site=replace(prepared.site, downloads=False))


def _show_saved(press: Press, saved: Sequence[Checked], shelf: Shelf, preview: Preview) -> None:
    """The pages of what was saved, before anything else: whoever wrote it looks at it. Lists and the search come after."""
    # A term's page tells who mentions it, which only a look at all of them knows.
    ids = [one.card.id for one in saved if one.card is not None and one.card.kind != "term"]
    if 0 < len(ids) <= _AT_ONCE:
        files = [file for one in ids for file in press.made(f"record {one}").files]
        for file in files:
            shelf.put(file, None)
        preview.feed.publish(only=[file.path for file in files])


_AT_ONCE = 5
