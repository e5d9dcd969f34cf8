"""The site's own search page, asked many queries in a row by a real browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page

# One call for all: a round trip through the driver for each query would take longer than the search.
_ASK = """async queries => {
  const root = document.querySelector("#casebook-search-page");
  const field = root.querySelector("input[type=search]");
  const answers = [];
  for (const query of queries) {
    const before = root.dataset.answered;
    field.value = query;
    field.form.requestSubmit();
    const end = Date.now() + 20000;
    while (root.dataset.answered === before) {
      if (Date.now() > end) throw new Error("no answer to " + query);
      await new Promise(resolve => setTimeout(resolve, 2));
    }
    answers.push([
      Array.from(root.querySelectorAll(".cb-hit__link"), link => link.href),
      Array.from(root.querySelectorAll(".cb-hit__meant"), button => button.textContent),
      Number(root.querySelector(".cb-find__count")?.textContent ?? 0),
      root.querySelector(".cb-hit__link")?.textContent ?? "",
    ]);
  }
  return answers;
}"""


@dataclass(frozen=True)
class Shown:
    """`ids` of the hits that the page shows at first, best first: at least ten where there are ten; `meant`: names suggested; `total`:
    how many hits there are, shown or not; `first`: what the first hit is called.

    An id is the page's file name: 'you-min-zuo-zhu', '370705'.
    """

    ids: list[str]
    meant: list[str]
    total: int
    first: str = field(default="", compare=False)


def shown_in_chromium(page: Page, base_url: str, queries: Sequence[str]) -> list[Shown]:
    """What the search page shows for each query. `base_url`: the site's root, http(s):// or file://."""
    page.goto(f"{base_url.rstrip('/')}/search.html")
    page.wait_for_selector("#casebook-search-page[data-answered]", state="attached")
    answers = page.evaluate(_ASK, list(queries))
    return [
        Shown([link.rsplit("/", 1)[-1].removesuffix(".html") for link in links], meant, total, first)
        for links, meant, total, first in answers
    ]


def search_in_chromium(page: Page, base_url: str, queries: Sequence[str]) -> list[list[str]]:
    """The ids alone, for each query."""
    return [shown.ids for shown in shown_in_chromium(page, base_url, queries)]
