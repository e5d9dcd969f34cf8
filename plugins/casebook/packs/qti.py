"""Questions as a QTI 2.1 package (IMS Question and Test Interoperability 2.1): an item a file, a test that holds them, a manifest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casebook.files import OutFile
from casebook.model.choices import QuizType
from casebook.packs.markup import Inside, lines, tag, xml
from casebook.packs.outline import LETTERS
from casebook.packs.questions import Bank, Item
from casebook.packs.zipped import zipped

_QTI = {"xmlns": "http://www.imsglobal.org/xsd/imsqti_v2p1"}
_CP = {"xmlns": "http://www.imsglobal.org/xsd/imscp_v1p1"}


def qti(bank: Bank) -> bytes:
    """The package. Items of which all can be told right or wrong count 1 each; short answers are for people to grade."""
    items = [OutFile(f"items/{item.id}.xml", xml(_item(item), is_data=False)) for item in bank.items]
    return zipped([OutFile("imsmanifest.xml", xml(_manifest(bank))), OutFile("test.xml", xml(_test(bank))), *items])


def _manifest(bank: Bank) -> Element:
    test = tag(
        "resource",
        {"identifier": "test", "type": "imsqti_test_xmlv2p1", "href": "test.xml"},
        tag("file", {"href": "test.xml"}),
        *(tag("dependency", {"identifierref": _name(item)}) for item in bank.items),
    )
    items = (
        tag(
            "resource",
            {"identifier": _name(item), "type": "imsqti_item_xmlv2p1", "href": f"items/{item.id}.xml"},
            tag("file", {"href": f"items/{item.id}.xml"}),
        )
        for item in bank.items
    )
    about = tag("metadata", {}, tag("schema", {}, "QTIv2.1 Package"), tag("schemaversion", {}, "1.0.0"))
    named = {**_CP, "identifier": f"package-{bank.id}"}
    return tag("manifest", named, about, tag("organizations"), tag("resources", {}, test, *items))


def _test(bank: Bank) -> Element:
    section = {"identifier": "section", "title": bank.title, "visible": "true"}
    refs = (
        tag("assessmentItemRef", {"identifier": _name(item), "href": f"items/{item.id}.xml"}) for item in bank.items
    )
    part = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    return tag(
        "assessmentTest",
        {**_QTI, "identifier": f"test-{bank.id}", "title": bank.title},
        tag("testPart", part, tag("assessmentSection", section, *refs)),
    )


def _item(item: Item) -> Element:
    about = {"identifier": _name(item), "title": item.name, "adaptive": "false", "timeDependent": "false"}
    return tag(
        "assessmentItem",
        {**_QTI, **about},
        _response(item),
        tag("outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}),
        tag("outcomeDeclaration", {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"}),
        tag("itemBody", {}, tag("p", {}, *lines(item.stem)), *_interaction(item)),
        tag("responseProcessing", {}, *_score(item), _set("FEEDBACK", tag("baseValue", {"baseType": "identifier"}, "explanation"))),
        *_feedback(item),
    )  # fmt: skip


def _response(item: Item) -> Element:
    if item.type is QuizType.SHORT:
        return tag("responseDeclaration", {"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"})
    several = item.type is QuizType.MULTIPLE
    right = tag("correctResponse", {}, *(tag("value", {}, LETTERS[place]) for place in item.right))
    about = {"identifier": "RESPONSE", "cardinality": "multiple" if several else "single", "baseType": "identifier"}
    return tag("responseDeclaration", about, right, *(_mapping(item) if several else ()))


def _mapping(item: Item) -> Iterator[Element]:
    """Each right choice gives its share, any wrong one takes all."""
    share = f"{math.ceil(1e6 / len(item.right)) / 1e6:g}"  # rounded up: together they reach the upper bound
    entries = (
        tag("mapEntry", {"mapKey": LETTERS[place], "mappedValue": share if option.is_right else "-1"})
        for place, option in enumerate(item.options)
    )
    yield tag("mapping", {"lowerBound": "0", "upperBound": "1", "defaultValue": "0"}, *entries)


def _interaction(item: Item) -> Iterator[Element]:
    if item.type is QuizType.SHORT:
        yield tag("extendedTextInteraction", {"responseIdentifier": "RESPONSE", "expectedLines": "5"})
        yield tag("rubricBlock", {"view": "scorer"}, tag("p", {}, *lines("\n".join(item.points))))
        return
    most = "0" if item.type is QuizType.MULTIPLE else "1"
    choices = (
        tag("simpleChoice", {"identifier": LETTERS[place]}, option.text) for place, option in enumerate(item.options)
    )
    yield tag("choiceInteraction", {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": most}, *choices)


def _score(item: Item) -> Iterator[Element]:
    if item.type is QuizType.MULTIPLE:
        yield _set("SCORE", tag("mapResponse", {"identifier": "RESPONSE"}))
    elif item.type is not QuizType.SHORT:
        same = tag("match", {}, tag("variable", {"identifier": "RESPONSE"}), tag("correct", {"identifier": "RESPONSE"}))
        yes, no = (_set("SCORE", tag("baseValue", {"baseType": "float"}, score)) for score in "10")
        yield tag("responseCondition", {}, tag("responseIf", {}, same, yes), tag("responseElse", {}, no))


def _set(outcome: str, value: Inside) -> Element:
    return tag("setOutcomeValue", {"identifier": outcome}, value)


def _feedback(item: Item) -> Iterator[Element]:
    if item.feedback:
        about = {"outcomeIdentifier": "FEEDBACK", "identifier": "explanation", "showHide": "show"}
        yield tag("modalFeedback", about, *lines(item.feedback))


def _name(item: Item) -> str:
    """An identifier of XML begins with a letter."""
    return f"item-{item.id}"
