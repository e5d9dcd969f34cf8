"""An outline as a SCORM package, 1.2 or 2004 4th edition: one SCO that holds the student's pages and a self-test.

Unpacked, index.html opens without any LMS, and without scripts is one long page. What the self-test needs to know, answers
included, is in answers.js, in Base64: not for the eye, but no secret either, for a browser has to mark without a server.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from casebook.files import OutFile
from casebook.model.choices import QuizType, UnitType
from casebook.packs.markup import html, lines, tag, xml
from casebook.packs.outline import LETTERS, Outline, Paragraph, Question, Section, words
from casebook.packs.pages import PICTURES, STYLE, Pages, pictures_in, reference_items
from casebook.packs.questions import Bank, Item
from casebook.packs.zipped import zipped

_OURS = Path(__file__).parent / "templates" / "scorm"
_PASS = 60  # percent
_SCO = {"identifier": "sco", "type": "webcontent", "href": "index.html"}


@dataclass(frozen=True, slots=True)
class Standard:
    """What the two versions name differently in a manifest; `version` is also how course.js knows which of them to speak."""

    version: str
    schema: str
    namespaces: Mapping[str, str]
    sco: str


SCORM_12 = Standard(
    "1.2",
    "1.2",
    {
        "xmlns": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    },
    "adlcp:scormtype",
)
SCORM_2004 = Standard(
    "2004",
    "2004 4th Edition",
    {
        "xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "xmlns:imsss": "http://www.imsglobal.org/xsd/imsss",
    },
    "adlcp:scormType",
)
STANDARDS = {standard.version: standard for standard in (SCORM_12, SCORM_2004)}


def scorm(outline: Outline, bank: Bank, standard: Standard, pictures: Mapping[str, bytes]) -> bytes:
    """The package of a student's outline. Without questions the course is completed by seeing every page, and has no score.

    `pictures` are files of content/media by name.
    """
    files = [
        OutFile("index.html", _course(outline, bank, standard)),
        OutFile("answers.js", _answers(bank)),
        OutFile("course.js", (_OURS / "course.js").read_bytes()),
        OutFile("course.css", (_OURS / "course.css").read_bytes()),
        OutFile("pages.css", STYLE.read_bytes()),
        *(OutFile(f"{PICTURES}/{name}", pictures[name]) for name in pictures_in(outline)),
    ]
    manifest = _manifest(outline, bank, standard, [file.path for file in files])
    return zipped([OutFile("imsmanifest.xml", xml(manifest)), *files])


def _manifest(outline: Outline, bank: Bank, standard: Standard, files: list[str]) -> Element:
    scored = any(item.options for item in bank.items)
    item = tag(
        "item",
        {"identifier": "item", "identifierref": "sco"},
        tag("title", {}, outline.title),
        *((_passing(standard),) if scored else ()),
    )
    organization = tag("organization", {"identifier": "organization"}, tag("title", {}, outline.title), item)
    about = tag("metadata", {}, tag("schema", {}, "ADL SCORM"), tag("schemaversion", {}, standard.schema))
    resource = tag("resource", {**_SCO, standard.sco: "sco"}, *(tag("file", {"href": path}) for path in files))
    return tag(
        "manifest",
        {**standard.namespaces, "identifier": f"casebook-{outline.id}", "version": "1"},
        about,
        tag("organizations", {"default": "organization"}, organization),
        tag("resources", {}, resource),
    )


def _passing(standard: Standard) -> Element:
    """How good is good enough, for LMSs that judge by themselves."""
    if standard is SCORM_12:
        return tag("adlcp:masteryscore", {}, str(_PASS))
    goal = tag("imsss:minNormalizedMeasure", {}, f"{_PASS / 100:g}")
    primary = tag("imsss:primaryObjective", {"objectiveID": "self-test", "satisfiedByMeasure": "true"}, goal)
    told = tag("imsss:deliveryControls", {"completionSetByContent": "true", "objectiveSetByContent": "true"})
    return tag("imsss:sequencing", {}, tag("imsss:objectives", {}, primary), told)


# ---- the page


def _course(outline: Outline, bank: Bank, standard: Standard) -> bytes:
    pages = tuple(_pages(outline, bank))
    entries = (tag("li", {}, tag("a", {"href": f"#{page.get('id')}"}, page.findtext("h1") or "")) for page in pages)
    record = tag("p", {"id": "record", "role": "status"}, "要打开脚本，才能记录进度、给自测打分。")
    turn = tag(
        "div",
        {"class": "turn", "hidden": "hidden"},
        tag("button", {"type": "button", "id": "back"}, "上一页"),
        tag("span", {"id": "where"}),
        tag("button", {"type": "button", "id": "next"}, "下一页"),
    )
    head = tag(
        "head",
        {},
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("title", {}, outline.title),
        *(tag("link", {"rel": "stylesheet", "href": name}) for name in ("pages.css", "course.css")),
    )
    body = tag(
        "body",
        {},
        tag("header", {}, tag("p", {"class": "name"}, outline.title), record),
        tag("nav", {"aria-label": "目录"}, tag("ol", {}, *entries)),
        tag("main", {}, *pages, turn),
        *(tag("script", {"src": name}) for name in ("answers.js", "course.js")),
    )
    return html(tag("html", {"lang": "zh-CN", "data-scorm": standard.version}, head, body))


def _pages(outline: Outline, bank: Bank) -> Iterator[Element]:
    pages = Pages(outline)
    tests = {unit.section for unit in outline.units if unit.type == UnitType.QUIZ.value}
    for section in outline.sections:
        shown = _without_quiz(section) if section.id in tests and bank.items else section
        yield _page(section.id, *pages.section(shown))
    if bank.items:
        yield _page("self-test", tag("h1", {}, "自测"), *_test(bank))
    if outline.references:
        yield _page("references", tag("h1", {}, "参考文献"), reference_items(outline))


def _page(name: str, *body: Element) -> Element:
    return tag("section", {"class": "page", "id": name}, *body)


def _without_quiz(section: Section) -> Section:
    kept = tuple(block for block in section.blocks if not isinstance(block, Question))
    told = Paragraph(words("题目在目录的“自测”里，做完可以看答案和解析。"))
    return Section(section.id, section.kind, section.title, (*kept, told))


# ---- the self-test


def _test(bank: Bank) -> Iterator[Element]:
    scored = sum(bool(item.options) for item in bank.items)
    open_ones = len(bank.items) - scored
    told = f"共 {len(bank.items)} 题"
    if scored:
        told += f"，{_PASS} 分及格，可以重做，记最高的一次"
    if open_ones:
        told += f"；{open_ones} 道简答题不计分，交卷后自己对照参考答案"
    yield tag("p", {}, f"{told}。")
    button = tag("button", {"type": "submit", "class": "main"}, "交卷")
    result = tag("p", {"id": "result", "role": "status"})
    yield tag("form", {"id": "test"}, *(_asked(no, item) for no, item in enumerate(bank.items, 1)), button, result)


def _asked(no: int, item: Item) -> Element:
    made = tag("fieldset", {"id": f"q-{no}"}, tag("legend", {}, f"{no}．（{item.type}）", *lines(item.stem)))
    kind = "checkbox" if item.type is QuizType.MULTIPLE else "radio"
    lettered = item.type is not QuizType.JUDGE
    for place, option in enumerate(item.options):
        letter = LETTERS[place].lower()
        field = tag("input", {"type": kind, "name": f"q-{no}", "value": letter})
        made.append(tag("label", {}, field, f"{LETTERS[place]}．{option.text}" if lettered else option.text))
    if not item.options:
        made.append(tag("textarea", {"name": f"q-{no}", "rows": "3", "maxlength": "1000", "aria-label": "您的回答"}))
    made.append(tag("div", {"class": "answer", "hidden": "hidden"}))
    return made


def _answers(bank: Bank) -> bytes:
    told = {
        "pass": _PASS,
        "items": [
            {
                "id": item.id,
                "type": item.type.name.lower(),
                "stem": item.stem,
                "right": "".join(LETTERS[place].lower() for place in item.right),
                "feedback": item.feedback.split("\n") if item.feedback else [],
            }
            for item in bank.items
        ],
    }
    packed = b64encode(json.dumps(told, ensure_ascii=False).encode()).decode()
    return f'window.CASEBOOK_ANSWERS = "{packed}";\n'.encode()
