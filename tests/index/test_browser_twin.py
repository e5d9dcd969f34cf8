"""The browser's words.ts, names.ts and postings.ts against the Python they copy: same input, same output, in real Chromium."""

import json
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from casebook.index.documents import SearchDoc
from casebook.index.keys import shard_of
from casebook.index.names import name_keys, sound_keys
from casebook.index.pinyin import sounds, usual_sounds
from casebook.index.postings import HEAD, LEVELS, digits
from casebook.index.shards import FORMAT, shards
from casebook.index.tables import key_of, read_table
from casebook.index.words import fold, simplified, squeeze, terms
from tests.bundle import bundled
from tests.index.one_by_one import encode

ENTRY = """
import * as words from "./words"; import * as names from "./names"; import * as postings from "./postings";
import { numbersOf } from "./filters"; import { FORMAT } from "./shards";
Object.assign(window, { twin: { ...words, ...names, ...postings, numbersOf, FORMAT } });
"""


@pytest.fixture(scope="module")
def twin(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page where `twin` holds the three modules, and `table` the characters that the build sends."""
    script = bundled(ENTRY, "search", tmp_path_factory.mktemp("twin"))
    page = browser.new_page()
    page.add_script_tag(path=script)
    packed = next(file for file in shards([]) if file.path == "search/fold.js").data.decode()
    page.evaluate("() => { window.casebookSearch = (f, n, e, data) => { window.table = twin.unpackFold(data); }; }")
    page.add_script_tag(content=packed)
    yield page
    page.close()


def _strings(seed: int, count: int) -> list[str]:
    """Strings of all that people type or paste: Han of both scripts, Latin, figures, marks, emoji, rare and odd characters."""
    chance = random.Random(seed)
    pools = [
        [chr(code) for code in range(0x4E00, 0xA000)],
        list(simplified()),
        list("社区工作法协商议事由民做主敲门关于着力"),
        [chr(code) for code in range(0x20, 0x250)],
        list("0123456789０１２３４５６７８９.．，。〔〕（）《》“”-_%‰№①②㈠㎡℃Ⅳ〇"),
        list("ＡｅｄİıßŉΣςǅﬁ한국カタｶﾞひらกำ้अनुक्र́"),
        [chr(code) for code in (*range(0x3400, 0x3600), *range(0xF900, 0xFA00), *range(0x20000, 0x20100))],
        ["👍🏽", "👨‍👩‍👧", "\u200b", "\ufeff", "\x00", "\n", "\t", "　", "\u0301", "\u2028"],
    ]
    return ["".join(chance.choice(chance.choice(pools)) for _ in range(chance.randint(1, 24))) for _ in range(count)]


def test_the_character_table_arrives_whole(twin: Page) -> None:
    assert dict(twin.evaluate("Array.from(table)")) == simplified()


def test_the_same_terms_from_thousands_of_strings(twin: Page) -> None:
    strings = _strings(5, 6000)
    theirs = twin.evaluate(
        "strings => strings.map(s => [twin.fold(s, table), twin.terms(s, table), twin.squeeze(s, table)])", strings
    )
    ours = [[fold(text), terms(text), squeeze(text)] for text in strings]
    differing = [(text, mine, other) for text, mine, other in zip(strings, ours, theirs, strict=True) if mine != other]
    assert differing == []
    assert sum(len(found) for _, found, _ in ours) > 20_000


def test_the_same_terms_from_every_letter(twin: Page) -> None:
    """Each character that this Python's Unicode knows as a letter or number, between two others; later Unicode is not compared."""
    strings = [f"a{chr(code)}社" for code in range(0x100, 0x323B0) if chr(code).isalnum()]
    theirs = twin.evaluate("strings => strings.map(s => twin.terms(s, table).join(' '))", strings)
    differing = [(text, other) for text, other in zip(strings, theirs, strict=True) if " ".join(terms(text)) != other]
    assert differing == []


def test_postings_are_read_as_they_were_written(twin: Page) -> None:
    chance = random.Random(7)
    for docs, count in ((10, 5), (300, 200), (100_000, 40), (2_000_000, 30)):
        numbers = sorted(chance.sample(range(docs), count))
        written = {number: chance.randrange(LEVELS) for number in numbers}
        read = twin.evaluate("text => twin.decode(text)", encode(written))
        assert dict(zip(read["docs"], read["levels"], strict=True)) == written


def test_the_lines_of_every_shard_are_found_under_their_keys(twin: Page) -> None:
    docs = [
        SearchDoc(
            kind="method", id=f"m-{number}", title=f"第{number}号协商AED", url="m.html", body=f"{number}件事，{text}"
        )
        for number, text in enumerate(_strings(12, HEAD * 3 // 2))
    ]
    files = {file.path: file.data.decode() for file in shards(docs)}
    manifest = json.loads(files["search/index.js"].split(",", 3)[3][:-2])
    lookup = """([family, number, count, text, keys]) => {
      const found = twin.table(family, text, number, count);
      return [found.size, keys.map(key => found.get(key))];
    }"""
    for family, count in (("t", manifest["terms"]), ("c", manifest["tails"]), ("n", manifest["names"])):
        for number in range(count):
            text = json.loads(files[f"search/{family}/{number}.js"].split(",", 3)[3][:-2])
            table = read_table(family, number, count, text)
            assert twin.evaluate(lookup, [family, number, count, text, [*table]]) == [len(table), [*table.values()]]
    keys = [term for text in _strings(13, 300) for term in terms(text)]
    assert twin.evaluate("keys => keys.map(twin.termKey)", keys) == [key_of(term) for term in keys]
    total = twin.evaluate("line => twin.postingsOf(line)", "`" + digits(900) + "##")
    assert (total["total"], total["docs"], total["levels"]) == (900, [0, 1], [3, 3])


def test_both_sides_know_the_same_format(twin: Page) -> None:
    assert twin.evaluate("twin.FORMAT") == FORMAT


def test_keys_lead_to_the_same_shard(twin: Page) -> None:
    keys = [key for key in _strings(11, 500) if "\x00" not in key]
    for count in (1, 2, 64, 4096):
        assert twin.evaluate("([keys, n]) => keys.map(k => twin.shardOf(k, n))", [keys, count]) == [
            shard_of(key, count) for key in keys
        ]


def test_a_name_is_found_under_its_own_key_and_from_every_slip_of_one_character(twin: Page) -> None:
    for name in ("由民做主", "五事工作法", "天天敲门十八法", "三社联动项目化运行机制"):
        assert twin.evaluate("n => twin.exactKey(n)", name) in dict(name_keys(name))
        slips = {
            changed
            for at in range(len(name))
            for changed in (name[:at] + "错" + name[at + 1 :], name[:at] + name[at + 1 :], name[:at] + "错" + name[at:])
            if len(changed) >= 4
        }
        for slip in sorted(slips):
            assert set(twin.evaluate("n => twin.nearKeys(n)", slip)) & set(dict(name_keys(name))), slip
            assert twin.evaluate("([a, b]) => twin.isNear(a, b)", [slip, name]), slip
        assert not twin.evaluate("([a, b]) => twin.isNear(a, b)", ["错错" + name[2:], name])


def test_names_are_read_as_they_were_written(twin: Page) -> None:
    doc = SearchDoc(kind="method", id="m", title="由民做主", aliases=("三评",), url="methods/m.html")
    lines = [
        line
        for file in shards([doc])
        if file.path.startswith("search/n/")
        for line in json.loads(file.data.decode().split(",", 3)[3].rstrip(")\n")).split("!")
        if line[0] in "<>="
    ]
    read = [twin.evaluate("([k, l]) => twin.namesUnder(k, l)", line.split(" ", 1)) for line in lines]
    assert sorted((name["plain"], name["doc"], name["isAlias"]) for names in read for name in names) == [
        ("三评", 0, True),
        ("由民做主", 0, False),
        ("由民做主", 0, False),
    ]


def test_a_sound_is_looked_up_under_the_keys_it_stands_under(twin: Page) -> None:
    for name in ("五事工作法", "四议两公开", "三评", "12345热线", "重庆市"):
        for full, initials in sounds(name):
            keys = {*twin.evaluate("t => twin.soundKeys(t)", full), *twin.evaluate("t => twin.soundKeys(t)", initials)}
            stands = {key + rest for key, rest in sound_keys(name) if key in keys}
            assert stands >= {f"@{full}", f"~{initials}"}


def test_characters_sound_the_same_on_both_sides(twin: Page) -> None:
    table = [[char, syllable] for syllable, chars in usual_sounds().items() for char in chars]
    heard = twin.evaluate("([t, text]) => twin.soundOf(text, new Map(t))", [table, "五布工作法12"])
    assert heard == next(sounds("五步工作法12"))[0]
    assert twin.evaluate("([t, text]) => twin.soundOf(text, new Map(t))", [table, "𠮷"]) is None


def test_cells_of_filters_are_read_as_they_were_written(twin: Page) -> None:
    chance = random.Random(13)
    for _ in range(300):
        numbers = [chance.randrange(10 ** chance.randint(1, 6)) for _ in range(chance.randint(0, 3))]
        assert twin.evaluate("cell => twin.numbersOf(cell)", "".join(map(digits, numbers))) == numbers
