"""The frame of pages that are no record's own: one Jinja environment, titles, links to the site root."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    # A misspelt name stops the build instead of printing nothing; every text is escaped.
    return Environment(
        loader=PackageLoader("casebook.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html_of(template: str, view: object) -> str:
    """The template's HTML over one flat view."""
    return _environment().get_template(template).render(view=view)


def base_of(path: str) -> str:
    """From a page to the site root: '' for a page at the root, '../' a folder below it."""
    return "../" * path.count("/")
