"""The place of the form on its hand-written page: what the script must know of this site, and what stands there without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.publish.form.word import PATH, can_write
from casebook.publish.pages import html_of
from casebook.publish.site import Site


@dataclass(frozen=True, slots=True)
class FormView:
    """`shards`: in how many files the known records lie; `new_url`: template of the host's page for a new file, `word`: the Word
    template, '' for none."""

    shards: int
    new_url: str
    issue_url: str
    word: str


def form_part(site: Site, shards: int) -> str:
    """HTML for the comment 'form' of a hand-written page at the root."""
    word = PATH if can_write() else ""
    return html_of("form.html.j2", FormView(shards, site.new_url, site.issue_url("form.html") or "", word))
