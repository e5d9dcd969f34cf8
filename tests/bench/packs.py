"""`make bench-packs`: how long course packs take to make: 20 cases in every format, and the PDF of 50 cases once the fonts are read."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from casebook.app.content import load_library
from casebook.link.library import Library
from casebook.model.pack import Pack
from casebook.packs.compose import outline_of
from casebook.packs.formats import FORMATS, Making, made
from casebook.packs.outline import Edition
from casebook.packs.pdf import handout_pdf
from casebook.packs.questions import bank_of
from tests.bench.library import write_library

RECORDS, SEED = 200, 1
ALL_IN, PDF_IN = 15.0, 2.0  # seconds, the targets


def pack_of(library: Library, cases: int) -> Pack:
    """Each of the first cases for half an hour, and the quiz of the first teaching note there is."""
    units: list[dict[str, object]] = [
        {"type": "案例", "ref": entry.id, "minutes": 30} for entry in library.of_kind("case")[:cases]
    ]
    units += [{"type": "测验", "ref": entry.id, "minutes": 30} for entry in library.of_kind("note")[:1]]
    head = {"id": "bench", "title": f"{cases} 个案例", "summary": "量速度", "audience": ["谁"], "objectives": ["量"]}
    return Pack.model_validate({**head, "hours": len(units) / 2, "units": units})


def formats(library: Library, pack: Pack, names: Iterable[str]) -> list[tuple[str, float, int]]:
    """(format, seconds, bytes) of each."""
    done = []
    making = Making(bank=bank_of(library, pack))
    for name in names:
        start = time.perf_counter()
        told = {edition: outline_of(library, pack, edition, "案例库", "https://x.cn/") for edition in Edition}
        size = sum(len(one.file.data) for one in made(told, (name,), making))
        done.append((name, time.perf_counter() - start, size))
    return done


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_library(Path(folder), RECORDS, SEED)
        library = load_library(Path(folder)).value
        rows = formats(library, pack_of(library, 20), FORMATS)
        for name, seconds, size in rows:
            print(f"20 cases, {name:<12}{seconds:>8.2f} s{size / 1000:>10.0f} kB")
        print(f"20 cases, all formats {sum(seconds for _, seconds, _ in rows):.2f} s  (target: {ALL_IN:g} s)")
        outline = outline_of(library, pack_of(library, 50), Edition.STUDENT, "案例库", "https://x.cn/")
        start = time.perf_counter()
        data = handout_pdf(outline, Making())
        print(
            f"PDF of 50 cases, warm {time.perf_counter() - start:.2f} s, {len(data) / 1000:.0f} kB  (target: {PDF_IN:g} s)"
        )


if __name__ == "__main__":
    main()
