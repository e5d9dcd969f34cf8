"""复核与去留: what is due first stands first; what was replaced leads on; what was withdrawn says why."""

from __future__ import annotations

from casebook.app.content import link_texts
from casebook.publish.lifecycle import lifecycle_part
from tests.records.library import good_records, good_vocab, library_with, record


def test_all_three_lists() -> None:
    term = next(one for one in good_records() if one.path.endswith("liang-bu.yaml"))
    later = term.data.decode() + "reviewed: {by: 甲, on: 2026-01-01, next_review: 2032}\n"
    old = "id: jiu-ci\ntitle: 旧词\nsummary: 旧的\nstatus: 被替代\nsuperseded_by: liang-bu\nthemes: [yi-shi]\nsources: [lai-yuan-jia]\ndefinition: [{text: 旧的}]\n"
    outcome = library_with(term._replace(data=later.encode()), record("terms/jiu-ci", old))
    assert outcome.problems == ()
    html = lifecycle_part(outcome.value)
    due, _, rest = html.partition('id="replaced"')
    replaced, _, withdrawn = rest.partition('id="withdrawn"')
    assert (
        due.index("2031年6月")
        < due.index("../sources/lai-yuan-jia.html")
        < due.index("2032年")
        < due.index("../terms/liang-bu.html")
    )
    assert "../terms/jiu-ci.html" in replaced
    assert '现在看<a href="../terms/liang-bu.html">两步</a>' in replaced
    assert "来源查不到" in withdrawn


def test_an_empty_list_says_so() -> None:
    html = lifecycle_part(link_texts([], good_vocab()).value)
    assert all(said in html for said in ("现在没有记录定了", "没有被替代的记录", "没有撤回的记录"))
