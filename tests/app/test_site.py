"""Building through the real engine, a small library: the published site is whole whatever happens."""

import shutil
from pathlib import Path

import pytest

from tests.app.conftest import RECORD, built, change, codes, is_whole, tree


def test_a_broken_record_leaves_the_old_site_whole(root: Path) -> None:
    site = root / "build/site"
    assert built(root).value is not None
    before = tree(site)
    change(root, "form: 工作法", "form: 做法")
    second = built(root)
    assert second.value is None
    assert [(problem.path, problem.code) for problem in second.problems if problem.level == "error"] == [
        (RECORD, "CB203")
    ]
    assert tree(site) == before


def test_a_new_build_replaces_the_old_one_and_leaves_nothing_behind(root: Path) -> None:
    site = root / "build/site"
    built(root)
    (site / "stale.html").write_text("gone with the next build", encoding="utf-8")
    assert built(root).value is not None
    assert not (site / "stale.html").exists()
    assert {path.name for path in site.parent.glob("*site*")} <= {"site", ".site.casebook-lock"}


def test_a_swap_cut_off_between_its_renames_is_undone(root: Path) -> None:
    site = root / "build/site"
    built(root)
    site.rename(site.with_name(".site.casebook-old"))
    change(root, "form: 工作法", "form: 做法")  # so that no new site comes to hide the old one
    assert built(root).value is None
    assert (site / "index.html").is_file()


def test_an_old_id_leads_to_the_record(root: Path) -> None:
    assert built(root).value is not None
    text = (root / "build/site/methods/er-bu-fa.html").read_text(encoding="utf-8")
    assert 'url=liang-bu-gong-zuo-fa.html"' in text


def test_the_report_and_the_manifest_count_what_is_there(root: Path) -> None:
    report = built(root).value
    assert report is not None
    assert report.files == len(tree(report.site))
    assert is_whole(report.site)


# ---------------------------------------------------------------- whose folder it is


@pytest.mark.parametrize("kept", ["别人的.txt", ".git/config"])
def test_somebodys_folder_is_not_replaced(root: Path, tmp_path: Path, kept: str) -> None:
    out = tmp_path / "文稿"
    (out / kept).parent.mkdir(parents=True)
    (out / kept).write_text("keep me", encoding="utf-8")
    outcome = built(root, out)
    assert codes(outcome) == ["CB614"]
    assert tree(out) == {kept: b"keep me"}


@pytest.mark.parametrize("where", [".", "..", "content", "content/pages/site", "build"])
def test_the_library_itself_is_not_replaced(root: Path, where: str) -> None:
    before = tree(root / "content")
    assert codes(built(root, (root / where).resolve())) == ["CB614"]
    assert tree(root / "content") == before


def test_an_empty_folder_and_an_older_site_are_ours(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "www"
    out.mkdir()
    assert built(root, out).value is not None
    assert built(root, out).value is not None


def test_builds_into_two_folders_of_one_name_do_not_share_work(cold: Path, tmp_path: Path) -> None:
    built(cold, tmp_path / "a/site")
    built(cold, tmp_path / "b/site")
    assert len(list((cold / "build/.work").iterdir())) == 2


@pytest.mark.parametrize("is_settled", [True, False])
def test_work_for_a_place_that_is_gone_is_cleared_away(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_settled: bool
) -> None:
    """Also by a build that finds nothing to do, as one does a while after the last save."""
    monkeypatch.setattr("casebook.app.unchanged.FRESH", 0 if is_settled else 10**12)
    built(root, tmp_path / "stick/site")
    built(root)
    assert len(list((root / "build/.work").iterdir())) == 2
    shutil.rmtree(tmp_path / "stick")
    assert built(root).value is not None
    assert [path.name for path in (root / "build/.work").iterdir()] == ["site"]


def test_a_link_to_a_folder_stays_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "www"
    link.symlink_to(tmp_path / "real", target_is_directory=True)
    assert built(root, link).value is not None
    assert link.is_symlink()
    assert (tmp_path / "real/index.html").is_file()


# ---------------------------------------------------------------- pages that stand in each other's place


def test_a_hand_written_page_does_not_take_the_place_of_ours(root: Path) -> None:
    built(root)
    before = tree(root / "build/site")
    pages = {
        "methods/index.html",
        "methods/_record.html",
        "methods/liang-bu-gong-zuo-fa.html",
        "manifest.json",
        "sw.js",
    }
    files = {page: root / "content/pages" / page.replace(".html", ".md") for page in pages}
    for file in files.values():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# 另一页\n", encoding="utf-8")
    while files:  # some are told before others
        outcome = built(root)
        assert set(codes(outcome)) == {"CB615"}
        assert tree(root / "build/site") == before
        for problem in outcome.problems:
            files.pop(problem.values["path"]).unlink()


# ---------------------------------------------------------------- the engine


def test_the_settings_choose_the_engine_and_the_caller_goes_first(root: Path) -> None:
    change(root, "  casebook:\n", "  casebook:\n    engine: properdocs\n", "mkdocs.yml")
    site = root / "build/site"
    assert built(root).value is not None
    assert b"ProperDocs" in (site / "about.html").read_bytes()
    assert built(root, engine="mkdocs").value is not None
    assert b"ProperDocs" not in (site / "about.html").read_bytes()


def test_an_engine_nobody_knows_is_a_problem_of_the_settings(root: Path) -> None:
    change(root, "  casebook:\n", "  casebook:\n    engine: hugo\n", "mkdocs.yml")
    outcome = built(root)
    assert codes(outcome) == ["CB607"]
    assert "hugo" in outcome.problems[0].message


def test_an_engine_that_fails_leaves_the_old_site_whole_and_is_asked_again(root: Path) -> None:
    built(root)
    before = tree(root / "build/site")
    about = root / "content/pages/about.md"
    kept = about.read_bytes()
    about.unlink()
    assert codes(built(root)) == ["CB602"]
    assert tree(root / "build/site") == before
    about.write_bytes(kept)
    assert built(root).value is not None
    assert tree(root / "build/site") == before


def test_a_damaged_engine_folder_is_built_again(root: Path) -> None:
    built(root)
    before = tree(root / "build/site")
    work = root / "build/.work/site/engine"
    shutil.rmtree(work / "assets")
    assert built(root).value is not None
    assert tree(root / "build/site") == before
    (work / "about.html").write_text("torn", encoding="utf-8")
    assert built(root).value is not None
    assert tree(root / "build/site") == before


def test_a_records_picture_is_published_and_a_script_in_disguise_is_not(root: Path) -> None:
    evil = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    (root / "content/media/evil.svg").write_text(evil, encoding="utf-8")
    report = built(root).value
    assert report is not None
    shown = (report.site / "cases/shi-li-she-qu-yi-shi.html").read_text(encoding="utf-8")
    assert 'src="../media/hui-chang.jpg"' in shown
    assert [path.name for path in (report.site / "media").iterdir()] == ["hui-chang.jpg"]
