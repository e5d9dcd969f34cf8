from casebook.index.documents import SearchDoc, documents, situation_document
from casebook.model.vocab import Place, Situation
from tests.publish.small_library import SOURCE, a_case, a_library, a_method

STEPS = [{"no": 1, "name": "敲门", "how": "**先**[问好](https://a.example/)"}]


def _by_id(*records: object, places: tuple[Place, ...] = ()) -> dict[str, SearchDoc]:
    return {doc.id: doc for doc in documents(a_library(*records, places=places))}  # type: ignore[arg-type]


def test_a_method_says_name_steps_place_and_theme_in_plain_text() -> None:
    method = a_method(
        "qiao-men",
        "敲门法",
        aliases=["叩门法"],
        keywords=["入户"],
        steps=STEPS,
        origin={"region": "370705", "first_seen": "2018?", "cite": "wen-ji 一"},
        claims=[{"text": "有用", "cite": "wen-ji 一"}],
    )
    doc = _by_id(method)["qiao-men"]
    assert (doc.kind, doc.title, doc.aliases, doc.url) == ("method", "敲门法", ("叩门法",), "methods/qiao-men.html")
    assert doc.steps == "敲门\n先问好"
    assert doc.body == "有用\n山东省潍坊市奎文区\n议事"
    assert (doc.themes, doc.regions) == (("yi-shi",), ("370705", "370700", "370000"))
    assert (doc.year, doc.form, doc.status) == (2018, "工作法", "已发布")


def test_a_link_is_found_by_the_title_it_leads_to_but_a_citation_is_not() -> None:
    case = a_case("an-li", "某案例", procedure=[{"method": "qiao-men", "what_happened": "照做"}])
    doc = _by_id(a_method("qiao-men", "敲门法"), case)["an-li"]
    assert doc.steps == "敲门法\n照做"
    assert SOURCE["title"] not in doc.body
    assert "未见报道" not in doc.body


def test_a_figure_reads_as_one_statement() -> None:
    figure = {
        "indicator": "办结率",
        "before": "80",
        "after": "94.08",
        "unit": "%",
        "cite": "wen-ji 一",
        "evidence": "D",
    }
    doc = _by_id(a_case("an-li", "某案例", results=[figure]))["an-li"]
    assert "办结率80→94.08%" in doc.body.splitlines()


def test_withdrawn_records_are_left_out_and_drafts_say_so() -> None:
    withdrawn = a_method("gone", "旧法", status="已撤回", withdrawn_reason="来源有误")
    docs = _by_id(withdrawn, a_method("draft", "新法", status="草稿"))
    assert "gone" not in docs
    assert docs["draft"].facts[0] == "草稿"


def test_a_situation_is_found_by_what_readers_would_answer() -> None:
    answer = {
        "id": "da",
        "label": "改造说不到一块",
        "theme": "yi-shi",
        "note": "先看谁来定",
        "methods": [{"ref": "qiao-men", "problem": 1}],
    }
    told = {
        "id": "lao-jiu",
        "label": "老旧小区",
        "aliases": ["老小区"],
        "scope_note": "建成早的小区",
        "question": "难在哪里？",
    }
    doc = situation_document(Situation.model_validate({**told, "answers": [answer]}))
    assert (doc.kind, doc.title, doc.url) == ("situation", "老旧小区", "situations/lao-jiu.html")
    assert (doc.steps, doc.body) == ("改造说不到一块", "难在哪里？\n先看谁来定")
    assert (doc.aliases, doc.summary, doc.facts) == (("老小区",), "建成早的小区", ("1 种说法",))


def test_themes_and_regions_are_documents_of_their_own() -> None:
    docs = _by_id(a_case("an-li", "某案例"))
    assert (docs["yi-shi"].kind, docs["yi-shi"].title) == ("theme", "议事")
    assert docs["yi-shi"].body == "议不出结果\n没人来议"
    assert docs["370705"].aliases == ("奎文", "山东省潍坊市奎文区", "潍坊市奎文区")
    assert docs["370705"].facts == ("山东省潍坊市", "1 条记录")


def test_documents_of_a_kind_come_together_in_site_order() -> None:
    kinds = [doc.kind for doc in documents(a_library(a_case("an-li", "某案例"), a_method("m", "某法")))]
    assert list(dict.fromkeys(kinds)) == ["method", "case", "theme", "region", "source"]
    assert kinds == sorted(kinds, key=list(dict.fromkeys(kinds)).index)


def test_answers_and_hints_for_teachers_cannot_be_searched() -> None:
    note = (
        "note",
        {
            "id": "shuo-ming",
            "title": "某案例教学说明",
            "summary": "摘要",
            "status": "已发布",
            "case": "an-li",
            "audience": ["社区工作者"],
            "class_minutes": 45,
            "purpose": "练习议事",
            "objectives": [{"no": 1, "text": "会议事"}],
            "questions": [{"text": "为什么敲门？", "hint": "提示在此"}],
            "analysis": [{"text": "分析"}],
            "key_points": [{"text": "要点"}],
            "plan": [{"activity": "讨论", "minutes": 45}],
            "quiz": [{"type": "判断", "stem": "题目在此", "answer": ["对"], "explanation": "解析在此"}],
        },
    )
    body = _by_id(a_case("an-li", "某案例"), note)["shuo-ming"].body
    assert "为什么敲门？" in body
    assert "题目在此" in body
    assert "提示在此" not in body
    assert "解析在此" not in body
