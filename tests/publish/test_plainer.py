"""Templates compiled plainer than Jinja does it give the same bytes, and refuse what they leave out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateAssertionError, UndefinedError
from markupsafe import Markup, escape

from casebook.app.content import load_library
from casebook.publish import fragments
from casebook.publish.desk import desk_for
from casebook.publish.plainer import PlainerEnvironment, shown
from casebook.publish.press import Press, press_for
from casebook.publish.site import Site
from tests.bench.library import poured

ROOT = Path(__file__).parents[2]
SITE = Site("案例库", "", "https://x.cn/", "", "main", "https://git.cn/edit/{branch}/{path}", "")


@dataclass(frozen=True)
class Row:
    text: object


def of(kind: type[Environment], template: str) -> str:
    parts = "{% macro row(item, mark='·', end='') %}<b>{{ mark }}{{ item.text }}{{ end }}</b>{% endmacro %}"
    environment = kind(
        loader=DictLoader({"parts": parts, "page": "{% import 'parts' as parts %}" + template}),
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page").render(row=Row("甲<&>\"'乙"), safe=Row(Markup("<i>丙</i>")), number=Row(3))


@pytest.mark.parametrize(
    "template",
    [
        "{{ row.text }}{{ safe.text }}{{ number.text }}",
        "{{ parts.row(row) }}{{ parts.row(safe, '<') }}{{ parts.row(number, '-', '>') }}",
        "{% set kept %}{{ parts.row(row) }}{% endset %}{{ kept }}{{ parts.row(safe) ~ row.text }}",
        "{% for one in [row, safe] if one.text %}{{ loop.index }}{{ (one or row).text }}{% endfor %}",
        "{{ [row.text, safe.text] | join('<br>') }}{{ row.text | length }}{{ '甲' if number.text > 2 else row.text }}",
    ],
)
def test_same_as_jinja(template: str) -> None:
    assert of(PlainerEnvironment, template) == of(Environment, template)


def contents(press: Press) -> list[str]:
    return [page.content for name in poured(press) for page in press.pages(name)]


def test_all_pages_are_the_same_as_jinjas(monkeypatch: pytest.MonkeyPatch) -> None:
    press = press_for(desk_for(load_library(ROOT).value, SITE), {}, {}, {})
    ours = contents(press)
    stock = fragments.environment().overlay()
    stock.code_generator_class = Environment.code_generator_class
    monkeypatch.setattr(fragments, "environment", lambda: stock)
    assert contents(press) == ours


@pytest.mark.parametrize(
    "template",
    [
        "{{ parts.row(row, mark='-') }}",
        "{{ parts.row(*[row]) }}",
        "{% call parts.row(row) %}{% endcall %}",
        "{% autoescape false %}{{ row.text }}{% endautoescape %}",
    ],
)
def test_what_it_leaves_out_does_not_compile(template: str) -> None:
    with pytest.raises(TemplateAssertionError):
        of(PlainerEnvironment, template)


@pytest.mark.parametrize("template", ["{{ rwo.text }}", "{{ row.txet }}", "{{ parts.row() }}", "{{ parts.rwo(row) }}"])
def test_a_misspelt_name_stops(template: str) -> None:
    with pytest.raises((UndefinedError, AttributeError)):
        of(PlainerEnvironment, template)


@pytest.mark.parametrize("value", ["", "甲", "<a href='x'>&\"", Markup("<b>"), 3, None])
def test_shown_is_escape(value: object) -> None:
    assert shown(value) == escape(value)
