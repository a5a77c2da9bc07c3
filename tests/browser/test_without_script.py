"""With script off nothing is missing: every item, link, anchor and picture of every kind of page is there, and to be seen."""

from __future__ import annotations

from browser.page_kinds import Sites, visit
from browser.reading import Site
from playwright.sync_api import BrowserContext

# What is closed opens without script: details, and tabs, which are fields of a form.
# What only helps with what is there, such as filters, may come by script; so may what a search has found.
FOUND = """() => {
  const helps = "form, button, output, label, [hidden], [aria-live], [role=status], [role=search], svg title, svg desc";
  const held = [...document.querySelectorAll("header, main, footer")].flatMap(part => [part, ...part.querySelectorAll("*")]);
  const found = new Set();
  for (const node of held.filter(node => !node.closest(helps) && node.tagName !== "NOSCRIPT")) {
    const seen = node.closest("details:not([open]), .sd-tab-content") || node.checkVisibility() ? "" : "unseen ";
    if (node.id) found.add(`${seen}id ${node.id}`);
    if (node.matches("a[href]")) found.add(`${seen}link ${node.getAttribute("href")} ${node.textContent.trim()}`);
    if (node.matches("svg, img")) found.add(`${seen}picture ${node.getAttribute("class")} ${node.textContent.replace(/\\s+/g, " ")}`);
    const own = [...node.childNodes].filter(child => child.nodeType === Node.TEXT_NODE).map(child => child.data.trim()).join(" ").trim();
    if (own) found.add(`${seen}text ${own}`);
  }
  return [...found];
}"""


def test_what_stands_on_a_page_stands_there_without_script_and_is_seen(
    sites: Sites, roots: dict[str, Site], context: BrowserContext, plain_context: BrowserContext
):
    with_script, without = found_in(context, sites, roots), found_in(plain_context, sites, roots)
    lacking = {name: sorted(with_script[name] - without[name]) for name in with_script}
    unseen = {name: sorted(item for item in items if item.startswith("unseen ")) for name, items in without.items()}

    assert {name: len(items) > 3 for name, items in without.items()} == dict.fromkeys(without, True)
    assert {name: items for name, items in lacking.items() if items} == {}
    assert {name: items for name, items in unseen.items() if items} == {}


def test_the_search_says_how_else_to_find_things(served_plan: Site, plain_context: BrowserContext):
    with plain_context.new_page() as page:
        page.goto(f"{served_plan.root}search.html?q=cephfs")

        assert "needs JavaScript" in page.inner_text("main")


def found_in(context: BrowserContext, sites: Sites, roots: dict[str, Site]) -> dict[str, set[str]]:
    """Return the ids, the links, the pictures and the texts of a page of each kind."""
    found = {}
    with context.new_page() as page:
        for kind in sites.kinds():
            visit(page, roots[kind.site], kind)
            found[kind.name] = set(page.evaluate(FOUND))
    return found
