"""Each claim looked up in the cited sections: proved, in another section, not to be told, not there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casebook.model.fields import Cite
from casebook.model.source import Source
from casebook.proof.claims import WHOLE, Claim, Kind
from casebook.proof.dates import Dated, dates, pairs
from casebook.proof.fold import bare, simplified
from casebook.proof.numbers import Amount, amounts, stated
from casebook.proof.sections import Sections, cut


class Status(StrEnum):
    PROVED = "proved"
    OWN = "own"  # the editors' own wording, which needs no proof
    AMBIGUOUS = "ambiguous"
    WRONG_SECTION = "wrong_section"
    NOT_FOUND = "not_found"
    NO_ARCHIVE = "no_archive"
    DIFFERS = "archive_differs"


FAILURES = (Status.WRONG_SECTION, Status.NOT_FOUND, Status.DIFFERS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`where` are citations: where it is proved, or where it stands instead. `why` is a Chinese half sentence or ''."""

    claim: Claim
    status: Status
    where: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A source's archived text in sections. `whole` is False when it is not the text the record was written from."""

    sections: Sections
    whole: bool
    numbers: Mapping[str, tuple[Amount, ...]]
    names: Mapping[str, str]
    dates: Mapping[str, tuple[Dated, ...]]

    def near(self, locator: str) -> tuple[str, ...]:
        """The section and those below it: who cites 一 has read 一(二) too."""
        if locator == WHOLE:
            return tuple(self.names)
        return (locator, *self.sections.below(locator))


def read_text(source: Source, data: bytes) -> Text:
    """The archived bytes of a source, cut at its record's locators. Without a checksum in the record any text will do."""
    folded = data.decode("utf-8-sig", "replace")
    sections = cut(folded, [section.locator for section in source.sections], source.title)
    return Text(
        sections,
        source.sha256 is None or hashlib.sha256(data).hexdigest() == source.sha256,
        {locator: tuple(amounts(own)) for locator, own in sections.own.items()},
        {locator: bare(own) for locator, own in sections.own.items()},
        {locator: dates(own) for locator, own in sections.own.items()},
    )


@dataclass(frozen=True, slots=True)
class Archive:
    """Source id → text; sources that the folder does not hold are absent."""

    texts: Mapping[str, Text] = field(default_factory=dict)


def verify(claims: Iterable[Claim], archive: Archive) -> tuple[Verdict, ...]:
    """One verdict a claim, in order."""
    return tuple(_verdict(claim, archive) for claim in claims)


def _verdict(claim: Claim, archive: Archive) -> Verdict:
    cites = [cite for cite in claim.cites if cite.source in archive.texts]
    if not cites:
        return Verdict(claim, Status.NO_ARCHIVE, why="存档里没有这份来源")
    differing = [cite.source for cite in cites if not archive.texts[cite.source].whole]
    if differing:
        return Verdict(claim, Status.DIFFERS, tuple(dict.fromkeys(differing)), "存档文本的校验值与来源记录不同")
    if claim.kind in (Kind.NAME, Kind.WORDING):
        return _name(claim, cites, archive)
    if claim.kind is Kind.DATE:
        return _date(claim, cites, archive)
    return _number(claim, cites, archive)


def _name(claim: Claim, cites: list[Cite], archive: Archive) -> Verdict:
    wanted = [_pieces(word) for word in claim.words]
    found = tuple(
        f"{cite.source} {locator}"
        for cite in cites
        for locator in archive.texts[cite.source].near(cite.locator)
        if any(_has(archive.texts[cite.source].names.get(locator, ""), pieces) for pieces in wanted)
    )
    if found:
        return Verdict(claim, Status.PROVED, tuple(dict.fromkeys(found)))
    if claim.kind is Kind.WORDING:
        return Verdict(claim, Status.OWN)
    elsewhere = tuple(
        f"{source} {locator}"
        for source in dict.fromkeys(cite.source for cite in cites)
        for locator, text in archive.texts[source].names.items()
        if any(_has(text, pieces) for pieces in wanted)
    )
    return _absent(claim, cites, elsewhere)


def _absent(claim: Claim, cites: list[Cite], elsewhere: tuple[str, ...], why: str = "") -> Verdict:
    """What is not in the cited sections: in another, nowhere, or perhaps in a text that we do not have."""
    if len(cites) < len(claim.cites) and not elsewhere:
        return Verdict(claim, Status.NO_ARCHIVE, why="有的来源不在存档里")
    return Verdict(claim, Status.WRONG_SECTION if elsewhere else Status.NOT_FOUND, elsewhere, why)


def _pieces(word: str) -> tuple[str, ...]:
    """A quotation with 甲……乙 left out is found when 甲 and then 乙 are."""
    return tuple(bare(piece).strip(",.;:、") for piece in re.split(r"\.{3,}|…+", simplified(word)) if bare(piece))


def _has(text: str, pieces: tuple[str, ...]) -> bool:
    """All pieces in order; one that begins or ends with a digit must not be cut out of a longer number."""
    at = 0
    for piece in pieces:
        left = r"(?<!\d)" if piece[0].isdigit() else ""
        right = r"(?!\d)" if piece[-1].isdigit() else ""
        found = re.compile(left + re.escape(piece) + right).search(text, at)
        if found is None:
            return False
        at = found.end()
    return bool(pieces)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A number that fits, where it stands, and how many pairs of characters its sentence shares with the claim."""

    cite: str
    amount: Amount
    shared: tuple[int, int]


def _number(claim: Claim, cites: list[Cite], archive: Archive) -> Verdict:
    wanted = _wanted(claim)
    if wanted is None:
        return Verdict(claim, Status.AMBIGUOUS, why="看不懂这个数的写法")
    near = [(cite.source, locator) for cite in cites for locator in archive.texts[cite.source].near(cite.locator)]
    hits = [hit for place in dict.fromkeys(near) for hit in _hits(claim, wanted, archive, place)]
    if hits:
        return _of_hits(claim, wanted, hits, _rival(claim, wanted, archive, near))
    every = [
        (source, other) for source in dict.fromkeys(c.source for c in cites) for other in archive.texts[source].numbers
    ]
    elsewhere = tuple(dict.fromkeys(hit.cite for place in every for hit in _hits(claim, wanted, archive, place)))
    return _absent(claim, cites, elsewhere, _otherwise(wanted, near, archive))


def _wanted(claim: Claim) -> Amount | None:
    """The claim's number; one inside a sentence takes unit and kind from that sentence."""
    if claim.kind is Kind.FIGURE:
        return stated(claim.words[0], claim.unit)
    start = int(str(claim.at[-1])[1:])
    before = simplified(claim.beside[:start])
    return next((amount for amount in amounts(simplified(claim.beside)) if amount.start >= len(before)), None)


def _hits(claim: Claim, wanted: Amount, archive: Archive, place: tuple[str, str]) -> Iterator[_Hit]:
    source, locator = place
    text = archive.texts[source]
    for amount in text.numbers.get(locator, ()):
        if amount.value == wanted.value and _same_sort(claim, wanted, amount):
            own = text.sections.own[locator]
            yield _Hit(f"{source} {locator}", amount, _shared(claim.beside, own, amount))


def _same_sort(claim: Claim, wanted: Amount, amount: Amount) -> bool:
    if claim.kind is Kind.FIGURE:
        return amount.role == "count" and amount.vague == wanted.vague and amount.has_unit(wanted.unit)
    dated = {"year", "date", "ordinal"}
    if wanted.role in dated:
        return amount.role in dated  # 2019年 and 2019-12-13 are the same year
    return amount.role not in dated and (not wanted.unit or amount.has_unit(wanted.unit))


def _shared(beside: str, text: str, amount: Amount) -> tuple[int, int]:
    """Pairs of characters that the claim shares with the clause of the number, and with its sentence."""
    own = pairs(simplified(beside))
    clause = re.split(r"[,。;:!?\n]", text[: amount.start])[-1] + re.split(r"[,。;:!?\n]", text[amount.start :])[0]
    sentence = re.split(r"[。;!?\n]", text[: amount.start])[-1] + re.split(r"[。;!?\n]", text[amount.start :])[0]
    return len(own & pairs(clause)), len(own & pairs(sentence))


def _rival(claim: Claim, wanted: Amount, archive: Archive, near: list[tuple[str, str]]) -> int:
    """Pairs of characters that the claim shares with the clause of another number of the same unit: what it may have been meant to cite."""
    texts = ((archive.texts[source], locator) for source, locator in near)
    return max(
        (
            _shared(claim.beside, text.sections.own[locator], amount)[0]
            for text, locator in texts
            for amount in text.numbers.get(locator, ())
            if amount.value != wanted.value and amount.role == "count" and amount.has_unit(wanted.unit)
        ),
        default=0,
    )


def _of_hits(claim: Claim, wanted: Amount, hits: list[_Hit], rival: int) -> Verdict:
    best = max(hit.shared for hit in hits)
    chosen = [hit for hit in hits if hit.shared == best]
    where = tuple(dict.fromkeys(hit.cite for hit in chosen))
    if claim.kind is Kind.NUMBER:
        return Verdict(claim, Status.PROVED, where)
    if best[1] == 0:
        return Verdict(claim, Status.AMBIGUOUS, where, "数对得上，原文那句话里却看不到指标的字眼")
    if rival >= best[0] + _MUCH_NEARER:
        return Verdict(claim, Status.AMBIGUOUS, where, "数对得上，指标的字眼却与这一节里另一个数的那句话合得多")
    if len({(hit.cite, hit.amount.start) for hit in chosen}) > 1:
        return Verdict(claim, Status.AMBIGUOUS, where, "同样的数在这几节里出现不止一次，分不清是哪一处")
    bound = chosen[0].amount.bound
    if bound != wanted.bound and not (bound in _SAID and _SAID[bound].search(simplified(claim.beside))):
        why = f"原文是“{_BOUND[bound]}”这个数，记录没有写明" if bound else "记录写成约数或上下限，原文是确数"
        return Verdict(claim, Status.AMBIGUOUS, where, why)
    return Verdict(claim, Status.PROVED, where)


# Of the library's 124 figures none falls under it, of 160 swaps of two figures of one section 98 do; with 2 two good ones fall too.
_MUCH_NEARER = 3
_BOUND = {"low": "不低于（超过）", "high": "不超过", "about": "大约"}
_SAID = {
    "low": re.compile("以上|不低于|不少于|至少|最少|下限|起码|超|逾"),
    "high": re.compile("以下|以内|不超过|不高于|至多|最多|上限"),
    "about": re.compile("约|近|左右|上下|大致"),
}


def _date(claim: Claim, cites: list[Cite], archive: Archive) -> Verdict:
    """A point in time said in the cited sections, of the matter that the claim tells of, if it tells one."""
    near = dict.fromkeys(
        (cite.source, locator) for cite in cites for locator in archive.texts[cite.source].near(cite.locator)
    )
    told = [(f"{source} {locator}", one) for source, locator in near for one in archive.texts[source].dates[locator]]
    hits = [(where, one) for where, one in told if one.says(claim.words[0])]
    if not hits:
        sources = dict.fromkeys(source for source, _ in near)
        elsewhere = tuple(
            f"{source} {locator}"
            for source in sources
            for locator, found in archive.texts[source].dates.items()
            if any(one.says(claim.words[0]) for one in found)
        )
        return _absent(claim, cites, elsewhere)
    own = pairs(simplified(claim.beside))
    shared = {one: len(own & pairs(one.about)) for _, one in told}
    best = max(shared[one] for _, one in hits)
    where = tuple(dict.fromkeys(place for place, one in hits if shared[one] == best))
    rival = max((number for one, number in shared.items() if not one.says(claim.words[0])), default=0)
    if own and best == 0 and all(pairs(one.about) for _, one in hits):  # a signature's date stands alone on its line
        return Verdict(claim, Status.AMBIGUOUS, where, "时间对得上，原文那句话里却看不到这件事的字眼")
    if rival >= best + _MUCH_NEARER:
        return Verdict(claim, Status.AMBIGUOUS, where, "时间对得上，这件事的字眼却与这一节里另一个时间的那句话合得多")
    return Verdict(claim, Status.PROVED, where)


def _otherwise(wanted: Amount, near: list[tuple[str, str]], archive: Archive) -> str:
    """How the section has the same number, when it has it in another form."""
    for source, locator in near:
        text = archive.texts[source]
        for amount in text.numbers.get(locator, ()):
            if amount.value == wanted.value:
                around = text.sections.own[locator][max(0, amount.start - 6) : amount.end + 4].replace("\n", " ")
                return f"这一节里有“…{around}…”，单位、余数或性质不同"
    return ""
