"""References by GB/T 7714—2015: a source as an entry of a list, and how to cite a record of ours."""

from __future__ import annotations

from casebook.model.choices import SourceType
from casebook.model.dates import Edtf
from casebook.model.source import Source

_ONLINE = {
    SourceType.JOURNAL,
    SourceType.NEWSPAPER,
    SourceType.BOOK,
    SourceType.REPORT,
    SourceType.STANDARD,
    SourceType.OFFICIAL,
}
TODAY = "引用日期"  # the reader's own date: the pages know no clock, the copy button fills it in


def reference(source: Source) -> str:
    """The source as an entry of a reference list, GB/T 7714—2015: inferred dates stand in [ ], more than three authors end in 等."""
    authors = "，".join(source.author[:3]) + ("，等" if len(source.author) > 3 else "")
    kind = source.type.note
    online = source.url is not None
    if online and source.type in _ONLINE:
        kind += "/OL"
    parts = [authors, f"{source.title}[{kind}]", _imprint(source, online=online), source.url or ""]
    return ". ".join(part for part in parts if part) + "."


def _imprint(source: Source, *, online: bool) -> str:
    """Where and when it came out: '刊名，2019-12-13[2026-07-20]'."""
    place = source.container or source.publisher or ""
    date = _gb_date(source.published) if source.published else ""
    read = f"[{source.accessed}]" if online and source.accessed else ""
    if source.type is SourceType.WEB:
        return ". ".join(part for part in (place, (f"({date})" if date else "") + read) if part)
    return "，".join(part for part in (place, date) if part) + read


def _gb_date(date: Edtf) -> str:
    return f"[{date.replace('?', '')}]" if date.inferred else str(date)


def how_to_cite(site_name: str, title: str, url: str, changed: str | None) -> str:
    """One entry for a record of ours, as an online database; the reader puts the date of reading for TODAY."""
    updated = f"({changed})" if changed else ""
    return f"{site_name}. {title}[DB/OL]. {updated}[{TODAY}]. {url}."
