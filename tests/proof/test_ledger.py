from typing import Any

from casebook.link.build import link
from casebook.link.library import Entry, Library, Vocab
from casebook.model.regions import Regions
from casebook.proof import ledger
from casebook.proof.claims import claims_of
from casebook.proof.verify import Archive, verify
from tests.proof.texts import ARCHIVE, SOURCES, a_case, a_figure

FIGURE = a_figure("参会率", "94.08", "%", "zha-ji 一(二)")
TEXT = {"text": "推行“五心”工作法。", "cite": "zha-ji 一(二)"}


def a_library(**changes: Any) -> Library:
    sources = [Entry("source", f"content/sources/{source.id}.yaml", source) for source in SOURCES]
    return link([a_case(**changes), *sources], Vocab((), (), (), Regions(())))[0]


def lines(library: Library, archive: Archive = ARCHIVE, old: tuple[ledger.Line, ...] = ()) -> tuple[ledger.Line, ...]:
    claims = [claim for entry in library.entries.values() for claim in claims_of(entry)]
    return ledger.renewed(old, verify(claims, archive), ledger.checksums_of(library))


def test_what_was_proved_is_marked_without_the_texts() -> None:
    library = a_library(
        results=[FIGURE], narrative={"background": [TEXT, {"text": "没有数字", "cite": "zha-ji 一"}], "process": [TEXT]}
    )
    marks = ledger.proved(library, ledger.read_ledger(ledger.write_ledger(lines(library)).decode()))
    assert [figure.after for figure in marks.figures] == ["94.08"]
    assert {text for text, _ in marks.texts} == {"推行“五心”工作法。"}


def test_a_changed_figure_loses_its_mark_and_keeps_no_line() -> None:
    before = lines(a_library(results=[FIGURE]))
    changed = a_library(results=[{**FIGURE, "after": "94.80"}])
    assert ledger.proved(changed, before).figures == frozenset()
    assert lines(changed, old=before) == ()


def test_a_figure_is_marked_only_when_both_its_numbers_were_proved() -> None:
    library = a_library(results=[{**FIGURE, "before": "90"}])
    assert ledger.proved(library, lines(library)).figures == frozenset()


def test_a_sentence_is_marked_only_when_all_it_says_was_proved() -> None:
    text = {"text": "推行“五心”工作法，有82个社区。", "cite": "zha-ji 一(二)"}
    library = a_library(narrative={"background": [text], "process": [TEXT]})
    assert {text for text, _ in ledger.proved(library, lines(library)).texts} == {"推行“五心”工作法。"}


def test_another_text_of_the_source_takes_all_its_marks() -> None:
    library = a_library(results=[FIGURE])
    before = lines(library)
    moved = [
        Entry("source", "content/sources/zha-ji.yaml", SOURCES[0].model_copy(update={"sha256": "0" * 64})),
        a_case(results=[FIGURE]),
    ]
    assert ledger.proved(link(moved, Vocab((), (), (), Regions(())))[0], before).figures == frozenset()


def test_lines_of_texts_that_are_not_at_hand_stay() -> None:
    library = a_library(results=[FIGURE, a_figure("网格", "413", "个", "qu 做法(二)")])
    before = lines(library)
    only = Archive({"zha-ji": ARCHIVE.texts["zha-ji"]})
    assert lines(library, only, before) == before
    assert len(lines(library, only)) == len(before) - 1


def test_the_file_is_the_same_whatever_the_order() -> None:
    found = lines(a_library(results=[FIGURE, a_figure("网格", "413", "个", "qu 做法(二)")]))
    assert ledger.write_ledger(found) == ledger.write_ledger(reversed(found))
    assert ledger.read_ledger(ledger.write_ledger(found).decode()) == tuple(sorted(found))


def test_spoiled_lines_say_nothing() -> None:
    assert ledger.read_ledger("# 说明\nrecord\tkind\n坏行\n\n") == ()


def test_moving_a_figure_changes_nothing() -> None:
    one, other = FIGURE, a_figure("网格", "413", "个", "qu 做法(二)")
    assert sorted(lines(a_library(results=[one, other]))) == sorted(lines(a_library(results=[other, one])))
    marks = ledger.proved(a_library(results=[other, one]), lines(a_library(results=[one])))
    assert [figure.after for figure in marks.figures] == ["94.08"]
