"""The place of the form on its hand-written page: what the script must know of this site, and what stands there without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.model.names import SECTION
from casebook.publish.form.sections import SECTIONS_OF
from casebook.publish.form.word import PATH, can_write
from casebook.publish.pages import html_of
from casebook.publish.site import Site


@dataclass(frozen=True, slots=True)
class FormView:
    """`kinds`: (kind, label, blurb), in the order offered; `shards`: in how many files the known records lie; `new_url`: template of
    the host's page for a new file; `word`: the Word template, '' for none."""

    kinds: tuple[tuple[str, str, str], ...]
    shards: int
    new_url: str
    issue_url: str
    word: str


def form_part(site: Site, shards: int) -> str:
    """HTML for the comment 'form' of a hand-written page at the root."""
    word = PATH if can_write() else ""
    kinds = tuple((kind, SECTION[kind].label, SECTION[kind].blurb) for kind in SECTIONS_OF)
    return html_of("form.html.j2", FormView(kinds, shards, site.new_url, site.issue_url("form.html") or "", word))
