"""The tree of situations: what it says of a method must stand in the method's record."""

from __future__ import annotations

import pytest

from casebook.app.content import load_library
from casebook.link.build import relinked
from casebook.link.library import Entry
from casebook.publish.desk import desk_for
from casebook.publish.prose import plain
from casebook.publish.site import read_site
from casebook.publish.situations import ranked, situation_page
from tests.records.library import good_vocab, library_with, problems_with
from tests.site.conftest import ROOT

TEXT = good_vocab()["situations"].data.decode()


def told(old: str, new: str) -> list[str]:
    assert old in TEXT
    problems = problems_with(situations=TEXT.replace(old, new, 1))
    assert {problem.path for problem in problems} <= {"content/vocab/situations.yaml"}
    return [f"{problem.code} {problem.line}:{problem.column}" for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("problem: 1", "problem: 2", "CB420", "16:22"),
        ("              - 1", "              - 2", "CB420", "18:17"),
        ("because: 1", "because: 3", "CB420", "27:22"),
        ("          - ref: shi-li-mo-shi", "          - ref: liang-bu-gong-zuo-fa", "CB421", "26:18"),
        ("            problem: 1\n            meets:\n              - 1\n", "", "CB422", "15:13"),
        ("id: mei-ren-ban", "id: mei-ren-ting", "CB405", "19:13"),
        ("theme: xing-lin", "theme: xing-ling", "CB401", "21:16"),
        ("theme: xing-lin", "theme: jiu-zhu-ti", "CB412", "21:16"),
        ("ref: shi-li-mo-shi", "ref: shi-li-tong-zhi", "CB402", "23:18"),
        ("ref: shi-li-mo-shi", "ref: mei-you", "CB401", "23:18"),
        ("because: 1", "because: 0", "CB211", "27:22"),
    ],
)
def test_a_fault_is_told_at_its_place(old: str, new: str, code: str, place: str) -> None:
    assert told(old, new) == [f"{code} {place}"]


def test_two_situations_of_one_id_or_name() -> None:
    again = TEXT.split("situations:\n", 1)[1]
    found = [problem.code for problem in problems_with(situations=TEXT + again)]
    assert set(found) == {"CB405", "CB406"}


def test_a_method_with_another_number_of_statements_is_linked_anew() -> None:
    """The preview keeps the library when nothing points elsewhere; here a number could come to point at nothing."""
    library = library_with().value
    method = library.entries["liang-bu-gong-zuo-fa"]
    fewer = Entry("method", method.path, method.record.model_copy(update={"preconditions": ()}))
    assert relinked(library, [fewer]) is None
    assert relinked(library, [method]) is not None


def test_every_leaf_of_the_real_tree_leads_to_methods_with_reasons() -> None:
    library = load_library(ROOT).value
    site = read_site((ROOT / "mkdocs.yml").read_text(encoding="utf-8")).value
    assert site is not None
    desk = desk_for(library, site)
    assert len([answer for one in library.vocab.situations for answer in one.answers]) >= 12
    for situation in library.vocab.situations:
        html = situation_page(desk, situation).content
        for answer in situation.answers:
            assert f'<h2 id="{answer.id}">' in html
            for suggestion in ranked(library, answer):
                method = library.entries[suggestion.ref]
                assert f'<a href="../methods/{method.id}.html">' in html
                assert suggestion.problem or suggestion.meets
                if suggestion.problem:
                    text = plain(method.record.problem_solved[suggestion.problem - 1].text)  # type: ignore[attr-defined]
                    assert text[:4] in html


def test_what_was_done_comes_before_what_is_only_proposed() -> None:
    library = load_library(ROOT).value
    for situation in library.vocab.situations:
        for answer in situation.answers:
            on_paper = [bool(library.entries[one.ref].card.on_paper) for one in ranked(library, answer)]
            assert on_paper == sorted(on_paper), (situation.id, answer.id)
