"""What `cycleplan publish` does, once its options are known to be good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from cycleplan.cli.exits import PROBLEMS, CannotRun, disk_trouble_told
from cycleplan.cli.progress import say, shown
from cycleplan.cli.reporting import count, exit_code, report
from cycleplan.pipeline import check_files
from cycleplan.problems import Problem
from cycleplan.site.errors import SiteError
from cycleplan.site.publish import Publication, front_of, held, plan_publication, publish_site, published, roll_back, site_before
from cycleplan.site.release import release
from cycleplan.site.swap import pages_folder, served
from cycleplan.workspace import Project, find_project, read_notes_folder


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to publish, and how."""

    folder: Path
    keep: int
    dry_run: bool
    waits: bool


def publish_project(root: Path, wish: Wish, step: Callable[[str], None], *, form: str, strict: bool) -> int:
    """Publish the site of a project, or say what that would come to, and return the exit code."""
    with _trouble_told():
        project = find_project(root)
        _refuse_own_folders(project, wish.folder)
        intake = read_notes_folder(project.notes)
        problems = check_files(intake.files, intake.problems).problems if strict else ()
        problems, done = (problems, None) if problems else _released(project, wish, step)
    report(problems, len(intake.files), project.notes, form=form, strict=strict)
    if done is None:
        say("nothing was published")
        return PROBLEMS
    _tell(done, wish)
    return exit_code(problems, strict=strict)


def roll_back_site(wish: Wish) -> None:
    """Serve the site before the one that is served."""
    with _trouble_told():
        if wish.dry_run:
            say(f"would serve {site_before(front_of(wish.folder))} in {shown(wish.folder / 'current')}; nothing was done (--dry-run)")
            return
        _refuse_missing(wish.folder)
        with held(wish.folder, say, waits=wish.waits) as front:
            now, before = served(front), roll_back(front)
            say(f"serving {before} in {shown(front)}, no longer {now}" if now else f"serving {before} in {shown(front)}")


def list_sites(wish: Wish) -> None:
    """Print a line for each site that is kept, the newest first."""
    with _trouble_told():
        front = front_of(wish.folder)
        now, kept = served(front), published(front)
        for name in reversed(kept):
            pages = sum(1 for _ in pages_folder(front, name).rglob("*.html"))
            state = "served" if name == now else "kept" if not now or kept.index(name) < kept.index(now) else "taken back"
            click.echo(f"{name}  {count(pages, 'page')}, {state}")
    if not kept:
        say(f"nothing is published in {shown(wish.folder)}")


def _released(project: Project, wish: Wish, step: Callable[[str], None]) -> tuple[tuple[Problem, ...], Publication | None]:
    if wish.dry_run:
        built, plan = release(project, partial(plan_publication, front=front_of(wish.folder)), report=step, waits=wish.waits)
        return built.problems, plan
    with held(wish.folder, say, waits=wish.waits) as front:
        built, done = release(project, partial(publish_site, front=front, keep=wish.keep, report=step), report=step, waits=wish.waits)
        return built.problems, done


def _tell(done: Publication, wish: Wish) -> None:
    pages, place = count(done.pages, "page"), shown(wish.folder / "current")
    if wish.dry_run:
        for what, paths in (("add", done.added), ("change", done.changed), ("remove", done.removed), ("keep", done.carried)):
            for path in paths:
                click.echo(f"{what} {path}")
    if not done.is_new:
        say(f"nothing has changed: {pages} in {place}, served as {done.name}")
        return
    files = f"{count(len(done.added), 'file')} added, {len(done.changed)} changed, {len(done.removed)} removed"
    kept = f", {len(done.carried)} kept of the site before" if done.carried else ""
    verb, end = ("would publish", "; nothing was done (--dry-run)") if wish.dry_run else ("published", "")
    say(f"{verb} {pages} in {place} as {done.name}: {files}{kept}{end}")


def _refuse_own_folders(project: Project, folder: Path) -> None:
    for own in (project.notes, project.build):
        if folder.is_relative_to(own):
            raise CannotRun(f"{shown(folder)} is inside {shown(own)}", "publish to a folder of its own")


def _refuse_missing(folder: Path) -> None:
    if not folder.exists():
        raise CannotRun(f"there is no folder {shown(folder)}")


@contextmanager
def _trouble_told() -> Iterator[None]:
    with disk_trouble_told():
        try:
            yield
        except SiteError as error:
            raise CannotRun(str(error)) from error
        except OSError as error:
            message = f"cannot publish: {error.filename or 'the system'}: {error.strerror or error}"
            raise CannotRun(message, "the site that is served stays as it is") from error
