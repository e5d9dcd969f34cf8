"""自己编课: what the page knows of records, packs and themes, as small files that the browser loads when it needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from casebook.files import OutFile, compact_json
from casebook.link.library import Entry, Library
from casebook.link.reads import Noted
from casebook.model.choices import Status
from casebook.model.names import RECORD_KINDS
from casebook.model.pack import Pack
from casebook.publish.pages import html_of
from casebook.publish.shelves import shelved
from casebook.publish.site import Site

# A record → what packs print of it, as JSON: packs are made next door, and who knows both rooms hands it over.
MakePart = Callable[[Library, Entry], str]

# What may stand in a class, and what students may read before it.
USABLE = ("case", "method", "policy", "note", "term")
_CARDS_A_FILE = 64  # of 200 bytes
_PARTS_A_FILE = 8  # of 1 to 40 kB
_NEAR = 8
_OF_THEME = 200


@dataclass(frozen=True, slots=True)
class Shelves:
    """'7/16' → the ids that file 7 of 16 holds, of cards and of parts. `part` is None where nothing is printed. `answers`: what a
    query of a pack finds, by type and query ('工作法 主题:协商议事')."""

    cards: Noted[tuple[str, ...]]
    parts: Noted[tuple[str, ...]]
    answers: Noted[tuple[str, ...]]
    part: MakePart | None


def course_shelves(
    library: Library, part: MakePart | None = None, answers: Mapping[str, tuple[str, ...]] | None = None
) -> Shelves:
    """Where each record is; without `part` the page makes no documents."""
    cards, parts = (shelved(library, RECORD_KINDS, size) for size in (_CARDS_A_FILE, _PARTS_A_FILE))
    return Shelves(Noted("cards", cards), Noted("parts", parts if part else {}), Noted("answers", answers or {}), part)


def course_names(library: Library, shelves: Shelves) -> Iterator[str]:
    """All files, by what `course_file` calls them."""
    yield from (f"cards {name}" for name in shelves.cards)
    yield from (f"parts {name}" for name in shelves.parts)
    yield from (f"theme {theme.id}" for theme in library.vocab.themes)
    yield from (f"pack {entry.id}" for entry in library.of_kind("pack"))
    yield "queries"


def course_file(library: Library, shelves: Shelves, name: str) -> OutFile:
    """course/cards/7.js, course/parts/7.js, course/themes/ID.js, course/packs/ID.js or course/queries.js: values by 'card ID' and so on."""
    what, _, key = name.partition(" ")
    number = key.partition("/")[0]
    match what:
        case "cards":
            return _script(f"cards/{number}", {f"card {one}": _json(_card(library, one)) for one in shelves.cards[key]})
        case "parts" if shelves.part:
            made = {f"part {one}": shelves.part(library, library.entries[one]) for one in shelves.parts[key]}
            return _script(f"parts/{number}", made)
        case "theme":
            return _script(f"themes/{key}", {name: _json(_of_theme(library, key))})
        case "pack":
            # The record as its file has it, to make another one of.
            return _script(f"packs/{key}", {name: library.get(key, Pack).model_dump_json(exclude_defaults=True)})
        case "queries":
            return _script(what, {f"query {asked}": _json(ids) for asked, ids in shelves.answers.items()})
    raise ValueError(name)


def _card(library: Library, record_id: str) -> list[object]:
    """[kind, title, status, minutes, themes, near], `Card` in web/src/course/records.ts."""
    entry = library.entries[record_id]
    card = entry.card
    minutes = entry.part("class_minutes") if entry.kind == "note" else 0
    near = list(islice(dict.fromkeys(one for one in _near(library, entry) if one != entry.id), _NEAR))
    return [entry.kind, card.title, _status(entry), minutes, list(card.themes), near]


def _status(entry: Entry) -> str:
    status = entry.card.status
    return "" if status == Status.PUBLISHED.value else status


def _near(library: Library, entry: Entry) -> Iterator[str]:
    """Records of the same kind that may stand in its place: named as alike, or telling of the same."""
    own = [target.id for target in entry.card.targets if target.field == "similar_to"]
    others = (back.source for back in library.who_names(entry.id, "similar_to"))
    used = dict.fromkeys(use.method for use in entry.card.uses)
    shared = chain.from_iterable(library.cases_of(method) for method in used)
    yield from (one for one in chain(own, others, shared) if one in library.entries)


def _of_theme(library: Library, theme: str) -> list[list[str]]:
    """[id, kind, title] of what a class can use, those first whose first theme it is."""
    entries = [library.entries[one] for one in library.by_theme.get(theme, ())]
    usable = [one for one in entries if one.kind in USABLE and not _status(one)]
    usable.sort(key=lambda one: (one.card.themes.index(theme), USABLE.index(one.kind)))
    return [[one.id, one.kind, one.title] for one in usable[:_OF_THEME]]


def _script(name: str, held: Mapping[str, str]) -> OutFile:
    """A classic script, which file:// allows, that puts values, given as JSON, where web/src/course/records.ts looks for them."""
    lines = ["window.casebookCourse=window.casebookCourse||{};"]
    lines += (f"casebookCourse[{_json(key)}]={value};" for key, value in held.items())
    return OutFile(f"course/{name}.js", ("\n".join(lines) + "\n").encode())


@dataclass(frozen=True, slots=True)
class CourseView:
    """`cards`, `parts`: in how many files these lie; `themes` and `packs` as JSON pairs of id and name; `site`, `url`: the
    site's name and address, for the documents; `new_url`: template of the host's page for a new file, '' for none."""

    cards: int
    parts: int
    themes: str
    packs: str
    site: str
    url: str
    new_url: str
    curated: tuple[tuple[str, str], ...]


def course_part(library: Library, site: Site, shelves: Shelves) -> str:
    """HTML for the comment 'course' of a hand-written page at the root."""
    packs = [(one.id, one.title) for one in library.of_kind("pack") if not _status(one)]
    themes = [(theme.id, theme.label) for theme in library.vocab.themes if not theme.valid_to]
    view = CourseView(
        cards=len(shelves.cards),
        parts=len(shelves.parts),
        themes=_json(themes),
        packs=_json(packs),
        site=site.name,
        url=site.url,
        new_url=site.new_url,
        curated=tuple(packs),
    )
    return html_of("course.html.j2", view)


def _json(value: object) -> str:
    return compact_json(value).decode()
