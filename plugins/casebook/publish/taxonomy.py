"""Theme pages and region pages: what belongs together by problem, and what lies in one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from casebook.link.library import Library, Spot
from casebook.model.fields import Cite
from casebook.model.names import SECTION, listing_path, page_path
from casebook.model.vocab import Theme
from casebook.publish.groups import Count, Group, counts_of, groups_of, toc_of
from casebook.publish.items import Item, Items
from casebook.publish.pages import base_of, html_of
from casebook.publish.shells import Page
from casebook.publish.site import Site
from casebook.publish.tiles import Tile, tiles_of
from casebook.publish.toc import Toc

_THEMES_FILE, _PLACES_FILE = "content/vocab/themes.yaml", "content/vocab/places.yaml"
# A theme is read through; a province may hold half the library, and the list page filters better than a long page reads.
_A_KIND_IN_THEME, _A_KIND_IN_REGION = 100, 40
_KIN_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Way:
    """A link with a remark; `path` is below the site root."""

    label: str
    path: str
    note: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class ThemeView:
    label: str
    anchor: str
    base: str
    scope_note: str
    aliases: tuple[str, ...]
    problems: tuple[str, ...]
    groups: tuple[Group, ...]
    kin: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ThemeCard:
    id: str
    label: str
    path: str
    scope_note: str
    problems: tuple[str, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ThemesView:
    title: str
    anchor: str
    lede: str
    base: str
    themes: tuple[ThemeCard, ...]


def theme_pages(library: Library, items: Items, site: Site) -> Iterator[Page]:
    """The list of themes, then each theme's page, in the order of the vocabulary."""
    yield themes_page(library, items, site)
    for theme in library.vocab.themes:
        yield theme_page(library, items, theme, site)


def themes_page(library: Library, items: Items, site: Site) -> Page:
    """The list of themes."""
    section, path = SECTION["theme"], listing_path("theme")
    cards = tuple(_theme_card(library, items, theme) for theme in library.vocab.themes)
    lede = f"{section.blurb}，共 {len(cards)} 个主题。每条记录属于一到三个主题，最主要的排在最前。"
    view = ThemesView(section.label, section.folder, lede, base_of(path), cards)
    toc: Toc = tuple((card.id, card.label, ()) for card in cards)
    return Page(
        path, section.label, lede, html_of("themes.html.j2", view), toc, section.folder,
        site.edit_url(_THEMES_FILE), og_type="website",
    )  # fmt: skip


def _theme_card(library: Library, items: Items, theme: Theme) -> ThemeCard:
    counts = counts_of(items.kinds(library.by_theme.get(theme.id, ())))
    return ThemeCard(theme.id, theme.label, page_path("theme", theme.id), theme.scope_note, theme.problems, counts)


def _of_theme(library: Library, items: Items, theme: Theme) -> list[Item]:
    """Ranked: those in use before those that are not, first theme before second, then those that most others name."""
    found = [items[record_id] for record_id in library.by_theme.get(theme.id, ())]

    def rank(item: Item) -> tuple[bool, int, int]:
        return item.status != "", item.values["theme"].index(theme.id), -len(library.who_names(item.id))

    return sorted(found, key=rank)


def theme_page(library: Library, items: Items, theme: Theme, site: Site) -> Page:
    """A theme and its records."""
    path, own = page_path("theme", theme.id), _of_theme(library, items, theme)
    mixed = {item.values["theme"][0] == theme.id for item in own if item.kind == "method"}
    notes = {"method": f"先列以“{theme.label}”为第一主题的；其中被别的记录提到较多的在前。"} if len(mixed) == 2 else {}
    groups = groups_of(own, limit=_A_KIND_IN_THEME, query=f"theme={theme.id}", notes=notes)
    kin = _kin(library, theme)
    view = ThemeView(theme.label, theme.id, base_of(path), theme.scope_note, theme.aliases, theme.problems, groups, kin)
    toc: Toc = (*((("wen-ti", "遇到这些问题时来看", ()),) if theme.problems else ()), *toc_of(groups))
    toc = (*toc, *((("xiang-jin", "相近的主题", ()),) if kin else ()))
    content = html_of("theme.html.j2", view)
    return Page(
        path, theme.label, theme.scope_note, content, toc, theme.id, site.edit_url(_THEMES_FILE), og_type="website"
    )


def _kin(library: Library, theme: Theme) -> tuple[Way, ...]:
    """Broader, narrower and succeeding themes, then those that records share most with this one, the most shared first."""
    themes = {other.id: other for other in library.vocab.themes}
    upper = ((theme.broader, "上位主题"), (theme.successor, "后继主题"))
    notes: dict[str, str] = {str(other): note for other, note in upper if other is not None}
    notes |= {other.id: "下位主题" for other in themes.values() if other.broader == theme.id}
    mine = set(library.by_theme.get(theme.id, ()))
    shared = {other: len(mine.intersection(ids)) for other, ids in library.by_theme.items() if other != theme.id}
    for other in sorted(shared, key=lambda other: -shared[other]):
        if shared[other] and len(notes) < _KIN_AT_MOST:
            notes.setdefault(other, f"{shared[other]} 条记录同属")
    return tuple(Way(themes[other].label, page_path("theme", other), note) for other, note in notes.items())


@dataclass(frozen=True, slots=True)
class CiteLink:
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class RegionView:
    label: str
    anchor: str
    base: str
    above: tuple[Way, ...]
    facts: tuple[str, ...]
    scope_note: str
    cites: tuple[CiteLink, ...]
    children: tuple[Way, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree of all regions, with what lies below it."""

    label: str
    path: str
    total: int
    open: bool
    children: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class RegionsView:
    title: str
    anchor: str
    lede: str
    base: str
    tiles: tuple[Tile, ...]
    spots: tuple[Branch, ...]


def region_pages(library: Library, items: Items, site: Site) -> Iterator[Page]:
    """The tree of regions, then a page for each unit and place, parents before children."""
    below = spots_below(library)
    yield regions_page(library, below)
    for spot in library.spots.values():
        yield region_page(library, items, spot, below.get(spot.id, ()), site)


def regions_page(library: Library, below: Below) -> Page:
    """The tree of regions."""
    section, path = SECTION["region"], listing_path("region")
    lede = "收录的记录涉及这些地方，数字是本地和下级地方的记录数。点开一个省，再往下找市、县和具体地方。"
    roots = below.get(None, ())
    # A handful of provinces may as well stand open; with many, the reader opens the one that is wanted.
    branches = tuple(_branch(library, below, spot, is_open=len(roots) <= 8) for spot in roots)
    view = RegionsView(section.label, section.folder, lede, base_of(path), tiles_of(library), branches)
    return Page(path, section.label, lede, html_of("regions.html.j2", view), (), section.folder, og_type="website")


Below = Mapping[str | None, tuple[Spot, ...]]


def spots_below(library: Library) -> Below:
    """Spot id (None: the top of the tree) → the spots right below it."""
    below: defaultdict[str | None, list[Spot]] = defaultdict(list)
    for spot in library.spots.values():
        below[spot.parent].append(spot)
    return {parent: tuple(spots) for parent, spots in below.items()}


def _total(library: Library, spot: Spot) -> int:
    return len(library.by_spot.get(spot.id, ()))


def _branch(library: Library, below: Mapping[str | None, Sequence[Spot]], spot: Spot, *, is_open: bool) -> Branch:
    children = tuple(_branch(library, below, child, is_open=False) for child in below.get(spot.id, ()))
    return Branch(spot.label, page_path("region", spot.id), _total(library, spot), is_open, children)


def region_page(library: Library, items: Items, spot: Spot, below: Sequence[Spot], site: Site) -> Page:
    """A unit or place: what lies above and below it, and its records."""
    path, place = page_path("region", spot.id), spot.place
    mine = [items[record_id] for record_id in library.by_spot.get(spot.id, ())]
    groups = groups_of(
        sorted(mine, key=lambda item: item.status != ""),
        limit=_A_KIND_IN_REGION,
        query=f"region={spot.id}",
        notes={"method": "从这里来的，和来源点名在这里用的。"},
    )
    groups = _with_methods_used(groups, _methods_used(library, items, spot, mine))
    children = tuple(Way(child.label, page_path("region", child.id), total=_total(library, child)) for child in below)
    above = tuple(Way(upper.label, page_path("region", upper.id)) for upper in library.spot_path(spot.id)[:-1])
    full_name = "".join([*(upper.label for upper in above), spot.label])
    view = RegionView(
        label=spot.label,
        anchor="di-qu",
        base=base_of(path),
        above=above,
        facts=_region_facts(spot),
        scope_note=place.scope_note if place else "",
        cites=tuple(_cite(library, cite) for cite in place.cite) if place else (),
        children=children,
        groups=groups,
    )
    toc: Toc = (*((("xia-ji", "下级地区和地方", ()),) if children else ()), *toc_of(groups))
    counted = "、".join(f"{group.label} {group.total}" for group in groups) or "还没有记录"
    return Page(
        path=path,
        title=spot.label,
        description=f"{full_name}：{counted}。",
        content=html_of("region.html.j2", view),
        toc=toc,
        anchor="di-qu",
        edit_url=site.edit_url(_PLACES_FILE) if place else None,
        og_type="website",
    )


def _methods_used(library: Library, items: Items, spot: Spot, mine: Iterable[Item]) -> tuple[Item, ...]:
    """Methods that cases here carried out or began to, and that are not listed as this place's own; those that most cases use first."""
    uses: Counter[str] = Counter()
    listed = {item.id for item in mine}
    cases = (item.id for item in mine if item.kind == "case" and not item.status)
    for case in (library.entries[case_id] for case_id in cases if _took_place(library, spot, case_id)):
        done = {use.method for use in case.card.uses if use.happened}
        uses.update(method for method in done if method in library.entries and method not in listed)
    return tuple(items[method] for method in sorted(uses, key=lambda method: (-uses[method], method)))


def _took_place(library: Library, spot: Spot, case_id: str) -> bool:
    """Whether the whole case took place here or below: a part that the case of a wider area also names did not do all it tells."""
    paths = [[upper.id for upper in library.spot_path(own)] for own in library.spot_of[case_id]]
    return any(spot.id in path and not any(other[-1] in path[:-1] for other in paths) for path in paths)


def _with_methods_used(groups: Sequence[Group], used: tuple[Item, ...]) -> tuple[Group, ...]:
    """The methods used stand right behind the cases that use them; no list can be filtered by use, so there is no way to more."""
    if not used:
        return tuple(groups)
    most = f"只列用得最多的 {_A_KIND_IN_REGION} 种。" if len(used) > _A_KIND_IN_REGION else ""
    note = f"这里的案例照着做，来源没有说是这里提出来的；哪个案例怎样做，点进去看“谁在用”。{most}"
    group = Group("used", "这里的案例用到的工作法", len(used), used[:_A_KIND_IN_REGION], note)
    at = next(place for place, other in enumerate(groups) if other.anchor == SECTION["case"].folder) + 1
    return (*groups[:at], group, *groups[at:])


def _region_facts(spot: Spot) -> tuple[str, ...]:
    """Level, code and years of a unit; level and other names of a place."""
    if spot.place is not None:
        also = f"也叫：{'、'.join(spot.place.aliases)}" if spot.place.aliases else ""
        return tuple(fact for fact in (spot.place.level.value, also) if fact)
    if spot.region is None:
        return ()
    ended = f"{spot.region.valid_to} 年撤销" if spot.region.valid_to else ""
    return tuple(fact for fact in (spot.region.level, f"区划代码 {spot.region.code}", ended) if fact)


def _cite(library: Library, cite: Cite) -> CiteLink:
    return CiteLink(f"{library.entries[cite.source].title} {cite.locator}", page_path("source", cite.source))
