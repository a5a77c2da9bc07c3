"""`cycleplan mail`: the notes of a gathering as a mail."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cycleplan.cli.application import ExampleCommand, day, root_option
from cycleplan.cli.exits import CannotRun, disk_trouble_told

if TYPE_CHECKING:
    from cycleplan.mail.summary import Headers, Mail
    from cycleplan.model import Gathering, Owner, Plan


_EXAMPLES = (
    ("See the summary of a gathering:", "cycleplan mail 2024.2/manila"),
    (
        "Write it as a draft that a mail program opens:",
        "cycleplan mail 2024.2/manila --eml --to openstack-discuss@lists.openstack.org --output manila.eml",
    ),
    ("Tell what has become of it since the middle of the cycle:", "cycleplan mail dalmatian/manila --since 2024-07-01"),
    ("Remind somebody of their action items:", "cycleplan mail 2024.2/manila --owner carthaca"),
)


@click.command(cls=ExampleCommand, examples=_EXAMPLES)
@click.argument("gathering", metavar="CYCLE/TEAM")
@click.option("--since", type=day, metavar="DAY", help="Only what the logs say on this day or after it, and the count of items.")
@click.option("--owner", metavar="NICK", help="Only the action items of one owner, by key, label, name or alias.")
@click.option("--eml", is_flag=True, help="Write a message that is ready to be sent, as a draft.")
@click.option("--subject", metavar="TEXT", help="The subject of the message.  [default: from the title of the gathering]")
@click.option("--from", "sender", metavar="ADDRESS", help="Who sends the message.")
@click.option("--to", "recipients", multiple=True, metavar="ADDRESS", help="Whom the message goes to; may be repeated.")
@click.option("--date", "day", type=day, metavar="DAY", help="The date of the message.  [default: none]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file.  [default: stdout]")
@root_option
@click.pass_context
def mail(
    ctx: click.Context,
    root: Path,
    gathering: str,
    *,
    since: date | None,
    owner: str | None,
    eml: bool,
    subject: str | None,
    sender: str | None,
    recipients: tuple[str, ...],
    day: date | None,
    output: Path | None,
) -> None:
    """Write the notes of a gathering as a mail for a list.

    The mail is plain text of 72 columns. It has the topics with what was said, agreed and taken on, and at its end
    the references and the page of each topic. --since and --owner write shorter ones. Notes with problems stop it.
    """
    from cycleplan import pipeline, workspace
    from cycleplan.cli.progress import say
    from cycleplan.cli.reporting import report
    from cycleplan.mail.summary import Headers

    if not eml and (subject is not None or sender is not None or recipients or day):
        raise click.UsageError("--subject, --from, --to and --date are for a message; add --eml.")
    with disk_trouble_told():
        project = workspace.find_project(root)
        intake = workspace.read_notes_folder(project.notes)
    checked = pipeline.check_files(intake.files, intake.problems)
    if not checked.is_publishable:
        code = report(checked.problems, len(intake.files), project.notes)
        say("no mail was written")
        ctx.exit(code)
    known = _gathering(checked.plan, gathering)
    holder = _owner(checked.plan, owner) if owner is not None else None
    written = _mail(checked.plan, known, holder, since)
    headers = Headers(written.subject if subject is None else subject, sender or "", recipients, day)
    _write(_message(written.text, headers) if eml else written.text.encode(), output)


def _gathering(plan: Plan, name: str) -> Gathering:
    from cycleplan.problems import nearest

    cycle_name, _, team = name.partition("/")
    cycle = plan.cycle(cycle_name)
    found = plan.gathering_by_name.get(f"{cycle.number}/{team}") if cycle else None
    if found:
        return found
    known = [f"{spelling}/{g.team}" for g in plan.gatherings for spelling in (g.cycle, plan.cycle_by_number[g.cycle].name.lower())]
    raise CannotRun(f"unknown gathering {name!r}", nearest(name, known) or "write it as CYCLE/TEAM, such as 2024.2/manila")


def _owner(plan: Plan, name: str) -> Owner:
    from cycleplan.mail.summary import owners_called
    from cycleplan.problems import nearest

    found = owners_called(plan, name)
    if len(found) > 1:
        raise CannotRun(f"{name!r} is the name of {' and '.join(repr(owner.key) for owner in found)}", "give the key of one of them")
    if not found:
        known = [spelling for owner in plan.owners for spelling in (owner.key, owner.label, owner.name, *owner.aliases) if spelling]
        raise CannotRun(f"unknown owner {name!r}", nearest(name, known) or "see owners.yaml")
    return found[0]


def _mail(plan: Plan, gathering: Gathering, owner: Owner | None, since: date | None) -> Mail:
    from cycleplan.mail.summary import owner_mail, status_mail, summary_mail

    if owner:
        return owner_mail(plan, gathering, owner, since)
    return status_mail(plan, gathering, since) if since else summary_mail(plan, gathering)


def _message(text: str, headers: Headers) -> bytes:
    from cycleplan.mail.summary import HeaderError, ready_message

    try:
        return ready_message(text, headers)
    except HeaderError as error:
        raise CannotRun(str(error), error.hint) from error


def _write(content: bytes, output: Path | None) -> None:
    if output is None:
        click.echo(content, nl=False)
        return
    from cycleplan.cli.progress import say, shown

    output.write_bytes(content)
    say(f"wrote {shown(output)}")
