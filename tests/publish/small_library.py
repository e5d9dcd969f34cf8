"""A library of a few records for tests: real models, really linked."""

from typing import Any

from casebook.link.build import link
from casebook.link.library import Entry, Library, Vocab
from casebook.model.kinds import MODEL_OF_KIND
from casebook.model.names import record_path
from casebook.model.regions import Region, Regions
from casebook.model.vocab import Place, Setting, Theme

REGIONS = Regions(
    (
        Region("370000", "山东省", None, "", None),
        Region("370700", "潍坊市", "370000", "", None),
        Region("370705", "奎文区", "370700", "", None),
        Region("420000", "湖北省", None, "", None),
    )
)
SOURCE: dict[str, Any] = {
    "id": "wen-ji",
    "title": "文集",
    "summary": "测试用的来源",
    "status": "已发布",
    "type": "报告",
    "sections": [{"locator": "一"}],
}


def a_theme(theme_id: str, label: str, **changes: Any) -> Theme:
    return Theme.model_validate({"id": theme_id, "label": label, "scope_note": f"{label}的范围", **changes})


THEMES = (
    a_theme("yi-shi", "议事", problems=("议不出结果", "没人来议")),
    a_theme("fu-wu", "服务", problems=("办事来回跑",)),
    a_theme("xian-zhi", "闲置"),
)


def a_method(record_id: str, title: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    return "method", {
        "id": record_id,
        "title": title,
        "summary": f"{title}的摘要",
        "themes": ["yi-shi"],
        "status": "已发布",
        "sources": ["wen-ji"],
        "form": "工作法",
        **changes,
    }


def a_case(record_id: str, title: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    return "case", {
        "id": record_id,
        "title": title,
        "summary": f"{title}的摘要",
        "themes": ["yi-shi"],
        "status": "已发布",
        "sources": ["wen-ji"],
        "region": "370705",
        "narrative": {"background": [{"text": "起因"}], "process": [{"text": "经过"}]},
        "limits": "未见报道",
        **changes,
    }


def a_library(*records: tuple[str, dict[str, Any]], places: tuple[Place, ...] = ()) -> Library:
    """The records with the source they rest on, linked against three themes, one setting and a small register."""
    vocab = Vocab(
        THEMES, (Setting.model_validate({"id": "cun", "label": "农村", "scope_note": "村"}),), places, REGIONS
    )
    every = (*records, ("source", SOURCE))
    entries = [
        Entry(kind, record_path(kind, data["id"]), MODEL_OF_KIND[kind].model_validate(data)) for kind, data in every
    ]
    return link(entries, vocab)[0]
