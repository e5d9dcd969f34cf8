from casebook.index.postings import ALPHABET, BODY, NAME_LEVEL, NAMES, STEPS, SUMMARY, Field, levels


def _in(field: Field, found: list[str], words: int = 300) -> int:
    """Level of 协商 in a document of a usual length that has it where `found` says, and other words elsewhere."""
    fields = [(NAMES, ["名称"]), (SUMMARY, ["摘要"] * 60), (STEPS, ["步骤"] * 100), (BODY, ["正文"] * words)]
    return levels([(one, others + found if one is field else others) for one, others in fields])["协商"]


def test_a_term_weighs_most_in_the_name_then_in_the_summary_then_in_steps_and_body() -> None:
    weights = [_in(field, ["协商"]) for field in (NAMES, SUMMARY, STEPS, BODY)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[1] > weights[3]


def test_only_names_reach_the_levels_of_names() -> None:
    assert _in(BODY, ["协商"] * 500) < NAME_LEVEL <= _in(NAMES, ["协商"])
    long_name = levels([(NAMES, [f"{number}" for number in range(60)] + ["协商"])])
    assert long_name["协商"] >= NAME_LEVEL


def test_a_term_weighs_less_in_a_longer_text() -> None:
    assert _in(BODY, ["协商"], words=3000) < _in(BODY, ["协商"], words=200)


def test_the_alphabet_needs_no_escape_in_a_script() -> None:
    assert len(ALPHABET) == 90
    assert not set(ALPHABET) & set(' "\\`\n')
