"""What a form offers to choose from: themes, settings, registered places, and the register of regions."""

from __future__ import annotations

from casebook.check.template import id_of
from casebook.link.library import Vocab
from casebook.link.spots import SpotFinder
from casebook.model.vocab import Concept, Place

# Words of these titles that read otherwise than their characters mostly do one by one.
_READ_OTHERWISE = (
    "重庆", "长春", "长沙", "成都", "佛山", "厦门", "六安", "蚌埠", "乐清", "西藏",
    "调解", "调处", "调整", "重建", "行业", "银行", "会计", "都市", "弹性",
)  # fmt: skip


def concepts(vocab: Vocab) -> dict[str, list[list[str]]]:
    """Kind → [id, label, scope note, year it ended or '', successor or '', where a place lies or ''], in the vocabularies' order."""
    finder = SpotFinder(vocab)
    groups: tuple[tuple[str, tuple[Concept, ...]], ...] = (
        ("theme", tuple(vocab.themes)),
        ("setting", tuple(vocab.settings)),
        ("place", tuple(vocab.places)),
    )
    return {kind: [_concept(one, finder) for one in several] for kind, several in groups}


def _concept(one: Concept, finder: SpotFinder) -> list[str]:
    where = finder.find(one.region) or "" if isinstance(one, Place) and one.region else ""
    ended = one.valid_to[:4] if one.valid_to else ""
    return [one.id, one.label, one.scope_note, ended, str(getattr(one, "successor", None) or ""), where]


def current_regions(vocab: Vocab) -> str:
    """A line a unit in use, 'code name', by code."""
    return "\n".join(f"{row.code} {row.name}" for row in vocab.regions if row.is_current)


def ended_regions(vocab: Vocab) -> str:
    """A line a code that is out of use, 'code name year heirs', the heirs' codes joined by commas."""
    regions = vocab.regions
    last = {row.code: row for row in regions}
    rows = [(row, ",".join(heir.code for heir in regions.heirs(row))) for row in last.values() if row.valid_to]
    return "\n".join(f"{row.code} {row.name} {(row.valid_to or '')[:4]} {heirs}" for row, heirs in rows)


def readings() -> dict[str, str]:
    """Word → its pinyin, joined by hyphens."""
    return {word: id_of(word) for word in _READ_OTHERWISE}
