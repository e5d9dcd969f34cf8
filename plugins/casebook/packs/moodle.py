"""Questions in Moodle XML (docs.moodle.org, Moodle XML format)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from casebook.model.choices import QuizType
from casebook.packs.markup import tag, xml
from casebook.packs.questions import Bank, Item

_TYPE = {
    QuizType.SINGLE: "multichoice",
    QuizType.MULTIPLE: "multichoice",
    QuizType.JUDGE: "truefalse",
    QuizType.SHORT: "essay",
}


def moodle_xml(bank: Bank) -> bytes:
    """All questions in a category named after the bank."""
    place = tag("category", {}, _text(f"$course$/top/{bank.title.replace('/', '//')}"))
    return xml(tag("quiz", {}, tag("question", {"type": "category"}, place), *map(_question, bank.items)))


def _question(item: Item) -> Element:
    return tag(
        "question",
        {"type": _TYPE[item.type]},
        tag("name", {}, _text(item.name)),
        _html("questiontext", item.stem),
        _html("generalfeedback", item.feedback),
        tag("defaultgrade", {}, "1"),
        *(_essay(item) if item.type is QuizType.SHORT else _choices(item)),
    )


def _choices(item: Item) -> Iterator[Element]:
    if item.type is not QuizType.JUDGE:
        yield tag("single", {}, str(item.type is QuizType.SINGLE).lower())
        yield tag("shuffleanswers", {}, "false")
        yield tag("answernumbering", {}, "ABCD")
    share = f"{100 / len(item.right):.7g}"
    # A wrong choice among several costs all, as in Chinese examinations; in the other types nothing can be lost.
    wrong = "-100" if item.type is QuizType.MULTIPLE else "0"
    for place, option in enumerate(item.options):
        fraction = {"fraction": share if option.is_right else wrong}
        if item.type is QuizType.JUDGE:
            yield tag("answer", {**fraction, "format": "moodle_auto_format"}, _text("false" if place else "true"))
        else:
            yield tag("answer", {**fraction, "format": "html"}, _text(_escaped(option.text)))


def _essay(item: Item) -> Iterator[Element]:
    yield tag("responseformat", {}, "editor")
    yield tag("responserequired", {}, "1")
    yield tag("responsefieldlines", {}, "5")
    yield tag("attachments", {}, "0")
    yield tag("attachmentsrequired", {}, "0")
    yield _html("graderinfo", "\n".join(item.points))
    yield _html("responsetemplate", "")


def _html(name: str, text: str) -> Element:
    return tag(name, {"format": "html"}, _text(f"<p>{_escaped(text)}</p>" if text else ""))


def _text(text: str) -> Element:
    return tag("text", {}, text)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
