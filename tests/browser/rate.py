"""Rates pages with Lighthouse, as a host on the web would serve them: `python tests/browser/rate.py`.

Lighthouse is fetched by npm into a folder of its own; the browser is the system's. Ends with 1 where a page is rated below what
is promised.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from browser.chromium import ARGUMENTS
from browser.serving import CompressingHandler, served_from
from projects import command, copy_repository

LIGHTHOUSE = "lighthouse@12.8.2"
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {"home": "index.html", "topic": "2024.2/manila/cephfs.html", "board": "actions.html"}


def main() -> int:
    """Build the repository's own plan, rate its pages and print a table."""
    npm, chromium = shutil.which("npm"), shutil.which("chromium")
    if not npm or not chromium:
        sys.exit("npm and chromium have to be on the PATH")
    with tempfile.TemporaryDirectory() as root:
        project = copy_repository(Path(root, "plan"))
        if command("build", "--root", str(project.root)).returncode:
            sys.exit("the site could not be built")
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", root, LIGHTHOUSE], check=True)
        with served_from(project.html.resolve(), CompressingHandler) as site:
            rated = {name: rate(Path(root), chromium, site + address) for name, address in PAGES.items()}
    print(" ".join(f"{word:>15}" for word in ("page", *LEAST)))
    for name, (scores, _) in rated.items():
        print(" ".join(f"{word!s:>15}" for word in (name, *scores.values())))
    for name, (_, lacking) in rated.items():
        print(*(f"{name}: {what}" for what in lacking), sep="\n", end="\n" if lacking else "")
    return int(any(scores[what] < least for scores, _ in rated.values() for what, least in LEAST.items()))


def rate(root: Path, chromium: str, url: str) -> tuple[dict[str, int], list[str]]:
    """Return what Lighthouse gives a page of 100, and the audits that it does not pass."""
    program = root / "node_modules/.bin/lighthouse"
    flags = " ".join(("--headless=new", *ARGUMENTS))
    asked = [str(program), url, "--quiet", "--output=json", f"--chrome-flags={flags}", f"--only-categories={','.join(LEAST)}"]
    ran = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8", env={**os.environ, "CHROME_PATH": chromium})
    report = json.loads(ran.stdout)
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in LEAST}
    named = {ref["id"] for name in LEAST for ref in report["categories"][name]["auditRefs"] if ref.get("weight")}
    lacking = [f"{key}: {audit['title']}" for key, audit in report["audits"].items() if key in named and audit["score"] not in (None, 1)]
    return scores, lacking


if __name__ == "__main__":
    sys.exit(main())
