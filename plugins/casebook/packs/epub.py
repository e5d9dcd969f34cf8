"""An outline as EPUB 3.3: a file a section, footnotes that reading systems show in place, metadata for accessibility (schema.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element

from casebook.files import OutFile
from casebook.packs.markup import tag, xml
from casebook.packs.outline import Outline
from casebook.packs.pages import PICTURES, STYLE, Pages, pictures_in, reference_items
from casebook.packs.zipped import zipped

_XHTML = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
_LANGUAGE = {"lang": "zh-CN", "xml:lang": "zh-CN"}
_MEDIA = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
_NO_DATE = "2000-01-01"  # of a pack none of whose records bears one; the clock's would make other bytes each time


@dataclass(frozen=True, slots=True)
class _Chapter:
    name: str
    title: str
    body: tuple[Element, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"


def epub(outline: Outline, pictures: Mapping[str, bytes]) -> bytes:
    """The book. `pictures` are files of content/media by name; one that is missing is a KeyError: our bug."""
    files = tuple(pictures_in(outline))
    chapters = tuple(_chapters(outline))
    return zipped(
        [
            OutFile("mimetype", b"application/epub+zip"),
            OutFile("META-INF/container.xml", xml(_container())),
            OutFile("EPUB/package.opf", xml(_package(outline, chapters, files))),
            OutFile("EPUB/nav.xhtml", _page("目录", _nav(chapters))),
            OutFile("EPUB/style.css", STYLE.read_bytes()),
            *(OutFile(f"EPUB/{chapter.file}", _page(chapter.title, *chapter.body)) for chapter in chapters),
            *(OutFile(f"EPUB/{PICTURES}/{name}", pictures[name]) for name in files),
        ]
    )


def _container() -> Element:
    root = {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    about = {"version": "1.0", "xmlns": "urn:oasis:names:tc:opendocument:xmlns:container"}
    return tag("container", about, tag("rootfiles", {}, tag("rootfile", root)))


def _page(title: str, *body: Element) -> bytes:
    head = tag("head", {}, tag("title", {}, title), tag("link", {"rel": "stylesheet", "href": "style.css"}))
    return xml(tag("html", {**_XHTML, **_LANGUAGE}, head, tag("body", {}, *body)), is_data=False)


# ---- chapters


def _chapters(outline: Outline) -> Iterator[_Chapter]:
    pages = Pages(outline, is_epub=True)
    yield _Chapter("title", outline.title, tuple(_title(outline)))
    for section in outline.sections:
        yield _Chapter(section.id, section.title, _numbered(pages.section(section)))
    if outline.references:
        yield _Chapter("references", "参考文献", (tag("h1", {}, "参考文献"), reference_items(outline)))


def _title(outline: Outline) -> Iterator[Element]:
    yield tag("h1", {}, outline.title)
    yield tag("p", {"class": "edition"}, outline.edition_label)
    yield tag("p", {}, outline.summary)
    yield tag("p", {"class": "note"}, outline.site)
    if outline.url:
        yield tag("p", {"class": "note"}, tag("a", {"href": outline.url}, outline.url))
    yield tag("p", {"class": "note"}, outline.version.line)


def _numbered(body: tuple[Element, ...]) -> tuple[Element, ...]:
    """The same with ids on the titles within, for the table of contents."""
    for no, heading in enumerate((one for one in body if one.tag == "h2"), 1):
        heading.set("id", f"part-{no}")
    return body


def _nav(chapters: tuple[_Chapter, ...]) -> Element:
    entries = (
        tag("li", {}, tag("a", {"href": chapter.file}, chapter.title), *_within(chapter)) for chapter in chapters
    )
    return tag(
        "nav", {"epub:type": "toc", "id": "toc", "role": "doc-toc"}, tag("h1", {}, "目录"), tag("ol", {}, *entries)
    )


def _within(chapter: _Chapter) -> Iterator[Element]:
    marks = [(one.get("id", ""), one.text or "") for one in chapter.body if one.tag == "h2"]
    if marks:
        links = (tag("li", {}, tag("a", {"href": f"{chapter.file}#{mark}"}, text)) for mark, text in marks)
        yield tag("ol", {}, *links)


# ---- the package


def _package(outline: Outline, chapters: tuple[_Chapter, ...], pictures: tuple[str, ...]) -> Element:
    items = [
        _item("nav", "nav.xhtml", "application/xhtml+xml", {"properties": "nav"}),
        _item("style", "style.css", "text/css"),
        *(_item(chapter.name, chapter.file, "application/xhtml+xml") for chapter in chapters),
        *(
            _item(f"picture-{no}", f"{PICTURES}/{name}", _MEDIA[PurePosixPath(name).suffix])
            for no, name in enumerate(pictures, 1)
        ),
    ]
    first, *others = chapters
    spine = [tag("itemref", {"idref": name}) for name in (first.name, "nav", *(one.name for one in others))]
    about = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id", "xml:lang": "zh-CN"}
    metadata = tag(
        "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}, *_metadata(outline, has_pictures=bool(pictures))
    )
    return tag("package", about, metadata, tag("manifest", {}, *items), tag("spine", {}, *spine))


def _item(name: str, href: str, media: str, more: Mapping[str, str] | None = None) -> Element:
    return tag("item", {"id": name, "href": href, "media-type": media, **(more or {})})


def _metadata(outline: Outline, *, has_pictures: bool) -> Iterator[Element]:
    date = _date(outline)
    name = f"{outline.url or 'casebook:'}{outline.id}/{outline.edition}"
    yield tag("dc:identifier", {"id": "id"}, uuid5(NAMESPACE_URL, name).urn)
    yield tag("dc:title", {}, f"{outline.title}（{outline.edition_label}）")
    yield tag("dc:language", {}, "zh-CN")
    yield tag("dc:creator", {}, outline.site or "casebook")
    yield tag("dc:description", {}, outline.summary)
    for word in outline.keywords:
        yield tag("dc:subject", {}, word)
    yield tag("dc:date", {}, date)
    yield _meta("dcterms:modified", f"{date}T00:00:00Z")
    modes = ("textual", "visual") if has_pictures else ("textual",)
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    yield from (_meta("schema:accessMode", mode) for mode in modes)
    yield _meta("schema:accessModeSufficient", "textual")
    yield from (
        _meta("schema:accessibilityFeature", one) for one in (*features, *(("alternativeText",) * has_pictures))
    )
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta(
        "schema:accessibilitySummary", "全部内容是文字，可以朗读、放大和改变颜色；有目录，标题分级，图片有文字说明。"
    )


def _meta(name: str, value: str) -> Element:
    return tag("meta", {"property": name}, value)


def _date(outline: Outline) -> str:
    """A whole day: '2018-11' counts as its first."""
    return f"{outline.version.date.split('/')[-1]}-01-01"[:10] if outline.version.date else _NO_DATE
