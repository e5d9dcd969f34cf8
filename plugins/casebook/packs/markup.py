"""Elements of XML and HTML: the library's tree writes and escapes them, so no text can become markup."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, indent, tostring

Inside = Element | str


def tag(name: str, attributes: Mapping[str, str] | None = None, /, *inside: Inside) -> Element:
    """An element with text and elements in it, in the order given."""
    made = Element(name, dict(attributes or {}))
    last: Element | None = None
    for one in inside:
        if isinstance(one, Element):
            made.append(one)
            last = one
        elif last is None:
            made.text = (made.text or "") + one
        else:
            last.tail = (last.tail or "") + one
    return made


def xml(root: Element, *, is_data: bool = True) -> bytes:
    """A whole file. `is_data`: white space between elements means nothing, so that each may have a line of its own."""
    if is_data:
        indent(root)
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written + b"\n"


def html(root: Element) -> bytes:
    """A whole file of HTML 5."""
    written: bytes = tostring(root, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + written + b"\n"


def lines(text: str) -> tuple[Inside, ...]:
    """Text with <br> for its line breaks."""
    first, *others = text.split("\n")
    return (first, *(part for line in others for part in (tag("br"), line)))
