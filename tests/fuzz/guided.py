"""A door under atheris: inputs that reach new code are kept and changed further. A program, for libFuzzer ends its process:

python -m tests.fuzz.guided DOOR SECONDS FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["casebook", "markdown_it"], enable_loader_override=False):
    from tests.fuzz.doors import DOORS
from tests.fuzz.drawn import HANG


def main(name: str, seconds: str, folder: Path) -> None:
    """What fails is written below FOLDER as crash-…, what hangs as timeout-…, and libFuzzer's exit is not 0."""
    door = DOORS[name]
    seeds, found = folder / "seeds", folder / "found"
    for place in (seeds, found):
        place.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(door.seeds):
        (seeds / f"{number:03}").write_bytes(data)
    words = folder / "words.txt"
    escaped = ("".join(f"\\x{byte:02x}" for byte in word) for word in door.words)
    words.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    options = {
        "max_total_time": seconds,
        "timeout": HANG,
        "rss_limit_mb": 2048,
        "max_len": max(len(data) for data in door.seeds) * 2,
        "dict": words,
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
    }
    flags = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *flags, str(found), str(seeds)], door.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
