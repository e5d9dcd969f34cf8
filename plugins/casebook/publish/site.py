"""The few settings of mkdocs.yml that our own pages need."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from casebook.problem import Outcome, Problem


@dataclass(frozen=True, slots=True)
class Site:
    """`url` ends in '/'; empty addresses mean: leave the link out."""

    name: str
    description: str
    url: str
    repository: str
    branch: str
    edit_template: str
    issue_template: str
    engine: str = ""  # the one of the settings; empty: nobody chose
    new_template: str = ""  # where a file is begun on the host
    downloads: bool = False  # whether there are briefs and the files of course packs to download
    wants_sign_off: bool = False  # whether a review refuses commits without a Signed-off-by line

    def edit_url(self, path: str) -> str | None:
        """Where `path` (below the repository root) is edited; None when no address is set."""
        return self.edit_template.replace("{branch}", self.branch).replace("{path}", path) or None

    def issue_url(self, page_path: str) -> str | None:
        """Where an error on a page is reported; None when no address is set."""
        return self.issue_template.replace("{path}", page_path) or None

    @property
    def new_url(self) -> str:
        """Where a file is begun, with {folder}, {name} and {text} for the browser to fill in; '' when no address is set."""
        return self.new_template.replace("{branch}", self.branch)


class _Loader(yaml.SafeLoader):
    """Engines allow !!python/name and !ENV in mkdocs.yml; we read past them and never run them."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_site(text: str) -> Outcome[Site | None]:
    """Settings out of the text of mkdocs.yml; None with CB605 when it cannot be read."""
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader that also skips the engine's tags
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return Outcome(None, (Problem("mkdocs.yml", line, column, "CB605"),))
    if not isinstance(data, dict):
        return Outcome(None, (Problem("mkdocs.yml", 0, 0, "CB605"),))
    extra = data.get("extra")
    own = extra.get("casebook") if isinstance(extra, dict) else None
    own = own if isinstance(own, dict) else {}
    url = str(data.get("site_url") or "")
    return Outcome(
        Site(
            name=str(data.get("site_name") or ""),
            description=str(data.get("site_description") or ""),
            url=url.rstrip("/") + "/" if url else "",
            repository=str(own.get("repository") or ""),
            branch=str(own.get("branch") or "main"),
            edit_template=str(own.get("edit_url") or ""),
            issue_template=str(own.get("issue_url") or ""),
            engine=str(own.get("engine") or ""),
            new_template=str(own.get("new_url") or ""),
            downloads=own.get("downloads") is True,
            wants_sign_off=own.get("sign_off") is True,
        )
    )
