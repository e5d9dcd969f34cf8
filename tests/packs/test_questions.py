"""Quiz questions keep every sign of their text in every format; each format is read by something we did not write."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onyx2moodle.parser import parse_item
from pygiftparser import parser as pygift

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.model.choices import QuizType
from casebook.model.note import Note
from casebook.model.pack import Pack
from casebook.packs.anki import anki
from casebook.packs.gift import gift
from casebook.packs.moodle import moodle_xml
from casebook.packs.qti import qti
from casebook.packs.questions import Bank, Item, Option, bank_of

ROOT = Path(__file__).parents[2]
PACK = "xin-ren-ru-men-ban-tian"
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
EVIL = "a~b=c#d{e}f:g\\h\\n //i ::j:: %50% [html]<b>&amp;k</b> ]]> ####l “m” {{n}} [sound:o.mp3] =p->q"


@pytest.fixture(scope="module")
def content() -> Library:
    return load_library(ROOT).value


@pytest.fixture(scope="module")
def bank(content: Library) -> Bank:
    return bank_of(content, content.get(PACK, Pack))


def an_item(kind: QuizType = QuizType.SINGLE, text: str = EVIL, no: int = 1) -> Item:
    """A question all of whose text is `text`, two lines where a question may have them."""
    rights = {QuizType.SINGLE: (False, True), QuizType.MULTIPLE: (True, True, False), QuizType.SHORT: ()}
    judged = (Option("对", is_right=False), Option("错", is_right=True))
    options = judged if kind is QuizType.JUDGE else tuple(Option(text, is_right=right) for right in rights[kind])
    points = (text,) if kind is QuizType.SHORT else ()
    return Item(f"q-{no}", text, kind, f"{text}\n{text}", options, points, f"{text}\n{text}", (text,))


def a_bank(text: str) -> Bank:
    return Bank("bao", "包", tuple(an_item(kind, text, no) for no, kind in enumerate(QuizType, 1)))


texts = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("~=#{}:\\<>&[]%\"'/-n"), min_size=1, max_size=30
).map(str.strip).filter(bool)  # fmt: skip


# ---- which questions


def test_a_pack_asks_what_its_notes_ask_each_once(content: Library) -> None:
    bank = bank_of(content, content.get(PACK, Pack))
    assert bank == Bank(PACK, "新社区工作者入门半天", bank_of(content, content.get("kui-wen-qu-jiao-xue", Note)).items)
    assert len({item.id for item in bank.items}) == len(bank.items) == 8


def test_explanations_carry_the_source_and_its_sections(bank: Bank) -> None:
    assert bank.items[5].sources[0].endswith("[J]. 做法(三)一是、建议(一)")
    assert all(item.sources for item in bank.items)


def test_a_pack_without_notes_asks_nothing(content: Library) -> None:
    assert bank_of(content, content.get("san-zhong-gong-zuo-fa-bi-jiao", Pack)).items == ()


# ---- GIFT


_HIDDEN = {sign: f"\x01{place}\x02" for place, sign in enumerate("\\:#={}~n")}


def moodle_reads(text: str) -> Iterator[tuple[str, str, list[tuple[str, float]], str]]:
    """Name, stem, options with their fractions, feedback, by the rules of Moodle's import: double backslashes are hidden first,
    then the other escaped signs, and a text that begins with [plain] is nothing but text."""
    for block in re.split(r"\n\s*\n", text.strip()):
        hidden = _HIDDEN["\\"].join(
            re.sub(r"\\([:#={}~n])", lambda sign: _HIDDEN[sign[1]], part) for part in block.split("\\\\")
        )
        found = re.fullmatch(r"::(.*?)::([^{]*)\{([^}]*)\}", hidden, re.DOTALL)
        assert found
        answers, _, feedback = found[3].partition("####")
        options = [
            (_shown(option), float(weight or (100 if sign == "=" else 0)))
            for sign, weight, option in re.findall(r"([=~])(?:%(-?[\d.]+)%)?([^=~]*)", answers)
        ]
        yield _shown(found[1]), _shown(found[2]), options or [(answers.strip(), 100)], _shown(feedback)


def _shown(text: str) -> str:
    plain = text.strip().removeprefix("[plain]")
    for sign, hidden in _HIDDEN.items():
        plain = plain.replace(hidden, "\n" if sign == "n" else sign)
    return plain.strip()


@given(texts)
@pytest.mark.property
def test_gift_keeps_every_text(text: str) -> None:
    single, several, judged, short = moodle_reads(gift(a_bank(text)).decode())
    assert [one[0] for one in (single, several, judged, short)] == [text] * 4
    assert [one[1] for one in (single, several, judged, short)] == [f"{text}\n{text}"] * 4
    assert single[2] == [(text, 0), (text, 100)]
    assert several[2] == [(text, 50), (text, 50), (text, -100)]
    assert judged[2] == [("FALSE", 100)]
    assert short[2] == [("", 100)]
    assert single[3] == f"{text}\n{text}\n出处：{text}"
    assert short[3] == f"参考答案：{text}\n{text}\n{text}\n出处：{text}"


def test_pygiftparser_reads_the_questions_of_a_pack(bank: Bank) -> None:
    read = pygift.parseFile(io.StringIO(gift(bank).decode()))
    assert len(read) == len(bank.items)
    sorts = {"SelectSet": QuizType.SINGLE, "MultipleChoicesSet": QuizType.MULTIPLE, "TrueFalseSet": QuizType.JUDGE, "Essay": QuizType.SHORT}  # fmt: skip
    for question, item in zip(read, bank.items, strict=True):
        assert question.valid
        assert (question.title, question.markup, question.text) == (item.name, "plain", item.stem)
        assert sorts[type(question.answers).__name__] is item.type
        assert question.generalFeedback == f"[plain]{item.feedback}".removeprefix("[plain]")
        if item.type in (QuizType.SINGLE, QuizType.MULTIPLE):
            told = [(answer.answer.removeprefix("[plain]"), answer.fraction > 0) for answer in question.answers.answers]
            assert told == [(option.text, option.is_right) for option in item.options]
        if item.type is QuizType.JUDGE:
            assert question.answers.answer is item.options[0].is_right


# ---- Moodle XML


def _text(element: ET.Element, path: str) -> str:
    html = element.findtext(f"{path}/text") or ""
    return unescape(html.removeprefix("<p>").removesuffix("</p>").replace("<br>", "\n"))


@given(texts)
@pytest.mark.property
def test_moodle_xml_keeps_every_text(text: str) -> None:
    category, *read = ET.fromstring(moodle_xml(a_bank(text)))
    assert category.findtext("category/text") == "$course$/top/包"
    assert [question.get("type") for question in read] == ["multichoice", "multichoice", "truefalse", "essay"]
    for question in read:
        assert question.findtext("name/text") == text
        assert _text(question, "questiontext") == f"{text}\n{text}"
        assert _text(question, "generalfeedback").endswith(f"{text}\n{text}\n出处：{text}")
    several = read[1].findall("answer")
    assert [(answer.get("fraction"), _text(answer, ".")) for answer in several] == [
        ("50", text), ("50", text), ("-100", text),
    ]  # fmt: skip
    assert [(one.get("fraction"), one.findtext("text")) for one in read[2].findall("answer")] == [
        ("0", "true"), ("100", "false"),
    ]  # fmt: skip
    assert _text(read[3], "graderinfo") == text


# ---- QTI


def _said(element: ET.Element) -> str:
    """Text with line breaks for <br>."""
    return (element.text or "") + "".join("\n" + (one.tail or "") for one in element)


@given(texts)
@pytest.mark.property
def test_qti_keeps_every_text(text: str) -> None:
    packed = zipfile.ZipFile(io.BytesIO(qti(a_bank(text))))
    for no, kind in enumerate(QuizType, 1):
        item = ET.fromstring(packed.read(f"items/q-{no}.xml"))
        assert item.get("title") == text
        assert _said(item.find(f"{QTI}itemBody/{QTI}p")) == f"{text}\n{text}"  # type: ignore[arg-type]
        assert _said(item.find(f"{QTI}modalFeedback")).endswith(f"{text}\n出处：{text}")  # type: ignore[arg-type]
        choices = [choice.text for choice in item.iter(f"{QTI}simpleChoice")]
        assert choices == [option.text for option in an_item(kind, text).options]


def test_a_qti_package_lists_its_files_in_the_order_of_the_standard(bank: Bank) -> None:
    packed = zipfile.ZipFile(io.BytesIO(qti(bank)))
    assert packed.testzip() is None
    named = re.findall(r'<file href="([^"]+)"', packed.read("imsmanifest.xml").decode())
    assert ["imsmanifest.xml", *named] == packed.namelist()
    # The order of QTI 2.1's schema, which no package brings and which may not be published here.
    order = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback")
    for name in named[1:]:
        places = [order.index(child.tag.removeprefix(QTI)) for child in ET.fromstring(packed.read(name))]
        assert places == sorted(places)


def test_another_reader_of_qti_takes_the_questions_as_they_were_meant(tmp_path: Path) -> None:
    """onyx2moodle, which brings questions of German universities to Moodle."""
    packed = zipfile.ZipFile(io.BytesIO(qti(a_bank(EVIL))))
    for no, kind in enumerate(QuizType, 1):
        item = an_item(kind, EVIL, no)
        read = parse_item(Path(packed.extract(f"items/{item.id}.xml", tmp_path)))
        (asked,) = read.interactions
        given = read.response_decls[asked.response_identifier]
        assert (read.identifier, read.title) == (f"item-{item.id}", EVIL)
        assert asked.kind == ("extendedText" if kind is QuizType.SHORT else "choice")
        assert [choice.html for choice in asked.choices] == [option.text for option in item.options]
        assert [ord(value) - ord("A") for value in given.correct_values] == list(item.right)
        assert {name: value > 0 for name, value in given.mapping.items()} == (
            {"A": True, "B": True, "C": False} if kind is QuizType.MULTIPLE else {}
        )
        assert unescape(read.feedback[0].html.split("<br/>")[-1]) == f"出处：{EVIL}"


@pytest.mark.parametrize("right", range(1, 9))
def test_all_right_choices_together_are_worth_one_and_a_wrong_one_nothing(right: int) -> None:
    options = (*(Option(f"对{no}", is_right=True) for no in range(right)), Option("错", is_right=False))
    bank = Bank("bao", "包", (Item("q", "题", QuizType.MULTIPLE, "题", options[:8], (), "", ()),))
    packed = zipfile.ZipFile(io.BytesIO(qti(bank)))
    mapped = [
        float(entry.get("mappedValue", "0"))
        for entry in ET.fromstring(packed.read("items/q.xml")).iter(f"{QTI}mapEntry")
    ]
    shares = [value for value in mapped if value > 0]
    assert len(shares) == right
    assert 1 <= sum(shares) < 1.00001
    assert right == 8 or mapped[-1] == -1


# ---- Anki


def _notes(data: bytes, folder: Path) -> list[tuple[str, list[str]]]:
    """guid and fields of every note, as SQLite reads them."""
    path = folder / "collection.anki2"
    path.write_bytes(zipfile.ZipFile(io.BytesIO(data)).read("collection.anki2"))
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM cards").fetchone() == connection.execute("SELECT count(*) FROM notes").fetchone()  # fmt: skip
        return [(guid, fields.split("\x1f")) for guid, fields in connection.execute("SELECT guid, flds FROM notes")]
    finally:
        connection.close()


def test_anki_keeps_every_text(tmp_path: Path) -> None:
    notes = _notes(anki(a_bank(EVIL)), tmp_path)
    assert len({guid for guid, _ in notes}) == 4
    for (_, fields), kind in zip(notes, QuizType, strict=True):
        stem, options, answer, why = (unescape(field.replace("<br>", "\n")) for field in fields)
        assert stem == f"〔{kind}〕{EVIL}\n{EVIL}"
        assert options.count(EVIL) == {QuizType.SINGLE: 2, QuizType.MULTIPLE: 3}.get(kind, 0)
        right = {QuizType.SINGLE: f"B {EVIL}", QuizType.MULTIPLE: f"A {EVIL}；B {EVIL}", QuizType.JUDGE: "错"}
        assert answer == right.get(kind, EVIL)
        assert why == f"{EVIL}\n{EVIL}\n出处：{EVIL}"
        assert not any("[sound" in field for field in fields)


# ---- all of them


@pytest.mark.parametrize("written", [gift, moodle_xml, qti, anki])
def test_the_same_questions_give_the_same_bytes(written: object, content: Library) -> None:
    assert callable(written)
    assert written(bank_of(content, content.get(PACK, Pack))) == written(bank_of(content, content.get(PACK, Pack)))
