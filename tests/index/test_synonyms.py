from casebook.index.documents import SearchDoc
from casebook.index.synonyms import synonyms


def _named(kind: str, *names: str) -> SearchDoc:
    return SearchDoc(kind=kind, id=names[0], title=names[0], url="x.html", aliases=names[1:])


def test_names_of_themes_and_terms_say_the_same_themes_first() -> None:
    docs = [
        _named("term", "楼栋", "樓道"),
        _named("theme", "养老服务", "老年人"),
        _named("method", "五事工作法", "五事"),
    ]
    assert synonyms(docs) == [["养老服务", "老年人"], ["楼栋", "楼道"]]


def test_one_character_and_whole_titles_are_no_synonyms() -> None:
    assert synonyms([_named("term", "桥", "桥梁"), _named("term", "一二三四五六七八九", "数字")]) == []
