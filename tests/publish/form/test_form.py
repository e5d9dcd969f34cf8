"""What the form ships: every field once, the known records under their names, the regions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import folded
from casebook.publish.desk import desk_for
from casebook.publish.form import known
from casebook.publish.form.page import form_part
from casebook.publish.form.sections import SECTIONS_OF
from casebook.publish.form.shapes import models
from casebook.publish.form.vocabulary import current_regions, ended_regions, readings
from casebook.publish.site import Site, read_site
from tests.records.library import library_with

SITE = Site("例", "例", "https://example.org/", "", "main", "", "")


@pytest.mark.parametrize("kind", MODEL_OF_KIND)
def test_every_field_is_asked_for_once_and_the_required_ones_where_they_are_seen(kind: str) -> None:
    model = MODEL_OF_KIND[kind]
    sections = dict(SECTIONS_OF[kind])
    asked = [name for names in sections.values() for name in names]
    assert sorted(asked) == sorted(model.model_fields)
    assert len(next(iter(sections.values()))) <= 10


def test_shapes_tell_limits_choices_and_what_may_stand_for_a_list() -> None:
    fields = {name: {field["name"]: field for field in told} for name, told in models().items()}
    case = fields["Case"]
    assert case["title"]["shape"] == {"type": "text", "max": 80, "line": True}
    assert case["summary"]["shape"] == {"type": "text", "max": 300}
    assert case["limits"]["shape"] == {"type": "list", "item": {"type": "part", "model": "Claim"}, "word": "未见报道"}
    assert case["themes"]["shape"]["item"]["kinds"] == ["theme"]
    assert case["status"]["default"] == "草稿"
    assert case["period"]["shape"] == {"type": "date"}
    assert fields["Figure"]["cite"]["shape"]["one"]
    assert fields["Figure"]["evidence"]["shape"]["values"][0] == ["A", "独立评估或公开统计，可以复核"]
    assert fields["Pack"]["hours"]["shape"] == {"type": "number", "decimal": True, "gt": 0, "le": 200}
    assert fields["Step"]["no"]["shape"] == {"type": "number", "ge": 1, "le": 99}
    assert case["policy_basis"]["shape"]["item"] == {"type": "part", "model": "PolicyLink", "short": True}


def _shards() -> list[Any]:
    library = library_with().value
    desk, shelves = desk_for(library, SITE), known.shelves(library)
    files = [known.shard(desk, shelves, name) for name in shelves]
    assert [file.path for file in files] == [f"form/{number}.js" for number in range(len(files))]
    return [json.loads(file.data.decode().partition("]=")[2].rstrip(";\n")) for file in files]


def test_every_record_is_known_by_its_id_and_all_its_names() -> None:
    library = library_with().value
    shards = _shards()
    records = {record_id: told for shard in shards for record_id, told in shard[0].items()}
    assert records.keys() == library.entries.keys()
    assert records["liang-bu-gong-zuo-fa"][3] == [1, 2]
    names = {name: uses for shard in shards for name, uses in shard[2].items()}
    for entry in library.entries.values():
        for name in (entry.title, *entry.card.aliases):
            assert [entry.kind, entry.id] in [use[:2] for use in names[folded(name)]]
    old = {old_id: told for shard in shards for old_id, told in shard[1].items()}
    assert {old_id: told[1] for old_id, told in old.items()} == dict(library.redirects)


def test_regions_in_use_and_those_that_ended() -> None:
    vocab = library_with().value.vocab
    assert current_regions(vocab).splitlines()[:2] == ["160000 示例省", "160100 示例市"]
    assert "160104 旧样区 2012 160103" in ended_regions(vocab).splitlines()


def test_words_that_read_otherwise() -> None:
    assert readings()["重庆"] == "chong-qing"
    assert readings()["调解"] == "tiao-jie"


def test_the_page_knows_where_a_file_is_begun() -> None:
    text = "extra:\n  casebook:\n    branch: dev\n    new_url: https://github.com/o/r/new/{branch}/{folder}?filename={name}&value={text}\n"
    site = read_site(text).value
    assert site is not None
    assert 'data-cb-new="https://github.com/o/r/new/dev/{folder}?filename={name}&amp;value={text}"' in form_part(
        site, 4
    )
    assert 'data-cb-shards="4"' in form_part(site, 4)
