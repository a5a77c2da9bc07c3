"""`cycleplan serve`: the site on this machine, built again whenever something changes."""

from __future__ import annotations

import errno
import os
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, root_option, verbose_option
from cycleplan.cli.exits import CannotRun, disk_trouble_told

if TYPE_CHECKING:
    from cycleplan.cli.server import SiteServer
    from cycleplan.site.build import Built
    from cycleplan.workspace import Project

_EXAMPLES = (
    ("Look at the site while you write, in a browser that opens by itself:", "cycleplan serve --open"),
    ("Take whichever port is free:", "cycleplan serve --port 0"),
)
_GATHER_FOR = 200
_LOOK_EVERY = 300
"""Milliseconds: for how long changes that come together are waited for, and how soon the first build starts."""


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="NUMBER",
    help="The port to listen on; 0 takes a free one.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="The address to listen on; 0.0.0.0 is all of them.")
@click.option("--open", "opens", is_flag=True, help="Open the site in a browser.")
@verbose_option
@root_option
def serve(root: Path, port: int, host: str, *, opens: bool, verbose: bool) -> None:
    """Build the site, serve it, and do so again on each change.

    Pages in a browser reload by themselves. Notes with problems are reported here and on the page, and the last good
    site stays until they are mended. Ctrl-C ends it. The script that reloads is only in what is served: the site in
    docs/_build/html is the same as from `cycleplan build`.
    """
    from cycleplan.cli.progress import progress, say
    from cycleplan.site.build import build_site
    from cycleplan.workspace import find_project

    with disk_trouble_told():
        project = find_project(root)
    with _bound(host, port, project.html) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"serving {server.url} until Ctrl-C")
        if server.is_open_to_others:
            say("warning: everybody on your network can read it")
        if opens:
            webbrowser.open(server.url)
        try:
            follow(project, server, lambda: build_site(project, report=progress(verbose=verbose)))
        except KeyboardInterrupt:
            say("stopped")
        finally:
            server.bulletin.close()
            server.shutdown()


def follow(project: Project, server: SiteServer, build: Callable[[], Built]) -> None:
    """Build now and after each change of the notes, the docs, the templates and the theme, until interrupted."""
    from watchfiles import DefaultFilter, watch

    is_ours = DefaultFilter(ignore_paths=[project.build])
    is_first = True
    changes = watch(
        *_watched(project), watch_filter=is_ours, debounce=_GATHER_FOR, step=50, rust_timeout=_LOOK_EVERY, yield_on_timeout=True
    )
    # The first build comes after the watch has begun, so that no change is missed while it runs.
    for change in changes:
        if change or is_first:
            is_first = False
            publish(server, project.notes, build)


def publish(server: SiteServer, notes: Path, build: Callable[[], Built]) -> None:
    """Build the site of a folder of notes, and tell the served pages how that went; what fails is told, and the next change tries again."""
    from cycleplan.cli.progress import say
    from cycleplan.cli.reporting import as_text, count
    from cycleplan.site.errors import SiteError
    from cycleplan.workspace import WorkspaceError

    try:
        built = build()
    except (SiteError, WorkspaceError, OSError) as error:
        server.bulletin.publish(is_new_site=False, problems=f"cannot build: {error}")
        say(f"cannot build: {error}")
        return
    if built.problems:
        click.echo(as_text(built.problems, notes))
    if built.html is None:
        errors = [problem for problem in built.problems if problem.is_error]
        server.bulletin.publish(is_new_site=False, problems=click.unstyle(as_text(errors, notes)))
        say(f"{count(len(errors), 'problem')}; {'the last good site stays' if server.html.exists() else 'there is no site yet'}")
        return
    # Pages are told first, so that what is said here is true of them.
    server.bulletin.publish(is_new_site=built.changed)
    say(f"{count(built.pages, 'page')}, {'reloaded' if built.changed else 'nothing has changed'}")


def _watched(project: Project) -> list[Path]:
    package = Path(__file__).parents[1]
    folders = (project.notes, project.docs, package / "rendering" / "templates", package / "theme")
    return [folder for folder in folders if folder.is_dir()]


def _bound(host: str, port: int, html: Path) -> SiteServer:
    from cycleplan.cli.bulletin import Bulletin
    from cycleplan.cli.server import SiteServer

    try:
        return SiteServer(host, port, html, Bulletin())
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotRun(f"port {port} of {host} is in use", "choose another with --port; 0 takes a free one") from error
        raise CannotRun(f"cannot listen on port {port} of {host}: {os.strerror(error.errno or 0)}") from error
