import random

import pytest
from pypinyin import Style, lazy_pinyin

from casebook.index.pinyin import NAME_LIMIT, sounds, usual_sounds
from casebook.index.words import squeeze


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("五事工作法", [("wushigongzuofa", "wsgzf")]),
        ("四議兩公開", [("siyilianggongkai", "sylgk")]),
        ("重庆市", [("chongqingshi", "cqs"), ("zhongqingshi", "zqs")]),
        ("12345热线", [("12345rexian", "12345rx")]),
        ("AED设备", [("aedshebei", "aedsb")]),
        ("中发〔2017〕13号", [("zhongfa201713hao", "zf201713h")]),
        ("绿化", [("lvhua", "lh")]),
        ("AED", []),
        ("𠮷野", []),
        ("长" * (NAME_LIMIT + 1), []),
    ],
)
def test_a_name_sounds_as_its_phrase_is_read_and_as_its_characters_are(name: str, found: list[tuple[str, str]]) -> None:
    assert list(sounds(name)) == found


def test_the_characters_people_write_most_have_one_sound_each() -> None:
    chars = "".join(usual_sounds().values())
    assert (len(chars), len(set(chars))) == (3755, 3755)
    assert all(syllable.isascii() and syllable.isalpha() for syllable in usual_sounds())


def test_word_by_word_names_read_as_pypinyin_reads_them_whole() -> None:
    dice = random.Random(6)
    chars = "".join(usual_sounds().values())
    words = ["重庆", "银行", "长安", "调解", "会议", "行动", "𠮷野", "3", "aed", "绿化", "单位", "着力"]
    names = ["".join(dice.choice((dice.choice(words), dice.choice(chars))) for _ in range(5)) for _ in range(3000)]
    for name in names:
        whole = "".join(lazy_pinyin(squeeze(name), style=Style.NORMAL, v_to_u=False))
        assert not whole.isascii() or next(sounds(name))[0] == whole
