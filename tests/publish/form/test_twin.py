"""The form's verdicts in real Chromium against the command line's: each broken record, the same code, place and words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from casebook.check.layout import laid_out
from casebook.check.privacy import private
from casebook.check.records import check_record
from casebook.check.rules import check_rules
from casebook.check.shape import check_shape
from casebook.files import SourceText
from casebook.link.build import link
from casebook.link.checked import checked
from casebook.link.library import Entry
from casebook.load.yaml import parse_yaml
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import KIND_OF_FOLDER
from casebook.problem import Finding, Loc, Problem
from casebook.publish.desk import desk_for
from casebook.publish.form import known
from casebook.publish.form.data import form_files
from casebook.publish.site import Site
from tests.bundle import bundled
from tests.records.library import Bad, bad_records, good_records, library_with

SITE = Site("例", "例", "https://example.org/", "", "main", "", "")
ENTRY = """
import { Form } from "./form"; import { Known } from "./known"; import { Regions } from "./regions"; import { placeOf } from "./bench";
import { checkShape } from "./shape"; import { checkRules } from "./rules"; import { checkLinks } from "./links"; import { checkPrivate } from "./privacy"; import { say } from "./verdict";
import { fileOf } from "./file";
Object.assign(window, { form: { Form, Known, Regions, placeOf, checkShape, checkRules, checkLinks, checkPrivate, say, fileOf } });
"""
# What a form cannot say, by code: the file is written for the contributor.
UNSAYABLE = {
    **dict.fromkeys(
        (
            "CB103",
            "CB104",
            "CB105",
            "CB106",
            "CB107",
            "CB108",
            "CB110",
            "CB111",
            "CB112",
            "CB113",
            "CB119",
            "CB121",
            "CB124",
        ),
        "YAML 由表单写，没有语法可错",
    ),
    "CB114": "文件名就是编号",
    "CB122": "第一行由表单写",
    "CB202": "字段名由表单写",
    "CB301": "文件名就是编号",
    "CB411": "地区在登记表里逐级选，选中的是代码，不会同名",
}
_NAMED = {
    "cases/qu-hua-yi-che-xiao"
}  # the name of a region that ended: what is chosen is a code, and of ended ones none is offered
# Found in the file as it was typed: of these only line and column are known there.
_IN_THE_FILE = {"CB115", "CB331", "CB332", "CB333", "CB334"}
# Hints that name the nearest things: who chooses from a list needs none.
_NEAREST = {"CB401", "CB404", "CB410"}
_BAD = {bad.source.path.removeprefix("content/").removesuffix(".yaml"): bad for bad in bad_records()}
SAYABLE = {
    name: bad
    for name, bad in _BAD.items()
    if name not in _NAMED and not any(said.split()[0] in UNSAYABLE for said in bad.expected)
}


@pytest.fixture(scope="module")
def twin(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page where `form` holds the form's modules, `around` the fictional library as the site ships it."""
    library = library_with().value
    desk = desk_for(library, SITE)
    shelves = known.shelves(library)
    page = browser.new_page()
    page.add_script_tag(path=bundled(ENTRY, "form", tmp_path_factory.mktemp("twin")))
    for file in (*form_files(library), *(known.shard(desk, shelves, name) for name in shelves)):
        if file.path.endswith(".js"):
            page.add_script_tag(content=file.data.decode())
    page.evaluate(
        """shards => {
          const known = new form.Known(shards, async number => casebookKnown[number]);
          const regions = new form.Regions(casebookRegions, async () => casebookEnded);
          window.around = { data: casebookForm, known, regions, hasPicture: async () => false };
        }""",
        len(shelves),
    )
    yield page
    page.close()


def kind_of(bad: Bad) -> str:
    return KIND_OF_FOLDER[bad.source.path.split("/")[1]]


def plain_of(bad: Bad) -> Any:
    """The record as somebody would have typed it; signs that nobody sees may stand in it."""
    plain = parse_yaml(bad.source).value
    return plain if plain is not None else yaml.load(bad.source.data, Loader=yaml.BaseLoader)


@cache
def good_entries() -> tuple[Entry, ...]:
    return tuple(entry for source in good_records() if (entry := checked(source).entry) is not None)


def findings(bad: Bad) -> list[Finding]:
    """What the command line finds, by places in the data."""
    plain = parse_yaml(bad.source)
    if plain.value is None:
        return [Finding(problem.code, (), problem.values) for problem in plain.problems]
    record, shape = check_shape(MODEL_OF_KIND[kind_of(bad)], plain.value)
    found = [*shape, *(Finding(problem.code, (), problem.values) for problem in private(bad.source))]
    if record is None:
        return found
    entry = checked(bad.source).entry
    assert entry is not None
    linked = link((*good_entries(), entry), library_with().value.vocab)[1]
    pictures = [
        Finding("CB418", ("media", index, "file"), {"file": file}) for index, file in enumerate(entry.card.pictures)
    ]
    return [*found, *check_rules(record), *(finding for path, finding in linked if path == bad.source.path), *pictures]


def told(finding: Finding) -> tuple[str, str, str, str]:
    problem = Problem("", 0, 0, finding.code, finding.values)
    hint = "" if finding.code in _NEAREST else problem.hint
    return finding.code, json.dumps([*finding.at]), problem.message, hint


def ask(twin: Page, bad: Bad) -> list[tuple[str, str, str, str]]:
    """What the form finds: shape first, rules and links only where the shape is right, as on the command line."""
    found = twin.evaluate(
        """async ([kind, part]) => {
          const { data } = around;
          const shape = form.checkShape(data, data.kinds[kind].model, part);
          const own = [...shape, ...form.checkPrivate(data, kind, part)];
          const found = shape.length ? own : [...own, ...form.checkRules(data, kind, part), ...await form.checkLinks(around, kind, part)];
          return found.map(one => ({ ...one, ...form.say(data, one) }));
        }""",
        [kind_of(bad), plain_of(bad)],
    )
    return [
        (one["code"], json.dumps(one["at"]), one["text"], "" if one["code"] in _NEAREST else one["hint"])
        for one in found
    ]


def test_most_broken_records_can_be_said_in_a_form() -> None:
    assert len(SAYABLE) >= 90
    assert {said.split()[0] for bad in _BAD.values() for said in bad.expected} >= UNSAYABLE.keys()


def test_each_says_the_same_as_the_command_line(twin: Page) -> None:
    differs = {}
    for name, bad in SAYABLE.items():
        wanted, found = [told(finding) for finding in findings(bad)], ask(twin, bad)
        if any(code in _IN_THE_FILE for code, *_ in wanted):
            wanted, found = ([(one[0], "", *one[2:]) for one in said] for said in (wanted, found))
        if sorted(found) != sorted(wanted):
            differs[name] = (sorted(wanted), sorted(found))
    assert differs == {}


def test_each_is_shown_at_its_field(twin: Page) -> None:
    """The whole form is drawn over the record; every problem stands in the box of the field that it is about."""
    lost = {}
    for name, bad in SAYABLE.items():
        shown = twin.evaluate(
            """async ([kind, part]) => {
              document.body.innerHTML = "<div></div>";
              const root = document.body.firstElementChild, finder = { find: () => Promise.reject(new Error("none")) };
              const page = new form.Form(root, around.data, around.known, finder, { base: "", newUrl: "" });
              page.regions = async () => around.regions;
              page.start();
              page.store.drafts = [{ kind, part, follows: false }];
              page.attempted = true;
              page.draw();
              await page.check();
              return [...root.querySelectorAll("[data-code]")].map(line => [line.dataset.code, line.closest("[data-said]").dataset.said]);
            }""",
            [kind_of(bad), plain_of(bad)],
        )
        wanted = {(code, _field(at)) for code, at, *_ in ask(twin, bad)}
        missing = wanted - {(code, _field(at)) for code, at in shown}
        if missing:
            lost[name] = (missing, shown)
    assert lost == {}


def _field(at: str) -> Loc:
    """The place without what is no field: numbers at the end, the key's own mark."""
    steps = [step for step in json.loads(at) if step != "~key"]
    while len(steps) > 1 and isinstance(steps[-1], int) and isinstance(steps[-2], str) and steps[-2] not in _CARDS:
        steps.pop()
    return tuple(steps)


# Lists whose items have a box of their own.
_CARDS = {
    field["name"]
    for fields in json.loads(
        next(form_files(library_with().value)).data.decode().removeprefix("window.casebookForm=").rstrip(";\n")
    )["models"].values()
    for field in fields
    if field["shape"]["type"] == "list" and field["shape"]["item"]["type"] == "part"
}


def test_each_good_record_is_clean_and_written_as_fmt_writes_it(twin: Page) -> None:
    """What the form writes of a record says what the record says, and `casebook fmt` changes nothing in it."""
    for source in good_records():
        kind = KIND_OF_FOLDER[source.path.split("/")[1]]
        plain = parse_yaml(source).value
        assert plain is not None
        file = twin.evaluate("([kind, part]) => form.fileOf(around.data, { kind, part })", [kind, plain])
        assert file["path"] == source.path
        written = SourceText(source.path, file["text"].encode())
        assert laid_out(written, MODEL_OF_KIND[kind]).value == file["text"]
        assert check_record(written) == check_record(source)
