"""axe-core on an open page."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "plugins/casebook/web/node_modules/axe-core/axe.min.js"


def findings(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA (target size with it) and its own good practices, one line a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))  # not as a script of the page, whose policy lets none in
    found = page.evaluate(
        """async () => (await axe.run({ resultTypes: ["violations"], runOnly: [
            "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations
          .map(rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")}`)"""
    )
    return list(found)
