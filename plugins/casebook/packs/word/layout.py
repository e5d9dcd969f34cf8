"""The two layouts of a handout: paper, margins, fonts and sizes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """East-Asian and Latin font, size in points; `line` is the exact distance of lines in points, or 0 for 1.5 lines."""

    east: str
    latin: str
    size: float
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """`margins` are top, right, bottom, left in mm; `line` is an exact line height in points, 0 for one and a half lines."""

    margins: tuple[float, float, float, float]
    line: float
    body: Face
    small: Face
    title: Face
    headings: tuple[Face, Face, Face]

    @property
    def width(self) -> float:
        """Of the text, in mm."""
        return 210 - self.margins[1] - self.margins[3]


_TIMES = "Times New Roman"
_ACCENT = "1C5F5A"

HANDOUT = Layout(
    margins=(25.4, 26, 25.4, 28),
    line=0,
    body=Face("宋体", _TIMES, 12),
    small=Face("宋体", _TIMES, 9),
    title=Face("黑体", "Arial", 26),
    headings=(
        Face("黑体", "Arial", 18, colour=_ACCENT),
        Face("黑体", "Arial", 15),
        Face("黑体", "Arial", 12),
    ),
)
# GB/T 9704—2012: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 22 lines of 三号 仿宋 a page; 标题 二号小标宋, then 黑体, 楷体, 仿宋.
OFFICIAL = Layout(
    margins=(37, 26, 35, 28),
    line=28.95,
    body=Face("仿宋_GB2312", _TIMES, 16),
    small=Face("仿宋_GB2312", _TIMES, 12),
    title=Face("方正小标宋简体", _TIMES, 22),
    headings=(
        Face("黑体", _TIMES, 16),
        Face("楷体_GB2312", _TIMES, 16),
        Face("仿宋_GB2312", _TIMES, 16, bold=True),
    ),
)
LAYOUTS = {"讲义": HANDOUT, "公文": OFFICIAL}
# What a machine without the first takes; Word asks the font table, others only know the name.
FALLBACK = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "方正小标宋简体": "华文中宋",
    "宋体": "SimSun",
    "黑体": "SimHei",
}
