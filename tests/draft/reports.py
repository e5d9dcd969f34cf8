"""Invented reports, and Word files made part by part, so that a hostile one is a few characters away."""

from __future__ import annotations

import zipfile
from io import BytesIO

REPORT = """主办:示例省社区报

样板区推行议事协商的做法

(发布时间:2021-03-05)

样板区民政局

近年来,示例省示例市样板区围绕小区里的难事,探索居民自己商量、自己办理的路子。
一、背景与基本情况
样板区有老小区46个,居民3万多户。2019年6月,区委、区政府印发《关于推行楼栋议事的实施意见》(样区发〔2019〕7号),作出安排。
二、主要做法
(一)建立“楼栋说事”机制。一是搭平台。建起议事点120个,投入资金1.5亿元。二是定规矩。推行“四步工作法”:提事、议事、办事、评事,形成闭环。
(二)落实《示例省物业管理条例》。依据示例省的《关于推行议事办法的通知》,全面推行两步工作法。
三、取得的成效
信访总量同比下降28.7%,物业费收缴率达到百分之九十一,每个社区不少于2万元。
四、存在的问题
一些小区还没有业主委员会。

样板区民政局
2021年3月1日
"""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(*paragraphs: str, head: str = "") -> str:
    """A word/document.xml; a paragraph is its inner XML, or plain text."""
    inner = "".join(
        f"<w:p>{one if one.startswith('<') else f'<w:r><w:t>{one}</w:t></w:r>'}</w:p>" for one in paragraphs
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'


def docx(body: str, **parts: str | bytes) -> bytes:
    """A .docx; further parts by name below word/, '__' for the point."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        for name, data in parts.items():
            archive.writestr(f"word/{name.replace('__', '.')}", data)
    return held.getvalue()
