"""Record text becomes HTML that nobody can misuse, and terms light up once."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.publish.glossary import TermName, glossary, shortened
from casebook.publish.prose import Lights, block, line, plain

WORDS = glossary(
    [
        TermName("si-yi", ("四议两公开", "四议"), "村级事项的决策程序"),
        TermName("wang-ge", ("网格",), "管理单元 <小>"),
        TermName("er-ji", ("二级网格",), "网格下再分"),
        TermName("app", ("APP",), "手机应用"),
    ]
)
PAGES = {term: f"../terms/{term}.html" for term in WORDS.tips}


def lights(own: str = "") -> Lights:
    return Lights(WORDS, PAGES, never=frozenset((own,)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("只有一句。", "<p>只有一句。</p>"),
        ("**重**点", "<p><strong>重</strong>点</p>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>"),
        ("# 大标题", "<p>大标题</p>"),
        ("标题\n===", "<p>标题===</p>"),
        ("一句\n接着", "<p>一句接着</p>"),
        ("one\ntwo", "<p>one two</p>"),
        ("![图](https://a.cn/x.png)", '<p>!<a href="https://a.cn/x.png" rel="noopener">图</a></p>'),
    ],
)
def test_the_small_markdown_and_nothing_more(text: str, html: str) -> None:
    assert str(block(text)) == html


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://a.cn/?a=1&b=2", "https://a.cn/?a=1&amp;b=2"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("methods/x.html#step-2", "../methods/x.html#step-2"),
        ("../cases/y.html", "../cases/y.html"),
        ("#steps", "#steps"),
    ],
)
def test_links_go_to_the_web_to_mail_or_to_our_pages(target: str, href: str) -> None:
    assert f'<a href="{href}"' in block(f"[字]({target})")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.cn/x",
        "/etc/passwd",
        "../../x.html",
        "file:///c:/x",
        "\\\\host\\x",
        "vbscript:x",
    ],
)
def test_other_links_stay_text(target: str) -> None:
    assert "<a " not in block(f"[字]({target})", lights())


@given(st.text(alphabet="<>&\"'`*_[]()#-|\\~!\n 网格四议a1:/", max_size=80))
def test_no_text_brings_a_tag_or_attribute_of_its_own(text: str) -> None:
    ours = r'</?(?:p|ul|ol|li|strong|em|br)>|<ol start="\d+">|<br />|<a (?:class="cb-term" )?href="[^"<>]*"(?: title="[^"<>]*"| rel="noopener")?>|</a>'
    rest = re.sub(ours, "", str(block(text, lights())))
    assert "<" not in rest
    assert ">" not in rest


def test_marks_close_the_last_paragraph_and_the_stage_opens_the_first() -> None:
    assert str(block("甲\n\n乙", head="<i>计划</i>", tail="<b>源</b>")) == "<p><i>计划</i>甲</p>\n<p>乙<b>源</b></p>"
    assert str(block("- 甲", head="<i>计划</i>", tail="<b>源</b>")).startswith('<p class="cb-tail"><i>计划</i></p><ul>')
    assert str(block("- 甲", tail="<b>源</b>")).endswith('</ul><p class="cb-tail"><b>源</b></p>')


def test_a_term_lights_up_once_a_page_by_its_longest_name() -> None:
    page = lights()
    html = line("四议两公开和四议，二级网格与网格、网格", page)
    assert re.findall(r">([^<]+)</a>", html) == ["四议两公开", "二级网格", "网格"]
    assert list(page.seen) == ["si-yi", "er-ji", "wang-ge"]
    assert "cb-term" not in line("再说四议两公开", page)


def test_a_tooltip_cannot_break_out_of_its_attribute() -> None:
    assert 'title="管理单元 &lt;小&gt;"' in line("网格", lights())


def test_no_light_on_the_terms_own_page_nor_inside_a_link() -> None:
    assert line("网格", lights("wang-ge")) == "网格"
    html = str(block("[看网格](https://a.cn)和网格", lights()))
    assert html.count("cb-term") == 1
    assert ">看网格</a>" in html


def test_a_latin_name_is_not_found_inside_a_word() -> None:
    assert WORDS.ids_in("用APP办事") == ("app",)
    assert WORDS.ids_in("WHATSAPPS APPLE") == ()


def test_plain_text_for_descriptions() -> None:
    assert plain("**甲**乙 [丙](https://a.cn) & <丁>") == "甲乙 丙 & <丁>"


def test_shortened_ends_in_a_word_not_in_a_comma() -> None:
    assert shortened("一二三，四五", 5) == "一二三…"
    assert shortened("一二三", 3) == "一二三"


def test_lighting_stays_fast_with_a_thousand_terms() -> None:
    many = glossary(TermName(f"t{i}", (f"{chr(0x4E00 + i % 300)}{chr(0x5E00 + i)}法",), "义") for i in range(1000))
    text = "社区居民议事会定期商量小区里的公共事务，商量好的事由居委会组织办理。" * 45  # about 1,500 characters
    page = Lights(many, dict.fromkeys(many.tips, "x"))
    started = time.perf_counter()
    for _ in range(20):
        line(text, page)
    assert (time.perf_counter() - started) / 20 < 0.005  # 0.2 ms here; the room is for a busy machine
