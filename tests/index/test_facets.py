from datetime import date

from casebook.index.documents import SearchDoc
from casebook.index.facets import columns, labels

DOCS = [
    SearchDoc(
        kind="case", id="c", title="案", url="c.html", themes=("b", "a"), spots=("3707",), setting="cun", setting_label="农村",
        date=date(2019, 3, 2), evidence="B", has_note=True,
    ),
    SearchDoc(kind="policy", id="p", title="策", url="p.html", themes=("a",), level="省"),
    SearchDoc(kind="theme", id="a", title="甲", url="a.html", themes=("a",)),
    SearchDoc(kind="theme", id="b", title="乙", url="b.html", themes=("b",)),
    SearchDoc(kind="region", id="37", title="山东省", url="37.html", regions=("37",), spots=("37",)),
    SearchDoc(kind="region", id="3707", title="潍坊市", url="3707.html", regions=("3707", "37"), spots=("3707",)),
]  # fmt: skip


def test_labels_come_from_the_documents_and_regions_know_what_they_lie_in() -> None:
    known = labels(DOCS)
    assert known.themes == (("a", "甲"), ("b", "乙"))
    assert known.settings == (("cun", "农村"),)
    assert known.regions == (("37", "山东省", -1), ("3707", "潍坊市", 0))


def test_a_cell_a_document_and_nothing_behind_the_last_value() -> None:
    cells = {name: text.split(" ") for name, text in columns(DOCS, labels(DOCS)).items()}
    assert cells["theme"] == ["$#", "#", "#", "$"]
    assert cells["region"] == ["$", "", "", "", "#", "$"]
    assert (cells["setting"], cells["note"], cells["evidence"]) == (["#"], ["$"], ["$"])
    assert cells["level"] == ["", "%"]
    assert len(cells["date"]) == 1


def test_settings_that_no_document_has_are_not_there() -> None:
    assert labels(DOCS[1:]).settings == ()
