"""Questions as a deck for Anki (.apkg), one card each; made by genanki, then packed again without this machine's time."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from casebook.files import OutFile, sha256_of
from casebook.model.choices import QuizType
from casebook.packs.outline import LETTERS
from casebook.packs.questions import Bank, Item
from casebook.packs.zipped import zipped

if TYPE_CHECKING:
    from genanki import Model

_MODEL = 1_796_402_251  # never to be changed: by it Anki knows our cards
_FIELDS = ("题目", "选项", "答案", "解析")
_FRONT = '<div class="stem">{{题目}}</div>{{选项}}'
_BACK = '{{FrontSide}}<hr id="answer"><div class="answer">{{答案}}</div><div class="why">{{解析}}</div>'
_CSS = (
    ".card{font-family:sans-serif;font-size:20px;line-height:1.6;text-align:left;max-width:36em;margin:auto}"
    ".stem{font-weight:600}.answer{font-weight:600}.why{font-size:.85em;margin-top:.6em}"
)
_WHEN = 1_577_836_800  # 2020-01-01, UTC: what the cards give as their time, in seconds
_DAY = 86_400
_CARE = str.maketrans({"[": "&#91;", "\n": "<br>"})  # Anki reads [sound:…] in any field


def anki(bank: Bank) -> bytes:
    """The deck; the same bank gives the same bytes on the same version of SQLite, whose number stands in each of its files."""
    import genanki  # noqa: PLC0415 - an extra

    number = int(sha256_of(bank.id.encode())[:7], 16)
    model = _model()
    deck = genanki.Deck(number, bank.title)
    for item in bank.items:
        deck.add_note(genanki.Note(model, _fields(item), guid=genanki.guid_for(bank.id, item.id)))
    held = BytesIO()
    # Anki numbers notes by the millisecond of their making: two decks must not begin at the same one.
    genanki.Package(deck).write_to_file(held, timestamp=_WHEN + number % _DAY)
    with zipfile.ZipFile(held) as packed:
        return zipped(OutFile(name, packed.read(name)) for name in packed.namelist())


def _model() -> Model:
    import genanki  # noqa: PLC0415 - an extra

    template = {"name": "问答", "qfmt": _FRONT, "afmt": _BACK}
    return genanki.Model(_MODEL, "casebook 测验", [{"name": name} for name in _FIELDS], [template], _CSS)


def _fields(item: Item) -> list[str]:
    lettered = item.type in (QuizType.SINGLE, QuizType.MULTIPLE)
    rows = "".join(f"<li>{_escaped(option.text)}</li>" for option in item.options)
    options = f'<ol type="A">{rows}</ol>' if lettered else ""
    answer = "；".join(item.points) if item.type is QuizType.SHORT else "；".join(_right(item, lettered=lettered))
    why = "\n".join((item.explanation, *(f"出处：{source}" for source in item.sources))).strip()
    return [_escaped(f"〔{item.type}〕{item.stem}"), options, _escaped(answer), _escaped(why)]


def _right(item: Item, *, lettered: bool) -> list[str]:
    return [(f"{LETTERS[place]} " if lettered else "") + item.options[place].text for place in item.right]


def _escaped(text: str) -> str:
    return escape(text, quote=False).translate(_CARE)
