"""One layout for all files, and not a word or a comment lost on the way to it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.check.layout import key_order, laid_out
from casebook.check.template import template
from casebook.files import SourceText
from casebook.load.yaml import parse_yaml
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.method import Method
from casebook.model.names import KIND_OF_FOLDER
from tests.app.arbitrary import records as records_of_any_shape
from tests.app.hostile import sources_of
from tests.records.library import Bad, bad_records


def tidy(text: str) -> str:
    done = laid_out(SourceText("content/methods/a.yaml", text.encode()), Method).value
    assert done is not None
    assert laid_out(SourceText("content/methods/a.yaml", done.encode()), Method).value == done
    return done


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title:   甲\nid: a\n", "id: a\ntitle: 甲\n"),
        ("id: a\r\ntitle: 甲\r\n", "id: a\ntitle: 甲\n"),
        ("id: a   \n\n\n\ntitle: 甲\n\n\n", "id: a\n\ntitle: 甲\n"),
        ("aliases:\n- 甲\n-   乙\n", "aliases:\n  - 甲\n  - 乙\n"),
        ("aliases: [甲,乙]\n", "aliases: [甲, 乙]\n"),
        ("aliases: [甲,\n  乙]\n", "aliases:\n  - 甲\n  - 乙\n"),
        ("aliases: []\n", "aliases: []\n"),
        ("title: '甲'\n", "title: 甲\n"),
        ("title: \"甲: 乙\"\n", "title: \"甲: 乙\"\n"),
        ("title: '甲 #乙'\n", "title: \"甲 #乙\"\n"),
        ("title: '说\"好\"'\n", "title: 说\"好\"\n"),
        ("title: '\"好\"'\n", "title: '\"好\"'\n"),
        ("title: '2018'\nsummary: 'no'\n", 'title: "2018"\nsummary: "no"\n'),
        ("title: ~\n", "title: ~\n"),
        ("title: '~'\n", 'title: "~"\n'),
        ("title: ''\n", 'title: ""\n'),
        ("title:\n", "title:\n"),
        ("summary: |\n    一\n    二\n", "summary: |\n  一\n  二\n"),
        ("summary: >-\n  一\n  二\n\n  三\n", "summary: |-\n  一 二\n  三\n"),
        ("summary: 一\n  二\n", "summary: 一 二\n"),
        ("unknown: 甲\nid: a\n", "id: a\nunknown: 甲\n"),
        ("steps:\n    -   name: 甲\n        no: 1\n", "steps:\n  - no: 1\n    name: 甲\n"),
        ("editor_notes:\n  - text: 甲\nform: 机制\nthemes:\n  - yi\nsummary: 乙\n",
         "summary: 乙\nthemes:\n  - yi\nform: 机制\neditor_notes:\n  - text: 甲\n"),
    ],
)  # fmt: skip
def test_one_layout(before: str, after: str) -> None:
    assert tidy(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# 表头\n# 说明\nid: a\n", "# 表头\n# 说明\nid: a\n"),
        ("# 题\ntitle: 甲 # 旁\n# 号\nid: a\n", "# 号\nid: a\n# 题\ntitle: 甲  # 旁\n"),
        ("aliases:   # 又称\n# 一\n- 甲\n# 二\n- 乙  # 旁\n# 尾\nid: a\n",
         "# 尾\nid: a\naliases:  # 又称\n  # 一\n  - 甲\n  # 二\n  - 乙  # 旁\n"),
        ("steps:\n  - no: 1\n    name: 甲\n    # 还可以写\n  # 列表完\nid: a\n",
         "id: a\nsteps:\n  - no: 1\n    name: 甲\n    # 还可以写\n  # 列表完\n"),
        ("steps:\n  # 先\n  - name: 甲\n    # 号\n    no: 1\n", "steps:\n  # 先\n  # 号\n  - no: 1\n    name: 甲\n"),
        ("id: a\n# 完\n", "id: a\n# 完\n"),
        ("id: a\n\n# 完\n\n\n# 真完\n", "id: a\n\n# 完\n\n# 真完\n"),
        ("summary: |\n  一\n  # 是正文\n# 是注释\nid: a\n", "# 是注释\nid: a\nsummary: |\n  一\n  # 是正文\n"),
        ("title: '甲 # 是正文' # 是注释\n", 'title: "甲 # 是正文"  # 是注释\n'),
    ],
)  # fmt: skip
def test_comments_stay_with_what_they_speak_of(before: str, after: str) -> None:
    assert tidy(before) == after


def test_what_is_wrong_is_told_and_nothing_comes_back() -> None:
    for text in ("id: [a\n", "", "a: &x 1\nb: *x\n", "- a\n", "id: a\nid: b\n"):
        outcome = laid_out(SourceText("content/methods/a.yaml", text.encode()), Method)
        assert outcome.value is None
        assert outcome.problems


@pytest.mark.parametrize("kind", MODEL_OF_KIND)
def test_a_template_has_it_but_for_the_blanks_where_something_is_to_be_written(kind: str) -> None:
    text = template(kind, "x", "某社区", full=True)
    done = laid_out(SourceText("content/a.yaml", text.encode()), MODEL_OF_KIND[kind]).value
    assert done == "\n".join(line.rstrip() for line in text.split("\n"))


@pytest.mark.parametrize("bad", bad_records(), ids=lambda bad: bad.source.path)
def test_broken_records_keep_what_they_say(bad: Bad) -> None:
    model = MODEL_OF_KIND.get(KIND_OF_FOLDER.get(bad.source.path.split("/")[1], ""), Method)
    done = laid_out(bad.source, model)
    assert "CB123" not in [problem.code for problem in done.problems]
    if done.value is not None:
        assert parse_yaml(SourceText(bad.source.path, done.value.encode())).value == parse_yaml(bad.source).value


def _as_somebody_writes(value: object, chance: st.DataObject) -> str:
    width = chance.draw(st.sampled_from((20, 80, 10_000)))
    style = chance.draw(st.sampled_from((None, '"', "'", "|", ">")))
    text = yaml.dump(value, allow_unicode=True, sort_keys=chance.draw(st.booleans()), width=width, default_style=style)
    lines = []
    for line in text.split("\n"):
        if chance.draw(st.integers(0, 9)) == 0 and style is None and width == 10_000:
            lines.append(" " * (len(line) - len(line.lstrip())) + "# 说明")
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.property
@settings(max_examples=60)
@given(new=records_of_any_shape(), chance=st.data())
def test_whatever_is_written_however(new: dict[str, dict[str, object]], chance: st.DataObject) -> None:
    for source in sources_of(new):
        model = MODEL_OF_KIND[KIND_OF_FOLDER[source.path.split("/")[1]]]
        plain = parse_yaml(source).value
        text = _as_somebody_writes(plain, chance)
        written = SourceText(source.path, text.encode())
        if parse_yaml(written).value is None:
            continue
        done = laid_out(written, model)
        assert done.problems == ()
        assert done.value is not None
        assert laid_out(SourceText(source.path, done.value.encode()), model).value == done.value
        again = parse_yaml(SourceText(source.path, done.value.encode())).value
        assert list(again or ()) == [name for name in key_order(model) if name in (again or ())]
