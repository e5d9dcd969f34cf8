"""Course packs as PDF by typst: the handout, the agenda on a page, the reading list, cards with questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from casebook.packs.citing import Footnotes
from casebook.packs.formats import Making
from casebook.packs.outline import Outline, Picture, Question, Section, Slide, Text
from casebook.packs.typst import pdf

Setting = tuple[str, dict[str, Any]]  # a template and its data


def handout_pdf(outline: Outline, making: Making) -> bytes:
    """The whole pack with cover, contents, footnotes and references."""
    return pdf(*handout(outline, making))


def agenda_pdf(outline: Outline, making: Making) -> bytes:
    """Goals, units with the clock running and what students hand in; on one page where it fits."""
    return pdf(*agenda(outline, making))


def reading_pdf(outline: Outline, making: Making) -> bytes | None:
    """What to read before; None when there is nothing."""
    shown = tuple(one for one in outline.sections if one.kind == "reading")
    return pdf(*_document(outline, shown, making, "课前阅读")) if shown else None


def cards_pdf(outline: Outline, making: Making) -> bytes | None:
    """Every question to think about and every discussion on a card; None when there are none."""
    told = cards(outline, making)
    return pdf(*told) if told else None


def handout(outline: Outline, making: Making) -> Setting:
    """How handout_pdf is set."""
    return _document(outline, outline.sections, making, outline.edition_label, book=True)


def agenda(outline: Outline, making: Making) -> Setting:
    """How agenda_pdf is set."""
    shown = tuple(one for one in outline.sections if one.kind in ("about", "agenda", "outputs"))
    return _document(outline, shown, making, "日程")


def cards(outline: Outline, _making: Making) -> Setting | None:
    """How cards_pdf is set; None when there are none."""
    found = list(_cards(outline))
    told = {"heading": f"{outline.title}（讨论卡片）", "site": outline.site, "summary": outline.summary, "cards": found}
    return ("cards.typ", told) if found else None


def _cards(outline: Outline) -> Iterator[dict[str, str]]:
    units = {unit.section: unit for unit in outline.units}
    for section in outline.sections:
        unit = units.get(section.id)
        if unit is None:
            continue
        name = f"第{unit.no}单元"
        if unit.type == "讨论":
            told = [str(block.text) for block in section.blocks if block.kind == "paragraph" and block.look == "body"]
            yield {"unit": name, "name": unit.title, "text": "\n".join(told) or unit.purpose or unit.title}
        for block in section.blocks:
            if isinstance(block, Question) and block.type == "思考":
                yield {"unit": name, "name": f"思考题 {block.no}", "text": "\n".join(map(str, block.stem))}


def _document(
    outline: Outline, sections: Sequence[Section], making: Making, label: str, *, book: bool = False
) -> Setting:
    notes = Footnotes(outline.references)

    def section_data(section: Section) -> dict[str, Any]:
        notes.begin_section()
        return {**_data(section, notes, making), "opens": book and section.opens}

    data = {
        "form": "book" if book else "sheet",
        "heading": f"{outline.title}（{label}）",
        "title": outline.title,
        "site": outline.site,
        "summary": outline.summary,
        "keywords": outline.keywords,
        "edition_label": label,
        "sections": [section_data(section) for section in sections if section.kind != "break"],
        "references": [_data(one, notes, making) for one in outline.references],
    }
    return "pack.typ", data


def _data(value: Any, notes: Footnotes, making: Making) -> Any:
    """A part of the outline as JSON, in reading order, with the words of every footnote."""
    if isinstance(value, tuple):
        return [_data(item, notes, making) for item in value if not isinstance(item, Slide)]
    if not is_dataclass(value):
        return value
    told = {field.name: _data(getattr(value, field.name), notes, making) for field in fields(value)}
    if isinstance(value, Text):
        citation = notes.cite(value.cites)
        told |= {"mark": citation.mark, "note": citation.note}
    elif isinstance(value, Question):
        told |= {"choices": value.choices, "answer_line": value.answer_line}
    elif isinstance(value, Picture):
        picture = making.pictures.get(value.file)
        told["data"] = list(picture) if picture else None
    return told
