"""The pieces that record pages are made of. Templates print them and decide nothing; HTML is Markup, all else is text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from casebook.model.pack import Pack
from casebook.publish.trusted import NOTHING

NOT_RECORDED = "未见记载"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page. `macro` of the template file `room` prints `body`; `children` are entries below it in the contents.

    `lead`: what a reader on a phone must see before anything else; it stands above the facts.
    """

    id: str
    title: str
    room: str
    macro: str
    body: object
    children: tuple[tuple[str, str], ...] = ()
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """`editors`: none of them has a source, and the section says so once instead of each."""

    items: tuple[Markup, ...]
    editors: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A record in a list: `facts` a short line, `note` why it is here, `status` only when it is not 已发布."""

    href: str
    text: str
    facts: str = ""
    note: Markup = NOTHING
    status: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers: `href` from that page, `name` under which browsers save it, `size` as people read it."""

    href: str
    name: str
    label: str
    size: str
    is_teacher: bool
    is_whole: bool = False  # a zip of all others


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture of a file: `src` from the page, `href` where the file is, '' for none; pixels."""

    src: str
    label: str
    href: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page of a pack has to give: the pack with its queries answered, files, pictures of them; or `why` there are none."""

    pack: Pack
    files: tuple[Download, ...] = ()
    previews: tuple[Preview, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    title: str
    links: tuple[Link, ...]


def once(*groups: tuple[str, Iterable[Link]]) -> tuple[LinkGroup, ...]:
    """(title, links) as groups, each record in the first that has it; of two records that name each other one may say why.

    Groups with nothing left are left out.
    """
    told: set[str] = set()
    kept: list[LinkGroup] = []
    for title, links in groups:
        new: dict[str, Link] = {}
        for link in links:
            key = link.href or link.text  # a record that is not there yet has no address
            if key not in told and (key not in new or not new[key].note):
                new[key] = link
        told.update(new)
        if new:
            kept.append(LinkGroup(title, tuple(new.values())))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Row:
    """A fact at a glance."""

    label: str
    value: Markup


@dataclass(frozen=True, slots=True)
class Banner:
    """What a reader must know before reading on. `kind`: draft, superseded, withdrawn."""

    kind: str
    title: str
    text: str
    href: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class TagRow:
    label: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """`runs_on`: the title has too many characters in a row without a place to break."""

    title: str
    runs_on: bool
    aliases: str
    banner: Banner | None
    summary: Markup
    facts: tuple[Row, ...]
    tags: tuple[TagRow, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the reference list."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """What happened or is to happen when."""

    on: str
    what: Markup
    note: Markup
    grade: str
    grade_note: str
    marks: Markup


@dataclass(frozen=True, slots=True)
class Foot:
    """`today` is the part of `cite` that the copy button replaces by the reader's date; `words` lead into the search."""

    cite: str
    today: str
    words: tuple[Tag, ...]
    reviewed: str
    edit_url: str
    record: str


@dataclass(frozen=True, slots=True)
class PageView:
    kind: str
    head: Head
    sections: tuple[Section, ...]
    foot: Foot
    brief: str = ""  # address of the PDF, if there is one
