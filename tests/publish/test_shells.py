"""A poured page is the page Material itself would have made. The engine really runs; Chromium really opens the pages."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from casebook.edges.disk import write_files
from casebook.edges.engine import run_engine
from casebook.index.shards import shards
from casebook.model.names import SECTIONS
from casebook.publish.handmade import hand_page, is_kept, sitemap
from casebook.publish.shells import Page, Shell, cut, pour
from casebook.publish.stubs import RECORD_STEM, shell_paths, stub_pages

ROOT = Path(__file__).parents[2]
SHELL = f"methods/{RECORD_STEM}.html"
EDIT = "https://git.example.org/casebook/casebook/edit/main/content/pages/methods/wu-shi.md"

NATIVE = """\
---
title: 五事工作法
description: 把社区里的事分成五类，分别由谁来办。
revision_date: 2024年5月1日
og_type: article
---

# 五事工作法 { #top }

开头一段。

## 步骤 { #steps }

### 第一步 { #step-1 }

### 第二步 { #step-2 }

## 出处 { #sources }
"""
# What Markdown makes of the body above: our templates write HTML, so the test's page carries the same HTML.
CONTENT = """<h1 id="top">五事工作法</h1>
<p>开头一段。</p>
<h2 id="steps">步骤</h2>
<h3 id="step-1">第一步</h3>
<h3 id="step-2">第二步</h3>
<h2 id="sources">出处</h2>"""
RECORD = Page(
    path="methods/wu-shi.html",
    title="五事工作法",
    description="把社区里的事分成五类，分别由谁来办。",
    content=CONTENT,
    toc=(
        ("steps", "步骤", (("step-1", "第一步", ()), ("step-2", "第二步", ()))),
        ("sources", "出处", ()),
    ),
    anchor="top",
    edit_url=EDIT,
    updated="2024年5月1日",
)
LISTING = replace(
    RECORD,
    path="methods/index.html",
    edit_url=EDIT.replace("wu-shi", "index"),
    title="工作法",
    description="全部工作法。",
)


def build(root: Path, docs: dict[str, bytes], nav: str) -> Path:
    """A site by the engine: the repository's settings with `nav` put in place, hand pages and `docs`."""
    shutil.copytree(ROOT / "content" / "pages", root / "docs")
    for path, data in docs.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_bytes(data)
    (root / "mkdocs.yml").write_text(nav, encoding="utf-8")
    outcome = run_engine(root, root / "docs", root / "site")
    assert outcome.problems == ()
    return root / "site"


@pytest.fixture(scope="module")
def engine_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    return build(tmp_path_factory.mktemp("guest"), dict(stub_pages(SECTIONS)), settings)


@pytest.fixture(scope="module")
def native_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site without us: plain listings, and one method as a Markdown page of its own, at its place in nav."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace(f"methods/{RECORD_STEM}.md", "methods/wu-shi.md")
    settings = re.sub(rf"\n.*/{RECORD_STEM}\.md", "", settings)
    docs = {f"{section.folder}/index.md": f"# {section.label}\n".encode() for section in SECTIONS}
    return build(tmp_path_factory.mktemp("native"), docs | {"methods/wu-shi.md": NATIVE.encode()}, settings)


@pytest.fixture(scope="module")
def native_listing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with the listing of methods as a Markdown page of its own, and no records."""
    settings = re.sub(rf"\n.*/{RECORD_STEM}\.md", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    docs = {f"{section.folder}/index.md": f"# {section.label}\n".encode() for section in SECTIONS}
    body = NATIVE.replace("title: 五事工作法", "title: 工作法").replace(
        "把社区里的事分成五类，分别由谁来办。", "全部工作法。"
    )
    return build(tmp_path_factory.mktemp("listing"), docs | {"methods/index.md": body.encode()}, settings)


def shell_of(site: Path, path: str) -> Shell:
    outcome = cut(path, (site / path).read_bytes())
    assert outcome.problems == ()
    assert outcome.value is not None
    return outcome.value


class Tokens(HTMLParser):
    """Tags with their attributes, and text, in order: everything a browser is told."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_data(self, data: str) -> None:
        # Runs of white space: cutting drops the blank lines that templates leave, and HTML shows a run as one space.
        # No element of these pages preserves it.
        text = " ".join(data.split())
        if text:
            self.found.append(text)


def tokens(html: bytes) -> list[object]:
    parser = Tokens()
    parser.feed(html.decode("utf-8"))
    parser.close()
    return parser.found


def test_a_poured_record_is_the_page_material_would_have_made(engine_site: Path, native_site: Path) -> None:
    """Title, metas, canonical, Open Graph, header, tabs, navigation, toc, path, footer, search, scripts, config: all."""
    poured = tokens(pour(shell_of(engine_site, SHELL), RECORD))
    native = tokens((native_site / "methods" / "wu-shi.html").read_bytes())
    assert poured == native
    for part in ("title", "header", "footer", "article", "form", "script"):
        assert f"/{part}" in native


def test_a_poured_listing_is_the_page_material_would_have_made(engine_site: Path, native_listing: Path) -> None:
    poured = tokens(pour(shell_of(engine_site, "methods/index.html"), LISTING))
    native = tokens((native_listing / "methods" / "index.html").read_bytes())
    # The one thing less: a listing does not know which section comes after the shell that stands behind it.
    native.remove(("link", (("rel", "next"), ("href", "../cases/index.html"))))
    assert poured == native


@pytest.mark.parametrize("path", ["index.html", "about.html", "404.html", "dev/index.html", "search.html"])
def test_a_hand_page_shows_no_trace_of_the_shells(engine_site: Path, native_listing: Path, path: str) -> None:
    cleaned = hand_page((engine_site / path).read_bytes())
    # The native site has the overview comment of the home page too; hand_page fills it in or drops it.
    assert tokens(cleaned) == tokens((native_listing / path).read_bytes())
    assert RECORD_STEM not in cleaned.decode("utf-8")


@pytest.mark.parametrize("path", shell_paths(SECTIONS))
def test_every_section_pours_without_a_marker_left(engine_site: Path, path: str) -> None:
    page = replace(RECORD, path=path.replace(RECORD_STEM, "a-b"))
    html = pour(shell_of(engine_site, path), page).decode("utf-8")
    assert not re.search(rf"@@|casebook-toc|casebook-content|{RECORD_STEM}", html)
    assert f'rel="canonical" href="https://casebook.example.org/{page.path}"' in html
    assert re.search(r'<li class="md-tabs__item md-tabs__item--active">', html)


def test_pages_are_loaded_whole_one_after_another(engine_site: Path) -> None:
    """Our scripts begin once a page: with Material's instant navigation the second page would have none."""
    assert "navigation.instant" not in (engine_site / "index.html").read_text("utf-8")


def test_what_a_page_lacks_leaves_no_empty_frame(engine_site: Path) -> None:
    bare = Page("methods/x.html", "题", "述", "<h1>题</h1>")
    html = pour(shell_of(engine_site, SHELL), bare).decode("utf-8")
    for trace in ('rel="edit"', "md-source-file", "md-skip", 'for="__toc"', 'data-md-component="toc"'):
        assert trace not in html


def test_text_is_escaped_wherever_it_stands(engine_site: Path) -> None:
    nasty = "<script>alert(1)</script>\"'&"
    page = replace(
        RECORD, title=nasty, description=nasty, toc=((nasty, nasty, ((nasty, nasty, ()),)),), anchor=nasty, edit_url=nasty,
        updated=nasty, og_type=nasty,
    )  # fmt: skip
    found = tokens(pour(shell_of(engine_site, SHELL), page))
    plain = tokens(pour(shell_of(engine_site, SHELL), replace(RECORD, toc=(("a", "a", (("a", "a", ()),)),))))
    assert [item[0] for item in found if isinstance(item, tuple)] == [
        item[0] for item in plain if isinstance(item, tuple)
    ]
    assert nasty in found


def test_markers_in_a_record_stay_text(engine_site: Path) -> None:
    page = replace(RECORD, title="@@CONTENT@@", content="<h1>@@TITLE@@</h1>")
    html = pour(shell_of(engine_site, SHELL), page).decode("utf-8")
    assert "<title>@@CONTENT@@ - " in html
    assert html.count("<h1>@@TITLE@@</h1>") == 1


def test_head_goes_to_the_head(engine_site: Path) -> None:
    html = pour(shell_of(engine_site, SHELL), replace(RECORD, head='<meta name="x">')).decode("utf-8")
    assert '<meta name="x"></head>' in html


def test_a_shell_without_its_markers_is_a_problem() -> None:
    outcome = cut(SHELL, b"<html><head><title>@@TITLE@@</title></head></html>")
    assert outcome.value is None
    assert [problem.code for problem in outcome.problems] == ["CB601"]
    assert "content" in outcome.problems[0].message


def test_a_page_of_another_folder_is_our_bug(engine_site: Path) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        pour(shell_of(engine_site, SHELL), replace(RECORD, path="cases/x.html"))


def test_parts_fill_the_comments_of_a_hand_page() -> None:
    html = b"<p>a</p><!-- casebook:overview --><!-- other --><!--casebook:none-->"
    assert hand_page(html, {"overview": "<ul></ul>"}) == b"<p>a</p><ul></ul><!-- other -->"


def test_neither_lunrs_index_nor_shells_are_published(engine_site: Path) -> None:
    paths = {path.relative_to(engine_site).as_posix() for path in engine_site.rglob("*") if path.is_file()}
    kept = {path for path in paths if is_kept(path)}
    assert {"index.html", "404.html", "search.html", "methods/index.html", "assets/theme.css"} <= kept
    assert not [path for path in kept if re.search(rf"lunr|workers|search_index|sitemap|\.map$|{RECORD_STEM}", path)]


def test_no_page_loads_anything_from_another_host(engine_site: Path) -> None:
    for path in engine_site.rglob("*.html"):
        html = path.read_text("utf-8")
        loads = re.findall(r'<(?:script|img|iframe|source)[^>]* src="([^"]*)"', html)
        loads += re.findall(r'<link[^>]*rel="(?:stylesheet|icon|preconnect|preload)"[^>]*href="([^"]*)"', html)
        assert [address for address in loads if "//" in address] == []
        # The bundle asks api.github.com where it finds this component.
        assert 'data-md-component="source"' not in html


def test_sitemap_names_absolute_addresses_in_order() -> None:
    made = sitemap([("index.html", None), ("methods/a&b.html", "2024-05-01")], "https://e.org/sub").decode("utf-8")
    assert re.findall("<loc>(.*?)</loc>", made) == [
        "https://e.org/sub/index.html",
        "https://e.org/sub/methods/a%26b.html",
    ]
    assert "<lastmod>2024-05-01</lastmod>" in made
    assert made.startswith("<?xml")


# ---------------------------------------------------------------- in Chromium

LONG = "".join(f'<h2 id="part-{n}">第 {n} 部分</h2>' + "<p>正文。</p>" * 40 for n in range(1, 6))
LONG_TOC = tuple((f"part-{n}", f"第 {n} 部分", ()) for n in range(1, 6))


def publish(engine: Path, out: Path) -> None:
    """A small published site: hand pages, assets, and two methods that link to each other."""
    shell = shell_of(engine, SHELL)
    paths = [path.relative_to(engine).as_posix() for path in sorted(engine.rglob("*")) if path.is_file()]
    for path in filter(is_kept, paths):
        data = (engine / path).read_bytes()
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(hand_page(data) if path.endswith(".html") else data)
    for name in ("casebook.css", "casebook.js", "search.js"):
        (out / "assets" / name).touch()
    for name, other in (("one", "two"), ("two", "one")):
        content = f'<h1 id="top">{name}</h1><p><a id="go" href="{other}.html">{other}</a></p>{LONG}'
        page = Page(f"methods/{name}.html", name, name, content, LONG_TOC, "top", EDIT)
        (out / page.path).write_bytes(pour(shell, page))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Nothing: the test's output is the test's."""


@pytest.fixture(scope="module")
def served(engine_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address and folder of the published site."""
    out = tmp_path_factory.mktemp("published")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out)))
    base = f"http://127.0.0.1:{server.server_port}/"
    publish(engine_site, out)
    write_files(out, shards(()))  # the search page asks for it at once
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield base, out
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def tab(browser: Browser) -> Iterator[tuple[Tab, list[str]]]:
    """A fresh desktop tab, and what went wrong in it so far: console errors and requests that left the site."""
    context = browser.new_context(viewport={"width": 1300, "height": 700})
    page, wrong = context.new_page(), list[str]()
    page.set_default_timeout(8000)
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("request", lambda r: None if re.match("file:|data:|http://127", r.url) else wrong.append(r.url))
    yield page, wrong
    context.close()


def addresses(served: tuple[str, Path]) -> dict[str, str]:
    return {"http": f"{served[0]}methods/one.html", "file": (served[1] / "methods" / "one.html").as_uri()}


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_toc_follows_scrolling_and_the_palette_toggles(
    served: tuple[str, Path], tab: tuple[Tab, list[str]], scheme: str
) -> None:
    page, wrong = tab
    page.goto(addresses(served)[scheme])
    page.evaluate("document.getElementById('part-4').scrollIntoView()")
    page.wait_for_selector(".md-sidebar--secondary .md-nav__link--active[href='#part-4']")
    page.click("label[for=__palette_1]")
    page.click("label[for=__palette_2]")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    page.reload()
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    page.click("#go")
    page.wait_for_url("**/methods/two.html")
    page.wait_for_selector("body[data-md-color-scheme=slate]")
    assert wrong == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_the_search_form_leads_to_the_search_page(
    served: tuple[str, Path], tab: tuple[Tab, list[str]], scheme: str
) -> None:
    page, wrong = tab
    page.goto(addresses(served)[scheme], wait_until="networkidle")
    page.fill("#casebook-search", "敲门")
    page.press("#casebook-search", "Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.url.split("/search.html")[0] in addresses(served)[scheme]
    assert wrong == []


def test_on_a_phone_the_form_opens_without_scripts_too(served: tuple[str, Path], browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(addresses(served)["http"])
    page.click(".md-header > nav > label[for=__search]")
    page.fill("#casebook-search", "敲门")
    page.press("#casebook-search", "Enter")
    page.wait_for_url("**/search.html?q=*")
    context.close()


def test_the_drawer_of_a_phone_shows_the_record_in_its_place(served: tuple[str, Path], browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(addresses(served)["http"])
    page.click(".md-header label[for=__drawer]")
    item = page.locator(".md-nav--primary .md-nav__item--active .md-nav__item--active")
    assert item.count() == 1
    assert "one" in (item.text_content() or "")
    context.close()
