"""Views to HTML. Templates are compiled once; a misspelt name stops the build; all text is escaped unless it is Markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from casebook.publish.plainer import PlainerEnvironment
from casebook.publish.views.parts import PageView


@cache
def environment() -> Environment:
    """Our templates come with the package; nothing a contributor writes is ever a template."""
    return PlainerEnvironment(
        loader=PackageLoader("casebook", "publish/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def compile_templates() -> None:
    """All of them now, rather than each at its first use."""
    for path in sorted((Path(__file__).parent / "templates").glob("*.j2")):
        environment().get_template(path.name)


def render(template: str, **values: object) -> str:
    """A fragment of HTML from one of our templates."""
    return environment().get_template(template).render(values)


def record_fragment(view: PageView) -> str:
    """The whole content of a record's page, from the <h1> on."""
    return render("record.html.j2", page=view)
