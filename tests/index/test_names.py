import pytest

from casebook.index.names import name_keys


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
