"""Makes pictures of every kind of page: `python tests/browser/screens.py FOLDER`, each wide and narrow, in light and dark."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from browser.chromium import started
from browser.page_kinds import KINDS, Sites, visit
from browser.reading import Site
from browser.serving import served_from
from moved_plan import NOTES
from projects import command, copy_repository, make_project

WIDTHS = {"wide": 1280, "narrow": 390}


def main(folder: Path) -> None:
    """Build both sites and write a picture of each kind in each width and scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as root:
        sites = Sites(*built(Path(root)))
        with served_from(sites.plan) as plan, served_from(sites.moved) as moved:
            made = list(pictures(folder, {"plan": Site(plan), "moved": Site(moved)}))
    print(f"{len(made)} pictures in {folder}")


def built(root: Path) -> Iterator[Path]:
    """Build the repository's own plan and the rearranged one, each in a process of its own."""
    for name, project in (("plan", copy_repository(root / "plan")), ("moved", make_project(root / "moved", NOTES))):
        print(f"building the site {name!r}", flush=True)
        ran = command("build", "--root", str(root / name))
        if ran.returncode:
            sys.exit(ran.stderr)
        yield project.html.resolve()


def pictures(folder: Path, roots: dict[str, Site]) -> Iterator[Path]:
    """Write the pictures one after the other."""
    with started(_chromium()) as browser:
        for scheme in ("light", "dark"):
            for name, width in WIDTHS.items():
                with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:  # type: ignore[arg-type]
                    page = context.new_page()
                    for kind in KINDS:
                        visit(page, roots[kind.site], kind)
                        path = folder / f"{kind.name}-{name}-{scheme}.png"
                        page.screenshot(path=path, full_page=True)
                        print(f"{path.name}", flush=True)
                        yield path


def _chromium() -> str:
    from shutil import which

    return which("chromium") or sys.exit("no chromium on the PATH")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens"))
