from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from casebook.index.analysis import analysed, read_analysed
from casebook.index.documents import SearchDoc
from casebook.index.fields import levels_of, terms_of
from casebook.index.keys import term_of, unmixed

DOC = SearchDoc(
    kind="case", id="c", title="葦灣社區", url="cases/c.html", aliases=("苇湾·社区", "苇湾"), summary="拨打12345热线", keywords=("AED",),
    steps="一 办\u2028理", body="满意度94.08%℃", facts=("2019年",), themes=("b", "a"), regions=("37",), spots=("3707",), setting="cun",
    setting_label="农村", year=2019, date=date(2019, 3, 2), evidence="B", has_note=True,
)  # fmt: skip


def test_a_blob_holds_all_but_the_texts() -> None:
    [blob] = analysed([DOC])
    found = read_analysed(blob)
    assert found.doc == replace(DOC, summary="", keywords=(), steps="", body="")
    assert found.row.decode() == '["cases/c.html","葦灣社區",["苇湾·社区","苇湾"],"拨打12345热线",["2019年"]]'
    assert found.text.decode() == '"一 办\\u2028理\\n满意度94.08%℃\\nAED"'
    assert found.names == (("<苇湾", "社区", 0), (">社区", "苇湾", 0), ("=苇湾", "", 1))
    assert ("~wws", "q", 0) in found.sounds


def test_terms_and_levels_are_those_of_the_plain_functions() -> None:
    [blob] = analysed([DOC])
    found = read_analysed(blob)
    terms_found = (*map(term_of, unmixed(found.hashes).tolist()), *found.odd)
    assert dict(zip(terms_found, found.levels.tolist(), strict=True)) == levels_of(DOC, terms_of(DOC))
    assert {"12345", "94.08", "aed", "c", "社_"} < set(found.odd)


def test_a_document_has_the_same_blob_alone_and_among_others() -> None:
    others = [replace(DOC, id=f"c-{number}", body=f"第{number}件，{number}个") for number in range(20)]
    assert analysed([*others, DOC])[-1] == analysed([DOC])[0]
    assert analysed([]) == []


@pytest.mark.parametrize("damage", [lambda blob: blob[:-9], lambda blob: b"\xff" + blob, lambda _: b""])
def test_a_damaged_blob_is_refused(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_analysed(damage(analysed([DOC])[0]))
