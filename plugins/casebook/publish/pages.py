"""The frame of pages that are no record's own: their HTML, and links to the site root."""

from __future__ import annotations

from casebook.publish.fragments import render


def html_of(template: str, view: object) -> str:
    """The template's HTML over one flat view."""
    return render(template, view=view)


def base_of(path: str) -> str:
    """From a page to the site root: '' for a page at the root, '../' a folder below it."""
    return "../" * path.count("/")
