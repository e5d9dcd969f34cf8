"""`make bench`: a seeded library of N records through every stage, with seconds, rate and peak memory, beside raw parse and raw write."""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import yaml

from casebook.app.content import load_vocab
from casebook.app.site import Places, prepare
from casebook.check.records import check_record
from casebook.edges import disk
from casebook.edges.progress import Stages
from casebook.files import OutFile
from casebook.index.documents import documents
from casebook.index.shards import shards
from casebook.link.build import link
from casebook.link.library import Entry
from casebook.model.names import KIND_OF_FOLDER
from casebook.publish.assemble import site_files
from tests.bench.corpus import write_corpus

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]


def peak_mb() -> float | None:
    """Highest resident memory of this process so far, in MB; None where the platform does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


class Table:
    """Rows of stage, seconds, rate and memory, printed as they come."""

    def __init__(self, records: int) -> None:
        self.records = records
        self.seconds: dict[str, float] = {}
        print(f"{'stage':<34}{'seconds':>9}{'records/s':>11}{'peak MB':>9}")

    def run(self, name: str, work: Callable[[], T]) -> T:
        """Do the work as one row."""
        started = time.perf_counter()
        value = work()
        seconds = self.seconds[name] = time.perf_counter() - started
        peak = peak_mb()
        print(
            f"{name:<34}{seconds:>9.2f}{self.records / seconds:>11.0f}{f'{peak:.0f}' if peak else '?':>9}", flush=True
        )
        return value


def _tree(root: Path, records: int, seed: int) -> int:
    size = write_corpus(root, ROOT / "content/vocab", records, seed)
    shutil.copytree(ROOT / "content/pages", root / "content/pages")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return size


def _counted(files: Iterable[OutFile], sizes: list[int]) -> Iterator[OutFile]:
    for file in files:
        sizes.append(len(file.data))
        yield file


def bench(records: int, seed: int, root: Path) -> None:
    """Print the table for one library."""
    size = _tree(root, records, seed)
    print(f"{records} records, {size / 1e6:.1f} MB of YAML, seed {seed}\n")
    table = Table(records)
    vocab = load_vocab(root).value
    sources = table.run("read", lambda: disk.record_files(root).value)
    checked = table.run("parse and check", lambda: [(source.path, check_record(source).value) for source in sources])
    entries = [
        Entry(KIND_OF_FOLDER[path.split("/")[1]], path, record) for path, record in checked if record is not None
    ]
    assert len(entries) == len(sources), "the seeded library must be sound"
    library, found = table.run("link", lambda: link(entries, vocab))
    assert not [finding for _, finding in found if finding.code != "CB409"], found[:3]
    prepared = table.run(
        "engine and shells",
        lambda: prepare(Places.below(root, root / "build/site"), "mkdocs", Stages(quiet=True), None),
    ).value
    assert prepared is not None
    built = list(disk.read_tree(prepared.built))
    sizes: list[int] = []
    site = root / "build/site"
    pages = site_files(library, prepared.site, prepared.shells, built, {})
    table.run("pour and write pages", lambda: disk.write_files(site, _counted(pages, sizes)))
    index: list[int] = []
    table.run("index and write shards", lambda: disk.write_files(site, _counted(shards(documents(library)), index)))
    print(
        f"\nsite: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB; index: {len(index)} files, {sum(index) / 1e6:.1f} MB\n"
    )
    print("the machine's own limit, same bytes, same run:")
    raw_parse = table.run(
        "raw parse (yaml.CSafeLoader)", lambda: [yaml.load(source.data, yaml.CSafeLoader) for source in sources]
    )
    del raw_parse
    blobs = [OutFile(f"{number}.bin", bytes(length)) for number, length in enumerate(sizes)]
    table.run("raw write of the pages' bytes", lambda: disk.write_files(root / "raw", blobs))
    ours = table.seconds["parse and check"] / table.seconds["raw parse (yaml.CSafeLoader)"]
    pour = table.seconds["pour and write pages"] / table.seconds["raw write of the pages' bytes"]
    print(f"\nparse and check / raw parse: {ours:.2f}×   pour and write / raw write: {pour:.2f}×")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench(options.records, options.seed, Path(folder))


if __name__ == "__main__":
    main()
