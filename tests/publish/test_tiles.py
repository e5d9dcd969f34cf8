"""The map of tiles: every provincial unit once, in a cell of its own, with what the library holds of it."""

import re

from casebook.app.content import load_vocab
from casebook.publish.items import items_of
from casebook.publish.site import Site
from casebook.publish.taxonomy import region_pages
from casebook.publish.tiles import PLACES, tiles_of
from tests.publish.small_library import a_case, a_library
from tests.site.conftest import ROOT

SITE = Site("库", "", "", "", "main", "", "")


def test_each_provincial_unit_of_the_register_has_a_cell_of_its_own() -> None:
    regions = load_vocab(ROOT).value.regions
    provinces = {region.code for region in regions if region.parent is None and region.is_current}
    assert set(PLACES) == provinces
    assert len(provinces) == 34
    assert len(set(PLACES.values())) == 34


def test_neighbours_lie_where_they_lie() -> None:
    """Row and column grow to the south and to the east."""
    pairs_south = [
        ("230000", "220000"),
        ("110000", "130000"),
        ("420000", "430000"),
        ("430000", "440000"),
        ("620000", "630000"),
    ]
    pairs_east = [
        ("650000", "620000"),
        ("510000", "500000"),
        ("500000", "420000"),
        ("340000", "320000"),
        ("320000", "310000"),
    ]
    assert all(PLACES[north][0] < PLACES[south][0] for north, south in pairs_south)
    assert all(PLACES[west][1] < PLACES[east][1] for west, east in pairs_east)


def test_a_tile_counts_what_lies_below_and_links_only_where_there_is_a_page() -> None:
    library = a_library(a_case("c", "丙"), a_case("d", "丁"), a_case("e", "戊", region="370700"))
    tiles = {"".join(tile.parts): (tile.total, tile.shade, tile.path) for tile in tiles_of(library)}
    assert tiles == {"山东省": (3, 3, "regions/370000.html"), "湖北省": (0, 0, "")}
    page = next(iter(region_pages(library, items_of(library), SITE)))
    assert re.findall(r'<a class="cb-tile[^"]*" href="([^"]+)"', page.content) == ["../regions/370000.html"]
    assert '湖北省</span><span class="cb-sr">，还没有记录' in page.content
