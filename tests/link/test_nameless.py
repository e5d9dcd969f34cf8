"""A place whose county and province the source withholds: attributed to no unit, and still a place with a page."""

from casebook.link.library import Vocab
from casebook.link.spots import SpotFinder
from casebook.model.regions import Region, Regions
from casebook.model.vocab import Place

COUNTY = Place.model_validate(
    {"id": "mou-xian", "label": "某县", "level": "未具名", "scope_note": "来源隐去县名", "sources": ["bao-gao"]}
)
TOWN = Place.model_validate(
    {
        "id": "xi-jie",
        "label": "西街社区",
        "level": "村社区",
        "region": "mou-xian",
        "scope_note": "某县的社区",
        "sources": ["bao-gao"],
    }
)
FINDER = SpotFinder(Vocab((), (), (COUNTY, TOWN), Regions((Region("420000", "湖北省", None, "", None),))))


def test_a_place_that_no_source_locates_stands_at_the_top_of_the_tree() -> None:
    assert FINDER.parent("mou-xian") is None
    assert FINDER.chain("xi-jie") == ("xi-jie", "mou-xian")


def test_a_record_of_the_nameless_county_finds_the_community_below_it() -> None:
    assert FINDER.find("mou-xian") == "mou-xian"
    assert FINDER.below("mou-xian", "西街社区") == "xi-jie"


def test_the_tree_holds_both_with_the_nameless_place_as_a_root() -> None:
    spots = FINDER.spots(["xi-jie"])
    assert [(spot.id, spot.parent) for spot in spots.values()] == [("mou-xian", None), ("xi-jie", "mou-xian")]
