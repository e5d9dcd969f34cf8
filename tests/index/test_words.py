import re
import sys
import unicodedata

import pytest

from casebook.index.words import fold, simplified, squeeze, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("天天敲门", ["天天", "天敲", "敲门"]),
        ("拨打12345热线", ["拨打", "12345", "热线"]),
        ("中发〔2017〕13号", ["中发", "2017", "13", "号"]),
        ("ＡＥＤ设备", ["aed", "设备"]),
        ("满意度94.08%，共3.5.1版", ["满意", "意度", "94.08", "共", "3.5.1", "版"]),
        ("三社联动 项目化", ["三社", "社联", "联动", "项目", "目化"]),
        ("太仓4加1", ["太仓", "4", "加", "1"]),
        ("二〇一七年", ["二〇", "〇一", "一七", "七年"]),
        ("𠮷野家", ["𠮷野", "野家"]),
        ("  ，。！<script>", ["script"]),
        ("👍🏽", []),
        ("", []),
    ],
)
def test_han_runs_give_pairs_and_other_runs_stay_whole(text: str, found: list[str]) -> None:
    assert terms(text) == found


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [
        ("關於加強社區治理", "关于加强社区治理"),
        ("由民做主", "由民做主"),
        ("濰坊奎文區葦灣社區", "潍坊奎文区苇湾社区"),
        ("著力與着力", "着力与着力"),
        ("幹部、干部、乾淨", "干部、干部、干净"),
        ("裏外裡外", "里外里外"),
        ("後勤衞生枱賬", "后勤卫生台账"),
    ],
)
def test_every_script_folds_to_one(traditional: str, simple: str) -> None:
    assert fold(traditional) == fold(simple)


def test_folding_is_finished_after_one_pass() -> None:
    table = simplified()
    assert [char for char in table.values() if char in table] == []


def test_a_name_is_compared_without_marks_and_blanks() -> None:
    assert squeeze("《中发〔2017〕13号》 ") == squeeze("中发[2017]13號") == "中发201713号"


def test_what_counts_as_a_letter_is_unicode_letter_or_number() -> None:
    """words.ts says \\p{L} and \\p{N} where words.py says \\w: they must be the same characters."""
    pattern = re.compile(r"[^\W_]")
    differing = [
        f"U+{code:X}"
        for code in range(sys.maxunicode + 1)
        if (unicodedata.category(chr(code))[0] in "LN") != bool(pattern.match(chr(code)))
    ]
    assert differing == []
