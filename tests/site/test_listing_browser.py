"""Lists in a real browser: filters, the address, the keyboard, a list of several pages, and no script at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from casebook.app.site import Places, prepare
from casebook.edges.disk import write_files
from casebook.edges.progress import Stages
from casebook.link.library import Library
from casebook.publish import listings
from casebook.publish.desk import desk_for
from casebook.publish.press import press_for

ROOT = Path(__file__).resolve().parents[2]
Serve = Callable[[Path], str]


def _count(library: Library, *, theme: str = "", spot: str = "") -> int:
    """Methods of a theme and in a place, counted without the lists' help."""
    methods = {entry.id for entry in library.of_kind("method")}
    if theme:
        methods &= set(library.by_theme[theme])
    if spot:
        methods &= set(library.by_spot[spot])
    return len(methods)


def _shown(page: Page) -> int:
    return page.locator("[data-cb-list] > li:visible").count()


def test_without_scripts_the_list_is_whole_and_shows_no_dead_controls(
    browser: Browser, site: Path, library: Library
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "methods/index.html").as_uri())
    assert _shown(page) == _count(library)
    expect(page.locator("form.cb-filters")).to_be_hidden()
    expect(page.locator("[data-cb-empty]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_choices_filter_and_back_brings_the_former_ones(
    page: Page, server: Serve, site: Path, library: Library, scheme: str
) -> None:
    base = server(site) if scheme == "http" else site.as_uri()
    page.goto(f"{base}/methods/index.html")
    total, some = _count(library), _count(library, theme="xie-shang-yi-shi")
    both = _count(library, theme="xie-shang-yi-shi", spot="370000")
    page.get_by_label("主题", exact=True).first.select_option("xie-shang-yi-shi")
    expect(page.get_by_role("status").first).to_have_text(f"符合条件的有 {some} 条（共 {total} 条）")
    assert _shown(page) == some
    page.get_by_label("地区", exact=True).select_option("370000")
    expect(page.locator("[data-cb-status]")).to_contain_text(f"符合条件的有 {both} 条")
    assert page.url.endswith("/methods/index.html?theme=xie-shang-yi-shi&region=370000")
    page.go_back()
    expect(page.locator("[data-cb-status]")).to_contain_text(f"符合条件的有 {some} 条")
    expect(page.get_by_label("地区", exact=True)).to_have_value("")
    page.go_back()
    expect(page.locator("[data-cb-status]")).to_have_text(f"共 {total} 条")
    assert _shown(page) == total


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_shared_address_opens_as_it_was_and_a_record_leads_back_to_it(
    page: Page, server: Serve, site: Path, library: Library, scheme: str
) -> None:
    base = server(site) if scheme == "http" else site.as_uri()
    page.goto(f"{base}/methods/index.html?region=370705&form=no-such-form")
    expect(page.locator("[data-cb-status]")).to_contain_text(f"符合条件的有 {_count(library, spot='370705')} 条")
    expect(page.get_by_label("地区，第 3 级")).to_have_value("370705")
    page.locator("[data-cb-list] h2 a").first.click()
    expect(page.locator("[data-cb-list]")).to_have_count(0)
    page.go_back()
    expect(page.locator("[data-cb-status]")).to_contain_text(f"符合条件的有 {_count(library, spot='370705')} 条")


def test_the_count_beside_a_value_is_what_choosing_it_shows(page: Page, site: Path) -> None:
    page.goto((site / "methods/index.html").as_uri() + "?region=370000")
    select = page.get_by_label("主题", exact=True).first
    options = select.locator("option:not([disabled])").all()[1:]
    promised = {option.get_attribute("value"): option.text_content() or "" for option in options}
    assert len(promised) > 2
    for value, text in promised.items():
        select.select_option(value)
        expect(page.locator("[data-cb-status]")).to_contain_text("符合条件的有")
        assert text.endswith(f"（{_shown(page)}）"), text


def _without_methods(library: Library) -> tuple[str, str]:
    """A province and a theme that each have methods, but none together."""
    methods = {entry.id for entry in library.of_kind("method")}
    for province in library.children_of(None):
        here = methods & set(library.by_spot[province.id])
        for theme, ids in library.by_theme.items():
            if here and methods & set(ids) and not here & set(ids):
                return province.id, theme
    pytest.skip("每个省、每个主题都有工作法了")


def test_nothing_found_offers_a_way_out(page: Page, site: Path, library: Library) -> None:
    region, theme = _without_methods(library)
    page.goto((site / "methods/index.html").as_uri() + f"?region={region}&theme={theme}")
    expect(page.locator("[data-cb-empty]")).to_be_visible()
    assert _shown(page) == 0
    page.locator("[data-cb-empty]").get_by_role("button", name="清除全部条件").click()
    assert _shown(page) == _count(library)
    expect(page.locator("[data-cb-empty]")).to_be_hidden()


def test_the_keyboard_reaches_everything(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "methods/index.html").as_uri())
    page.locator(".cb-filters__head").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "cb-filter-region"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "theme"
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-cb-status]")).to_contain_text("符合条件的有")
    page.get_by_role("button", name="清除全部条件").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-cb-status]")).not_to_contain_text("符合条件的有")
    assert page.evaluate("document.activeElement.matches('.cb-filters__head')")


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "methods/index.html",
        "browse.html",
        "regions/index.html",
        "themes/index.html",
        "situations/index.html",
    ],
)
def test_a_finger_can_hit_every_control_and_nothing_runs_over_the_edge(page: Page, site: Path, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / path).as_uri())
    for fold in page.locator("article details:not([open]) > summary").all():
        if fold.is_visible():
            fold.click()
    controls = "article :is(button, select, summary, .cb-ways > li, .cb-answers a, .cb-tree__leaf, input)"
    small = page.evaluate(
        """selector => Array.from(document.querySelectorAll(selector))
            .filter(element => element.offsetParent !== null && element.getBoundingClientRect().height < 43.9)
            .map(element => element.outerHTML.slice(0, 80))""",
        controls,
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory, site: Path, library: Library) -> Path:
    """The real site with ten rows a page, so that it has lists of several pages."""
    folder = shutil.copytree(site, tmp_path_factory.mktemp("paged") / "site")
    prepared = prepare(Places.below(ROOT, site), None, Stages(quiet=True), None).value
    assert prepared is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listings, "PAGE_SIZE", 10)
        press = press_for(desk_for(library, prepared.site), prepared.shells, prepared.pages, {})
        lists = (name for name in press.names() if name.startswith("list "))
        write_files(folder, (file for name in lists for file in press.made(name).files))
    return folder


def test_a_list_of_several_pages_filters_over_all_of_them(page: Page, paged: Path, library: Library) -> None:
    page.goto((paged / "methods/index.html").as_uri())
    assert _shown(page) == 10
    last = page.locator("[data-cb-pages] a").last
    expect(last).to_be_visible()
    some = _count(library, theme="xie-shang-yi-shi")
    assert some > 10
    page.get_by_label("主题", exact=True).first.select_option("xie-shang-yi-shi")
    expect(page.locator("[data-cb-status]")).to_have_text(f"符合条件的有 {some} 条（共 {_count(library)} 条）")
    assert _shown(page) == some
    expect(last).to_be_hidden()
    page.go_back()
    expect(last).to_be_visible()
    assert _shown(page) == 10


def test_a_row_from_the_data_file_looks_like_a_row_of_the_page(page: Page, paged: Path) -> None:
    """Two hands write the same markup, a template and a script; here they are held side by side."""
    read = """() => Array.from(document.querySelectorAll("[data-cb-list] > li")).map(row => {
        const copy = row.cloneNode(true);
        for (const name of Object.keys(copy.dataset)) delete copy.dataset[name];
        return copy.outerHTML.replace(/\\n/g, "");
    })"""
    page.goto((paged / "policies/index.html").as_uri())
    from_template = page.evaluate(read)
    rows = page.evaluate("Array.from(document.querySelectorAll('[data-cb-list] > li')).map(row => row.dataset.level)")
    page.get_by_label("层级").select_option(rows[0])
    expect(page.locator("[data-cb-status]")).to_contain_text("符合条件的有")
    from_script = page.evaluate(read)
    expected = [row for row, level in zip(from_template, rows, strict=True) if level == rows[0]]
    assert from_script[: len(expected)] == expected
