"""What reading notes comes to: the plan, what is wrong with its form, and what is to be looked up for all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from cycleplan.model import Plan, said_in_gathering, said_in_owner, said_in_section, said_in_spec
from cycleplan.problems import Problem
from cycleplan.prose import Citation, Mention, Phrase, PlanLink, Prose, inlines


@dataclass(frozen=True)
class Notes:
    """What was read: the plan, the problems, and what is lost to them.

    `named` has every name that the files give to something, right or wrong, `unread` the files and folders of which
    nothing could be read, and `faulty` those with an error.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    named: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    faulty: frozenset[str] = frozenset()

    @cached_property
    def marks(self) -> tuple[tuple[Mention | PlanLink | Citation, str], ...]:
        """Every mention, link into the plan and citation, with the gathering that it stands in, if it stands in one."""
        return tuple(
            (inline, gathering)
            for said, gathering in _said(self.plan)
            for inline in inlines(said)
            if isinstance(inline, Mention | PlanLink | Citation)
        )

    def may_name(self, kind: str, name: str, file: str) -> bool:
        """Tell whether a name that the plan does not know belongs to a fault that is told already."""
        folders = map(str, PurePosixPath(file).parents)
        return f"{kind} {name}" in self.named or not self.unread.isdisjoint((file, *folders))


def _said(plan: Plan) -> Iterator[tuple[Phrase | Prose, str]]:
    for topic in plan.topics:
        for section in topic.sections:
            yield from ((said, f"{topic.cycle}/{topic.team}") for said in said_in_section(section))
    for gathering in plan.gatherings:
        yield from ((said, gathering.name) for said in said_in_gathering(gathering))
    for owner in plan.owners:
        yield from ((said, "") for said in said_in_owner(owner))
    for spec in plan.specs:
        yield from ((said, "") for said in said_in_spec(spec))
    for removal in plan.removals:
        yield removal.because, "/".join(removal.address.page.split("/")[:2])
