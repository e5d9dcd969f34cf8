"""What a build of the index tells the next one, so that a few changed documents change a few files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from casebook.files import OutFile

_MOD = 1 << 64


@dataclass(frozen=True, slots=True)
class IndexState:
    """`format`: of the files. `order`: keys of the documents, 'kind/id', by number. `sizes`: bytes of all lines of a family. `total`: the sum of all
    files' digests. `settings`: (id, label, how many documents have it). `deeper`: buckets of sounds that go on → where.
    `same`: keys of documents whose names say the same → these names."""

    format: int
    edition: str
    order: tuple[str, ...]
    sizes: Mapping[str, int]
    total: int
    settings: tuple[tuple[str, str, int], ...]
    deeper: Mapping[str, tuple[str, ...]]
    same: Mapping[str, list[str]]

    @property
    def version(self) -> str:
        """What the addresses of all files carry."""
        return sha256(f"{self.edition} {self.total}".encode()).hexdigest()[:12]

    def as_data(self) -> dict[str, Any]:
        """Fit for JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> IndexState:
        """The inverse, from what JSON made of it. KeyError, TypeError or ValueError: it is none."""
        return cls(
            data["format"],
            data["edition"],
            tuple(data["order"]),
            data["sizes"],
            data["total"],
            tuple((one, label, count) for one, label, count in data["settings"]),
            {key: tuple(below) for key, below in data["deeper"].items()},
            data["same"],
        )


def digest(file: OutFile) -> int:
    """Digests of files are added, so that the sum follows a changed file without a look at the others."""
    return int.from_bytes(sha256(file.path.encode() + b"\0" + file.data).digest()[:8])


def summed(total: int, more: int) -> int:
    """The sum with a digest added, or taken off if negative."""
    return (total + more) % _MOD
