"""The one door through which text becomes HTML without being escaped."""

from __future__ import annotations

from markupsafe import Markup

NOTHING = Markup()


def trusted(html: str) -> Markup:
    """HTML that we wrote ourselves, every value in it already escaped. Never a record's own text."""
    # The only place; whoever calls it answers for the escaping. Markup() would first ask what else it was given.
    return str.__new__(Markup, html)
