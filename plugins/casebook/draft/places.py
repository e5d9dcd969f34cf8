"""Places that a report names, held against the register, and the bodies that stand behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from casebook.draft.found import Found, Sure, merged
from casebook.draft.phrases import HAN, before
from casebook.model.region_names import forms
from casebook.model.regions import Region, Regions

_IDIOMS = ("久安",)  # 长治久安 names no town
_BELOW = re.compile(rf"{HAN}{{2,6}}?(?:街道|社区|镇|村)(?!级|干部|民|务|居)")
_GENERAL = re.compile("城乡|城市|农村|城镇|乡镇|各|全|每|所有|部分|试点|示范|老旧|小区|的|个")
_DEPARTMENT = (
    "民政|财政|司法|公安|教育|卫生健康|卫健|住房城乡建设|住房和城乡建设|住建|人力资源社会保障|人力资源和社会保障|人社|农业农村|"
    "文化和旅游|文旅|城市管理|城管|市场监管|审计|发展改革|发改|自然资源|生态环境|应急管理|退役军人|信访|统计"
)
_BODY = re.compile(
    rf"(?:中共)?(?:{HAN}{{2,4}}(?:省|市|区|县|州))?(?:省|市|区|县|镇|国务院|中央|国家|全国)"
    r"(?:委办公厅|委办公室|委组织部|委宣传部|委政法委|委政研室|委|人民政府办公厅|人民政府|政府办公厅|政府办公室|政府|人大常委会|人大|政协|总工会|妇联|"
    rf"(?:{_DEPARTMENT})(?:厅|局|部|委员会|委))(?![{HAN[1:-1]}]?(?:书记|主任|委员|机关))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the register. `name` is what the report writes, `count` how often."""

    region: Region
    name: str
    locators: tuple[str, ...]
    count: int
    sure: Sure


def places(sections: Mapping[str, str], regions: Regions, title: str = "") -> tuple[Place, ...]:
    """Units that the report can only mean, the likeliest to be its own first.

    The title's unit leads, then how often a unit is named, then the smaller unit. Short names (苏州) count less than whole ones
    until they come up again; a name that several units share is left out.
    """
    finder = _finder(regions)
    counts: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = {}
    whole: dict[str, str] = {}
    for locator, text in (("题", title), *sections.items()):
        for name in _chains(text, finder):
            region = regions.resolve(name)
            if region is None:
                continue
            counts[region.code] += 3 if locator == "题" else 1
            where.setdefault(region.code, {})[locator] = None
            if len(name) > len(whole.get(region.code, "")):
                whole[region.code] = name
    found = [
        Place(
            region,
            whole[code],
            tuple(one for one in where[code] if one in sections),
            count,
            _sure(region, whole[code], count),
        )
        for code, count in counts.items()
        if (region := regions.get(code)) is not None
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (-one.sure, -one.count, -("省级", "地级", "县级").index(one.region.level), one.region.code),
        )
    )


def _finder(regions: Regions) -> AhoCorasick:
    names = sorted({form for row in regions if row.is_current for form in _names(row)})
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


def _names(row: Region) -> tuple[str, ...]:
    """What a text may call it: short names of counties are too often plain words."""
    every = forms(row.name)
    return tuple(name for name in (every if row.level != "县级" else every[:1]) if len(name) > 1)


def _chains(text: str, finder: AhoCorasick) -> Iterator[str]:
    """湖北省武汉市江岸区 as one name."""
    chain, end = "", -1
    for _, start, stop in finder.find_matches_as_indexes(text):
        if text.startswith(_IDIOMS, stop):
            continue
        if start == end:
            chain += text[start:stop]
        else:
            if chain:
                yield chain
            chain = text[start:stop]
        end = stop
    if chain:
        yield chain


def _sure(region: Region, name: str, count: int) -> Sure:
    if name.endswith(region.name) and len(name) > 2:
        return Sure.HIGH
    return Sure.MEDIUM if count > 2 else Sure.LOW


def spots(sections: Mapping[str, str], regions: Regions) -> tuple[Found, ...]:
    """Townships, communities and villages that stand right behind the unit they belong to: 江岸区某某街道."""
    finder = _finder(regions)
    return merged(
        Found(below[0], (locator,), Sure.MEDIUM)
        for locator, text in sections.items()
        for _, _, stop in finder.find_matches_as_indexes(text)
        if (below := _BELOW.match(text, stop)) and not _GENERAL.search(below[0]) and before(below[0]) == below[0]
    )


def bodies(sections: Mapping[str, str]) -> tuple[Found, ...]:
    """Party and government bodies by first place."""
    return merged(
        Found(before(match[0]), (locator,), Sure.MEDIUM)
        for locator, text in sections.items()
        for match in _BODY.finditer(re.sub("《[^《》]*》", "《》", text))
    )
