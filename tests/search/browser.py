"""The site's own search page, asked many queries in a row by a real browser."""

from collections.abc import Sequence

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
    answers.push(Array.from(root.querySelectorAll(".cb-hit__link"), link => link.href));
  }
  return answers;
}"""


def search_in_chromium(page: Page, base_url: str, queries: Sequence[str]) -> list[list[str]]:
    """For each query the ids of the hits that the search page shows at first, best first: at least ten where there are ten.

    `base_url`: the site's root, http(s):// or file://. An id is the page's file name: 'you-min-zuo-zhu', '370705'.
    """
    page.goto(f"{base_url.rstrip('/')}/search.html")
    page.wait_for_selector("#casebook-search-page[data-answered]", state="attached")
    addresses = page.evaluate(_ASK, list(queries))
    return [[address.rsplit("/", 1)[-1].removesuffix(".html") for address in found] for found in addresses]
