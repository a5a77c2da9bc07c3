"""The pages that stand for what moved or went keep to a content policy without inline styles and scripts."""

from __future__ import annotations

import pytest
from browser.reading import Reader, Site, read_by
from playwright.sync_api import BrowserContext

MANILA = "2024.2/manila"


@pytest.mark.parametrize(
    ("address", "then"),
    [
        (f"{MANILA}/backups.html", f"{MANILA}/shares.html#backups"),
        (f"{MANILA}/quotas.html", f"{MANILA}/quotas.html"),
        (f"{MANILA}/shares.html", f"{MANILA}/shares.html"),
        ("404.html", "404.html"),
    ],
)
def test_a_page_keeps_to_the_policy(address: str, then: str, served: Site, context: BrowserContext):
    with read_by(context, served) as reader:
        answer = reader.page.request.head(served.root + address)
        reader.open(address, then)
        reader.page.wait_for_load_state()
        reader.sees(then)

    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_breach_of_the_policy_would_be_told(served: Site, context: BrowserContext):
    with context.new_page() as page:
        reader = Reader(page, served)
        reader.open(f"{MANILA}/quotas.html", f"{MANILA}/quotas.html")
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.evaluate("new Promise(done => { const image = new Image(); image.onerror = done; image.src = 'https://evil.example/'; })")

    assert [word for word in ("style-src", "img-src", "asked for") if any(word in complaint for complaint in reader.complaints)] == [
        "style-src",
        "img-src",
        "asked for",
    ]
