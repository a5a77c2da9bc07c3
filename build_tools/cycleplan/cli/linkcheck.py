"""`cycleplan linkcheck`: which addresses outside the plan are dead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, root_option, verbose_option
from cycleplan.cli.exits import CLEAN, PROBLEMS, CannotRun

if TYPE_CHECKING:
    from cycleplan.cli.linkchecking import Answer, Asker, Finding, Memory

_EXAMPLES = (
    ("Ask every address that the notes name, unless it was fine lately:", "cycleplan linkcheck"),
    ("Ask all of them again, and look for copies of the dead ones:", "cycleplan linkcheck --fresh 0 --suggest-archives"),
    ("Write a report for a program, and take ten minutes for it at most:", "cycleplan linkcheck --format json --time-limit 600"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="For people or for programs."
)
@click.option(
    "--cache",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it is kept what was fine.  [default: linkcheck.json in docs/_build/]",
)
@click.option(
    "--fresh", type=click.IntRange(0), default=14, show_default=True, metavar="DAYS", help="How long a fine address is not asked again."
)
@click.option("--suggest-archives", is_flag=True, help="Ask the Wayback Machine for copies of the dead ones.")
@click.option("--allow-private", is_flag=True, help="Ask hosts in private networks and this machine, too.")
@click.option("--pause", type=click.FloatRange(0), default=1, show_default=True, metavar="SECONDS", help="Between two requests to a host.")
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=10, show_default=True, metavar="SECONDS", help="How long a host may be silent."
)
@click.option(
    "--time-limit", type=click.FloatRange(1), default=900, show_default=True, metavar="SECONDS", help="After which no more are asked."
)
@verbose_option
@root_option
@click.pass_context
def linkcheck(
    ctx: click.Context,
    root: Path,
    form: str,
    cache: Path | None,
    fresh: int,
    pause: float,
    timeout: float,
    time_limit: float,
    *,
    suggest_archives: bool,
    allow_private: bool,
    verbose: bool,
) -> None:
    """Ask the addresses outside the plan that the notes name, and tell which are dead.

    The report goes by whose notes they are in: those who lead a topic or own a work item, else their team. Nothing
    is changed. A dead address that has `archived` beside it is not told again. Needs the network; no build and no
    test does this. The exit code is 1 where an address is dead, and 2 where none could be reached at all.
    """
    from cycleplan.cli.editing import open_notes
    from cycleplan.cli.linkchecking import Asker, SystemClock, Turns, Web, asked_as, closing, findings_of, json_report, text_report
    from cycleplan.cli.progress import progress, say, shown
    from cycleplan.model import outside_addresses
    from cycleplan.workspace import Project

    notes = open_notes(root)
    places = outside_addresses(notes.plan)
    memories = _Memories.read(cache or Project(notes.folder.parent).build / "linkcheck.json", date.today(), fresh)
    clock = SystemClock()
    turns = Turns(clock, pause=pause, until=clock.now() + time_limit)
    asker = Asker(Web(timeout=timeout, allow_private=allow_private), turns)

    urls = dict.fromkeys(asked_as(place.url) for place in places)
    lately = {url: memories.fine[url].answer for url in urls if url in memories.fine}
    asked = _asked([url for url in urls if url not in lately], asker, memories, progress(verbose=verbose))
    _refuse_without_network(asked, lately, asker)
    findings = findings_of(places, {**lately, **asked})
    findings = _with_copies(findings, asker) if suggest_archives else findings
    report = json_report(findings) if form == "json" else text_report(findings, shown(notes.folder))
    if report:
        click.echo(report)
    say(closing(findings, len(lately)))
    ctx.exit(PROBLEMS if any(finding.is_dead for finding in findings) else CLEAN)


@dataclass(frozen=True, slots=True)
class _Memories:
    """The file of what was fine, and what of it is fresh."""

    path: Path
    today: date
    fine: Mapping[str, Memory]

    @classmethod
    def read(cls, path: Path, today: date, days: int) -> _Memories:
        from cycleplan.cli.linkchecking import BadMemoryError, read_memory
        from cycleplan.cli.progress import say, shown

        try:
            known = read_memory(path.read_bytes()) if path.exists() else {}
        except BadMemoryError as error:
            say(f"{shown(path)} is {error}; every address is asked again")
            known = {}
        return cls(path, today, {url: memory for url, memory in known.items() if memory.is_fresh(today, days)})

    def write(self, asked: Mapping[str, Answer]) -> None:
        from cycleplan.cli.linkchecking import Memory, written_memory

        fresh = {url: Memory(self.today, answer) for url, answer in asked.items()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_name(f".{self.path.name}.new")
        part.write_text(written_memory({**self.fine, **fresh}), encoding="utf-8")
        part.replace(self.path)


def _asked(urls: Sequence[str], asker: Asker, memories: _Memories, told: Callable[[str], None]) -> Mapping[str, Answer]:
    """Ask addresses, and write down what was fine even where somebody breaks it off."""
    from cycleplan.cli.linkchecking import ask_all

    answers: dict[str, Answer] = {}
    try:
        for url, answer in ask_all(urls, asker.ask, asker.turns, grace=30):
            answers[url] = answer
            told(f"{len(answers)} of {len(urls)}: {answer.verdict} {url}")
    finally:
        if any(answer.is_good for answer in answers.values()):
            memories.write(answers)
    return answers


def _refuse_without_network(asked: Mapping[str, Answer], lately: Mapping[str, Answer], asker: Asker) -> None:
    """Raise CannotRun where no host took a connection, not even one that did lately."""
    if not asked or not all(answer.is_unreachable for answer in asked.values()):
        return
    if any(_answers(url, asker) for url in list(lately)[:1]):
        return
    raise CannotRun("no address could be reached", "is there a network, without a proxy?")


def _answers(url: str, asker: Asker) -> bool:
    from cycleplan.cli.linkchecking import OutOfTimeError

    try:
        return not asker.ask(url).is_unreachable
    except OutOfTimeError:
        return False


def _with_copies(findings: Sequence[Finding], asker: Asker) -> tuple[Finding, ...]:
    from cycleplan.cli.linkchecking import copy_of

    def looked_up(finding: Finding) -> Finding:
        return replace(finding, copy=copy_of(finding.url, asker.exchange, asker.turns)) if finding.is_dead else finding

    return tuple(map(looked_up, findings))
