"""Files to take along, made with the site: the brief of each method and case. Each is a sheet of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any

from casebook.link.library import Entry, Library
from casebook.model.choices import Status
from casebook.model.names import BRIEF_KINDS, brief_path
from casebook.packs.brief import brief_of
from casebook.packs.typst import is_installed, pdf
from casebook.publish.site import Site

_MAKERS = ("genanki", "pillow", "pylopdf-fonts-zh-cn", "python-docx", "python-pptx", "segno", "typst")


@dataclass(frozen=True, slots=True)
class Job:
    """A file that is still to be made: `make` of what is `given`, in any process."""

    path: str
    make: Callable[..., bytes]
    given: tuple[Any, ...]

    def done(self) -> bytes:
        return self.make(*self.given)


@dataclass(frozen=True, slots=True)
class Downloads:
    """What `site` offers of a library, as sheets beside those of the press."""

    library: Library
    site: Site

    def names(self) -> tuple[str, ...]:
        """All sheets: 'brief you-min-zuo-zhu' …"""
        if not self.site.downloads:
            return ()
        return tuple(f"brief {entry.id}" for kind in BRIEF_KINDS for entry in self.library.of_kind(kind) if _has(entry))

    def jobs(self, name: str) -> tuple[Job, ...]:
        """How the files of a sheet are made. What is read of the library is read here."""
        _, _, key = name.partition(" ")
        brief = brief_of(self.library, self.library.entries[key], self.site.name, self.site.url)
        return (Job(brief_path(key), pdf, ("brief.typ", asdict(brief))),)


def made_with() -> tuple[str, ...]:
    """What the files' bytes depend on beside our own code: 'typst 0.15.0' …; nothing where it is not installed."""
    if not is_installed():
        return ()
    return tuple(f"{name} {metadata.version(name)}" for name in _MAKERS)


def _has(entry: Entry) -> bool:
    return entry.card.status != Status.WITHDRAWN.value
