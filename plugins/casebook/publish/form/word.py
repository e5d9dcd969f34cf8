"""The Word template: the same blanks for who rather writes in Word. `casebook draft` turns a filled one into records."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib.util import find_spec
from io import BytesIO

from casebook.check.blanks import BLANKS, HINT, MARK
from casebook.files import OutFile, zip_entry

PATH = "form/case-template.docx"
_HOW = (
    "写在每个【】的下面，可以写几段；不知道的空着。以 ※ 开头的行是说明，不用删。",
    "节号照材料里的标题写，例如 二(一)、第三条；材料没有分节的写 全文。一处取自几节的，用顿号隔开。",
    "写好以后交给维护者，或者运行 casebook draft 这个文件.docx --out content。",
)


def can_write() -> bool:
    """Whether python-docx is there: it comes with the extra `packs`."""
    return find_spec("docx") is not None


@cache
def template() -> OutFile:
    """The template; the same bytes each time."""
    from docx import Document  # noqa: PLC0415 - a third of a second, and only a new site asks
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(12)
    normal.font.name = "宋体"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.core_properties.title = MARK
    document.core_properties.author = ""

    def hint(text: str) -> None:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        run = paragraph.add_run(f"{HINT} {text}")
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x66, 0x66, 0x66)

    head = document.add_paragraph().add_run(MARK)
    head.bold, head.font.size = True, Pt(18)
    for line in _HOW:
        hint(line)
    for blank in BLANKS:
        label = document.add_paragraph()
        label.paragraph_format.keep_with_next = True  # no blank stands at the foot of a page without its hint
        label.add_run(f"【{blank.label}】").bold = True
        hint(blank.hint)
        document.add_paragraph()
    held = BytesIO()
    document.save(held)
    return OutFile(PATH, _undated(held.getvalue()))


def _undated(data: bytes) -> bytes:
    """The same zip without the time at which it was packed."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(held, "w") as out:
        for name in packed.namelist():
            out.writestr(zip_entry(name), packed.read(name))
    return held.getvalue()
