"""Which files a course pack is made into: one table, read by the command and by the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import NamedTuple

from casebook.files import OutFile
from casebook.packs.outline import Edition, Outline
from casebook.packs.questions import NO_QUESTIONS, Bank

_NAME = 60  # characters of a title in a file name: with the rest below the 255 bytes that most disks take
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "·"))
LAYOUTS = ("讲义", "公文")
BOTH = (Edition.STUDENT, Edition.TEACHER)


@dataclass(frozen=True, slots=True)
class Making:
    """What a writer needs beside the outline: the layout of Word, the pictures of content/media/ by name, the quiz questions."""

    layout: str = "讲义"
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    bank: Bank = NO_QUESTIONS


Writer = Callable[[Outline, Making], bytes | None]


@dataclass(frozen=True, slots=True)
class Product:
    """A file. `label` says what it is ('讲义'); without `editions` there is one for all, made from the student's outline.
    `write` gives None when a pack has nothing for it (no questions, no reading). `slug` tells it in an address from the other
    files of its format."""

    label: str
    suffix: str
    write: Writer
    editions: tuple[Edition, ...] = ()
    slug: str = ""

    def name(self, title: str, edition: Edition | None) -> str:
        """'新社区工作者入门半天 讲义（学员版）.docx'"""
        whose = f"（{edition.label}）" if edition else ""
        return f"{file_title(title)} {self.label}{whose}{self.suffix}"


class Made(NamedTuple):
    """A finished file; `edition` is None for one that everybody gets."""

    edition: Edition | None
    file: OutFile
    product: Product
    format_name: str

    @property
    def slug(self) -> str:
        """Its name in an address: 'epub-student.epub', 'pdf-agenda.pdf'."""
        parts = (self.format_name, self.product.slug, str(self.edition or ""))
        return "-".join(part for part in parts if part) + self.product.suffix


def file_title(title: str) -> str:
    """A title as part of a file name on any system."""
    return title.translate(_FORBIDDEN)[:_NAME].strip(" .")


@cache
def products(format_name: str) -> tuple[Product, ...]:
    """What a format consists of. KeyError for one that is not in FORMATS."""
    return FORMATS[format_name]()


def made(outlines: Mapping[Edition, Outline], format_names: Iterable[str], making: Making) -> Iterator[Made]:
    """The files of some formats, in the order given, named as people read them."""
    for format_name in format_names:
        for product in products(format_name):
            for edition in product.editions or (None,):
                outline = outlines[edition or Edition.STUDENT]
                data = product.write(outline, making)
                if data is not None:
                    yield Made(edition, OutFile(product.name(outline.title, edition), data), product, format_name)


def _pdf() -> tuple[Product, ...]:
    from casebook.packs import pdf  # noqa: PLC0415 - what one format needs is read for that one alone

    return (
        Product("讲义", ".pdf", pdf.handout_pdf, BOTH),
        Product("日程", ".pdf", pdf.agenda_pdf, slug="agenda"),
        Product("课前阅读", ".pdf", pdf.reading_pdf, slug="reading"),
        Product("讨论卡片", ".pdf", pdf.cards_pdf, slug="cards"),
    )


def _docx() -> tuple[Product, ...]:
    from casebook.packs.word.document import handout_docx  # noqa: PLC0415 - as above

    return (Product("讲义", ".docx", handout_docx, BOTH),)


def _pptx() -> tuple[Product, ...]:
    from casebook.packs.slides.deck import deck_pptx  # noqa: PLC0415 - as above

    return (Product("幻灯片", ".pptx", deck_pptx, BOTH),)


def _epub() -> tuple[Product, ...]:
    from casebook.packs.epub import epub  # noqa: PLC0415 - as above

    return (Product("电子书", ".epub", lambda outline, making: epub(outline, making.pictures), BOTH),)


def _scorm(version: str) -> tuple[Product, ...]:
    from casebook.packs.scorm import STANDARDS, scorm  # noqa: PLC0415 - as above

    standard = STANDARDS[version]

    def write(outline: Outline, making: Making) -> bytes:
        return scorm(outline, making.bank, standard, making.pictures)

    return (Product(f"课件 SCORM {version}", ".zip", write, (Edition.STUDENT,)),)


def _quiz() -> tuple[Product, ...]:
    from casebook.packs.anki import anki  # noqa: PLC0415 - as above
    from casebook.packs.gift import gift  # noqa: PLC0415
    from casebook.packs.moodle import moodle_xml  # noqa: PLC0415
    from casebook.packs.qti import qti  # noqa: PLC0415

    def questions(label: str, suffix: str, write: Callable[[Bank], bytes]) -> Product:
        # They hold the answers: for teachers.
        return Product(
            f"测验题 {label}",
            suffix,
            lambda _, making: write(making.bank) if making.bank.items else None,
            (Edition.TEACHER,),
            label.split(maxsplit=1)[0].lower(),
        )

    return (
        questions("Moodle", ".xml", moodle_xml),
        questions("GIFT", ".txt", gift),
        questions("QTI 2.1", ".zip", qti),
        questions("Anki", ".apkg", anki),
    )


FORMATS: dict[str, Callable[[], tuple[Product, ...]]] = {
    "docx": _docx,
    "pptx": _pptx,
    "pdf": _pdf,
    "epub": _epub,
    "scorm12": partial(_scorm, "1.2"),
    "scorm2004": partial(_scorm, "2004"),
    "quiz": _quiz,
}
