"""Whatever valid text the records hold: the site is built, the text stays text, every link leads somewhere, order leaves no trace."""

from __future__ import annotations

import random
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casebook.app.content import link_texts
from casebook.app.site import Places, Prepared, prepare
from casebook.edges.disk import pictures, read_tree
from casebook.edges.progress import Stages
from casebook.index.documents import documents
from casebook.index.shards import shards
from casebook.problem import has_errors
from casebook.publish.desk import desk_for
from casebook.publish.press import press_for
from tests.app.arbitrary import records as records_of_any_shape
from tests.app.conftest import a_library
from tests.app.hostile import good_data, planted, put, sources_of, text_at
from tests.records.library import good_pictures, good_vocab

# What Markdown in prose may become. Everything else that a page of the plain library does not have is a leak.
_PROSE = {"em", "strong", "code", "pre", "ul", "ol", "li", "p", "br", "hr", "blockquote", "a"}
_SIGNS = "<>&\"'`{}%[]()!*_~#|\\/@:;=+-. \n	0aZ一二事。，？“”אب😀\u0301"
texts = st.text(alphabet=_SIGNS, min_size=1, max_size=24).map(lambda text: f"{text}<evil onx={text!r}>&amp;")


class Tags(HTMLParser):
    """Elements with the names of their attributes, and addresses, of one page."""

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.feed(html.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The engine's part, once."""
    root = a_library(tmp_path_factory.mktemp("lib"))
    outcome = prepare(Places.below(root, root / "build/site"), None, Stages(quiet=True), None)
    assert outcome.value is not None
    return outcome.value


def made(prepared: Prepared, data: dict[str, dict[str, object]], seed: int) -> dict[str, bytes] | None:
    """The site of these records, which come in some order; None when the checks refuse them."""
    sources = sources_of(data)
    random.Random(seed).shuffle(sources)
    loaded = link_texts(sources, good_vocab(), good_pictures())
    if has_errors(loaded.problems):
        return None
    library = loaded.value
    html = prepared.pages
    press = press_for(desk_for(library, prepared.site), prepared.shells, html, {})
    files = [file for name in press.names() for file in press.made(name).files]
    others = (*read_tree(prepared.built), *prepared.bundle, *pictures(prepared.root))
    return {file.path: file.data for file in (*others, *files, *shards(documents(library)))}


@pytest.fixture(scope="module")
def usual(prepared: Prepared) -> set[tuple[str, str]]:
    """Elements and attributes of the plain library's pages."""
    site = made(prepared, good_data(), 0)
    assert site is not None
    return set().union(*(Tags(data).found for path, data in site.items() if path.endswith(".html")))


@pytest.mark.property
@settings(max_examples=8)
@given(data=st.data())
def test_valid_records_build_escape_and_link_in_whatever_order(
    prepared: Prepared, usual: set[tuple[str, str]], data: st.DataObject
) -> None:
    records = good_data()
    for leaf in data.draw(
        st.lists(st.sampled_from(sorted(planted()[1], key=str)), min_size=1, max_size=6, unique=True)
    ):
        put(records, leaf, text_at(records, leaf) + data.draw(texts))
    holds(prepared, usual, records)


@pytest.mark.property
@settings(max_examples=8)
@given(new=records_of_any_shape())
def test_records_of_any_shape_build_escape_and_link(
    prepared: Prepared, usual: set[tuple[str, str]], new: dict[str, dict[str, object]]
) -> None:
    site = holds(prepared, usual, good_data() | new)
    for path, record in new.items():
        page = site[path.removeprefix("content/").replace(".yaml", ".html")].decode("utf-8")
        shown = "".join(unescape(re.sub(r"<[^>]*>", "", page)).split())
        assert "".join(str(record["title"]).split()) in shown, path


def holds(prepared: Prepared, usual: set[tuple[str, str]], records: dict[str, dict[str, object]]) -> dict[str, bytes]:
    """The site of these records, which has the same bytes in whatever order they come, no tag or attribute of its own, and
    no link that leads nowhere."""
    one = made(prepared, records, 1)
    assume(one is not None)
    assert one is not None
    assert made(prepared, records, 2) == one
    allowed = usual | {(tag, "") for tag in _PROSE} | {("a", "href"), ("a", "rel"), ("ol", "start")}
    for path, html in one.items():
        if not path.endswith(".html"):
            continue
        page = Tags(html)
        assert page.found <= allowed, (path, page.found - allowed)
        for link in page.links:
            place = urlsplit(urljoin(f"http://site.test/{path}", link))
            assert place.scheme in ("http", "https", "mailto"), (path, link)
            if place.netloc == "site.test" and path != "404.html":
                assert (unquote(place.path.lstrip("/")) or "index.html") in one, (path, link)
    assert not [path for path in one if re.search(r"(^|/)\.\.(/|$)|^/|\\|evil", path)]
    return one


def test_the_property_sees_a_leak(prepared: Prepared, usual: set[tuple[str, str]]) -> None:
    assert ("evil", "") not in usual
    assert ("evil", "onx") in Tags(b"<p><evil onx=1></p>").found
