import pytest

from casebook.index.names import BUCKET, MORE, name_keys, sound_keys, split_buckets


def test_a_name_stands_under_both_halves() -> None:
    assert list(name_keys("由民做主")) == [("<由民", "做主"), (">做主", "由民")]
    assert list(name_keys("五事工作法")) == [("<五事", "工作法"), (">工作法", "五事")]


def test_a_short_name_stands_under_itself_and_a_name_without_letters_nowhere() -> None:
    assert list(name_keys("三评")) == [("=三评", "")]
    assert list(name_keys("——")) == []


@pytest.mark.parametrize("name", ["由民做主", "天天敲门十八法", "中发〔2017〕13号", "𠮷野家工作法"])
def test_halves_make_the_name_again(name: str) -> None:
    (first, rest), (second, front) = name_keys(name)
    assert first[1:] + rest == front + second[1:]


def test_a_name_stands_under_the_beginning_of_its_pinyin_and_of_its_initials() -> None:
    assert list(sound_keys("五事工作法")) == [("@wush", "igongzuofa"), ("~wsg", "zf")]
    assert list(sound_keys("三评")) == [("@sanp", "ing"), ("~sp", "")]


def test_a_full_bucket_keeps_its_shortest_names_and_goes_on_below() -> None:
    items = [f"{chr(97 + number % 26) * (number % 7 + 2)}:{number}" for number in range(BUCKET * 3)]
    table = split_buckets({"@she": items, "@wu": ["shi:1", "shi:1"]})
    assert table["@wu"] == ["shi:1"]
    assert len(table["@she"]) == BUCKET + 1
    assert table["@she"][-1] == MORE
    below = [key[4:] + item for key, found in table.items() if len(key) == 6 for item in found if item != MORE]
    assert sorted(below) == sorted(items)
